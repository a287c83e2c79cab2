package nightplan

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Store is the persistence that Planner needs.
type Store interface {
	// LastStudents returns, by resident, the student who made the resident's last
	// completed visit.
	LastStudents(ctx context.Context, programme string) (map[int64]int64, error)
	// Transfer applies a chain, all or none, if request.Follow accepts it under the
	// students' locks. It returns ErrSlotTaken, and changes nothing, if Follow does
	// not.
	Transfer(ctx context.Context, request TransferRequest) error
	// ClaimNight reports whether the caller is the process that makes the plan of this
	// night.
	ClaimNight(ctx context.Context, programme string, day calendar.Day, now time.Time) (bool, error)
}

// TransferRequest is the input of Store.Transfer.
type TransferRequest struct {
	Programme string
	Chain     scheduling.Chain
	Because   map[int64]scheduling.Because // by visit
	Follow    func(scheduling.Chain, matching.Workload) (map[int64][]scheduling.Visit, error)
	Now       time.Time
	From      time.Time // visits before this instant are not given to Follow
}
