package resident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// isOver has the programme end before the call; isEarly has it begin after.
func isOver(c *conversation) {
	c.programme.Window.LastDay = calendar.DayOf(monday(), c.programme.Zone).Add(-9)
}

func isEarly(c *conversation) {
	c.programme.Window.FirstDay = calendar.DayOf(monday(), c.programme.Zone).Add(9)
}

// That nobody comes is said first; no word for the door follows, nor that there is a visit.
func TestNobodyComesIsSaidFirst(t *testing.T) {
	call := dial(t, abandoned).presses("1", "2", rightCode)
	require.Equal(t, []string{"code.thanks", "visit.nobody"}, []string{call.reply.Lines[0].Key, call.reply.Lines[1].Key})
	call.doesNotHear("U hebt een afspraak").doesNotHear("dit woord").doesNotHear("Is het woord anders")
	booking := dial(t, abandoned).presses("1", "1", rightCode).hears("er kan niemand komen")
	booking.doesNotHear("U hebt al een afspraak")
	reminded := dial(t, abandoned, func(c *conversation) {
		c.reminder = 12
		visit := c.office.caller.Planned[0]
		remindedOf(visit)(c)
	})
	reminded.hears("er kan niemand komen").doesNotHear("U hebt een afspraak").doesNotHear("dit woord")
	again := reminded.isSilent()
	again.hears("er kan niemand komen").doesNotHear("U hebt een afspraak")
}

// A visit that was asked for is no visit yet.
func TestAVisitThatWasAskedForIsNoneYet(t *testing.T) {
	asked := visits()[0]
	asked.Status = scheduling.Requested
	for _, goal := range []string{"1", "2"} {
		call := dial(t, planning(asked)).presses("1", goal, rightCode).hears("U hebt een afspraak gevraagd: dinsdag 23 maart", "nog niet vast")
		call.doesNotHear("U hebt een afspraak:").doesNotHear("U hebt al een afspraak").doesNotHear("dit woord")
	}
}

// "My visit" opens with the visit; what to do about the door stands behind a key.
func TestMyVisitOpensWithTheVisit(t *testing.T) {
	call := dial(t, planning(visits()[0])).presses("1", "2", rightCode)
	require.Equal(t, []string{"code.thanks", "visit.when"}, []string{call.reply.Lines[0].Key, call.reply.Lines[1].Key})
	call.hears("niet vertrouwt: druk zeven.", "en bel 0 8 0 0, 1 2, 0 0 1.").doesNotHear("Bent u in gevaar")
	call.presses("7").hears("Er hoort nu niemand aan uw deur te staan.", "Doe de deur niet open.", "Bent u in gevaar")
}

// A programme that is over, or not open yet, says so before anything is chosen, and offers
// what there is.
func TestWhatIsClosedIsNotOffered(t *testing.T) {
	for words, world := range map[string]func(*conversation){"Dit project is afgelopen": isOver, "vanaf woensdag 31 maart": isEarly} {
		call := dial(t, world).presses("1").hears(words, "Om teruggebeld te worden: druk één.", "Om uw afspraak te horen", "druk drie")
		call.doesNotHear("Om een afspraak te maken")
		visit := dial(t, world, planning(visits()[0])).presses("1", "2", rightCode).hears("U hebt een afspraak", "af te zeggen: druk drie.")
		visit.doesNotHear("ander moment te kiezen").presses("9").hears(words)
		none := dial(t, world).presses("1", "2", rightCode).hears("U hebt geen afspraak gepland.", "Naar het hoofdmenu: druk negen.")
		none.doesNotHear("Om een afspraak te maken")
		texting(t, world).sends("AFSPRAAK").reads("1 = bel mij")
	}
	counted := dial(t, isOver).hangsUp()
	require.Equal(t, scheduling.OutcomeOver, counted.outcome(), "demand that nobody met")
	require.Equal(t, scheduling.OutcomeInformed, dial(t, isOver, planning(visits()[0])).presses("1", "2", rightCode).outcome())
}

// Whoever may not book another visit hears why in the main menu, and is not asked to try.
func TestWhoMayNotBookIsNotOfferedTo(t *testing.T) {
	for err, why := range map[error]string{
		scheduling.ErrVisitLimit: "Nog een erbij kan nu niet.", scheduling.ErrNoVoucher: "geen cheque meer", scheduling.ErrOutsideArea: "alleen aan huis in Antwerpen",
	} {
		refused := func(c *conversation) {
			c.office.identify = err
			c.office.caller.Last = scheduling.Visit{ID: 5, Topic: "itsme"}
		}
		call := dial(t, refused, planning(visits()[0])).presses("1", "2", rightCode, "9").hears(why, "Om voor iemand anders te bellen: druk vijf.")
		call.doesNotHear("Om een afspraak te maken").doesNotHear("Voor een nieuw bezoek")
		call.office.identify = nil
		call.presses("5").hears("Om een afspraak te maken: druk één.").doesNotHear(why)
	}
	last := dial(t, func(c *conversation) { c.programme.Visit.Open = 1 }).presses("1", "1", rightCode, "1", "1", "1").hears("staat vast")
	last.presses("1", "1", "9").hears("Nog een erbij kan nu niet.").doesNotHear("Om een afspraak te maken")
}

// A request that cannot be made is refused before a name is spoken for it.
func TestARequestIsRefusedBeforeTheRecording(t *testing.T) {
	before := func(c *conversation) { c.office.mayRequest = scheduling.ErrVisitLimit }
	call := dial(t, before).presses("1", "1", "2", "1", "2018", "12").hears("U hebt al een moment gevraagd. Wij bellen u daarover.")
	call.doesNotHear("naam").doesNotHear("teruggebeld").hears("zonder afspraak: druk drie.", "Naar het hoofdmenu: druk negen.")
	require.Empty(t, call.office.callbacks, "there is one about the first request")
	hidden := dial(t, before, withheld).presses("1", "1", "2", "1", "2018", "12", "0470123456", "1").hears("U hebt al een moment gevraagd.")
	require.Equal(t, flows.ExpectKeys, hidden.reply.Expect.Kind)

	full := dial(t, func(c *conversation) { c.office.mayNever = scheduling.ErrNoSlot }).presses("1", "1", "2")
	full.hears("Er wachten nu veel aanvragen.", "Om teruggebeld te worden: druk één.", "cijfers van uw code: druk twee.").doesNotHear("zonder brief: druk")
	full.presses("1").hears("Wij bellen u ten laatste")
	require.Equal(t, scheduling.ReasonNoCode, full.onlyCallback().Reason)
}

// vouchers makes the programme one of vouchers, of which the resident has some.
func vouchers(has, perVisit int) func(*conversation) {
	return func(c *conversation) {
		c.programme.Voucher = scheduling.VoucherRule{Required: true, Minutes: int(c.programme.Visit.Length/time.Minute) / perVisit}
		c.office.caller.Resident.Minutes = has * c.programme.Voucher.Minutes
		if has < perVisit {
			c.office.identify = scheduling.ErrNoVoucher
		}
	}
}

func TestTheBalanceOfVouchers(t *testing.T) {
	dial(t, vouchers(3, 1), planning(visits()[0])).presses("1", "2", rightCode).hears("U hebt nog 3 cheques.")
	dial(t, vouchers(1, 1)).presses("1", "2", rightCode).hears("U hebt geen afspraak gepland.", "U hebt nog één cheque.")
	texting(t, vouchers(2, 1), planning(visits()[0])).sends("mijn afspraak", rightCode).reads("U hebt nog 2 cheques.")
	dial(t, planning(visits()[0])).presses("1", "2", rightCode).doesNotHear("cheque")

	for asks, answer := range map[string]string{
		"SALDO": "U hebt nog 2 cheques.", "mon solde svp": "Il vous reste 2 ch", "How many vouchers do I have left?": "You have 2 vouchers left.",
	} {
		texting(t, vouchers(2, 1)).sends(asks, rightCode).reads(answer)
	}
	texting(t, vouchers(0, 1)).sends("saldo", rightCode).reads("U hebt geen cheque meer")

	usual := dial(t, vouchers(2, 1)).presses("1", "1", rightCode).doesNotHear("cheque").presses("1", "1").doesNotHear("cheque").presses("1")
	usual.hears("staat vast").doesNotHear("cheque") // no word more than today
	usual.presses("1", "1", "9", "2").hears("U hebt nog één cheque.")

	dear := dial(t, vouchers(5, 2)).presses("1", "1", rightCode, "1", "1").hears("Dit bezoek kost u 2 cheques.")
	dear.presses("1").hears("staat vast").presses("1", "1", "9", "2").hears("U hebt nog 3 cheques.")
	few := dial(t, vouchers(1, 2)).presses("1", "1", rightCode).hears("U hebt nog één cheque.", "te weinig voor een bezoek")
	few.doesNotHear("geen cheque meer")
	dial(t, vouchers(0, 2)).presses("1", "1", rightCode).hears("U hebt geen cheque meer")

	quarters := func(c *conversation) { // a visit used three quarters of an hour
		c.programme.Voucher.Round, c.office.caller.Resident.Minutes = 15, 75
	}
	dial(t, vouchers(2, 1), quarters).presses("1", "2", rightCode).hears("U hebt nog 75 minuten hulp over.")
	rest := func(c *conversation) { c.office.caller.Resident.Minutes = 15 }
	dial(t, vouchers(0, 1), quarters, rest).presses("1", "1", rightCode).hears("U hebt nog 15 minuten hulp over.", "te weinig voor een bezoek")
	odd := func(c *conversation) { c.programme.Voucher.Minutes, c.programme.Voucher.Round = 40, 15 }
	dial(t, vouchers(3, 1), odd).presses("1", "1", rightCode, "1", "1").hears("Dit bezoek kost u 60 minuten van uw cheques.")
	spent := dial(t, vouchers(1, 1)).presses("1", "1", rightCode, "1", "1", "1", "1", "1", "9").hears("U hebt geen cheque meer").doesNotHear("Om een afspraak te maken")
	spent.office.caller.Planned = nil
}

// Whoever finds no human hears once where everything can be done by text.
func TestEverythingCanBeDoneByText(t *testing.T) {
	call := dial(t).presses("1", "0").hears("Alles kan ook met een sms, naar 0 4 6 0, 2 0, 1 0, 0 1.").speaks()
	call.presses("0").doesNotHear("Alles kan ook")
	missed := dial(t, staffed).presses("1", "0").misses().hears("Alles kan ook met een sms")
	require.Equal(t, flows.ExpectRecording, missed.reply.Expect.Kind)
	dial(t, func(c *conversation) { c.programme.Numbers.SMS = "" }).presses("1", "0").doesNotHear("sms")
	booking := dial(t).presses("1", "1", rightCode, "1", "1", "1").doesNotHear("Alles kan ook")
	require.NotContains(t, booking.script.String(), "Alles kan ook")
}
