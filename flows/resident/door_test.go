package resident_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

const duty = "+3232010121"

// onDuty has somebody on duty every day from 8:30 to 19:30, beside the desk.
func onDuty(c *conversation) {
	staffed(c)
	var hours []scheduling.OfficeHours
	for day := range 7 {
		hours = append(hours, scheduling.OfficeHours{Weekday: time.Weekday(day), From: 8*60 + 30, To: 19*60 + 30})
	}
	c.programme.Numbers.Duty = []scheduling.Duty{{Number: duty, Hours: hours}}
}

// at moves the clock of a call so long after the start of the first visit.
func at(after time.Duration) func(*conversation) {
	return func(c *conversation) { c.at = visits()[0].Start.Add(after) }
}

// The first key while a visit is planned now: what to do, a callback that is due now with the
// visit in its note, and whoever is on duty, before the desk.
func TestTheKeyForTheDoor(t *testing.T) {
	call := dial(t, planning(visits()...), onDuty, at(5*time.Minute)).presses("1", "2", rightCode)
	call.hears("Er is nu een bezoek gepland.", "Is het woord anders, of vertrouwt u het niet: druk één.")
	call.presses("1").hears("Doe de deur niet open.", "één één twee", "Ik bel nu iemand voor u.").rings(duty)
	require.Equal(t, []string{duty, desk}, call.reply.Expect.Numbers, "the office is open as well")
	require.Equal(t, flows.Errand{
		Reason: scheduling.ReasonAtDoor, Language: "nl", Reference: "47129", Start: visits()[0].Start, AtDoor: true,
	}, call.reply.Expect.For)

	noted := call.onlyCallback()
	require.Equal(t, scheduling.ReasonAtDoor, noted.Reason)
	require.Equal(t, call.at, noted.Due, "now, and not by tomorrow")
	require.Equal(t, int64(7), noted.ResidentID)
	require.Equal(t, scheduling.NoteAtDoor.With("reference", "47129", "start", "2027-03-23T09:00:00Z"), noted.Note)
	require.Equal(t, visits()[0].ID, noted.VisitID)
	require.Equal(t, scheduling.OutcomeInformed, call.outcome())

	call.talks().hears("Dank u voor het gesprek.")
	require.Equal(t, scheduling.CallbackDone, call.onlyCallback().Status)
}

// If nobody answers at the door, a voicemail follows, and the callback stays open.
func TestNobodyAnswersAtTheDoor(t *testing.T) {
	call := dial(t, planning(visits()[0]), onDuty, at(0)).presses("1", "2", rightCode, "1").rings(duty)
	call.misses().hears("Ik probeer een ander nummer.").rings(desk)
	call.misses().hears("Er neemt nu niemand op. Houd de deur dicht.", "één één twee").isAtVoicemail()
	call.speaks().hears("Wij bellen u zo snel mogelijk.").doesNotHear("ten laatste")
	require.NotEmpty(t, call.onlyCallback().RecordingURL)
	require.NotEqual(t, scheduling.CallbackDone, call.onlyCallback().Status)
	require.Equal(t, call.at, call.onlyCallback().Due)

	call.presses("0").hears("Doe de deur niet open.").rings(duty)
	require.Len(t, call.office.callbacks, 2, "what comes next is due now as well")
}

// The evening and the weekend have somebody on duty, and no desk.
func TestWhoIsRungAtTheDoor(t *testing.T) {
	evening := visits()[0]
	evening.Start, evening.End = evening.Start.Add(8*time.Hour), evening.End.Add(8*time.Hour) // 18:00 to 19:00
	at := func(after time.Duration) func(*conversation) {
		return func(c *conversation) { c.at = evening.Start.Add(after) }
	}
	call := dial(t, planning(evening), onDuty, at(time.Minute)).presses("1", "2", rightCode, "1").rings(duty)
	require.Equal(t, []string{duty}, call.reply.Expect.Numbers)
	dial(t, planning(visits()[0]), staffed, func(c *conversation) { c.at = visits()[0].Start }).presses("1", "2", rightCode, "1").rings(desk)

	alone := dial(t, planning(evening), staffed, at(time.Minute)).presses("1", "2", rightCode, "1")
	alone.hears("Doe de deur niet open.", "Er kan nu niemand opnemen. Houd de deur dicht.").isAtVoicemail()
	require.Equal(t, alone.at, alone.onlyCallback().Due)
	alone.isSilent().hears("Wij bellen u zo snel mogelijk.")

	hidden := dial(t, withheld, planning(evening), at(time.Minute)).presses("1", "2", "2", "7").hears("Op welk nummer")
	hidden.presses("0470123456", "1").isAtVoicemail().speaks().hears("Wij bellen u zo snel mogelijk.")
	require.Equal(t, "+32470123456", hidden.onlyCallback().Phone)
}

// A visit can be the one at the door from half an hour before its start to half an hour after
// its end, whatever was said of it.
func TestWhenAVisitCanBeAtTheDoor(t *testing.T) {
	const first, last = "vertrouwt u het niet: druk één", "aan uw deur die u niet vertrouwt: druk zeven"
	for after, hears := range map[time.Duration]string{
		-30*time.Minute - time.Second: last, -30 * time.Minute: first, -15 * time.Minute: first, 0: first, time.Hour - time.Second: first,
	} {
		dial(t, planning(visits()[0]), at(after)).presses("1", "2", rightCode).hears(hears)
	}
	ended := func(c *conversation) { c.office.caller.Ended = visits()[:1] }
	note := scheduling.NoteAtDoor.With("reference", "47129", "start", "2027-03-23T09:00:00Z")
	call := dial(t, ended, onDuty, at(time.Hour)).presses("1", "2", rightCode).hears("u niet vertrouwt: druk zeven").doesNotHear("Er hoort nu niemand")
	require.Equal(t, note, call.presses("7").rings(duty).onlyCallback().Note)
	call = dial(t, ended, onDuty, at(90*time.Minute)).presses("1", "2", rightCode).hears("u niet vertrouwt: druk zeven.")
	require.Equal(t, scheduling.NoteAtDoorNoVisit.With(), call.presses("7").onlyCallback().Note)

	unstaffed := visits()[0]
	unstaffed.Unstaffed = true
	dial(t, planning(unstaffed), at(0)).presses("1", "2", rightCode).doesNotHear("vertrouwt u het niet").hears("druk zeven")
}

// 0 is the key for the door while a visit is planned, and an ordinary one otherwise.
func TestZeroWhileAVisitIsPlanned(t *testing.T) {
	call := dial(t, planning(visits()[0]), onDuty, at(time.Minute)).presses("1", "2", rightCode, "0").hears("Doe de deur niet open.").rings(duty)
	require.Equal(t, scheduling.ReasonAtDoor, call.onlyCallback().Reason)
	call = dial(t, planning(visits()[0]), onDuty, at(time.Minute)).presses("1", "0").hears("Ik verbind u door").rings(desk)
	require.Equal(t, scheduling.ReasonHuman, call.onlyCallback().Reason, "a number alone reveals nothing")
	call = dial(t, planning(visits()[0]), onDuty).presses("1", "2", rightCode, "0").rings(desk)
	require.Equal(t, scheduling.ReasonHuman, call.onlyCallback().Reason)

	called := dial(t, onDuty, func(c *conversation) { late(c); c.reminder = 12; reminded(c.office.caller.Planned...)(c) })
	called.hears("aan uw deur die u niet vertrouwt: druk zeven.").presses("7").hears("Doe de deur niet open.").rings(duty)
}

// Somebody at the door is reported without a visit, and without a letter too. Nothing is said
// of the visits of the number, and the office sees them.
func TestAStrangerAtTheDoor(t *testing.T) {
	none := dial(t, onDuty).presses("1", "2", rightCode)
	none.hears("U hebt geen afspraak gepland.", "Er hoort nu niemand aan uw deur te staan.", "aan uw deur die u niet vertrouwt: druk zeven.")
	none.presses("7").hears("Er hoort nu niemand aan uw deur te staan.", "Doe de deur niet open.").rings(duty)
	require.Equal(t, scheduling.NoteAtDoorNoVisit.With(), none.onlyCallback().Note)
	require.Zero(t, none.onlyCallback().VisitID)
	require.Equal(t, scheduling.ReasonAtDoor, none.onlyCallback().Reason)

	next := dial(t, planning(visits()...), onDuty).presses("1", "2", rightCode).hears("u niet vertrouwt: druk zeven.")
	next.presses("7").hears("Er hoort nu niemand aan uw deur te staan.", "Doe de deur niet open.").rings(duty)

	expects := func(c *conversation) { c.office.expected = contact.Expected{Visits: visits()[:1]} }
	unproved := dial(t, onDuty, expects, at(0)).presses("1", "2", "2").hears("u niet vertrouwt: druk zeven.")
	unproved.presses("7").hears("Doe de deur niet open.").doesNotHear("bezoek").rings(duty)
	require.Equal(t, scheduling.NoteAtDoorUnproved.With("reference", "47129", "start", "2027-03-23T09:00:00Z"), unproved.onlyCallback().Note)
	require.Equal(t, visits()[0].ID, unproved.onlyCallback().VisitID)
	require.Equal(t, "47129", unproved.reply.Expect.For.Reference)
	unproved.misses().misses().speaks().presses("9", "2").hears("uw brief") // and is still nobody we know

	hidden := dial(t, onDuty, withheld).presses("1", "2", "2").hears("u niet vertrouwt: druk zeven.").presses("7").rings(duty)
	require.Equal(t, scheduling.NoteAtDoorUnknown.With(), hidden.onlyCallback().Note)
}

// Whoever is on duty is rung even if the callback cannot be saved. If nobody is, the apology
// takes a voicemail.
func TestTheDoorWhileTheOfficeIsDown(t *testing.T) {
	down := func(c *conversation) { c.office.down = errors.New("the office is down") }
	call := dial(t, planning(visits()[0]), onDuty, at(0)).presses("1", "2", rightCode)
	down(call)
	call.presses("1").hears("Doe de deur niet open.").rings(duty).misses().rings(desk).misses().isAtVoicemail()
	call = dial(t, planning(visits()[0]), at(0)).presses("1", "2", rightCode)
	down(call)
	call.presses("1").hears("één één twee").isAtVoicemail()
}

// A number on duty that never answers is not rung for ever.
func TestTheNumbersOnDutyAreRungAFewTimes(t *testing.T) {
	call := dial(t, planning(visits()[0]), onDuty, at(0)).presses("1", "2", rightCode)
	for range 4 {
		call.presses("0").rings(duty).misses().rings(desk).misses().isAtVoicemail().isSilent()
	}
	call.presses("0").hears("Er kan nu niemand opnemen.").isAtVoicemail()
	require.Len(t, call.office.callbacks, 5)
}

// By text the same option, 0 and words about the door have the same result: a callback of the
// same reason that is due now, with the visit.
func TestTheDoorByText(t *testing.T) {
	now := visits()[:1]

	proved := scheduling.NoteAtDoor.With("reference", "47129", "start", "2027-03-23T09:00:00Z")

	world := func(c *conversation) {
		planning(now...)(c)
		c.office.expected = contact.Expected{Visits: now}
		c.at = now[0].Start
	}
	for _, texts := range [][]string{{"mijn afspraak", rightCode, "1"}, {"mijn afspraak", rightCode, "0"}} {
		th := texting(t, world).sends(texts...).reads("112", "Er is nu een bezoek gepland", "Wij bellen u zo snel mogelijk", "niet open")
		require.Equal(t, resident.StateWarned, th.state(), texts)
		require.Equal(t, scheduling.ReasonAtDoor, th.onlyCallback().Reason)
		require.Equal(t, th.at, th.onlyCallback().Due)
		require.Equal(t, proved, th.onlyCallback().Note, texts)
		require.Equal(t, now[0].ID, th.onlyCallback().VisitID, texts)
	}
	for _, text := range []string{
		"het woord klopt niet", "ik vertrouw het niet", "er staat een vreemde man aan de deur", "quelqu'un est à la porte", "le mot est différent",
		"someone is at my door", "wrong word", "kapıda biri var", "kelime farklı", "شخص عند الباب", "الكلمة مختلفة",
	} {
		th := texting(t, world).sends(text).reads("112")
		require.Equal(t, scheduling.ReasonAtDoor, th.onlyCallback().Reason, text)
		require.Equal(t, th.at, th.onlyCallback().Due, text)
		require.Equal(t, now[0].ID, th.onlyCallback().VisitID, text)
		require.True(t, strings.HasPrefix(th.onlyCallback().Note, text+"; "), th.onlyCallback().Note)
		require.Contains(t, th.onlyCallback().Note, "47129")
	}
	for _, text := range []string{"ik ben gevallen", "chest pain", "il y a le feu", "imdat"} {
		th := texting(t, world).sends(text).reads("112")
		require.Equal(t, scheduling.ReasonHuman, th.onlyCallback().Reason, text)
		require.Equal(t, text, th.onlyCallback().Note)
	}
}

// A visit of another day is shown from the menu of the one at the door.
func TestAnotherVisitWhileOneIsAtTheDoor(t *testing.T) {
	call := dial(t, planning(visits()...), at(0)).presses("1", "2", rightCode).hears("U hebt een afspraak: dinsdag 23 maart")
	call.hears("Voor een andere afspraak van u: druk vier.").presses("4").hears("Voor donderdag 25 maart", "u niet vertrouwt: druk zeven.")
	call.presses("2").hears("U hebt een afspraak: donderdag 25 maart", "vertrouwt u het niet: druk één.")
}

// On a holiday nobody is on duty, and no visit is planned.
func TestADoorOnAHoliday(t *testing.T) {
	holiday := func(c *conversation) {
		c.at = calendar.Day{Year: 2027, Month: time.May, Day: 6}.At(10*60, c.programme.Zone) // Ascension
	}
	call := dial(t, onDuty, holiday).presses("1", "2", rightCode, "7").hears("Er kan nu niemand opnemen.").isAtVoicemail()
	require.Equal(t, call.at, call.onlyCallback().Due)
}
