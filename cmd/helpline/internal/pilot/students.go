package pilot

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// sleeps holds the hours of the night in which students do not answer.
const (
	wakesAt  = calendar.Clock(7*60 + 30)
	sleepsAt = calendar.Clock(22*60 + 30)
)

// deliverToStudent makes a student read a text of the line, and perhaps answer it.
func (p *simulation) deliverToStudent(s *student, m *scheduling.Message) {
	switch m.Key {
	case contact.AskKey:
		s.asked = m.ID
		p.answerAsk(s, m)
	case contact.ArrivedKey:
		if promise := p.promises[m.VisitID]; promise != nil && promise.came == s.id {
			p.after(exponential(p.dice, 5*time.Minute), func(ctx context.Context) error { return p.replyAsStudent(ctx, s, "hier") })
		}
	case contact.IsItDoneKey:
		if promise := p.promises[m.VisitID]; promise != nil && promise.came == s.id && chance(p.dice, p.rates.reminded) {
			p.after(exponential(p.dice, p.rates.answersIn), func(ctx context.Context) error { return p.replyAsStudent(ctx, s, promise.done()) })
		}
	}
}

// done returns what a student texts at the end of a visit.
func (p *promise) done() string { return fmt.Sprintf("klaar %d", int(p.took.Minutes())) }

// answerAsk makes a student answer an ask, or not.
func (p *simulation) answerAsk(s *student, m *scheduling.Message) {
	answer, within := "", p.rates.answersIn
	switch at := p.dice.Float64(); {
	case at < p.rates.yes:
		answer = "1"
	case at < p.rates.yes+p.rates.no:
		answer = "2"
	case chance(p.dice, p.rates.lateYes):
		answer, within = "ja", 10*p.rates.answersIn
	default:
		return
	}
	at := p.awake(p.now.Add(time.Minute + exponential(p.dice, within)))
	p.agenda.add(at, func(ctx context.Context) error {
		if s.asked != m.ID { // another ask came since
			return nil
		}
		if promise := p.promises[m.VisitID]; promise != nil && calendar.DayOf(promise.start, p.programme.Zone) == s.sick {
			answer = "2"
		}
		return p.replyAsStudent(ctx, s, answer)
	})
}

// awake returns the first instant, at or after another, at which a student is awake.
func (p *simulation) awake(at time.Time) time.Time {
	day, clock := calendar.DayOf(at, p.programme.Zone), calendar.ClockOf(at, p.programme.Zone)
	switch {
	case clock < wakesAt:
		return day.At(wakesAt, p.programme.Zone)
	case clock >= sleepsAt:
		return day.Add(1).At(wakesAt, p.programme.Zone)
	}
	return at
}

// replyAsStudent sends a text of a student, and the messages that follow from it.
func (p *simulation) replyAsStudent(ctx context.Context, s *student, body string) error {
	if err := p.sendText(ctx, s.Phone, body); err != nil {
		return err
	}
	return p.sendDue(ctx)
}

// fallIll decides in the morning which students are ill on a day on which they
// have a visit. They text it before nine.
func (p *simulation) fallIll(ctx context.Context) error {
	today := calendar.DayOf(p.now, p.programme.Zone)
	const query = `
		SELECT DISTINCT student_id FROM visits
		WHERE status IN ('booked', 'assigned', 'accepted') AND starts_at >= $1 AND starts_at < $2 ORDER BY 1`
	ids, err := readAll(ctx, p, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) },
		query, today.At(0, p.programme.Zone), today.Add(1).At(0, p.programme.Zone))
	for _, id := range ids {
		s := p.working[id]
		if !chance(p.dice, p.rates.sick) {
			continue
		}
		s.sick = today
		p.tally.Sick++
		p.after(time.Duration(p.dice.Int64N(int64(2*time.Hour))), func(ctx context.Context) error {
			return p.replyAsStudent(ctx, s, "ik ben ziek vandaag")
		})
	}
	return err
}

// changeHours makes students text, in the course of a week, hours that they are away
// or have in addition.
func (p *simulation) changeHours(context.Context) error {
	for _, s := range p.students {
		when := p.awake(p.now.Add(time.Duration(p.dice.Int64N(int64(5 * 24 * time.Hour)))))
		text := ""
		switch at := p.dice.Float64(); {
		case at < p.rates.away:
			hours := oneOf(p.dice, s.Weekly)
			text = fmt.Sprintf("niet %s %s-%s", dutchDay(hours.Weekday), hours.From, hours.To)
		case at < p.rates.away+p.rates.extra:
			text = fmt.Sprintf("extra %s 10-13", dutchDay(time.Weekday(1+p.dice.IntN(6))))
		default:
			continue
		}
		p.tally.HoursChanged++
		p.agenda.add(when, func(ctx context.Context) error {
			if p.now.Before(s.busy) { // a student at a visit does not text that they are away
				return nil
			}
			return p.replyAsStudent(ctx, s, text)
		})
	}
	return nil
}

func dutchDay(day time.Weekday) string {
	return []string{"zo", "ma", "di", "wo", "do", "vr", "za"}[day]
}

// playVisit plays a visit: the student who said yes comes or not, and texts it or not.
func (p *simulation) playVisit(ctx context.Context, visit int64, promise *promise) error {
	var status scheduling.Status
	var id int64
	var start time.Time
	row := p.line.Store.DB().QueryRowContext(ctx, `SELECT status, student_id, starts_at FROM visits WHERE id = $1`, visit)
	if err := row.Scan(&status, &id, &start); err != nil {
		return err
	}
	if !promise.kept(start, status == scheduling.Cancelled) {
		p.tally.broken[visit] = true
	}
	s := p.working[id]
	switch {
	case status != scheduling.Accepted || s.sick == calendar.DayOf(p.now, p.programme.Zone):
		return nil // nobody said yes, or they cannot come
	case chance(p.dice, p.rates.noShow):
		promise.failed = true
		return nil
	}
	promise.came, s.busy = id, p.now.Add(p.programme.Visit.Length+time.Hour)
	promise.took = time.Duration(40+p.dice.IntN(41)) * time.Minute
	arrives := time.Duration(p.dice.Int64N(int64(12 * time.Minute)))
	if !chance(p.dice, p.rates.forgetsHere) {
		p.after(arrives, func(ctx context.Context) error { return p.replyAsStudent(ctx, s, "hier") })
	}
	if !chance(p.dice, p.rates.forgetsDone) {
		p.after(arrives+promise.took, func(ctx context.Context) error { return p.replyAsStudent(ctx, s, promise.done()) })
	}
	return p.wantAnother(promise)
}

// wantAnother makes a resident want another visit, some time after this one.
func (p *simulation) wantAnother(promise *promise) error {
	if r := promise.who; r.asks == 0 && chance(p.dice, p.rates.again) {
		r.topic = oneOf(p.dice, p.programme.Topics)
		p.scheduleAttempt(r, p.now.Add(24*time.Hour+exponential(p.dice, p.rates.againIn)))
	}
	return nil
}

// readAll reads the rows of a query of the pilot's own.
func readAll[T any](
	ctx context.Context, p *simulation, read func(scan func(...any) error) (T, error), query string, args ...any,
) ([]T, error) {
	rows, err := p.line.Store.DB().QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := read(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
