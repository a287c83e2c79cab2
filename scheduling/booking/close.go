package booking

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// Finish records that a visit took place although its student did not report it. A zero
// took means the planned length. Finish returns ErrTransition if no student accepted
// the visit, it has not begun, or it was closed otherwise, and ErrInvalid if took is
// negative or more than scheduling.MaxVisitLength.
func (d *Service) Finish(
	ctx context.Context, p *scheduling.Programme, v scheduling.Visit, took time.Duration,
) (scheduling.Visit, error) {
	if took < 0 || took > scheduling.MaxVisitLength {
		return scheduling.Visit{}, fmt.Errorf(
			"%w: a visit takes at most %d minutes", scheduling.ErrInvalid, int(scheduling.MaxVisitLength.Minutes()),
		)
	}
	if took == 0 {
		took = v.End.Sub(v.Start)
	}
	note := scheduling.NoteTookPlace.With("minutes", fmt.Sprint(int(took.Minutes())))
	return d.close(ctx, CloseRequest{
		Visit: v.Ref(), Status: scheduling.Completed, Took: took, Settle: vouchers.Used(p.Voucher, took), Note: note,
	})
}

// MarkNoShow records that a visit did not take place because its student, or its
// resident, was not there; what it costs is the programme's rule. If no student had
// accepted the visit, it is cancelled instead, because nobody failed to come, and costs
// nothing. MarkNoShow returns ErrTransition if the visit has not begun or was closed
// otherwise.
func (d *Service) MarkNoShow(
	ctx context.Context, p *scheduling.Programme, v scheduling.Visit, who scheduling.Absent,
) (scheduling.Visit, error) {
	request := CloseRequest{
		Visit: v.Ref(), Status: scheduling.NoShow, Settle: vouchers.Missed(p.Voucher, who), Note: scheduling.NoteNobodyCame.With(),
	}
	if who == scheduling.AbsentResident {
		request.Note = scheduling.NoteNobodyHome.With()
	}
	if v.Status != scheduling.Accepted && v.Status != scheduling.Underway {
		request.Status, request.Settle = scheduling.Cancelled, vouchers.None
	}
	return d.close(ctx, request)
}

func (d *Service) close(ctx context.Context, request CloseRequest) (scheduling.Visit, error) {
	request.Now = d.Now()
	if request.Visit.Start.After(request.Now) {
		return scheduling.Visit{}, fmt.Errorf("%w: it has not begun", scheduling.ErrTransition)
	}
	return d.Store.CloseVisit(ctx, request)
}
