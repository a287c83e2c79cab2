package lists

import (
	"context"
	"slices"
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
	// Callbacks returns callbacks: those that are open first, each by Due.
	Callbacks(ctx context.Context, filter CallbackFilter) ([]CallbackRow, error)
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

// VisitFilter narrows a list of visits; the zero filter lists every promise.
type VisitFilter struct {
	Programme   string              // empty: all
	Statuses    []scheduling.Status // empty: all but Held and Released
	From, Until time.Time           // start at or after From and before Until; zero: no bound
	StudentID   int64               // of one student; 0: of all
	ID          int64               // one visit; 0: all
	Reference   string              // one visit of the programme; empty: all
	Uncovered   bool                // only visits ahead that nobody is expected to go to
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
	Owner       string                      // of one owner; empty: of all, and of nobody
	Limit       int                         // 0: all
}

// CallbackRow is a callback with who is to be called.
type CallbackRow struct {
	scheduling.Callback
	Name      string // of the resident or student; empty: not known
	Guessed   bool   // Name is that of the one person who has the number; the caller did not prove who they are
	Reference string // of the visit that it is about; empty: none
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
	StudentLeft   bool   // the student takes no visits, or none on that day
	// UnstaffedSince is since when nobody has accepted the visit although somebody should
	// have; zero if the visit is staffed, or its student was not asked yet.
	UnstaffedSince time.Time
}

// Uncovered reports whether the visit is ahead and nobody is expected to go to it.
func (v *VisitRow) Uncovered() bool {
	return slices.Contains(scheduling.Upcoming(), v.Status) && (v.StudentLeft || !v.UnstaffedSince.IsZero())
}

// Going reports whether the student is expected to go to the visit, is there, or was to be
// there. A time that is only held or requested is nobody's yet, and to a cancelled visit
// nobody goes.
func (v *VisitRow) Going() bool {
	switch v.Status {
	case scheduling.Held, scheduling.Released, scheduling.Requested, scheduling.Cancelled:
		return false
	}
	return !v.Uncovered()
}

// Lapsed reports whether the visit was requested and not confirmed in time, whether it
// is still Requested or was released since.
func (v *VisitRow) Lapsed(now time.Time) bool {
	return v.Status == scheduling.Requested && !v.Live(now) || v.Status == scheduling.Cancelled && v.Waiting
}
