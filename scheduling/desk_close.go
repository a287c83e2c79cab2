package scheduling

import (
	"context"
	"fmt"
	"time"
)

// Finish notes that a visit took place, although its student never said so. Took
// is how long; 0: as planned. ErrTransition: nobody said yes to it, it has not
// begun, or it is closed otherwise. ErrInvalid: nobody stays so long.
func (d *Desk) Finish(ctx context.Context, v Visit, took time.Duration) (Visit, error) {
	if took < 0 || took > MaxVisitLength {
		return Visit{}, fmt.Errorf("%w: a visit takes at most %d minutes", ErrInvalid, int(MaxVisitLength.Minutes()))
	}
	if took == 0 {
		took = v.End.Sub(v.Start)
	}
	note := NoteTookPlace.With("minutes", fmt.Sprint(int(took.Minutes())))
	return d.close(ctx, CloseRequest{Visit: v.Ref(), Status: Completed, Took: took, Note: note})
}

// NobodyCame notes that nobody came to a visit. One that no student had said yes to
// is cancelled: nobody failed it. ErrTransition: it has not begun, or it is closed.
func (d *Desk) NobodyCame(ctx context.Context, v Visit) (Visit, error) {
	status := Cancelled
	if v.Status == Accepted || v.Status == Underway {
		status = NoShow
	}
	return d.close(ctx, CloseRequest{Visit: v.Ref(), Status: status, Note: NoteNobodyCame.With()})
}

func (d *Desk) close(ctx context.Context, request CloseRequest) (Visit, error) {
	request.Now = d.Now()
	if request.Visit.Start.After(request.Now) {
		return Visit{}, fmt.Errorf("%w: it has not begun", ErrTransition)
	}
	return d.Store.CloseVisit(ctx, request)
}
