package nightplan

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Store is what Night needs remembered.
type Store interface {
	// LastStudents is, for the residents of a programme who had a visit, the student
	// who came last.
	LastStudents(ctx context.Context, programme string) (map[int64]int64, error)
	// Transfer makes a chain, all of it or nothing, if follow says under the locks
	// that it can be made. ErrSlotTaken: nothing was changed.
	Transfer(ctx context.Context, request TransferRequest) error
	// ClaimNight reports whether the plan of this night is the caller's to make:
	// one process makes it.
	ClaimNight(ctx context.Context, programme string, day calendar.Day, now time.Time) (bool, error)
}

// TransferRequest gives visits to other students.
type TransferRequest struct {
	Programme string
	Chain     scheduling.Chain
	Because   map[int64]scheduling.Because // by visit
	Follow    func(scheduling.Chain, matching.Workload) (map[int64][]scheduling.Visit, error)
	Now       time.Time
	From      time.Time // visits before this instant do not matter
}
