package ivr_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// journal is an outbox that records its calls, one line each. Instants are in Brussels
// time.
type journal struct {
	contact.Outbox
	lines      []string
	due        []scheduling.Message // returned by the next ClaimDue
	claims     []contact.Claim
	handedOver string // the note of the latest callback
	messages   map[int64]scheduling.Message
	optedOut   map[string]bool // by programme and number
	called     int             // number of calls on this day, as Called returns it
	calledAt   []time.Time     // as CalledAt returns them
	unheard    []int64         // as Unheard returns them
	since      time.Time       // argument of the last count of calls
	refuse     map[string]error
	failOnce   map[string]error // errors of the next call only, by method
}

func (j *journal) note(name, format string, args ...any) error {
	if err := j.failOnce[name]; err != nil {
		delete(j.failOnce, name)
		return err
	}
	if err := j.refuse[name]; err != nil {
		return err
	}
	j.lines = append(j.lines, name+" "+fmt.Sprintf(format, args...))
	return nil
}

// taken returns the lines since its previous call.
func (j *journal) taken() []string {
	lines := j.lines
	j.lines = nil
	return lines
}

func (j *journal) ClaimDue(_ context.Context, claim contact.Claim) ([]scheduling.Message, error) {
	j.claims = append(j.claims, claim)
	due := j.due
	j.due = nil
	return due, j.refuse["claim"]
}

func (j *journal) Slow(_ context.Context, programme string, channel scheduling.Channel, by time.Duration) error {
	return j.note("slow", "%s %s %s", programme, channel, by)
}

func (j *journal) Sent(_ context.Context, id int64, carrierID string, segments int, at time.Time) error {
	return j.note("sent", "%d %s %d %s", id, carrierID, segments, brussels(at))
}

func (j *journal) Retry(_ context.Context, id int64, next time.Time, code int) error {
	return j.note("retry", "%d %s %d", id, brussels(next), code)
}

func (j *journal) Failed(_ context.Context, id int64, code int, at time.Time) error {
	return j.note("failed", "%d %d %s", id, code, brussels(at))
}

func (j *journal) Report(_ context.Context, id int64, sid string, status scheduling.MessageStatus, code int, at time.Time) error {
	return j.note("report", "%d %s %s %d %s", id, sid, status, code, brussels(at))
}

func (j *journal) Message(_ context.Context, id int64) (scheduling.Message, error) {
	m, known := j.messages[id]
	if !known {
		return m, scheduling.ErrNotFound
	}
	return m, nil
}

func (j *journal) Redirect(_ context.Context, id int64, code int, to scheduling.Channel, at time.Time) error {
	return j.note("redirect", "%d %d %s %s", id, code, to, brussels(at))
}

func (j *journal) HandOver(_ context.Context, id int64, code int, callback scheduling.Callback, at time.Time) error {
	j.handedOver = callback.Note
	return j.note("hand over", "%d %d %s %s %s", id, code, callback.Key, callback.Reason, brussels(at))
}

func (j *journal) OptOut(_ context.Context, programme, phone string, out bool, at time.Time) (bool, error) {
	if err := j.note("opt out", "%s %s %t %s", programme, phone, out, brussels(at)); err != nil {
		return false, err
	}
	if j.optedOut == nil {
		j.optedOut = map[string]bool{}
	}
	changed := j.optedOut[programme+phone] != out
	j.optedOut[programme+phone] = out
	return changed, nil
}

func (j *journal) OptedOut(_ context.Context, programme, phone string) (bool, error) {
	return j.optedOut[programme+phone], j.refuse["opted out"]
}

func (j *journal) CalledAt(_ context.Context, programme, phone string, since time.Time) ([]time.Time, error) {
	j.since = since
	if programme != "antwerpen" || phone != mobile {
		return nil, scheduling.ErrNotFound
	}
	return j.calledAt, j.refuse["called"]
}

func (j *journal) Unheard(_ context.Context, from, until time.Time) ([]int64, error) {
	if err := j.note("unheard", "%s %s", brussels(from), brussels(until)); err != nil {
		return nil, err
	}
	return j.unheard, nil
}

func (j *journal) Called(_ context.Context, _, _ string, since time.Time) (int, error) {
	j.since = since
	return j.called, j.refuse["called"]
}

// speech is loaded only once, because loading takes longer than a test. It is never
// changed.
var speech = sync.OnceValues(locale.Load)

func brussels(at time.Time) string { return at.In(zone()).Format("Mon 02 Jan 15:04:05") }

func zone() *time.Location {
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		panic(err)
	}
	return zone
}

// at returns an instant in Brussels in March 2027. The 8th is a Monday; the clocks go
// forward in the night before the 28th.
func at(day, hour, minute int) time.Time {
	return time.Date(2027, time.March, day, hour, minute, 0, 0, zone())
}

func antwerpen(t testing.TB) *scheduling.Programme {
	t.Helper()
	all, err := programmes.Shipped()
	require.NoError(t, err)
	p, err := all.Named("antwerpen")
	require.NoError(t, err)
	return p
}
