package demand

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Caller is the hash of a number that called or texted, as the store made it; empty: the
// number was withheld, or the office made the contact.
type Caller string

// Contact is one conversation with one person.
type Contact struct {
	Programme  string
	Caller     Caller
	ResidentID int64 // 0: not known
	First      time.Time
	Last       time.Time // of its last record
	Channel    scheduling.Channel
	Topic      scheduling.Topic // empty until chosen
	Outcome    scheduling.Outcome
	Step       string // of the dialogue; empty: none is known
}

// Awaited is somebody who has an open callback.
type Awaited struct {
	Programme  string
	Caller     Caller
	ResidentID int64
}

// Count is how many people, whose contacts have ended by their retention, had an outcome
// last.
type Count struct {
	Programme string
	Day       time.Time
	Outcome   scheduling.Outcome
	Step      string
	People    int
}

// Filter selects contacts.
type Filter struct {
	Programme string    // empty: all
	From      time.Time // of the first record of a contact; zero: any
	Until     time.Time // exclusive; zero: any
}

// Store is the persistence that Service needs.
type Store interface {
	// Contacts returns contacts, oldest first.
	Contacts(ctx context.Context, filter Filter) ([]Contact, error)
	// Awaited returns who has an open callback.
	Awaited(ctx context.Context, programme string) ([]Awaited, error)
	// CallerOf returns the hash of a number, in E.164, of a programme.
	CallerOf(programme, phone string) Caller
}

// Result is what the contacts of a person came to.
type Result string

// The results. What is refused, unserved, outside the area or the window has a reason, which
// is an outcome.
const (
	Booked        Result = "booked" // or requested, moved or cancelled as they wished
	Helped        Result = "helped" // heard what is planned, or got a walk-in point
	HandedOver    Result = "handed_over"
	Refused       Result = "refused"
	Unserved      Result = "unserved"
	OutsideArea   Result = "outside_area"
	OutsideWindow Result = "outside_window" // before or after the pilot
	Abandoned     Result = "abandoned"      // at a step
)

// Results returns all results.
func Results() []Result {
	return []Result{Booked, Helped, HandedOver, Refused, Unserved, OutsideArea, OutsideWindow, Abandoned}
}

// ResultOf returns the result of one conversation.
func ResultOf(outcome scheduling.Outcome) Result {
	switch outcome {
	case scheduling.OutcomeBooked, scheduling.OutcomeRequested, scheduling.OutcomeMoved, scheduling.OutcomeCancelled:
		return Booked
	case scheduling.OutcomeInformed, scheduling.OutcomeDigipunt, scheduling.OutcomeAnswered:
		return Helped
	case scheduling.OutcomeHuman:
		return HandedOver
	case scheduling.OutcomeNoSlot, scheduling.OutcomeNoLanguage, scheduling.OutcomeNoTopic, scheduling.OutcomeNoStudent:
		return Unserved
	case scheduling.OutcomeArea:
		return OutsideArea
	case scheduling.OutcomeNotOpen, scheduling.OutcomeOver:
		return OutsideWindow
	case scheduling.OutcomeAbandoned, "":
		return Abandoned
	}
	return Refused
}

// InVain reports whether a conversation with this result brought nothing.
func (r Result) InVain() bool { return r != Booked && r != Helped && r != HandedOver }

// Person is what the contacts of one person with a programme came to.
type Person struct {
	Programme  string
	ResidentID int64  // 0: not known
	Caller     Caller // of the last contact with a number; empty: none
	First      time.Time
	Last       time.Time
	Contacts   int
	InVain     int // contacts since the last one that brought something
	Channels   []scheduling.Channel
	Topic      scheduling.Topic // the last that was chosen
	Result     Result
	Reason     scheduling.Outcome // the outcome that is the result
	Step       string             // in which the contact with the result ended
	Callback   bool               // an open callback is theirs
}

// Choice selects people. The zero Choice selects everybody.
type Choice struct {
	InVain     int    // min contacts in vain
	Result     Result // empty: any
	NoCallback bool   // only whom nobody is to call back
	ResidentID int64  // 0: anybody
	Caller     Caller // empty: anybody
}

// Selects reports whether a person is chosen. Somebody who is named by their resident or by
// their number is chosen by either.
func (c Choice) Selects(p *Person) bool {
	named := c.ResidentID == 0 && c.Caller == "" ||
		c.ResidentID != 0 && p.ResidentID == c.ResidentID || c.Caller != "" && p.Caller == c.Caller
	return named && p.InVain >= c.InVain && (c.Result == "" || p.Result == c.Result) && !(c.NoCallback && p.Callback)
}

// Tally is how many people had a result, with its reason and, of what was abandoned, its
// step.
type Tally struct {
	Result Result
	Reason scheduling.Outcome
	Step   string // of what was abandoned; empty otherwise
	People int
}

// TallyOf counts people, and those whose contacts have ended, by what came of them. It is
// ordered by result, and by number within one.
func TallyOf(people []Person, ended []Count) []Tally {
	counts := map[Tally]int{}
	count := func(reason scheduling.Outcome, step string, n int) {
		result := ResultOf(reason)
		if result != Abandoned {
			step = ""
		}
		counts[Tally{Result: result, Reason: reason, Step: step}] += n
	}
	for i := range people {
		count(people[i].Reason, people[i].Step, 1)
	}
	for _, c := range ended {
		count(c.Outcome, c.Step, c.People)
	}
	all := make([]Tally, 0, len(counts))
	for t, n := range counts {
		t.People = n
		all = append(all, t)
	}
	order := Results()
	slices.SortFunc(all, func(a, b Tally) int {
		return cmp.Or(slices.Index(order, a.Result)-slices.Index(order, b.Result), b.People-a.People,
			cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Step, b.Step))
	})
	return all
}

// Service reads the register. It is safe for concurrent use.
type Service struct {
	Store Store
}

// People returns everybody with a contact that a filter selects: those with the most in vain
// first, then by their last contact, the latest first.
func (s *Service) People(ctx context.Context, filter Filter) ([]Person, error) {
	contacts, err := s.Store.Contacts(ctx, filter)
	if err != nil {
		return nil, err
	}
	awaited, err := s.Store.Awaited(ctx, filter.Programme)
	if err != nil {
		return nil, err
	}
	return People(contacts, awaited), nil
}

// key is by which a person is known.
type key struct {
	programme string
	resident  int64
	caller    Caller
}

// People returns whose contacts these are, which are ordered by First. Contacts in which
// nobody said who they are belong to the resident of their number, if it has one only.
func People(contacts []Contact, awaited []Awaited) []Person {
	owners := ownersOf(contacts)
	people, at := []Person{}, map[key]int{}
	for _, c := range contacts {
		if c.byOffice() {
			continue
		}
		k := owners.keyOf(c.Programme, c.Caller, c.ResidentID)
		i, ok := at[k]
		if !ok {
			i = len(people)
			at[k], people = i, append(people, Person{Programme: c.Programme, ResidentID: k.resident, First: c.First})
		}
		people[i].add(c)
	}
	for _, a := range awaited {
		for _, k := range []key{owners.keyOf(a.Programme, a.Caller, a.ResidentID), {a.Programme, 0, a.Caller}} {
			if i, ok := at[k]; ok {
				people[i].Callback = true
			}
		}
	}
	slices.SortStableFunc(people, func(a, b Person) int { return cmp.Or(b.InVain-a.InVain, b.Last.Compare(a.Last)) })
	return people
}

// byOffice reports whether the office changed a visit, and nobody asked for anything. What is
// booked at the desk was asked for there.
func (c *Contact) byOffice() bool {
	return c.Channel == scheduling.Console || c.Channel == scheduling.Desk && c.Outcome != scheduling.OutcomeBooked
}

// add adds a contact, which began after those before it.
func (p *Person) add(c Contact) {
	p.Contacts++
	p.First, p.Last = earlier(p.First, c.First), later(p.Last, c.Last)
	p.Caller, p.Topic = cmp.Or(c.Caller, p.Caller), cmp.Or(c.Topic, p.Topic)
	if !slices.Contains(p.Channels, c.Channel) {
		p.Channels = append(p.Channels, c.Channel)
	}
	result := ResultOf(c.Outcome)
	hidesReason := result == Abandoned && p.InVain > 0 && p.Result != Abandoned // what was refused says more
	if !result.InVain() {
		p.InVain = 0
	} else {
		p.InVain++
	}
	if !hidesReason {
		p.Result, p.Reason, p.Step = result, cmp.Or(c.Outcome, scheduling.OutcomeAbandoned), c.Step
	}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// owners are the residents of numbers: 0 if a number has several.
type owners map[key]int64

func ownersOf(contacts []Contact) owners {
	all := owners{}
	for _, c := range contacts {
		if c.Caller == "" || c.ResidentID == 0 {
			continue
		}
		number := key{programme: c.Programme, caller: c.Caller}
		if owner, ok := all[number]; ok && owner != c.ResidentID {
			all[number] = 0
			continue
		}
		all[number] = c.ResidentID
	}
	return all
}

func (o owners) keyOf(programme string, caller Caller, resident int64) key {
	resident = cmp.Or(resident, o[key{programme: programme, caller: caller}])
	if resident != 0 {
		return key{programme: programme, resident: resident}
	}
	return key{programme: programme, caller: caller}
}
