package team

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
	"github.com/click-call-connect/helpline/scheduling/plan"
)

// Store is the persistence that Service needs. Every method is one transaction.
type Store interface {
	dispatch.StudentVisitStore
	// Team returns a programme's students by name, those who are not active included, each
	// with the visits that count for their hours and end after from.
	Team(ctx context.Context, programme string, from time.Time) ([]Member, error)
	// StopStudent sets the first day without visits of a student; the zero day removes it
	// and makes the student active.
	StopStudent(ctx context.Context, studentID int64, on calendar.Day, now time.Time) error
	// VetStudent records when a student was vetted.
	VetStudent(ctx context.Context, studentID int64, on calendar.Day, now time.Time) error
}

// Member is a student with their visits.
type Member struct {
	Student scheduling.Student
	Active  bool // on the last list that was imported
	Visits  []scheduling.Visit
}

// Service does what the office does with students.
type Service struct {
	Store      Store
	Diaries    *matching.Diaries
	Night      *nightplan.Planner
	Dispatcher *dispatch.Dispatcher
	Now        func() time.Time
}

// Row is a student with their hours against the caps.
type Row struct {
	Member
	Week, Year time.Duration // worked and planned
	WeekCap    float64       // hours; 0: no cap
	YearCap    float64
	Ahead      int // visits that have not begun
	CanAsk     bool
}

// List returns the students of a programme with their hours.
func (s *Service) List(ctx context.Context, p *scheduling.Programme) ([]Row, error) {
	now := s.Now()
	members, err := s.Store.Team(ctx, p.Name, matching.HistoryStart(p, now))
	if err != nil {
		return nil, err
	}
	rules := s.Diaries.Rules(p, now)
	rows := make([]Row, len(members))
	for i, m := range members {
		row := Row{Member: m, WeekCap: rules.WeekCap(&m.Student), YearCap: p.Caps.HoursYear, CanAsk: rules.CanAsk(&m.Student)}
		row.Week, row.Year = rules.Worked(m.Visits, now)
		for j := range m.Visits {
			if v := &m.Visits[j]; v.Start.After(now) && slices.Contains(scheduling.Upcoming(), v.Status) {
				row.Ahead++
			}
		}
		rows[i] = row
	}
	return rows, nil
}

// Leaving is what becomes of the visits ahead of a student who stops.
type Leaving struct {
	Student   scheduling.Student
	On        calendar.Day
	Given     []nightplan.Reassignment   // planned for others
	Asking    []scheduling.Visit         // their student was asked or has accepted: others are asked
	Uncovered []nightplan.UncoveredVisit // nobody can take them
	planned   *nightplan.Plan
}

// Preview plans what is ahead of a student anew, as if they had stopped. It changes nothing.
func (s *Service) Preview(
	ctx context.Context, p *scheduling.Programme, student *scheduling.Student, on calendar.Day, options plan.Options,
) (*Leaving, error) {
	ahead, err := s.ahead(ctx, p, student.ID, on)
	if err != nil {
		return nil, err
	}
	leaving := &Leaving{Student: *student, On: on}
	leaving.planned, err = s.Night.PlanWithout(ctx, p, nightplan.Leaver{StudentID: student.ID, On: on}, options)
	if err != nil {
		return nil, err
	}
	given := map[int64]bool{}
	for _, m := range leaving.planned.Reassignments {
		if m.From == student.ID {
			leaving.Given = append(leaving.Given, m)
			given[m.Visit.ID] = true
		}
	}
	for _, n := range leaving.planned.Uncovered {
		if n.Visit.StudentID == student.ID {
			leaving.Uncovered = append(leaving.Uncovered, n)
			given[n.Visit.ID] = true
		}
	}
	return leaving, s.others(ctx, p, leaving, ahead, given)
}

// others sorts the visits that the plan may not move: somebody else can be asked about
// them, or nobody can take them.
func (s *Service) others(
	ctx context.Context, p *scheduling.Programme, leaving *Leaving, ahead []dispatch.UpcomingVisit, given map[int64]bool,
) error {
	rules := s.Diaries.Rules(p, s.Now())
	for i := range ahead {
		u := &ahead[i]
		if given[u.ID] {
			continue
		}
		candidates, err := s.Diaries.Candidates(ctx, &u.Visit, 0, nil, rules)
		if err != nil {
			return err
		}
		if len(candidates) == 0 {
			leaving.Uncovered = append(leaving.Uncovered, nightplan.UncoveredVisit{Visit: u.Visit, Remedy: nightplan.RemedyOneMore})
			continue
		}
		leaving.Asking = append(leaving.Asking, u.Visit)
	}
	return nil
}

// ahead returns the visits of a student that begin on a day or later.
func (s *Service) ahead(ctx context.Context, p *scheduling.Programme, studentID int64, on calendar.Day) ([]dispatch.UpcomingVisit, error) {
	now := s.Now()
	visits, err := s.Store.StudentVisits(ctx, studentID, now)
	return slices.DeleteFunc(visits, func(u dispatch.UpcomingVisit) bool {
		return !u.Start.After(now) || calendar.DayOf(u.Start, p.Zone).Before(on)
	}), err
}

// Stop makes a student stop, applies the plan of the preview, and gives what is left to
// others. It returns how many visits found no student.
func (s *Service) Stop(ctx context.Context, p *scheduling.Programme, leaving *Leaving) (uncovered int, err error) {
	if err := s.Store.StopStudent(ctx, leaving.Student.ID, leaving.On, s.Now()); err != nil {
		return 0, err
	}
	if _, err := s.Night.Apply(ctx, p, leaving.planned); err != nil {
		return 0, err
	}
	left, err := s.ahead(ctx, p, leaving.Student.ID, leaving.On) // also what was promised since the preview
	if err != nil {
		return 0, err
	}
	for i := range left {
		err = errors.Join(err, s.Dispatcher.Withdraw(ctx, p, &left[i], scheduling.BecauseStopped))
	}
	left, failed := s.ahead(ctx, p, leaving.Student.ID, leaving.On)
	return len(left), errors.Join(err, failed)
}

// Resume lets a student take visits again. It returns ErrTransition if the student has not
// stopped.
func (s *Service) Resume(ctx context.Context, m *Member) error {
	if m.Active && m.Student.StopsOn.IsZero() {
		return fmt.Errorf("%w: the student has not stopped", scheduling.ErrTransition)
	}
	return s.Store.StopStudent(ctx, m.Student.ID, calendar.Day{}, s.Now())
}

// Vetted records that a partner vetted a student on a day. It returns ErrInvalid if the day
// is not over.
func (s *Service) Vetted(ctx context.Context, p *scheduling.Programme, student *scheduling.Student, on calendar.Day) error {
	if calendar.DayOf(s.Now(), p.Zone).Before(on) {
		return fmt.Errorf("%w: %s is still to come", scheduling.ErrInvalid, on)
	}
	return s.Store.VetStudent(ctx, student.ID, on, s.Now())
}
