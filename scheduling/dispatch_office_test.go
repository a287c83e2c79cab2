package scheduling_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// dispatching is a programme whose visits are dispatched from a store in memory: tests
// read as how things stand, when somebody looks, and what came of it.
type dispatching struct {
	t         *testing.T
	now       time.Time
	programme *scheduling.Programme
	book      *dispatchBook
	diary     *diaryBook
	dispatch  *scheduling.Dispatch
	asking    *scheduling.Students // what students ask
}

const residentNumber = "+32470000001"

func dispatchingTown(t *testing.T) *dispatching {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	area := map[string]scheduling.Place{}
	for i, postcode := range []string{"1001", "1002", "1003", "1004"} {
		area[postcode] = scheduling.Place{Postcode: postcode, Lat: 51, Lon: 4 + float64(i)*0.05}
	}
	p := &scheduling.Programme{
		Name: "town", Title: "Digipunt", City: "Town", Zone: zone, Area: area, Languages: []scheduling.LanguageRule{{Code: "nl"}},
		Visit: scheduling.VisitRule{
			Length: time.Hour, Grid: 30 * time.Minute, Gap: 10 * time.Minute, Notice: 24 * time.Hour, Horizon: 14 * 24 * time.Hour,
			From: 7 * 60, To: 22 * 60,
		},
		Quiet: scheduling.QuietHours{From: 9 * 60, To: 20 * 60}, Dispatch: scheduling.DefaultDispatch(),
		Numbers: scheduling.Numbers{Voice: "+3280012001"},
		Travel: scheduling.StraightLine{
			Places: area, Detour: 1.3, Speed: map[scheduling.Means]float64{scheduling.Bicycle: 15}, Overhead: 2 * time.Minute,
		},
	}
	for weekday := time.Monday; weekday <= time.Friday; weekday++ {
		p.Office = append(p.Office, scheduling.OfficeHours{Weekday: weekday, From: 9 * 60, To: 17 * 60})
	}
	w := &dispatching{t: t, programme: p, book: newDispatchBook(), diary: &diaryBook{}}
	w.dispatch = &scheduling.Dispatch{
		Store: w.book, Diaries: &scheduling.Diaries{Store: w.diary}, Programmes: scheduling.Programmes{p},
		Now: func() time.Time { return w.now }, Mobile: func(number string) bool { return number == residentNumber },
	}
	w.asking = &scheduling.Students{Store: w.book, Dispatch: w.dispatch}
	for id := range int64(4) {
		w.student(id+1, "1001")
	}
	return w
}

// student adds one who is available at any hour.
func (w *dispatching) student(id int64, postcode string) {
	s := scheduling.Student{
		ID: id, Programme: "town", Phone: phoneOf(id), Postcode: postcode, Languages: []scheduling.Language{"nl"},
	}
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		s.Weekly = append(s.Weekly, scheduling.WeeklyHours{Weekday: weekday, From: 0, To: 24 * 60})
	}
	w.book.students[id] = s
	w.diary.changes.Students = append(w.diary.changes.Students, s)
}

func phoneOf(student int64) string { return fmt.Sprintf("+3247100000%d", student) }

// at is an instant on the wall: 2027-03-24 10:00 is a Wednesday.
func (w *dispatching) at(clock string) time.Time {
	w.t.Helper()
	local, err := time.ParseInLocation("2006-01-02 15:04", clock, w.programme.Zone)
	require.NoError(w.t, err)
	return local.UTC()
}

// visit is one of student 1's, of an hour.
func (w *dispatching) visit(id int64, status scheduling.Status, start string) *scheduling.Undispatched {
	begins := w.at(start)
	u := &scheduling.Undispatched{
		Visit: scheduling.Visit{
			ID: id, Programme: "town", Status: status, StudentID: 1, ResidentID: 70 + id, Start: begins, End: begins.Add(time.Hour),
			Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl", Reference: fmt.Sprint(12340 + id),
		},
		Student: w.book.students[1], Contact: residentNumber,
	}
	w.book.visits = append(w.book.visits, u)
	return u
}

// asked is an ask of that visit's student, which is open.
func (w *dispatching) asked(u *scheduling.Undispatched, status scheduling.AskStatus, answerBy string) {
	u.Asks = append(u.Asks, scheduling.Ask{
		ID: u.ID * 10, Visit: u.Visit, StudentID: u.StudentID, Start: u.Start, Status: status, AnswerBy: w.at(answerBy),
	})
}

// looks does what is due at a time on the wall.
func (w *dispatching) looks(clock string) {
	w.t.Helper()
	w.now = w.at(clock)
	w.book.forget()
	require.NoError(w.t, w.dispatch.Look(w.t.Context()))
}

// askedWhom is who was asked to do which visit.
func (w *dispatching) askedWhom() []string {
	var asked []string
	for _, r := range w.book.asks {
		asked = append(asked, fmt.Sprintf("%d: visit %d", r.StudentID, r.Visit.ID))
	}
	return asked
}

// sent is what was put in the outbox: to whom, what, and when it leaves.
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

func (w *dispatching) onlyReplacement() scheduling.ReplaceRequest {
	w.t.Helper()
	require.Len(w.t, w.book.replaced, 1)
	return w.book.replaced[0]
}

func candidatesOf(r scheduling.ReplaceRequest) []int64 {
	var ids []int64
	for _, slot := range r.Candidates {
		ids = append(ids, slot.StudentID)
	}
	return ids
}

// diaryBook is what a diary is read from.
type diaryBook struct {
	changes scheduling.DiaryChanges
}

func (d *diaryBook) DiaryChanges(context.Context, string, scheduling.Mark, time.Time) (scheduling.DiaryChanges, error) {
	return d.changes, nil
}

// dispatchBook remembers what dispatching needs, and notes what it was asked to change.
type dispatchBook struct {
	visits   []*scheduling.Undispatched
	students map[int64]scheduling.Student
	stale    []scheduling.Ask
	last     scheduling.Visit // of the resident
	busy     map[int64]scheduling.Busy
	out      map[string]bool // numbers that want no texts
	replace  error
	fails    map[int64]error // of asking about a visit
	listing  map[string]error

	from, until time.Time // of the visits that were looked at
	asks        []scheduling.AskRequest
	replaced    []scheduling.ReplaceRequest
	closed      []closedAsk
	messages    []scheduling.Message
	callbacks   []scheduling.Callback
	accompanied []int64
	arrived     []int64
	done        map[int64]time.Duration
	excepted    []scheduling.Exception
	after       time.Time // of the visits of a student that were asked for last
}

type closedAsk struct {
	id      int64
	status  scheduling.AskStatus
	message *scheduling.Message
}

func newDispatchBook() *dispatchBook {
	return &dispatchBook{
		students: map[int64]scheduling.Student{}, busy: map[int64]scheduling.Busy{}, out: map[string]bool{},
		fails: map[int64]error{}, listing: map[string]error{}, done: map[int64]time.Duration{},
	}
}

// forget begins another look: what was asked to be changed before is over.
func (b *dispatchBook) forget() {
	b.asks, b.replaced, b.closed, b.messages, b.callbacks, b.accompanied = nil, nil, nil, nil, nil, nil
}

func (b *dispatchBook) Undispatched(_ context.Context, programme string, from, until time.Time) ([]scheduling.Undispatched, error) {
	b.from, b.until = from, until
	var visits []scheduling.Undispatched
	for _, u := range b.visits {
		if u.Programme == programme && u.Start.After(from) && u.Start.Before(until) {
			visits = append(visits, *u)
		}
	}
	return visits, b.listing[programme]
}

func (b *dispatchBook) StaleAsks(context.Context, string, time.Time) ([]scheduling.Ask, error) {
	return b.stale, nil
}

func (b *dispatchBook) Unaskable(context.Context, string, time.Time) (map[int64]scheduling.Busy, error) {
	busy := map[int64]scheduling.Busy{}
	for id, until := range b.busy {
		busy[id] = until
	}
	return busy, nil
}

func (b *dispatchBook) Asked(context.Context, int64) (bool, error) { return len(b.asks) > 0, nil }

func (b *dispatchBook) Accompanied(_ context.Context, visit int64) error {
	b.accompanied = append(b.accompanied, visit)
	return nil
}

func (b *dispatchBook) Ask(_ context.Context, r scheduling.AskRequest) error {
	if err := b.fails[r.Visit.ID]; err != nil {
		return err
	}
	b.asks = append(b.asks, r)
	return nil
}

func (b *dispatchBook) CloseAsk(_ context.Context, id int64, status scheduling.AskStatus, m *scheduling.Message, _ time.Time) error {
	b.closed = append(b.closed, closedAsk{id, status, m})
	return nil
}

func (b *dispatchBook) Replace(_ context.Context, r scheduling.ReplaceRequest) (scheduling.Visit, error) {
	b.replaced = append(b.replaced, r)
	if b.replace != nil {
		return scheduling.Visit{}, b.replace
	}
	if len(r.Candidates) == 0 {
		return scheduling.Visit{}, scheduling.ErrNoSlot
	}
	at := slices.IndexFunc(b.visits, func(u *scheduling.Undispatched) bool { return u.ID == r.Visit.ID })
	visit := b.visits[at].Visit
	visit.StudentID, visit.Status = r.Candidates[0].StudentID, scheduling.Booked
	return visit, nil
}

func (b *dispatchBook) Answer(context.Context, scheduling.AnswerRequest) (scheduling.Answered, error) {
	return scheduling.Answered{}, nil
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

func (b *dispatchBook) StudentVisits(_ context.Context, student int64, after time.Time) ([]scheduling.Undispatched, error) {
	b.after = after
	var visits []scheduling.Undispatched
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

func (b *dispatchBook) Except(_ context.Context, _ int64, exceptions []scheduling.Exception, _ time.Time) error {
	b.excepted = append(b.excepted, exceptions...)
	return nil
}

func (b *dispatchBook) Arrived(_ context.Context, visit, _ int64, _ time.Time) error {
	b.arrived = append(b.arrived, visit)
	return nil
}

func (b *dispatchBook) Done(_ context.Context, visit, _ int64, took time.Duration, _ time.Time) error {
	b.done[visit] = took
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
