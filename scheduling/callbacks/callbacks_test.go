package callbacks_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// queue keeps what the service stores.
type queue struct {
	callbacks.Store
	saved    scheduling.Callback
	taking   callbacks.Taking
	deferral callbacks.Deferral
	ending   callbacks.Ending
}

func (q *queue) SaveCallback(_ context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	q.saved = c
	return c, nil
}

func (q *queue) TakeCallback(_ context.Context, _ int64, t callbacks.Taking) (scheduling.Callback, error) {
	q.taking = t
	return q.saved, nil
}

func (q *queue) DeferCallback(_ context.Context, _ int64, d callbacks.Deferral) (scheduling.Callback, error) {
	q.deferral = d
	return q.saved, nil
}

func (q *queue) Handled(_ context.Context, _ int64, e callbacks.Ending) (scheduling.Callback, error) {
	q.ending = e
	return q.saved, nil
}

func office(t *testing.T) *scheduling.Programme {
	p := schedulingtest.Town(t)
	for weekday := time.Monday; weekday <= time.Friday; weekday++ {
		p.Office = append(p.Office, scheduling.OfficeHours{Weekday: weekday, From: 9 * 60, To: 17 * 60})
	}
	return p
}

func service() (*callbacks.Service, *queue) {
	q := &queue{}
	return &callbacks.Service{Store: q, Now: schedulingtest.Now}, q
}

func TestACallbackIsPutOff(t *testing.T) {
	s, q := service()
	p := office(t)
	_, err := s.Later(t.Context(), p, 1, callbacks.Deferral{By: "Ann", Note: "rijksregister 85.07.30-033.28"})
	require.NoError(t, err)
	require.Equal(t, p.CallbackDue(schedulingtest.Now()), q.deferral.Due, "without a day, when the next one is due")
	require.NotContains(t, q.deferral.Note, "85.07.30")
	_, err = s.Later(t.Context(), p, 1, callbacks.Deferral{By: "Ann", Due: schedulingtest.Now()})
	require.ErrorIs(t, err, scheduling.ErrInvalid, "a time that is past")
	_, err = s.Later(t.Context(), p, 1, callbacks.Deferral{})
	require.ErrorIs(t, err, scheduling.ErrInvalid, "nobody's")
}

func TestTheOfficeIsOpenWhenACallbackIsDue(t *testing.T) {
	p := office(t)
	friday := calendar.DayOf(schedulingtest.Now(), p.Zone).Add(4)
	due, err := callbacks.DueOn(p, friday)
	require.NoError(t, err)
	require.Equal(t, friday.At(17*60, p.Zone).UTC(), due)
	_, err = callbacks.DueOn(p, friday.Add(1))
	require.ErrorIs(t, err, scheduling.ErrInvalid)
}

func TestTheOfficeWritesDown(t *testing.T) {
	for name, c := range map[string]struct {
		add     callbacks.New
		invalid bool
	}{
		"a complaint":          {callbacks.New{By: "Ann", Reason: scheduling.ReasonComplaint, Note: "an hour late"}, false},
		"a number":             {callbacks.New{By: "Ann", Phone: "+32470123456"}, false},
		"nothing":              {callbacks.New{By: "Ann"}, true},
		"a reason of the line": {callbacks.New{By: "Ann", Phone: "+32470123456", Reason: scheduling.ReasonNoCode}, true},
		"nobody's":             {callbacks.New{Phone: "+32470123456"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s, q := service()
			_, err := s.Add(t.Context(), office(t), c.add)
			if c.invalid {
				require.ErrorIs(t, err, scheduling.ErrInvalid)
				require.Empty(t, q.saved.Key)
				return
			}
			require.NoError(t, err)
			require.NotEmpty(t, q.saved.Key)
			require.NotEmpty(t, q.saved.Reason)
			require.True(t, q.saved.Due.After(schedulingtest.Now()))
			require.Empty(t, q.taking.By)
		})
	}
	s, q := service()
	_, err := s.Add(t.Context(), office(t), callbacks.New{By: "Ann", Note: "n", Mine: true})
	require.NoError(t, err)
	require.Equal(t, "Ann", q.taking.By)
}

func TestACallbackEndsWithAnOutcomeAndAName(t *testing.T) {
	s, q := service()
	_, err := s.Done(t.Context(), 1, callbacks.Ending{By: "Ann"})
	require.NoError(t, err)
	require.Equal(t, callbacks.Ending{By: "Ann", Outcome: scheduling.CallbackReached, Now: schedulingtest.Now()}, q.ending)
	for _, wrong := range []callbacks.Ending{{}, {By: "Ann", Outcome: scheduling.CallbackSettled}, {By: "Ann", Outcome: "nice"}} {
		_, err := s.Done(t.Context(), 1, wrong)
		require.ErrorIs(t, err, scheduling.ErrInvalid)
	}
	_, err = s.Take(t.Context(), 1, "", false)
	require.ErrorIs(t, err, scheduling.ErrInvalid)
}
