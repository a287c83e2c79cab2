package booking

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Finish notes that a visit took place, although its student never said so. Took
// is how long; 0: as planned. ErrTransition: nobody said yes to it, it has not
// begun, or it is closed otherwise. ErrInvalid: nobody stays so long.
func (d *Service) Finish(ctx context.Context, v scheduling.Visit, took time.Duration) (scheduling.Visit, error) {
	if took < 0 || took > scheduling.MaxVisitLength {
		return scheduling.Visit{}, fmt.Errorf("%w: a visit takes at most %d minutes", scheduling.ErrInvalid, int(scheduling.MaxVisitLength.Minutes()))
	}
	if took == 0 {
		took = v.End.Sub(v.Start)
	}
	note := scheduling.NoteTookPlace.With("minutes", fmt.Sprint(int(took.Minutes())))
	return d.close(ctx, CloseRequest{Visit: v.Ref(), Status: scheduling.Completed, Took: took, Note: note})
}

// NobodyCame notes that nobody came to a visit. One that no student had said yes to
// is cancelled: nobody failed it. ErrTransition: it has not begun, or it is closed.
func (d *Service) NobodyCame(ctx context.Context, v scheduling.Visit) (scheduling.Visit, error) {
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
