package dispatch_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// unstaffed adds a visit without a student.
func (w *dispatching) unstaffed(start string) *dispatch.UpcomingVisit {
	u := w.visit(1, scheduling.Booked, start)
	u.Gone = true
	w.diary.Changes.Students = nil
	return u
}

// That no student can come is sent within contact hours if that is soon enough, and
// always makes a callback.
func TestWhoHearsThatNobodyCan(t *testing.T) {
	for name, c := range map[string]struct{ now, start, sent, due string }{
		"by day": {
			"2027-03-24 10:00", "2027-03-26 10:00", "sms +32470000001 sms.nobody_yet 24 10:00", "2027-03-25 17:00",
		},
		"in the night": {
			"2027-03-24 23:00", "2027-03-26 10:00", "sms +32470000001 sms.nobody_yet 25 09:00", "2027-03-25 17:00",
		},
		"in the night, of the morning": {
			"2027-03-24 23:00", "2027-03-25 11:00", "sms +32470000001 sms.nobody_yet 24 23:00", "2027-03-25 09:00",
		},
		"in the night, just in time": {
			"2027-03-24 23:00", "2027-03-25 11:01", "sms +32470000001 sms.nobody_yet 25 09:00", "2027-03-25 09:01",
		},
		"on Sunday": {
			"2027-03-21 10:00", "2027-03-23 10:00", "sms +32470000001 sms.nobody_yet 22 09:00", "2027-03-22 17:00",
		},
		"three hours before": {
			"2027-03-24 10:00", "2027-03-24 13:00", "sms +32470000001 sms.nobody_yet 24 10:00", "2027-03-24 11:00",
		},
		"just over two hours before": {
			"2027-03-24 10:00", "2027-03-24 12:01", "sms +32470000001 sms.nobody_yet 24 10:00", "2027-03-24 10:01",
		},
		"two hours before": {
			"2027-03-24 10:00", "2027-03-24 12:00", "sms +32470000001 sms.nobody_comes 24 10:00", "2027-03-24 10:00",
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := dispatchingTown(t)
			u := w.unstaffed(c.start)
			w.runAt(c.now)
			require.Equal(t, []string{c.sent}, w.sent())
			callback := w.onlyCallback()
			require.Equal(t, scheduling.ReasonNoStudent, callback.Reason)
			require.Equal(t, scheduling.CallbackOpen, callback.Status)
			require.Equal(t, w.at(c.due), callback.Due.UTC())
			require.Equal(t, schedulingtest.ResidentNumber, callback.Phone)
			require.Equal(t, u.ResidentID, callback.ResidentID)
			require.Contains(t, callback.Note, "12341")
			want := map[string]string{
				"start": u.Start.Format(time.RFC3339), "phone": "+3280012001", "title": "Digipunt", "reference": "12341",
			}
			if name == "in the night, of the morning" { // it does not wait for contact hours, and keeps why
				want["why_now"] = "before_visit"
			}
			require.Equal(t, want, w.onlyMessage().Args)
		})
	}
}

// A number without texts is called, and without a number nothing is sent.
func TestHowAResidentHearsThatNobodyCan(t *testing.T) {
	w := dispatchingTown(t)
	u := w.unstaffed("2027-03-26 10:00")
	w.book.out[schedulingtest.ResidentNumber] = true
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []string{"voice +32470000001 sms.nobody_yet 24 10:00"}, w.sent())
	u.Contact = "+3232345678"
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []string{"voice +3232345678 sms.nobody_yet 24 10:00"}, w.sent())
	u.Contact = ""
	w.runAt("2027-03-24 10:00")
	require.Empty(t, w.sent())
	require.Len(t, w.book.callbacks, 1)
	u.Contact = schedulingtest.ResidentNumber
	w.book.out, w.dispatch.Mobile = nil, nil
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []string{"voice +32470000001 sms.nobody_yet 24 10:00"}, w.sent())
}

// LastAnswerMargin before an unstaffed visit, the resident is told once that no student
// comes.
func TestTwoHoursBeforeItIsSaidThatNobodyComes(t *testing.T) {
	w := dispatchingTown(t)
	u := w.unstaffed("2027-03-24 12:00")
	u.UnstaffedSince = w.at("2027-03-23 10:00")
	w.runAt("2027-03-24 09:59")
	require.Empty(t, w.sent())
	w.runAt("2027-03-24 10:00")
	require.Equal(t, []string{"sms +32470000001 sms.nobody_comes 24 10:00"}, w.sent())
	require.Equal(t, u.End, w.onlyMessage().Until)
	u.Notified = []string{w.onlyMessage().DedupKey}
	w.runAt("2027-03-24 10:01")
	require.Empty(t, w.sent())
}

// If the resident was told that there was no student, they are told that there is one,
// and the callback is closed.
func TestWhoHearsThatSomebodyCan(t *testing.T) {
	w := dispatchingTown(t)
	u := w.unstaffed("2027-03-26 10:00")
	w.runAt("2027-03-24 10:00")
	name, messageKey := w.onlyCallback().Key, w.onlyMessage().DedupKey
	require.Equal(t, name, messageKey)

	u.Gone, u.Status, u.UnstaffedSince = false, scheduling.Accepted, w.at("2027-03-24 10:00")
	w.runAt("2027-03-24 11:00")
	require.Empty(t, w.sent(), "nobody was told")
	require.Equal(t, name, w.onlyCallback().Key)
	require.Equal(t, scheduling.CallbackDone, w.onlyCallback().Status)
	require.Equal(t, []int64{1}, w.book.accompanied)

	u.Notified = []string{messageKey}
	w.runAt("2027-03-24 11:00")
	require.Equal(t, []string{"sms +32470000001 sms.found 24 11:00"}, w.sent())
	u.Notified = []string{fmt.Sprint("nobody_comes:1:", u.Start.Unix())}
	w.runAt("2027-03-24 11:00")
	require.Equal(t, []string{"sms +32470000001 sms.found 24 11:00"}, w.sent())

	u.Notified = nil
	w.runAt("2027-03-25 17:59")
	require.Empty(t, w.sent())
	w.runAt("2027-03-25 18:00")
	require.Equal(t, []string{
		"sms +32471000001 sms.student.address 25 18:00", "sms +32471000001 sms.student.word 25 18:00",
	}, w.sent(), "who said yes so late hears the address at once")
}

// If no student arrived, the student is asked after half of Dispatch.Late; then a
// callback is made and the resident is told, once, and not after the visit's end.
func TestWhenNobodyHasArrived(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Accepted, "2027-03-24 10:00")
	for clock, sent := range map[string][]string{
		"2027-03-24 10:00": nil,
		"2027-03-24 10:09": nil,
		"2027-03-24 10:10": {"sms +32471000001 sms.student.are_you_there 24 10:10"},
		"2027-03-24 10:19": {"sms +32471000001 sms.student.are_you_there 24 10:19"},
		"2027-03-24 10:20": {"sms +32470000001 sms.student_late 24 10:20"},
		"2027-03-24 10:59": {"sms +32470000001 sms.student_late 24 10:59"},
		"2027-03-24 11:00": nil,
	} {
		w.runAt(clock)
		require.Equal(t, sent, w.sent(), clock)
		if len(sent) == 0 || w.now.Sub(u.Start) < 20*time.Minute {
			require.Empty(t, w.book.callbacks, clock)
			continue
		}
		callback := w.onlyCallback()
		require.Equal(t, scheduling.ReasonNoArrival, callback.Reason)
		require.Equal(t, w.now, callback.Due)
		require.Equal(t, u.End, w.onlyMessage().Until)
	}
	require.Empty(t, w.book.replaced)

	u.Notified = []string{"there:" + u.LateDedupKey()}
	w.runAt("2027-03-24 10:10")
	require.Empty(t, w.sent(), "they were asked")
	u.Notified = []string{u.LateDedupKey()}
	w.runAt("2027-03-24 10:20")
	require.Empty(t, w.sent(), "they were told")
	require.Empty(t, w.book.callbacks)

	u.Notified, u.Status = nil, scheduling.Assigned
	w.runAt("2027-03-24 10:10")
	require.Empty(t, w.sent(), "nobody said yes: there is nobody to ask")
	u.UnstaffedSince = w.at("2027-03-23 10:00")
	w.runAt("2027-03-24 10:20")
	require.Empty(t, w.sent(), "they know that nobody comes")
	require.Len(t, w.book.callbacks, 1)
}

// On the evening before, the address is texted to the student who accepted, and the
// door word separately.
func TestTheAddressOnTheEveningBefore(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Accepted, "2027-03-25 10:00")
	u.Postcode = "1002"
	w.runAt("2027-03-24 17:59")
	require.Empty(t, w.sent())
	w.runAt("2027-03-24 18:00")
	require.Equal(t, []string{
		"sms +32471000001 sms.student.address 24 18:00", "sms +32471000001 sms.student.word 24 18:00",
	}, w.sent())
	address, word := w.book.messages[0], w.book.messages[1]
	require.Equal(t, map[string]string{"start": "2027-03-25T09:00:00Z", "postcode": "1002", "name": "…", "street": "…"}, address.Args)
	require.Equal(t, map[string]string{"word": "…", "hour": "10:00"}, word.Args, "and no day")
	require.Equal(t, u.End, address.Until)
	require.Equal(t, u.End, word.Until)
	require.NotEqual(t, address.DedupKey, word.DedupKey)

	u.Notified = []string{address.DedupKey}
	w.runAt("2027-03-24 18:01")
	require.Empty(t, w.sent())
	u.Notified = nil
	w.book.out[phoneOf(1)] = true
	w.runAt("2027-03-24 18:02")
	require.Empty(t, w.sent(), "who wants no texts is called")
	require.Empty(t, w.book.replaced)
	require.Equal(t, scheduling.NoteTellAddress.With("reference", u.Reference), w.onlyCallback().Note)
}

// A student who said yes and wants no texts any more, or changed to a number without, keeps
// the visit: the office hears it at once, and again when the address is to be told. One who
// said yes to the office is known to be called.
func TestAStudentWhoCannotBeTextedAnyMoreKeepsWhatTheyAccepted(t *testing.T) {
	for name, change := range map[string]func(*dispatching, *dispatch.UpcomingVisit){
		"wants no texts": func(_ *dispatching, u *dispatch.UpcomingVisit) { u.Student.OptedOut = true },
		"has a landline": func(w *dispatching, _ *dispatch.UpcomingVisit) {
			w.dispatch.Diaries.Mobile = func(number string) bool { return number != phoneOf(1) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := dispatchingTown(t)
			u := w.visit(1, scheduling.Accepted, "2027-03-26 10:00")
			w.asked(u, dispatch.AskYes, "2027-03-24 09:00")
			w.runAt("2027-03-23 10:00")
			require.Empty(t, w.book.callbacks)
			change(w, u)
			w.book.out[phoneOf(1)] = u.Student.OptedOut
			w.runAt("2027-03-23 10:01")
			lost := w.onlyCallback()
			require.Equal(t, scheduling.NoteStudentLost.With("reference", u.Reference), lost.Note)
			require.Equal(t, scheduling.ReasonStudent, lost.Reason)
			require.Equal(t, u.ID, lost.VisitID)
			require.Equal(t, phoneOf(1), lost.Phone)
			require.False(t, lost.Due.After(w.programme.CallbackDue(w.now)))
			w.runAt("2027-03-25 18:00")
			require.Empty(t, w.book.replaced)
			require.Len(t, w.book.callbacks, 2)
			require.Equal(t, lost.Key, w.book.callbacks[0].Key, "the same one, until it is done")
			require.Equal(t, scheduling.NoteTellAddress.With("reference", u.Reference), w.book.callbacks[1].Note)

			u.Asks[0].ByOffice = true
			w.runAt("2027-03-23 10:02")
			require.Empty(t, w.book.callbacks)
		})
	}
}

// doneQuestionDelay after the end, the student is asked once whether the visit is over;
// doneCallbackDelay after it, a callback is made.
func TestWhetherAVisitIsOver(t *testing.T) {
	w := dispatchingTown(t)
	u := w.visit(1, scheduling.Underway, "2027-03-24 10:00")
	w.runAt("2027-03-24 11:29")
	require.Empty(t, w.sent())
	w.runAt("2027-03-24 11:30")
	require.Equal(t, []string{"sms +32471000001 sms.student.is_it_done 24 11:30"}, w.sent())
	require.Equal(t, u.End.Add(24*time.Hour), w.onlyMessage().Until)
	require.Empty(t, w.book.callbacks)
	w.runAt("2027-03-24 20:00")
	require.Equal(t, []string{"sms +32471000001 sms.student.is_it_done 25 09:00"}, w.sent())
	u.Notified = []string{w.onlyMessage().DedupKey}
	w.runAt("2027-03-25 10:59")
	require.Empty(t, w.sent())
	require.Empty(t, w.book.callbacks)
	w.runAt("2027-03-25 11:00")
	require.Empty(t, w.sent())
	callback := w.onlyCallback()
	require.Equal(t, phoneOf(1), callback.Phone)
	require.Equal(t, scheduling.ReasonStudent, callback.Reason)
	require.Equal(t, w.at("2027-03-26 17:00"), callback.Due)
	require.Equal(t, u.DoneDedupKey(), callback.Key)
}
