package privacy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/residents"
)

var (
	// ErrSeveral means that a telephone number is that of several people.
	ErrSeveral = errors.New("several people have this number")
	// ErrAhead means that somebody has visits ahead, which must end first.
	ErrAhead = errors.New("visits are ahead")
)

// Name is one way to name a person, as the office does.
type Name = residents.Person

// Person is everything by which the data of one person are found.
type Person struct {
	Programme string
	Residents []int64  // one at most, or none if nobody on the list has the number
	Students  []int64  // likewise
	Phones    []string // that nobody else has
	Keys      []string // of conversations by text
	Traces    []string // what is looked for in free text: name, street with number, codes, numbers
}

// Mentioned reports whether one of the traces of a person stands in a text.
func (p *Person) Mentioned(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(p.Traces, func(trace string) bool { return strings.Contains(text, strings.ToLower(trace)) })
}

// Ahead is a visit of a person that has not taken place.
type Ahead struct {
	VisitID   int64
	Reference string
	Start     time.Time
}

// Section is what one table holds about a person.
type Section struct {
	Table string
	Rows  []json.RawMessage
}

// PersonStore is the persistence that Archive needs.
type PersonStore interface {
	// FindPerson returns the person that has a name. It returns ErrNotFound if there is none,
	// and a SeveralError if several have the telephone number.
	FindPerson(ctx context.Context, programme string, name Name) (Person, error)
	// VisitsAhead returns the visits of a person that have not ended, by start.
	VisitsAhead(ctx context.Context, person Person, now time.Time) ([]Ahead, error)
	// Dossier returns all rows about a person.
	Dossier(ctx context.Context, person Person) ([]Section, error)
	// NoteExported adds to the history of a person that all was given to somebody.
	NoteExported(ctx context.Context, person Person, now time.Time) error
	// ErasePerson erases a person and leaves figures. It returns ErrAhead, and changes
	// nothing, if a visit is ahead or a student still takes visits.
	ErasePerson(ctx context.Context, person Person, now time.Time) error
}

// SeveralError lists the ids of those who have one telephone number.
type SeveralError struct{ IDs []int64 }

func (e *SeveralError) Error() string { return fmt.Sprintf("%v: %v", ErrSeveral, e.IDs) }

// Unwrap returns ErrSeveral.
func (e *SeveralError) Unwrap() error { return ErrSeveral }

// Archive finds, exports and erases one person.
type Archive struct {
	Store PersonStore
	// Key returns the key of a number's conversation by text.
	Key func(programme, phone string) string
}

// Find returns the person that a text names, in the likeliest way in which anybody is named.
// It returns ErrNotFound if nobody is.
func (a *Archive) Find(ctx context.Context, programme, text string) (Person, error) {
	for _, name := range residents.Ways(text) {
		person, err := a.Store.FindPerson(ctx, programme, name)
		if errors.Is(err, scheduling.ErrNotFound) {
			continue
		}
		if err != nil {
			return Person{}, err
		}
		for _, phone := range person.Phones {
			person.Keys = append(person.Keys, a.Key(programme, phone))
		}
		slices.Sort(person.Traces)
		person.Traces = slices.Compact(person.Traces)
		return person, nil
	}
	return Person{}, scheduling.ErrNotFound
}
