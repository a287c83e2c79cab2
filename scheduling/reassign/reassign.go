package reassign

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Store is the persistence that Service needs.
type Store interface {
	// AskedAbout returns the students who were asked about a visit at the start it has, with
	// the outcome of the last question to each.
	AskedAbout(ctx context.Context, visitID int64) (map[int64]Asked, error)
	// KnownTo returns the students who made a visit to a resident before.
	KnownTo(ctx context.Context, residentID int64) (map[int64]bool, error)
	// Reassign gives a visit to another student, in one transaction. It returns
	// ErrTransition if the visit has another student, start or status than the request
	// says, and ErrSlotTaken if the student cannot keep it.
	Reassign(ctx context.Context, request Request) (scheduling.Visit, error)
}

// Asked is the outcome of a question to a student.
type Asked string

// Request is the input of Store.Reassign.
type Request struct {
	Visit  scheduling.Visit // as the caller last read it
	To     int64
	Agreed bool   // the student said yes to the office
	Why    string // in the office's words; may be empty
	Fits   matching.Fits
	Now    time.Time
	From   time.Time // visits before this instant are not given to Fits
}

// Service gives visits to other students.
type Service struct {
	Store   Store
	Diaries *matching.Diaries
	Now     func() time.Time
}

// Candidate is a student who could take a visit, with what a person weighs.
type Candidate struct {
	matching.Option
	Known bool  // to the resident, from an earlier visit
	Asked Asked // about this visit at this start; empty: not asked
}

// Candidates returns who could take a visit. Those whom the resident knows come first, those
// who were asked already last, and the others by their travel.
func (s *Service) Candidates(ctx context.Context, p *scheduling.Programme, v *scheduling.Visit) ([]Candidate, error) {
	if err := reassignable(v, s.Now()); err != nil {
		return nil, err
	}
	options, err := s.Diaries.Options(ctx, v, s.Diaries.Rules(p, s.Now()))
	if err != nil {
		return nil, err
	}
	asked, err := s.Store.AskedAbout(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	known, err := s.Store.KnownTo(ctx, v.ResidentID)
	if err != nil {
		return nil, err
	}
	all := make([]Candidate, len(options))
	for i, option := range options {
		all[i] = Candidate{option, known[option.Student.ID], asked[option.Student.ID]}
	}
	slices.SortStableFunc(all, func(a, b Candidate) int {
		return cmp.Or(number(a.Asked != "")-number(b.Asked != ""), number(b.Known)-number(a.Known))
	})
	return all, nil
}

func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// ErrMustAgree means that a student cannot be asked by text, or was asked about the visit
// already, and has to say yes to the office first.
var ErrMustAgree = errors.New("the student has to agree first")

// Give gives a visit to a student. It returns ErrMustAgree if the student has to agree first
// and has not, and the errors of Store.Reassign.
func (s *Service) Give(
	ctx context.Context, p *scheduling.Programme, v *scheduling.Visit, to *scheduling.Student, agreed bool, why string,
) (scheduling.Visit, error) {
	now := s.Now()
	if err := reassignable(v, now); err != nil {
		return scheduling.Visit{}, err
	}
	rules := s.Diaries.Rules(p, now)
	rules.Called = agreed
	if !agreed {
		asked, err := s.Store.AskedAbout(ctx, v.ID)
		if err != nil {
			return scheduling.Visit{}, err
		}
		if asked[to.ID] != "" || !rules.CanAsk(to) {
			return scheduling.Visit{}, ErrMustAgree
		}
	}
	return s.Store.Reassign(ctx, Request{
		Visit: *v, To: to.ID, Agreed: agreed, Why: why, Fits: rules.Fits(v.Need()), Now: now, From: matching.HistoryStart(p, now),
	})
}

// reassignable returns ErrTransition if a visit cannot go to another student any more.
func reassignable(v *scheduling.Visit, now time.Time) error {
	switch {
	case !slices.Contains(scheduling.Upcoming(), v.Status):
		return fmt.Errorf("%w: one that is %s is given to nobody else", scheduling.ErrTransition, v.Status)
	case !v.Start.After(now):
		return fmt.Errorf("%w: it has begun", scheduling.ErrTransition)
	}
	return nil
}
