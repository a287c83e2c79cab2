package lists

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Store lists stored visits, messages, callbacks, costs and walk-in points. Each method
// is one statement and a consistent read.
type Store interface {
	// Visits returns visits by start, with the names and numbers of student and
	// resident.
	Visits(ctx context.Context, filter VisitFilter) ([]VisitRow, error)
	// Messages returns messages by RunAt. The caller makes their words.
	Messages(ctx context.Context, filter MessageFilter) ([]scheduling.Message, error)
	// Costs returns what each programme sent, by programme; if programme is empty, of
	// all.
	Costs(ctx context.Context, programme string) ([]Cost, error)
	// Callbacks returns callbacks by Due.
	Callbacks(ctx context.Context, filter CallbackFilter) ([]scheduling.Callback, error)
	// Digipunten returns a programme's walk-in points by name, or those of all
	// programmes if programme is empty.
	Digipunten(ctx context.Context, programme string) ([]scheduling.Digipunt, error)
}

// Cost is what a programme sent and what the carrier charges for it. A carrier counts
// texts in segments. Texts received, and replies in the webhook's response, are on the
// carrier's invoice but not included here.
type Cost struct {
	Programme string
	Texts     int
	Segments  int
	Calls     int
	Unpriced  int                // number of texts and calls whose price is unknown
	Prices    []scheduling.Price // sums, by currency
}

// Coordinator is what a coordinator does with callbacks.
type Coordinator interface {
	// Callback returns one callback, or ErrNotFound if there is none with this id.
	Callback(ctx context.Context, id int64) (scheduling.Callback, error)
	// Handled records that a callback was made, and erases the address of its
	// recording, which the caller must have had deleted. A callback that is done
	// already is no error. Handled returns ErrNotFound if there is no such callback.
	Handled(ctx context.Context, id int64, note string, now time.Time) (scheduling.Callback, error)
}

// VisitFilter narrows a list of visits; the zero filter lists every promise.
type VisitFilter struct {
	Programme   string              // empty: all
	Statuses    []scheduling.Status // empty: all but Held and Released
	From, Until time.Time           // start at or after From and before Until; zero: no bound
	Limit       int                 // 0: all
}

// MessageFilter narrows a list of messages.
type MessageFilter struct {
	Programme   string                     // empty: all
	Statuses    []scheduling.MessageStatus // empty: all
	From, Until time.Time                  // RunAt at or after From and before Until; zero: no bound
	Limit       int                        // 0: all
}

// CallbackFilter narrows a list of callbacks.
type CallbackFilter struct {
	Programme   string                      // empty: all
	Statuses    []scheduling.CallbackStatus // empty: all
	From, Until time.Time                   // Due at or after From and before Until; zero: no bound
	Limit       int                         // 0: all
}

// VisitRow is a visit with its student and resident. The resident's fields are empty
// while the time is only held.
type VisitRow struct {
	scheduling.Visit
	Student       string // name
	StudentPhone  string // E.164
	Resident      string // name
	ResidentPhone string // E.164; may be empty
	Waiting       bool   // requested without a letter, and the callback is still open
}

// Lapsed reports whether the visit was requested and not confirmed in time, whether it
// is still Requested or was released since.
func (v *VisitRow) Lapsed(now time.Time) bool {
	return v.Status == scheduling.Requested && !v.Live(now) || v.Status == scheduling.Cancelled && v.Waiting
}
