package postgres

import (
	"context"

	"github.com/click-call-connect/helpline/scheduling"
)

// PersonMessages returns the texts and calls to a resident, by RunAt: those about their
// visits that are not for a student.
func (s *Store) PersonMessages(ctx context.Context, residentID int64) ([]scheduling.Message, error) {
	const query = `
		SELECT ` + messageColumns + ` FROM visits v JOIN messages m ON m.visit_id = v.id
		WHERE v.resident_id = $1 AND m.kind <> 'assignment' ORDER BY m.run_at, m.id`
	return list(ctx, s, "messages to a resident", scanMessage, query, residentID)
}

// PersonDemand returns the conversations in which a resident's visits were booked and
// which are still known to be theirs: a closed visit has forgotten its conversation.
func (s *Store) PersonDemand(ctx context.Context, residentID int64) ([]scheduling.Demand, error) {
	const query = `
		SELECT DISTINCT d.key, d.programme, d.at, d.channel, d.language, d.topic, d.postcode, d.outcome, d.question
		FROM visits v JOIN demand d ON d.key = v.holder WHERE v.resident_id = $1 AND v.holder <> '' ORDER BY d.at`
	scan := func(r row) (d scheduling.Demand, err error) {
		err = r.Scan(&d.Key, &d.Programme, &d.At, &d.Channel, &d.Language, &d.Topic, &d.Postcode, &d.Outcome, &d.Question)
		d.At = d.At.UTC()
		return d, err
	}
	return list(ctx, s, "conversations of a resident", scan, query, residentID)
}

// StudentNames returns the names of a programme's students, also of those who stopped, by
// id.
func (s *Store) StudentNames(ctx context.Context, programme string) (map[int64]string, error) {
	names := map[int64]string{}
	scan := func(r row) (id int64, err error) {
		var name string
		err = r.Scan(&id, &name)
		names[id] = name
		return id, err
	}
	_, err := list(ctx, s, "students", scan, `SELECT id AS students_id, name FROM students WHERE programme = $1`, programme)
	return names, err
}
