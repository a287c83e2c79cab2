package digipunt

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// walkIns is a Store of walk-in points.
type walkIns struct {
	points    []scheduling.Digipunt
	programme string
	saved     []scheduling.Message
	err       error
}

func (w *walkIns) Digipunten(_ context.Context, programme string) ([]scheduling.Digipunt, error) {
	w.programme = programme
	return w.points, w.err
}

func (w *walkIns) SaveMessage(_ context.Context, m scheduling.Message, _ time.Time) error {
	w.saved = append(w.saved, m)
	return w.err
}

func serviceOf(w *walkIns) *Service {
	return &Service{Store: w, Now: schedulingtest.Now, Mobile: func(number string) bool { return number == schedulingtest.ResidentNumber }}
}

// The three nearest walk-in points of the programme are named; where it has none, or they
// cannot be read, none is.
func TestTheThreeNearestWalkInPoints(t *testing.T) {
	p := schedulingtest.Town(t)
	w := &walkIns{}
	for i, postcode := range []string{"1004", "1003", "1002", "1001"} {
		point := walkIn(t, "mo-fr 09:00-12:00")
		point.ID, point.Name, point.Postcode = int64(i), postcode, postcode
		w.points = append(w.points, point)
	}
	near, err := serviceOf(w).Nearby(t.Context(), p, "1001")
	require.NoError(t, err)
	require.Equal(t, []string{"1001", "1002", "1003"}, namesOf(near))
	require.Equal(t, "town", w.programme)

	_, err = serviceOf(w).Nearby(t.Context(), p, "9999")
	require.ErrorIs(t, err, scheduling.ErrNotFound)
	require.ErrorContains(t, err, "postcode")
	w.points = nil
	_, err = serviceOf(w).Nearby(t.Context(), p, "1001")
	require.ErrorIs(t, err, scheduling.ErrNotFound)
	w.err = errors.New("down")
	_, err = serviceOf(w).Nearby(t.Context(), p, "1001")
	require.ErrorIs(t, err, w.err)
}

// Points of the same name and place are in the order of their ids.
func TestPointsThatAreAlikeAreInOrder(t *testing.T) {
	var points []scheduling.Digipunt
	for _, id := range []int64{3, 1, 2} {
		point := walkIn(t, "mo-fr 09:00-12:00")
		point.ID = id
		points = append(points, point)
	}
	near, err := Nearest(schedulingtest.Town(t), points, "1001", schedulingtest.Now(), 3)
	require.NoError(t, err)
	var order string
	for _, n := range near {
		order += strconv.FormatInt(n.ID, 10)
	}
	require.Equal(t, "123", order)
}

// A walk-in point is texted with when it closes, when it opens, or neither.
func TestWhatIsTextedOfAWalkInPoint(t *testing.T) {
	p := schedulingtest.Town(t)
	hours := calendar.Span{From: schedulingtest.OnDay(p, 23, 9*60), To: schedulingtest.OnDay(p, 23, 12*60)}
	place := map[string]string{"place": "Bib", "road": "Plein 1", "postcode": "1002"}
	for name, c := range map[string]struct {
		open        bool
		hours       calendar.Span
		key         string
		arg, moment string
	}{
		"open":               {true, hours, "sms.digipunt.open", "closes", "2027-03-23T11:00:00Z"},
		"closed":             {false, hours, "sms.digipunt.opens", "opens", "2027-03-23T08:00:00Z"},
		"closed for so long": {false, calendar.Span{}, "sms.digipunt", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := &walkIns{}
			point := Nearby{Digipunt: scheduling.Digipunt{Name: "Bib", Street: "Plein 1", Postcode: "1002"}, Open: c.open, Hours: c.hours}
			require.NoError(t, serviceOf(w).TextDigipunt(t.Context(), p, point, "fr", schedulingtest.ResidentNumber, "call-1"))
			args := map[string]string{}
			for k, v := range place {
				args[k] = v
			}
			if c.arg != "" {
				args[c.arg] = c.moment
			}
			require.Equal(t, []scheduling.Message{{
				DedupKey: "call-1", Programme: "town", To: schedulingtest.ResidentNumber, Channel: scheduling.SMS, Kind: scheduling.Answer,
				Key: c.key, Language: "fr", Status: scheduling.MessagePending, RunAt: schedulingtest.Now(), Args: args,
			}}, w.saved)
		})
	}
}

// Only a mobile is texted, and a text that was not kept is an error.
func TestOnlyAMobileIsTexted(t *testing.T) {
	p := schedulingtest.Town(t)
	w := &walkIns{}
	for _, to := range []string{"", "+3232345678"} {
		require.ErrorIs(t, serviceOf(w).TextDigipunt(t.Context(), p, Nearby{}, "nl", to, "k"), scheduling.ErrInvalid)
	}
	service := serviceOf(w)
	service.Mobile = nil
	require.ErrorIs(t, service.TextDigipunt(t.Context(), p, Nearby{}, "nl", schedulingtest.ResidentNumber, "k"), scheduling.ErrInvalid)
	service.Mobile = func(string) bool { return true }
	require.ErrorIs(t, service.TextDigipunt(t.Context(), p, Nearby{}, "nl", "", "k"), scheduling.ErrInvalid)
	require.Empty(t, w.saved)
	w.err = errors.New("down")
	require.ErrorIs(t, serviceOf(w).TextDigipunt(t.Context(), p, Nearby{}, "nl", schedulingtest.ResidentNumber, "k"), w.err)
}
