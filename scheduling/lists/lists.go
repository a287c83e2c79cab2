package lists

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Store reads what commands and the API list. Each method is one statement
// and returns rows of one instant.
type Store interface {
	// Visits returns visits by start, with the names and numbers that go with them.
	Visits(ctx context.Context, filter VisitFilter) ([]VisitRow, error)
	// Messages returns messages by RunAt. Their words are for the caller to make.
	Messages(ctx context.Context, filter MessageFilter) ([]scheduling.Message, error)
	// Costs counts what each programme sent, by programme; an empty programme: of all.
	Costs(ctx context.Context, programme string) ([]Cost, error)
	// Callbacks returns callbacks by Due.
	Callbacks(ctx context.Context, filter CallbackFilter) ([]scheduling.Callback, error)
	// Digipunten returns a programme's walk-in points by name; an empty
	// programme: of all.
	Digipunten(ctx context.Context, programme string) ([]scheduling.Digipunt, error)
}

// Cost is what a programme had the carrier do, and what that asks for it. A carrier
// counts texts in segments. What is received, and answered in the same breath, is on
// the carrier's invoice and not here.
type Cost struct {
	Programme string
	Texts     int
	Segments  int
	Calls     int
	Unpriced  int                // texts and calls whose price is not known
	Prices    []scheduling.Price // sums, by currency
}

// Coordinator does what a coordinator does with callbacks.
type Coordinator interface {
	// Callback returns one callback, or ErrNotFound.
	Callback(ctx context.Context, id int64) (scheduling.Callback, error)
	// Handled notes that a callback was made, and forgets its recording's address:
	// the caller has had the recording deleted before. One that is done already is
	// no error. ErrNotFound: there is none.
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

// VisitRow is a visit with the people it joins. The resident's are empty while
// the time is only held.
type VisitRow struct {
	scheduling.Visit
	Student       string // name
	StudentPhone  string // E.164
	Resident      string // name
	ResidentPhone string // E.164; may be empty
	Waiting       bool   // whoever asked for it without a letter is still to be called
}

// Lapsed reports whether the visit was asked for, and nobody confirmed it in time:
// it still waits, or gave its time to somebody else.
func (v *VisitRow) Lapsed(now time.Time) bool {
	return v.Status == scheduling.Requested && !v.Live(now) || v.Status == scheduling.Cancelled && v.Waiting
}
