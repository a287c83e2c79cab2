package main

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

const lineTexts = "+32460201001" // the SMS number of the first programme

// writes sends a text by a signed webhook, and returns the answer.
func (r *rig) writes(from, body string) string {
	r.t.Helper()
	return r.writesTo(lineTexts, from, body)
}

// writesTo is writes to another programme's number.
func (r *rig) writesTo(number, from, body string) string {
	r.t.Helper()
	replies, err := r.carrier.Handset(from, carrier.Line{TextURL: r.url + ivr.TextPath}).Text(r.t.Context(), number, body)
	require.NoError(r.t, err)
	return strings.Join(replies, "\n")
}

// days moves the clock on by hours, does what is due on the way, and returns the
// texts that came to a number.
func (r *rig) days(hours int, number string) []string {
	r.t.Helper()
	before := len(r.carrier.Inbox(number))
	for range hours {
		r.passes(time.Hour)
		require.NoError(r.t, r.remind(r.t.Context()))
		for sent := 1; sent > 0; {
			var err error
			sent, err = r.line.Sender.SendDue(r.t.Context())
			require.NoError(r.t, err)
		}
		r.idle()
		if !r.silent {
			r.agrees()
		}
	}
	require.NoError(r.t, r.carrier.Drain(r.t.Context()))
	return r.inOrder(r.carrier.Inbox(number)[before:])
}

// inOrder returns what texts say: answers first, and then the messages in the order in which
// they were due. Two that are due at once are sent at once, in any order.
func (r *rig) inOrder(texts []carrier.Text) []string {
	r.t.Helper()
	place := map[string]int{}
	for i, m := range r.messages() {
		place[m.CarrierID] = i + 1
	}
	slices.SortStableFunc(texts, func(a, b carrier.Text) int { return place[a.ID] - place[b.ID] })
	said := make([]string, len(texts))
	for i, text := range texts {
		said[i] = text.Body
	}
	return said
}

// agrees makes every student who is asked say yes.
func (r *rig) agrees() {
	r.t.Helper()
	for _, v := range r.visits() {
		if v.Status != scheduling.Assigned {
			continue
		}
		p, err := r.all.Named(v.Programme)
		require.NoError(r.t, err)
		_, err = r.line.Students.Answer(r.t.Context(), p, &scheduling.Student{ID: v.StudentID}, true, fmt.Sprint("yes-", v.ID, v.Start.Unix()))
		require.NoError(r.t, err)
	}
}

// idle waits until the line's own sender is idle.
func (r *rig) idle() {
	r.t.Helper()
	require.Eventually(r.t, func() bool {
		var busy int
		const query = `SELECT count(*) FROM messages WHERE status = 'sending' OR status = 'pending' AND due_at <= $1`
		require.NoError(r.t, r.line.Store.DB().QueryRowContext(r.t.Context(), query, r.now()).Scan(&busy))
		return busy == 0
	}, 20*time.Second, 2*time.Millisecond)
}

// bookBy books from a number, on the Friday of that week, and returns the visit.
func (r *rig) bookBy(from string) lists.VisitRow {
	r.t.Helper()
	play(r.dial(from), "1 1 234567 2 3 3 2 1").Hears("vrijdag 26 maart", "staat vast").HangsUp()
	r.days(1, from)
	return r.visits()[0]
}

func TestARemindedResidentAnswersByText(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	visit := r.bookBy(mobile)
	came := r.days(24, mobile)
	require.Len(t, came, 1, "three days before")
	require.Contains(t, came[0], "er komt een student op vr 26/3")
	require.Contains(t, came[0], "1 = ja, 2 = andere dag, 3 = gaat niet door")
	require.Contains(t, r.writes(mobile, "Ja, dat is goed 👍"), "Uw afspraak blijft staan")

	came = r.days(48, mobile)
	require.Len(t, came, 1, "one day before")
	require.Contains(t, r.writes(mobile, "2"), "1 = ")
	require.Contains(t, r.writes(mobile, "1"), "U kiest")
	require.Contains(t, r.writes(mobile, "ja"), "Uw afspraak is nu op")
	require.False(t, visit.Start.Equal(r.visits()[0].Start))
	require.Equal(t, visit.Reference, r.visits()[0].Reference)
	require.Empty(t, r.callbacks())
}

func TestUnansweredRemindersBecomeACallback(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(mobile)
	require.Len(t, r.days(3*24+6, mobile), 2)
	callbacks := r.callbacks()
	require.Len(t, callbacks, 1)
	require.Equal(t, scheduling.ReasonNoAnswer, callbacks[0].Reason)
	require.Equal(t, mobile, callbacks[0].Phone)
	require.Contains(t, r.writes(mobile, "gaat niet door"), "zeker afzeggen")
	require.Contains(t, r.writes(mobile, "1"), "afgezegd")
	require.Equal(t, scheduling.Cancelled, r.visits()[0].Status)
}

// ring returns the nth call of the line, from 0, as soon as it is made.
func (r *rig) ring(n int) *carrier.Ring {
	r.t.Helper()
	for range 10 * 24 {
		if rings := r.carrier.Rings(); len(rings) > n {
			require.Len(r.t, rings, n+1)
			return rings[n]
		}
		r.days(1, landline)
	}
	require.Fail(r.t, "no call is made", "after %d calls", n)
	return nil
}

// clock returns when a call was made, in local time.
func (r *rig) clock(ring *carrier.Ring) string {
	return ring.CreatedAt.In(r.all[0].Zone).Format("Mon 15:04")
}

func TestALandlineIsRemindedByACall(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(landline)
	first := r.ring(0)
	require.Equal(t, landline, first.To)
	require.Equal(t, "Tue 10:00", r.clock(first))
	require.NoError(t, first.RingOut(t.Context(), "no-answer"))
	second := r.ring(1)
	require.Equal(t, "Tue 14:00", r.clock(second), "at another time of the day")
	heard := r.answersTo(second, true)
	require.Contains(t, heard, "Bel ons gratis terug")
	require.Contains(t, heard, "U vertrouwt dit niet? Haak in en bel het nummer op uw brief.")
	require.NotContains(t, heard, "26 maart", "a machine hears no day")

	third := r.ring(2)
	require.Equal(t, "Wed 18:00", r.clock(third), "a machine was not told: in the evening, after two calls on a day")
	call, err := third.Answer(t.Context(), false)
	require.NoError(t, err)
	require.Contains(t, strings.Join(spokenBy(call), " "), "Haak in en bel het nummer op uw brief.")
	require.Contains(t, strings.Join(spokenBy(call), " "), "vrijdag 26 maart")
	require.NoError(t, call.Press(t.Context(), "1"))
	require.Contains(t, strings.Join(spokenBy(call), " "), "Uw afspraak blijft staan")
	require.NoError(t, call.HangUp(t.Context()))
	r.answersTo(r.ring(3), false)
	r.days(20, landline)
	require.Len(t, r.carrier.Rings(), 4)
	require.Empty(t, r.callbacks(), "they have answered")
}

// Reviewed as text, with the other calls.
func TestRemindersOfTheDocumentation(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	play(phonetest.Dial(t, r.phone(landline), dialled), bookingCalls+" hangup")
	phonetest.Answer(t, r.ring(0), true).Golden(transcripts+"reminder-machine-nl.txt", *update)
	play(phonetest.Answer(t, r.ring(1), false), "1 hangup").Golden(transcripts+"reminder-nl.txt", *update)
}

// If nobody is told by three calls, a human calls. Both reminders have one callback.
func TestMachinesAnswerEveryReminder(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	visit := r.bookBy(landline)
	for answered := 0; r.now().Before(visit.Start.Add(-time.Hour)); {
		r.days(1, landline)
		for _, ring := range r.carrier.Rings()[answered:] {
			answered++
			if answered%2 == 0 {
				require.NoError(t, ring.RingOut(t.Context(), "completed"), "its document is not asked for")
				continue
			}
			r.answersTo(ring, true)
		}
	}
	var clocks []string
	for _, ring := range r.carrier.Rings() {
		clocks = append(clocks, r.clock(ring))
	}
	require.Equal(t, []string{"Tue 10:00", "Tue 14:00", "Wed 18:00", "Thu 10:00", "Thu 14:00"}, clocks)
	callbacks := r.callbacks()
	require.Len(t, callbacks, 1)
	require.Equal(t, scheduling.ReasonNotTold, callbacks[0].Reason)
	note := scheduling.NoteNotReminded.With("reference", visit.Reference) + scheduling.NoteMachineAnswered.With()
	require.Equal(t, note, callbacks[0].Note)
	require.Equal(t, visit.ResidentID, callbacks[0].ResidentID)
}

// A call whose end is never reported, and whose document is not asked for, is made again.
func TestACallWithoutAnyWebhookIsMadeAgain(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(landline)
	r.days(30, landline)
	rings := r.carrier.Rings()
	require.Len(t, rings, 2)
	require.Equal(t, 5*time.Hour, rings[1].CreatedAt.Sub(rings[0].CreatedAt), "half an hour after it was made, and four hours later")
}

func spokenBy(call *carrier.Call) (words []string) {
	for _, u := range call.Heard() {
		words = append(words, u.Text)
	}
	return words
}

func TestTheMaxIsTwoCallsADay(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(landline)
	for range 60 {
		r.days(1, landline)
		for _, ring := range r.carrier.Rings() {
			require.NoError(t, ring.RingOut(t.Context(), "busy"))
		}
	}
	byDay := map[string]int{}
	for _, ring := range r.carrier.Rings() {
		at := ring.CreatedAt.In(r.all[0].Zone)
		byDay[at.Format(time.DateOnly)]++
		require.True(t, contact.InContactHours(r.all[0], ring.CreatedAt), "rung at %s", at)
	}
	require.NotEmpty(t, byDay)
	for day, calls := range byDay {
		require.LessOrEqual(t, calls, 2, day)
	}
}

func TestOptingOut(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(mobile)
	require.Contains(t, r.writes(mobile, "tsop"), "geen sms meer")
	require.Empty(t, r.writes(mobile, "STOP"), "confirmed already")
	require.Empty(t, r.writes(mobile, "hallo?"), "not even an answer")
	require.Equal(t, "hallo?", r.callbacks()[0].Note, "a human reads it")
	require.Empty(t, r.days(24, mobile))
	require.Len(t, r.carrier.Rings(), 1, "the reminder becomes a call")
	require.Contains(t, r.writes(mobile, "Start"), "weer sms")
	require.NotEmpty(t, r.writes(mobile, "1"))
}

// A text that asks for no more texts and for a call gets both.
func TestOptingOutToBeCalled(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	require.Contains(t, r.writes(mobile, "Bonjour, plus de SMS, appelez-moi"), "Vous ne recevez plus de SMS")
	require.Len(t, r.callbacks(), 1)
	require.Equal(t, "Bonjour, plus de SMS, appelez-moi", r.callbacks()[0].Note)
	require.Empty(t, r.writes(mobile, "Plus de SMS, appelez-moi svp, c'est urgent"), "confirmed already")
	require.Len(t, r.callbacks(), 2, "and read")
	require.NotEmpty(t, r.writes(mobile, "ابدأ"))
	r.writes(mobile, "Geen sms meer aub, en ik wil mijn afspraak afzeggen")
	require.Len(t, r.callbacks(), 3)
}

// The confirmation is in the language of the text, or else of the visit that the
// number expects, and says how to come back.
func TestAnOptOutIsConfirmedInTheirLanguage(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	play(r.dial(mobile), "2 1 234567 2 3 3 2 1").HangsUp() // in French
	r.days(1, mobile)
	answer := r.writes(mobile, "STOP")
	require.Contains(t, answer, "Vous ne recevez plus de SMS")
	require.Contains(t, answer, "Envoyez START")
	require.Contains(t, r.writes(mobile, "START"), "nouveau les SMS")
	require.Contains(t, r.writes(mobile, "ik wil geen sms meer"), "Stuur START", "the text's own")
	require.Contains(t, r.writes(daughter, "ne m'envoyez plus de sms"), "Envoyez START")
	require.Contains(t, r.writes("+32470777777", "🛑"), "Stuur START", "nothing is known: the programme's first")
}

// After several texts that are not understood, one last answer says that a human reads
// them and that no more answers follow.
func TestTheLastAnswerSaysThatItIs(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	var answers []string
	for i := range 12 {
		if answer := r.writes(mobile, fmt.Sprintf("bliep %c bloep", 'a'+i)); answer != "" {
			answers = append(answers, answer)
		}
	}
	require.Len(t, answers, 5)
	require.Contains(t, answers[4], "antwoorden nu even niet meer")
	require.Contains(t, answers[4], "Wij bellen u")
	for _, answer := range answers[:4] {
		require.NotContains(t, answer, "antwoorden nu even niet meer")
	}
	require.NotEmpty(t, r.callbacks())
	require.Contains(t, r.writes(mobile, "0"), "Wat is uw vraag", "as it says")
	thanked := 0
	for range 12 {
		if r.writes(daughter, "Dank u wel") != "" {
			thanked++
		}
	}
	require.Equal(t, 5, thanked, "two robots stop thanking")
}

// Our own texts, echoed by the carrier, are not answered.
func TestOurOwnTextsAreNotAnswered(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, p := range r.all {
		for i, from := range []string{p.Numbers.SMS, p.Numbers.Voice, p.Numbers.CallerID} {
			form := url.Values{"MessageSid": {fmt.Sprint("SM", p.Name, i)}, "From": {from}, "To": {lineTexts}, "Body": {"AFSPRAAK"}}
			status, answer := r.post(webhook{path: ivr.TextPath, form: form, token: demo.Token})
			require.Equal(t, http.StatusOK, status)
			require.NotContains(t, answer, "<Message>", from)
		}
	}
	require.Empty(t, r.callbacks())
}

func TestAnOptOutIsLearnedFromTheCarrier(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(mobile)
	r.carrier.SetFaults(carrier.Faults{Refuse: 21610})
	r.days(24, mobile)
	r.carrier.SetFaults(carrier.Faults{})
	out, err := r.line.Store.OptedOut(t.Context(), "antwerpen", mobile)
	require.NoError(t, err)
	require.True(t, out)
	r.days(2, mobile)
	require.Len(t, r.carrier.Rings(), 1)
}

func TestAnUndeliveredReminderIsCalled(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(mobile)
	r.carrier.SetFaults(carrier.Faults{FailWith: 30005})
	r.days(24, mobile)
	r.carrier.SetFaults(carrier.Faults{})
	r.days(2, mobile)
	require.Len(t, r.carrier.Rings(), 1)
}

func TestTextsThatAreNotAnswered(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	text := func(body string, change ...string) string {
		form := url.Values{"MessageSid": {"SM" + body}, "From": {mobile}, "To": {lineTexts}, "Body": {body}}
		for i := 0; i < len(change); i += 2 {
			form.Set(change[i], change[i+1])
		}
		status, answer := r.post(webhook{path: ivr.TextPath, form: form, token: demo.Token})
		require.Equal(t, http.StatusOK, status)
		return answer
	}
	require.NotContains(t, text("hallo", "OptOutType", "STOP"), "<Message>", "the carrier confirmed it")
	require.NotContains(t, text("hallo", "OptOutType", "START"), "<Message>")
	require.NotContains(t, text("hallo", "From", "INFOBANK"), "<Message>")
	require.NotContains(t, text("hallo", "From", "8850"), "<Message>")
	require.NotContains(t, text("hier", "To", "+32460999999"), "<Message>")
	first := text("dag")
	require.Contains(t, first, "<Message>")
	require.Equal(t, first, text("dag"), "the same webhook again gets the same answer")
	require.Contains(t, text("", "MessageSid", "SM0", "From", "+14155550100"), "<Message>", "from abroad, and empty")
	answered := 0
	for i := range 26 {
		if strings.Contains(text(fmt.Sprintf("bliep %c bloep", 'a'+i), "From", "+32470999999"), "<Message>") {
			answered++
		}
	}
	require.LessOrEqual(t, answered, 5, "two robots stop talking")
}

// If somebody else changes a visit, the number it is reminded on gets a notice.
func TestAChangeByAnotherNumberIsToldToo(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(mobile)
	play(r.dial(daughter), "1 2 234567 3 1").Hears("afgezegd").HangsUp()
	r.days(1, mobile)
	require.Contains(t, r.inbox(mobile), "gaat niet door")
	texts := r.carrier.Inbox(daughter)
	require.Len(t, texts, 1)
}

// A hostile or broken sender sends too many texts, too long ones, the same one twice at
// the same instant, and two at once.
func TestFloodsOfTexts(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	answered := map[bool]int{}
	for i := range 60 {
		answered[r.writes(mobile, fmt.Sprintf("AFSPRAAK %c", 'a'+i%26)) != ""]++
	}
	require.Equal(t, 41, answered[true], "forty, and one that says to call")
	callbacks := r.callbacks()
	require.Len(t, callbacks, 1, "one callback")
	require.Equal(t, scheduling.ReasonManyCalls, callbacks[0].Reason)
	require.NotEmpty(t, r.writes("+32470000066", "AFSPRAAK"), "other numbers are answered")
	require.NotEmpty(t, r.writes("+32470000067", strings.Repeat("hallo ", 266)))
}

func TestTextsAtTheSameInstant(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, body := range []string{"AFSPRAAK", letterCode, "1", "1"} {
		require.NotEmpty(t, r.writes(mobile, body))
	}
	form := url.Values{"MessageSid": {"SMyes"}, "From": {mobile}, "To": {lineTexts}, "Body": {"ja"}}
	answers := make([]string, 8)
	var group sync.WaitGroup
	for i := range answers {
		group.Go(func() { _, answers[i] = r.post(webhook{path: ivr.TextPath, form: form, token: demo.Token}) })
	}
	group.Wait()
	for _, answer := range answers {
		require.Equal(t, answers[0], answer, "the same text is answered alike")
	}
	require.Contains(t, answers[0], "staat vast")
	require.Len(t, r.visits(), 1)
	require.Len(t, r.outcomes(), 1)

	other := []string{"mijn afspraak", "0"} // two texts at once: both are answered, one after the other
	replies := make([]string, len(other))
	for i, body := range other {
		group.Go(func() {
			_, replies[i] = r.post(webhook{path: ivr.TextPath, token: demo.Token, form: url.Values{
				"MessageSid": {fmt.Sprint("SM-other", i)}, "From": {mobile}, "To": {lineTexts}, "Body": {body},
			}})
		})
	}
	group.Wait()
	for i, reply := range replies {
		require.Contains(t, reply, "<Message>", other[i])
	}
}

// A yes a day later, to a time that is too near to ask a student, is offered other times.
func TestAnOldOfferIsNoPromise(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 2)
	for _, text := range []string{"AFSPRAAK " + code, "1", "1"} {
		r.writes(mobile, text)
	}
	var start time.Time
	const query = `SELECT min(starts_at) FROM visits WHERE status = 'held'`
	require.NoError(t, r.line.Store.DB().QueryRowContext(t.Context(), query).Scan(&start))
	r.passes(23 * time.Hour)
	require.Less(t, start.Sub(r.now()), 20*time.Hour)
	require.NotContains(t, r.writes(mobile, "1"), "staat vast")
	require.Empty(t, r.visits())
	r.writes(mobile, "1")
	require.Contains(t, r.writes(mobile, "1"), "staat vast")
	require.Greater(t, r.visits()[0].Start.Sub(r.now()), 20*time.Hour)
}

// A resident who cannot hear asks by text, and is answered by text.
func TestTheOfficeAnswersByText(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	require.Contains(t, r.writes(mobile, "0"), "antwoord met een sms")
	require.Contains(t, r.writes(mobile, "Ik ben doof. Komt de student met een tolk?"), "Wij bellen of sms'en u")
	asked := r.callbacks()[0]
	answer := func(words string) error {
		return r.line.Contacts.AnswerByText(t.Context(), r.all[0], &asked.Callback, words)
	}
	for range 2 {
		require.NoError(t, answer("De student schrijft\n alles op."))
	}
	require.Equal(t, 1, strings.Count(r.inbox(mobile), "Digipunt aan huis: De student schrijft alles op."), "sent twice")

	require.ErrorIs(t, answer(strings.Repeat("a", 271)), scheduling.ErrInvalid)
	require.ErrorIs(t, answer("\x07"), scheduling.ErrInvalid)
	r.writes(mobile, "STOP")
	require.ErrorContains(t, answer("dag"), "call it")
	asked.Phone = "+3232345678"
	require.ErrorContains(t, answer("dag"), "no mobile")
	asked.Phone = ""
	require.ErrorContains(t, answer("dag"), "not known")
}

// A student, too, gets a last answer before texts are not answered any more.
func TestTheLastAnswerToAStudentSaysThatItIs(t *testing.T) {
	t.Parallel()
	r, _ := staff(t, 1)
	var answers []string
	for i := range 8 {
		if answer := r.writes(student(0), fmt.Sprintf("bliep %c bloep", 'a'+i)); answer != "" {
			answers = append(answers, answer)
		}
	}
	require.Len(t, answers, 6)
	require.Contains(t, answers[0], "Kies: 1 = ja")
	require.Contains(t, answers[1], "Wij bellen je")
	require.Contains(t, answers[5], "antwoord ik nu even niet meer")
	require.Len(t, r.callbacks(), 2, "the second text, and the last one that was answered")
	require.Contains(t, r.writes(student(0), "bezoeken"), "bezoek", "what is understood is answered")
}
