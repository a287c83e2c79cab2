package dispatch_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/matching/matchingtest"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// dispatching is a programme with a dispatcher on a store in memory. Tests state the
// visits, run at an instant and check the outcome.
type dispatching struct {
	t         *testing.T
	now       time.Time
	programme *scheduling.Programme
	book      *dispatchBook
	diary     *matchingtest.DiaryBook
	dispatch  *dispatch.Dispatcher
	asking    *dispatch.Students // requests of students
}

func dispatchingTown(t *testing.T) *dispatching {
	t.Helper()
	p := schedulingtest.WideTown(t)
	w := &dispatching{t: t, programme: p, book: newDispatchBook(), diary: &matchingtest.DiaryBook{}}
	w.dispatch = &dispatch.Dispatcher{
		Store: w.book, Diaries: &matching.Diaries{Store: w.diary}, Programmes: scheduling.Programmes{p},
		Now: func() time.Time { return w.now }, Mobile: func(number string) bool { return number == schedulingtest.ResidentNumber },
	}
	w.asking = &dispatch.Students{Store: w.book, Dispatcher: w.dispatch}
	for id := range int64(4) {
		w.student(id+1, "1001")
	}
	return w
}

// student adds a student who is available at any hour.
func (w *dispatching) student(id int64, postcode string) {
	s := schedulingtest.AnyHour(id, postcode)
	s.Phone = phoneOf(id)
	w.book.students[id] = s
	w.diary.Changes.Students = append(w.diary.Changes.Students, s)
}

func phoneOf(student int64) string { return fmt.Sprintf("+3247100000%d", student) }

// at returns an instant from a local time: 2027-03-24 10:00 is a Wednesday.
func (w *dispatching) at(clock string) time.Time {
	w.t.Helper()
	local, err := time.ParseInLocation("2006-01-02 15:04", clock, w.programme.Zone)
	require.NoError(w.t, err)
	return local.UTC()
}

// visit adds a visit of an hour with student 1.
func (w *dispatching) visit(id int64, status scheduling.Status, start string) *dispatch.UpcomingVisit {
	begins := w.at(start)
	u := &dispatch.UpcomingVisit{
		Visit: scheduling.Visit{
			ID: id, Programme: "town", Status: status, StudentID: 1, ResidentID: 70 + id, Start: begins, End: begins.Add(time.Hour),
			Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl", Reference: fmt.Sprint(12340 + id),
		},
		Student: w.book.students[1], Contact: schedulingtest.ResidentNumber,
	}
	w.book.visits = append(w.book.visits, u)
	return u
}

// asked adds an ask of the visit's student.
func (w *dispatching) asked(u *dispatch.UpcomingVisit, status dispatch.AskStatus, answerBy string) {
	u.Asks = append(u.Asks, dispatch.Ask{
		ID: u.ID * 10, Visit: u.Visit, StudentID: u.StudentID, Start: u.Start, Status: status, AnswerBy: w.at(answerBy),
	})
}

// runAt does what is due at a local time.
func (w *dispatching) runAt(clock string) {
	w.t.Helper()
	w.now = w.at(clock)
	w.book.reset()
	require.NoError(w.t, w.dispatch.RunDue(w.t.Context()))
}

// asksMade returns which student was asked about which visit.
func (w *dispatching) asksMade() []string {
	var asked []string
	for _, r := range w.book.asks {
		asked = append(asked, fmt.Sprintf("%d: visit %d", r.StudentID, r.Visit.ID))
	}
	return asked
}

// sent returns the outbox: recipient, message and run time.
func (w *dispatching) sent() []string {
	var sent []string
	for _, m := range w.book.messages {
		sent = append(sent, fmt.Sprintf("%s %s %s %s", m.Channel, m.To, m.Key, m.RunAt.In(w.programme.Zone).Format("02 15:04")))
	}
	return sent
}

func (w *dispatching) onlyMessage() scheduling.Message {
	w.t.Helper()
	require.Len(w.t, w.book.messages, 1)
	return w.book.messages[0]
}

func (w *dispatching) onlyCallback() scheduling.Callback {
	w.t.Helper()
	require.Len(w.t, w.book.callbacks, 1)
	return w.book.callbacks[0]
}

func (w *dispatching) onlyReplacement() dispatch.ReplaceRequest {
	w.t.Helper()
	require.Len(w.t, w.book.replaced, 1)
	return w.book.replaced[0]
}

func candidatesOf(r dispatch.ReplaceRequest) []int64 {
	var ids []int64
	for _, slot := range r.Candidates {
		ids = append(ids, slot.StudentID)
	}
	return ids
}

// dispatchBook is a Store in memory that records changes.
type dispatchBook struct {
	visits   []*dispatch.UpcomingVisit
	students map[int64]scheduling.Student
	stale    []dispatch.Ask
	last     scheduling.Visit // of the resident
	busy     map[int64]dispatch.Busy
	out      map[string]bool // numbers that opted out
	replace  error
	fails    map[int64]error // errors of asking about a visit
	listing  map[string]error

	from, until time.Time // range of the visits that were read
	asks        []dispatch.AskRequest
	replaced    []dispatch.ReplaceRequest
	closed      []closedAsk
	messages    []scheduling.Message
	callbacks   []scheduling.Callback
	accompanied []int64
	arrived     []int64
	done        map[int64]time.Duration
	excepted    []calendar.Exception
	after       time.Time // argument of the last StudentVisits
}

type closedAsk struct {
	id      int64
	status  dispatch.AskStatus
	message *scheduling.Message
}

func newDispatchBook() *dispatchBook {
	return &dispatchBook{
		students: map[int64]scheduling.Student{}, busy: map[int64]dispatch.Busy{}, out: map[string]bool{},
		fails: map[int64]error{}, listing: map[string]error{}, done: map[int64]time.Duration{},
	}
}

// reset drops the recorded changes before another run.
func (b *dispatchBook) reset() {
	b.asks, b.replaced, b.closed, b.messages, b.callbacks, b.accompanied = nil, nil, nil, nil, nil, nil
}

func (b *dispatchBook) UpcomingVisits(_ context.Context, programme string, from, until time.Time) ([]dispatch.UpcomingVisit, error) {
	b.from, b.until = from, until
	var visits []dispatch.UpcomingVisit
	for _, u := range b.visits {
		if u.Programme == programme && u.Start.After(from) && u.Start.Before(until) {
			visits = append(visits, *u)
		}
	}
	return visits, b.listing[programme]
}

func (b *dispatchBook) StaleAsks(context.Context, string, time.Time) ([]dispatch.Ask, error) {
	return b.stale, nil
}

func (b *dispatchBook) BusyStudents(context.Context, string, time.Time) (map[int64]dispatch.Busy, error) {
	busy := map[int64]dispatch.Busy{}
	for id, until := range b.busy {
		busy[id] = until
	}
	return busy, nil
}

func (b *dispatchBook) Asked(context.Context, int64) (bool, error) { return len(b.asks) > 0, nil }

func (b *dispatchBook) MarkStaffed(_ context.Context, visit int64) error {
	b.accompanied = append(b.accompanied, visit)
	return nil
}

func (b *dispatchBook) Ask(_ context.Context, r dispatch.AskRequest) error {
	if err := b.fails[r.Visit.ID]; err != nil {
		return err
	}
	b.asks = append(b.asks, r)
	return nil
}

func (b *dispatchBook) CloseAsk(_ context.Context, id int64, status dispatch.AskStatus, m *scheduling.Message, _ time.Time) error {
	b.closed = append(b.closed, closedAsk{id, status, m})
	return nil
}

func (b *dispatchBook) Replace(_ context.Context, r dispatch.ReplaceRequest) (scheduling.Visit, error) {
	b.replaced = append(b.replaced, r)
	if b.replace != nil {
		return scheduling.Visit{}, b.replace
	}
	if len(r.Candidates) == 0 {
		return scheduling.Visit{}, fmt.Errorf("in the town: %w", scheduling.ErrNoSlot)
	}
	at := slices.IndexFunc(b.visits, func(u *dispatch.UpcomingVisit) bool { return u.ID == r.Visit.ID })
	visit := b.visits[at].Visit
	visit.StudentID, visit.Status = r.Candidates[0].StudentID, scheduling.Booked
	return visit, nil
}

func (b *dispatchBook) Answer(context.Context, dispatch.AnswerRequest) (dispatch.Answered, error) {
	return dispatch.Answered{}, nil
}

func (b *dispatchBook) Student(_ context.Context, id int64) (scheduling.Student, error) {
	if s, ok := b.students[id]; ok {
		return s, nil
	}
	return scheduling.Student{}, scheduling.ErrNotFound
}

func (b *dispatchBook) StudentByPhone(_ context.Context, _, phone string) (scheduling.Student, error) {
	for _, s := range b.students {
		if s.Phone == phone {
			return s, nil
		}
	}
	return scheduling.Student{}, scheduling.ErrNotFound
}

func (b *dispatchBook) StudentVisits(_ context.Context, student int64, after time.Time) ([]dispatch.UpcomingVisit, error) {
	b.after = after
	var visits []dispatch.UpcomingVisit
	for _, u := range b.visits {
		if u.StudentID == student && u.End.After(after) {
			visits = append(visits, *u)
		}
	}
	return visits, nil
}

func (b *dispatchBook) LastVisit(context.Context, int64) (scheduling.Visit, error) {
	if b.last.ID == 0 {
		return scheduling.Visit{}, scheduling.ErrNotFound
	}
	return b.last, nil
}

func (b *dispatchBook) AddExceptions(_ context.Context, _ int64, exceptions []calendar.Exception, _ time.Time) error {
	b.excepted = append(b.excepted, exceptions...)
	return nil
}

func (b *dispatchBook) Arrived(_ context.Context, visit, _ int64, _ time.Time) error {
	b.arrived = append(b.arrived, visit)
	return nil
}

func (b *dispatchBook) Done(_ context.Context, report dispatch.DoneReport) error {
	b.done[report.VisitID] = report.Took
	return nil
}

func (b *dispatchBook) CalendarToken(_ context.Context, _ int64, fresh string, renew bool) (string, error) {
	if renew {
		return fresh, nil
	}
	return "kept", nil
}

func (b *dispatchBook) StudentByCalendar(_ context.Context, token string) (scheduling.Student, error) {
	if token != "kept" {
		return scheduling.Student{}, scheduling.ErrNotFound
	}
	return b.students[1], nil
}

func (b *dispatchBook) OptedOut(_ context.Context, _, phone string) (bool, error) {
	return b.out[phone], nil
}

func (b *dispatchBook) SaveMessage(_ context.Context, m scheduling.Message, _ time.Time) error {
	b.messages = append(b.messages, m)
	return nil
}

func (b *dispatchBook) SaveCallback(_ context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	b.callbacks = append(b.callbacks, c)
	return c, nil
}
