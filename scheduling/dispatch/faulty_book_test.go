package dispatch_test

import (
	"context"
	"errors"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

var errStore = errors.New("the store is down")

// faultyBook is a dispatchBook of which one call fails.
type faultyBook struct {
	*dispatchBook
	fails int // the number of the call, from 1; 0: none
	calls []string
}

func (b *faultyBook) call(name string) error {
	b.calls = append(b.calls, name)
	if len(b.calls) == b.fails {
		return errStore
	}
	return nil
}

func (b *faultyBook) UpcomingVisits(ctx context.Context, programme string, from, until time.Time) ([]dispatch.UpcomingVisit, error) {
	if err := b.call("UpcomingVisits"); err != nil {
		var none []dispatch.UpcomingVisit
		return none, err
	}
	return b.dispatchBook.UpcomingVisits(ctx, programme, from, until)
}

func (b *faultyBook) StaleAsks(ctx context.Context, programme string, now time.Time) ([]dispatch.Ask, error) {
	if err := b.call("StaleAsks"); err != nil {
		var none []dispatch.Ask
		return none, err
	}
	return b.dispatchBook.StaleAsks(ctx, programme, now)
}

func (b *faultyBook) BusyStudents(ctx context.Context, programme string, now time.Time) (map[int64]dispatch.Busy, error) {
	if err := b.call("BusyStudents"); err != nil {
		var none map[int64]dispatch.Busy
		return none, err
	}
	return b.dispatchBook.BusyStudents(ctx, programme, now)
}

func (b *faultyBook) Asked(ctx context.Context, student int64) (bool, error) {
	if err := b.call("Asked"); err != nil {
		var none bool
		return none, err
	}
	return b.dispatchBook.Asked(ctx, student)
}

func (b *faultyBook) MarkStaffed(ctx context.Context, visit int64) error {
	if err := b.call("MarkStaffed"); err != nil {
		return err
	}
	return b.dispatchBook.MarkStaffed(ctx, visit)
}

func (b *faultyBook) Ask(ctx context.Context, r dispatch.AskRequest) error {
	if err := b.call("Ask"); err != nil {
		return err
	}
	return b.dispatchBook.Ask(ctx, r)
}

func (b *faultyBook) CloseAsk(ctx context.Context, id int64, status dispatch.AskStatus, m *scheduling.Message, now time.Time) error {
	if err := b.call("CloseAsk"); err != nil {
		return err
	}
	return b.dispatchBook.CloseAsk(ctx, id, status, m, now)
}

func (b *faultyBook) Replace(ctx context.Context, r dispatch.ReplaceRequest) (scheduling.Visit, error) {
	if err := b.call("Replace"); err != nil {
		var none scheduling.Visit
		return none, err
	}
	return b.dispatchBook.Replace(ctx, r)
}

func (b *faultyBook) Answer(ctx context.Context, r dispatch.AnswerRequest) (dispatch.Answered, error) {
	if err := b.call("Answer"); err != nil {
		var none dispatch.Answered
		return none, err
	}
	return b.dispatchBook.Answer(ctx, r)
}

func (b *faultyBook) Student(ctx context.Context, id int64) (scheduling.Student, error) {
	if err := b.call("Student"); err != nil {
		var none scheduling.Student
		return none, err
	}
	return b.dispatchBook.Student(ctx, id)
}

func (b *faultyBook) StudentVisits(ctx context.Context, student int64, after time.Time) ([]dispatch.UpcomingVisit, error) {
	if err := b.call("StudentVisits"); err != nil {
		var none []dispatch.UpcomingVisit
		return none, err
	}
	return b.dispatchBook.StudentVisits(ctx, student, after)
}

func (b *faultyBook) LastVisit(ctx context.Context, resident int64) (scheduling.Visit, error) {
	if err := b.call("LastVisit"); err != nil {
		var none scheduling.Visit
		return none, err
	}
	return b.dispatchBook.LastVisit(ctx, resident)
}

func (b *faultyBook) AddExceptions(ctx context.Context, student int64, e []calendar.Exception, now time.Time) error {
	if err := b.call("AddExceptions"); err != nil {
		return err
	}
	return b.dispatchBook.AddExceptions(ctx, student, e, now)
}

func (b *faultyBook) Arrived(ctx context.Context, visit, student int64, now time.Time) error {
	if err := b.call("Arrived"); err != nil {
		return err
	}
	return b.dispatchBook.Arrived(ctx, visit, student, now)
}

func (b *faultyBook) Done(ctx context.Context, report dispatch.DoneReport) error {
	if err := b.call("Done"); err != nil {
		return err
	}
	return b.dispatchBook.Done(ctx, report)
}

func (b *faultyBook) CalendarToken(ctx context.Context, student int64, fresh string, renew bool) (string, error) {
	if err := b.call("CalendarToken"); err != nil {
		var none string
		return none, err
	}
	return b.dispatchBook.CalendarToken(ctx, student, fresh, renew)
}

func (b *faultyBook) StudentByCalendar(ctx context.Context, token string) (scheduling.Student, error) {
	if err := b.call("StudentByCalendar"); err != nil {
		var none scheduling.Student
		return none, err
	}
	return b.dispatchBook.StudentByCalendar(ctx, token)
}

func (b *faultyBook) OptedOut(ctx context.Context, programme, phone string) (bool, error) {
	if err := b.call("OptedOut"); err != nil {
		var none bool
		return none, err
	}
	return b.dispatchBook.OptedOut(ctx, programme, phone)
}

func (b *faultyBook) SaveMessage(ctx context.Context, m scheduling.Message, now time.Time) error {
	if err := b.call("SaveMessage"); err != nil {
		return err
	}
	return b.dispatchBook.SaveMessage(ctx, m, now)
}

func (b *faultyBook) SaveCallback(ctx context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	if err := b.call("SaveCallback"); err != nil {
		var none scheduling.Callback
		return none, err
	}
	return b.dispatchBook.SaveCallback(ctx, c)
}
