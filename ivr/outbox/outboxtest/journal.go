package outboxtest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// Mobile is the number that Called and CalledAt know, of Antwerpen.
const Mobile = "+32470000001"

// Journal is an outbox that records its calls, one line each. Instants are in Brussels
// time.
type Journal struct {
	contact.Outbox
	Lines    []string
	Due      []scheduling.Message // returned by the next ClaimDue
	Claims   []contact.Claim
	Handed   string // the note of the latest callback
	Messages map[int64]scheduling.Message
	Out      map[string]bool // by programme and number
	Count    int             // number of calls on this day, as Called returns it
	Calls    []time.Time     // as CalledAt returns them
	Silent   []int64         // as Unheard returns them
	Since    time.Time       // argument of the last count of calls
	Refuse   map[string]error
	FailOnce map[string]error // errors of the next call only, by method
}

func (j *Journal) note(name, format string, args ...any) error {
	if err := j.FailOnce[name]; err != nil {
		delete(j.FailOnce, name)
		return err
	}
	if err := j.Refuse[name]; err != nil {
		return err
	}
	j.Lines = append(j.Lines, name+" "+fmt.Sprintf(format, args...))
	return nil
}

// Taken returns the lines since its previous call.
func (j *Journal) Taken() []string {
	lines := j.Lines
	j.Lines = nil
	return lines
}

// ClaimDue implements contact.Outbox.
func (j *Journal) ClaimDue(_ context.Context, claim contact.Claim) ([]scheduling.Message, error) {
	j.Claims = append(j.Claims, claim)
	due := j.Due
	j.Due = nil
	return due, j.Refuse["claim"]
}

// Slow implements contact.Outbox.
func (j *Journal) Slow(_ context.Context, programme string, channel scheduling.Channel, by time.Duration) error {
	return j.note("slow", "%s %s %s", programme, channel, by)
}

// Sent implements contact.Outbox.
func (j *Journal) Sent(_ context.Context, id int64, carrierID string, segments int, at time.Time) error {
	return j.note("sent", "%d %s %d %s", id, carrierID, segments, Brussels(at))
}

// Retry implements contact.Outbox.
func (j *Journal) Retry(_ context.Context, id int64, next time.Time, code int) error {
	return j.note("retry", "%d %s %d", id, Brussels(next), code)
}

// Failed implements contact.Outbox.
func (j *Journal) Failed(_ context.Context, id int64, code int, at time.Time) error {
	return j.note("failed", "%d %d %s", id, code, Brussels(at))
}

// Report implements contact.Outbox.
func (j *Journal) Report(_ context.Context, id int64, sid string, status scheduling.MessageStatus, code int, at time.Time) error {
	return j.note("report", "%d %s %s %d %s", id, sid, status, code, Brussels(at))
}

// Message implements contact.Outbox.
func (j *Journal) Message(_ context.Context, id int64) (scheduling.Message, error) {
	m, known := j.Messages[id]
	if !known {
		return m, scheduling.ErrNotFound
	}
	return m, nil
}

// Redirect implements contact.Outbox.
func (j *Journal) Redirect(_ context.Context, id int64, code int, to scheduling.Channel, at time.Time) error {
	return j.note("redirect", "%d %d %s %s", id, code, to, Brussels(at))
}

// HandOver implements contact.Outbox.
func (j *Journal) HandOver(_ context.Context, id int64, code int, callback scheduling.Callback, at time.Time) error {
	j.Handed = callback.Note
	return j.note("hand over", "%d %d %s %s %s", id, code, callback.Key, callback.Reason, Brussels(at))
}

// OptOut implements contact.Outbox.
func (j *Journal) OptOut(_ context.Context, programme, phone string, out bool, at time.Time) (bool, error) {
	if err := j.note("opt out", "%s %s %t %s", programme, phone, out, Brussels(at)); err != nil {
		return false, err
	}
	if j.Out == nil {
		j.Out = map[string]bool{}
	}
	changed := j.Out[programme+phone] != out
	j.Out[programme+phone] = out
	return changed, nil
}

// OptedOut implements contact.Outbox.
func (j *Journal) OptedOut(_ context.Context, programme, phone string) (bool, error) {
	return j.Out[programme+phone], j.Refuse["opted out"]
}

// CalledAt implements contact.Outbox.
func (j *Journal) CalledAt(_ context.Context, programme, phone string, since time.Time) ([]time.Time, error) {
	j.Since = since
	if programme != "antwerpen" || phone != Mobile {
		return nil, scheduling.ErrNotFound
	}
	return j.Calls, j.Refuse["called"]
}

// Unheard implements contact.Outbox.
func (j *Journal) Unheard(_ context.Context, from, until time.Time) ([]int64, error) {
	if err := j.note("unheard", "%s %s", Brussels(from), Brussels(until)); err != nil {
		return nil, err
	}
	return j.Silent, nil
}

// Called implements contact.Outbox.
func (j *Journal) Called(_ context.Context, programme, phone string, since time.Time) (int, error) {
	j.Since = since
	if programme != "antwerpen" || phone != Mobile {
		return 0, scheduling.ErrNotFound
	}
	return j.Count, j.Refuse["called"]
}

// Brussels returns an instant as a Journal writes it.
func Brussels(at time.Time) string { return at.In(Zone()).Format("Mon 02 Jan 15:04:05") }

// Zone is that of Brussels.
func Zone() *time.Location {
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		panic(err)
	}
	return zone
}

// At returns an instant in Brussels in March 2027. The 8th is a Monday; the clocks go
// forward in the night before the 28th.
func At(day, hour, minute int) time.Time {
	return time.Date(2027, time.March, day, hour, minute, 0, 0, Zone())
}

// Antwerpen is the shipped programme.
func Antwerpen(t testing.TB) *scheduling.Programme {
	t.Helper()
	all, err := programmes.Shipped()
	require.NoError(t, err)
	p, err := all.Named("antwerpen")
	require.NoError(t, err)
	return p
}
