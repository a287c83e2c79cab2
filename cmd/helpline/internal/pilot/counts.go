package pilot

import (
	"context"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/pilot/report"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// countRow is a row of a GROUP BY of two names.
type countRow struct {
	name, other string
	n, segments int
}

func (p *simulation) counts(ctx context.Context, query string) ([]countRow, error) {
	return readAll(ctx, p, func(scan func(...any) error) (c countRow, err error) {
		return c, scan(&c.name, &c.other, &c.n, &c.segments)
	}, query)
}

func (p *simulation) countDemand(ctx context.Context, f *report.Figures) error {
	list, err := p.counts(ctx, `SELECT channel, outcome, count(*), 0 FROM demand WHERE question = '' GROUP BY 1, 2`)
	f.Demand.Calls, f.Demand.Texts = map[string]int{}, map[string]int{}
	for _, c := range list {
		if c.name == string(scheduling.Voice) {
			f.Demand.Calls[c.other] = c.n
		} else {
			f.Demand.Texts[c.other] = c.n
		}
	}
	return err
}

func (p *simulation) countMessages(ctx context.Context, f *report.Figures) error {
	m := &f.Messages
	m.Texts = map[string]int{}
	m.TextsIn, m.CallsIn, m.Answers, m.AnswerSegments = p.tally.TextsIn, p.tally.CallsIn, p.tally.Answers, p.tally.AnswerSegments
	list, err := p.counts(ctx, `SELECT channel, kind, count(*), sum(segments) FROM messages WHERE sent_at IS NOT NULL GROUP BY 1, 2`)
	for _, c := range list {
		if c.name == string(scheduling.Voice) {
			m.Calls += c.n
			continue
		}
		m.Texts[c.other] = c.n
		m.Segments += c.segments
	}
	return err
}

func (p *simulation) countAsks(ctx context.Context, f *report.Figures) error {
	const query = `
		SELECT a.status, '', count(*), count(*) FILTER (WHERE EXISTS (
			SELECT FROM asks b WHERE b.visit_id = a.visit_id AND b.starts_at = a.starts_at AND b.id < a.id))
		FROM asks a GROUP BY 1`
	list, err := p.counts(ctx, query)
	if err != nil {
		return err
	}
	a := &f.Asks
	into := map[dispatch.AskStatus]*int{
		dispatch.AskYes: &a.Yes, dispatch.AskNo: &a.No, dispatch.AskLate: &a.Late,
		dispatch.AskWithdrawn: &a.Withdrawn, dispatch.AskOpen: &a.Open,
	}
	for _, c := range list {
		a.Replaced += c.segments
		if n := into[dispatch.AskStatus(c.name)]; n != nil {
			*n = c.n
		}
	}
	const visits = `SELECT count(*), COALESCE(max(n), 0) FROM (SELECT count(*) AS n FROM asks GROUP BY visit_id) v`
	return p.line.Store.DB().QueryRowContext(ctx, visits).Scan(&a.Visits, &a.Max)
}

// countWorries counts the messages to residents about students who do not come.
func (p *simulation) countWorries(ctx context.Context, f *report.Figures) error {
	list, err := p.counts(ctx, `SELECT key, '', count(*), 0 FROM messages WHERE sent_at IS NOT NULL GROUP BY 1`)
	f.Worries = map[string]int{}
	for _, c := range list {
		switch c.name {
		case contact.UnstaffedKey, contact.NobodyComesKey, contact.FoundKey, contact.LateKey:
			f.Worries[strings.TrimPrefix(c.name, "sms.")] = c.n
		}
	}
	return err
}

func (p *simulation) countCallbacks(ctx context.Context, f *report.Figures) error {
	list, err := p.counts(ctx, `SELECT reason, '', count(*), 0 FROM callbacks GROUP BY 1`)
	f.Callbacks = map[string]int{}
	for _, c := range list {
		f.Callbacks[c.name] = c.n
	}
	return err
}

// countOverlaps counts overlapping visits of a student with a query of its own,
// independent of the exclusion constraint.
func (p *simulation) countOverlaps(ctx context.Context, f *report.Figures) error {
	const query = `
		SELECT count(*) FROM visits a JOIN visits b ON b.student_id = a.student_id AND b.id > a.id
		WHERE a.starts_at < b.ends_at AND b.starts_at < a.ends_at
		  AND a.status IN ('booked', 'assigned', 'accepted', 'underway', 'completed', 'no_show')
		  AND b.status IN ('booked', 'assigned', 'accepted', 'underway', 'completed', 'no_show')`
	return p.line.Store.DB().QueryRowContext(ctx, query).Scan(&f.Promises.Overlaps)
}

// countMisnoted counts visits that took place and are not stored as done, and those
// that did not take place and are.
func (p *simulation) countMisnoted(ctx context.Context, f *report.Figures) error {
	list, err := readAll(ctx, p, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) },
		`SELECT id FROM visits WHERE status = 'completed' ORDER BY id`)
	done := map[int64]bool{}
	for _, id := range list {
		done[id] = true
	}
	for id, promise := range p.promises {
		if done[id] != (promise.came != 0) {
			f.Visits.Misnoted++
		}
	}
	return err
}
