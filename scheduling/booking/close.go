package booking

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Finish records that a visit took place although its student did not report it. A zero
// took means the planned length. Finish returns ErrTransition if no student accepted
// the visit, it has not begun, or it was closed otherwise, and ErrInvalid if took is
// negative or more than scheduling.MaxVisitLength.
func (d *Service) Finish(ctx context.Context, v scheduling.Visit, took time.Duration) (scheduling.Visit, error) {
	if took < 0 || took > scheduling.MaxVisitLength {
		return scheduling.Visit{}, fmt.Errorf(
			"%w: a visit takes at most %d minutes", scheduling.ErrInvalid, int(scheduling.MaxVisitLength.Minutes()),
		)
	}
	if took == 0 {
		took = v.End.Sub(v.Start)
	}
	note := scheduling.NoteTookPlace.With("minutes", fmt.Sprint(int(took.Minutes())))
	return d.close(ctx, CloseRequest{Visit: v.Ref(), Status: scheduling.Completed, Took: took, Note: note})
}

// MarkNoShow records that no student came to a visit. If no student had accepted the
// visit, it is cancelled instead, because no student failed to come. MarkNoShow returns
// ErrTransition if the visit has not begun or was closed otherwise.
func (d *Service) MarkNoShow(ctx context.Context, v scheduling.Visit) (scheduling.Visit, error) {
	status := scheduling.Cancelled
	if v.Status == scheduling.Accepted || v.Status == scheduling.Underway {
		status = scheduling.NoShow
	}
	return d.close(ctx, CloseRequest{Visit: v.Ref(), Status: status, Note: scheduling.NoteNobodyCame.With()})
}

func (d *Service) close(ctx context.Context, request CloseRequest) (scheduling.Visit, error) {
	request.Now = d.Now()
	if request.Visit.Start.After(request.Now) {
		return scheduling.Visit{}, fmt.Errorf("%w: it has not begun", scheduling.ErrTransition)
	}
	return d.Store.CloseVisit(ctx, request)
}
