package storagetest

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// DispatchBackend is a Backend that stores asks.
type DispatchBackend interface {
	Backend
	dispatch.Store
	dispatch.StudentStore
	dispatch.CalendarStore
}

// DispatchOpener opens a new, empty store, which is closed after the test.
type DispatchOpener func(testing.TB) DispatchBackend

// Dispatch checks that a store keeps the contract of dispatch.Store.
func Dispatch(t *testing.T, open DispatchOpener) {
	parallel(t, "Ask", func(t *testing.T) { asking(t, open) })
	parallel(t, "Quiet", func(t *testing.T) { quiet(t, open) })
	parallel(t, "Close an ask", func(t *testing.T) { closingAsks(t, open) })
	parallel(t, "Stale asks", func(t *testing.T) { staleAsks(t, open) })
	parallel(t, "Replace", func(t *testing.T) { replacing(t, open) })
	parallel(t, "Nobody to replace", func(t *testing.T) { unstaffed(t, open) })
	parallel(t, "Answer", func(t *testing.T) { answering(t, open) })
	parallel(t, "Crossing answers", func(t *testing.T) { crossingAnswers(t, open) })
	parallel(t, "Late answers", func(t *testing.T) { lateAnswers(t, open) })
	parallel(t, "The day", func(t *testing.T) { dayOfVisit(t, open) })
	parallel(t, "Upcoming visits", func(t *testing.T) { upcoming(t, open) })
	parallel(t, "Students", func(t *testing.T) { studentsOfDispatch(t, open) })
}

// dispatching is a world with a DispatchBackend.
type dispatching struct {
	*world
	DispatchBackend
}

// newDispatching returns a world with three students and three residents.
func newDispatching(t *testing.T, open DispatchOpener) *dispatching {
	t.Helper()
	backend := open(t)
	return &dispatching{newWorld(t, backend, 3, 3), backend}
}

// askRequest returns a request to ask the student of a visit.
func (w *dispatching) askRequest(visit scheduling.Visit) dispatch.AskRequest {
	return dispatch.AskRequest{
		Visit: visit.Ref(), StudentID: visit.StudentID, AnswerBy: w.now.Add(time.Hour), Now: w.now,
		Message: w.toStudent(visit, "sms.student.ask"),
	}
}

// toStudent returns a text to the student of a visit.
func (w *dispatching) toStudent(visit scheduling.Visit, key string) scheduling.Message {
	return scheduling.Message{
		Programme: city, VisitID: visit.ID, To: student(slices.Index(w.students, visit.StudentID)).Phone,
		Channel: scheduling.SMS, Kind: scheduling.Assignment, Key: key, Language: "nl", RunAt: w.now,
	}
}

// asked asks the student of a visit, marks the question as sent, and returns the ask.
func (w *dispatching) asked(visit scheduling.Visit) dispatch.Ask {
	w.t.Helper()
	require.NoError(w.t, w.Ask(w.ctx, w.askRequest(visit)))
	w.send()
	asks := w.asks(visit.ID)
	require.NotEmpty(w.t, asks)
	return asks[len(asks)-1]
}

// send marks all due messages as sent.
func (w *dispatching) send() {
	w.t.Helper()
	for _, m := range w.claim(w.now, 100) {
		require.NoError(w.t, w.Sent(w.ctx, m.ID, "SM"+m.DedupKey+m.Key+m.Args["reference"]+m.To, 1, w.now))
	}
}

// of returns a promised visit with its student and asks.
func (w *dispatching) of(visit int64) dispatch.UpcomingVisit {
	w.t.Helper()
	all, err := w.UpcomingVisits(w.ctx, city, w.now.AddDate(0, 0, -7), w.now.AddDate(0, 0, 7))
	require.NoError(w.t, err)
	at := slices.IndexFunc(all, func(u dispatch.UpcomingVisit) bool { return u.ID == visit })
	require.GreaterOrEqual(w.t, at, 0, "it is promised")
	return all[at]
}

// asks returns the asks of a promised visit for its current start.
func (w *dispatching) asks(visit int64) []dispatch.Ask { return w.of(visit).Asks }

// answer records a student's answer.
func (w *dispatching) answer(student int, yes bool, text string) dispatch.Answered {
	w.t.Helper()
	answered, err := w.Answer(w.ctx, dispatch.AnswerRequest{
		StudentID: w.students[student], Yes: yes, TextID: text, Now: w.now, From: w.now, Fits: func(scheduling.Visit) matching.Fits { return w.spaced },
	})
	require.NoError(w.t, err)
	return answered
}

// replaceRequest returns a request to reassign a visit to one of some students.
func (w *dispatching) replaceRequest(visit scheduling.Visit, students ...int) dispatch.ReplaceRequest {
	request := dispatch.ReplaceRequest{
		Visit: visit.Ref(), StudentID: visit.StudentID, Status: w.stored(visit.ID).Status,
		Close: dispatch.AskLate, Fits: w.spaced, Now: w.now, From: w.now.AddDate(0, 0, -7),
	}
	for _, s := range students {
		request.Candidates = append(request.Candidates, w.slot(s, visit.Start))
	}
	return request
}

// unanswered asks the student of a visit, who does not answer, and finds no other
// student.
func (w *dispatching) unanswered(visit scheduling.Visit) {
	w.t.Helper()
	w.asked(visit)
	_, err := w.Replace(w.ctx, w.replaceRequest(visit))
	require.ErrorIs(w.t, err, scheduling.ErrNoSlot)
}

// waiting returns the keys of the pending messages.
func (w *dispatching) waiting() (keys []string) {
	for _, m := range w.messages() {
		if m.Status == scheduling.MessagePending {
			keys = append(keys, m.Key)
		}
	}
	return keys
}
