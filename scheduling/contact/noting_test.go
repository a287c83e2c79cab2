package contact_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// notes is a Store that keeps what it was given, and fails with err.
type notes struct {
	contact.Store
	err       error
	ref       scheduling.VisitRef
	at        time.Time
	id        int64
	text      string
	demand    scheduling.Demand
	callback  scheduling.Callback
	programme string
	out       bool
	saved     int
}

func (n *notes) Here(_ context.Context, v scheduling.VisitRef, at time.Time) error {
	n.ref, n.at = v, at
	return n.err
}

func (n *notes) Answered(_ context.Context, v scheduling.VisitRef, at time.Time) error {
	n.ref, n.at = v, at
	return n.err
}

func (n *notes) VisitOf(_ context.Context, id int64, at time.Time) (scheduling.Visit, error) {
	n.id, n.at = id, at
	return scheduling.Visit{ID: 4}, n.err
}

func (n *notes) Expected(_ context.Context, programme, phone string, at time.Time) (contact.Expected, error) {
	n.programme, n.text, n.at = programme, phone, at
	return contact.Expected{Reminded: 5}, n.err
}

func (n *notes) Discard(_ context.Context, url string, at time.Time) error {
	n.text, n.at = url, at
	return n.err
}

func (n *notes) SaveDemand(_ context.Context, demand scheduling.Demand) error {
	n.demand = demand
	return n.err
}

func (n *notes) SaveCallback(_ context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	n.callback = c
	return c, n.err
}

func (n *notes) OptedOut(context.Context, string, string) (bool, error) { return n.out, n.err }

func (n *notes) SaveMessage(context.Context, scheduling.Message, time.Time) error {
	n.saved++
	return nil
}

// What somebody answers, asks for or wants is noted of that visit, at this moment; what
// could not be noted is an error.
func TestWhatPeopleSayIsNoted(t *testing.T) {
	p := schedulingtest.WideTown(t)
	now := schedulingtest.OnDay(p, 24, 10*60)
	v := schedulingtest.HourOf(p, 1, 24, 9*60, scheduling.Accepted)
	n := &notes{}
	c := &contact.Service{Store: n, Now: func() time.Time { return now }}
	for name, note := range map[string]func() error{
		"here":     func() error { return c.Here(t.Context(), v) },
		"answered": func() error { return c.Answered(t.Context(), v) },
		"missing":  func() error { return c.Missing(t.Context(), p, v, schedulingtest.ResidentNumber) },
		"visit": func() error {
			got, err := c.VisitOf(t.Context(), 8)
			require.Equal(t, int64(4), got.ID)
			return err
		},
		"expected": func() error {
			got, err := c.Expected(t.Context(), p, schedulingtest.ResidentNumber)
			require.Equal(t, int64(5), got.Reminded)
			return err
		},
		"discard": func() error { return c.Discard(t.Context(), "https://recording") },
		"demand":  func() error { return c.RecordDemand(t.Context(), scheduling.Demand{Key: "k"}) },
		"callback": func() error {
			_, err := c.CallBack(t.Context(), p, scheduling.Callback{Key: "k"})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			*n = notes{}
			require.NoError(t, note())
			switch name {
			case "here", "answered":
				require.Equal(t, v.Ref(), n.ref)
			case "missing":
				require.Equal(t, scheduling.Callback{
					Key: v.LateDedupKey(), Programme: "town", Reason: scheduling.ReasonNoArrival, Status: scheduling.CallbackOpen,
					Phone: schedulingtest.ResidentNumber, ResidentID: v.ResidentID, VisitID: v.ID, Due: now, CreatedAt: now,
					Note: scheduling.NoteNobodyThere.With("reference", v.Reference), Language: v.Language,
				}, n.callback)
				return
			case "visit":
				require.Equal(t, int64(8), n.id)
			case "expected":
				require.Equal(t, []string{"town", schedulingtest.ResidentNumber}, []string{n.programme, n.text})
			case "discard":
				require.Equal(t, "https://recording", n.text)
			case "demand":
				require.Equal(t, scheduling.Demand{Key: "k", At: now}, n.demand)
				return
			case "callback":
				require.Equal(t, now, n.callback.CreatedAt)
				return
			}
			require.Equal(t, now, n.at)
		})
		n.err = errors.New("down")
		require.ErrorIs(t, note(), n.err, name)
	}
}

// What a disputed visit is noted with.
func TestADisputeIsNotedAsOne(t *testing.T) {
	p := schedulingtest.WideTown(t)
	now := schedulingtest.OnDay(p, 24, 10*60)
	n := &notes{}
	c := &contact.Service{Store: n, Now: func() time.Time { return now }}
	v := schedulingtest.HourOf(p, 1, 24, 9*60, scheduling.NoShow)
	require.NoError(t, c.Missing(t.Context(), p, v, ""))
	require.Equal(t, scheduling.NoteDisputed.With("reference", v.Reference), n.callback.Note)
}

// A callback keeps the time that was promised; one that could not be saved promises none.
func TestACallbackKeepsItsTime(t *testing.T) {
	p := schedulingtest.WideTown(t)
	now := schedulingtest.OnDay(p, 24, 10*60)
	n := &notes{}
	c := &contact.Service{Store: n, Now: func() time.Time { return now }}
	saved, err := c.CallBack(t.Context(), p, scheduling.Callback{Key: "k", Due: now})
	require.NoError(t, err)
	require.Equal(t, now, saved.Due)
	require.Equal(t, "town", saved.Programme)
	n.err = errors.New("down")
	_, err = c.CallBack(t.Context(), p, scheduling.Callback{Key: "k"})
	require.ErrorIs(t, err, n.err)
}

// While it is not known whether a number wants texts, the office texts it nothing; the
// same words for the same callback have one key, other words another.
func TestTheOfficeTextsNobodyWhoMayWantNone(t *testing.T) {
	p := schedulingtest.WideTown(t)
	contacts, b := contactsAt(schedulingtest.OnDay(p, 24, 10*60))
	callback := scheduling.Callback{ID: 3, Phone: schedulingtest.ResidentNumber}
	for _, words := range []string{"dag", " dag ", "hallo"} {
		require.NoError(t, contacts.AnswerByText(t.Context(), p, &callback, words))
	}
	callback.ID = 4
	require.NoError(t, contacts.AnswerByText(t.Context(), p, &callback, "dag"))
	require.Equal(t, b.messages[0].DedupKey, b.messages[1].DedupKey)
	require.NotEqual(t, b.messages[0].DedupKey, b.messages[2].DedupKey)
	require.NotEqual(t, b.messages[0].DedupKey, b.messages[3].DedupKey)
	require.Equal(t, scheduling.Answer, b.messages[0].Kind)
	require.Equal(t, contact.OfficeKey, b.messages[0].Key)
	require.Equal(t, p.Title, b.messages[0].Args["title"])
	require.Equal(t, p.Languages[0].Code, b.messages[0].Language)

	n := &notes{err: errors.New("down")}
	contacts.Store = n
	require.ErrorIs(t, contacts.AnswerByText(t.Context(), p, &callback, "dag"), n.err)
	require.Zero(t, n.saved)
	contacts.Mobile, n.err = nil, nil
	require.ErrorIs(t, contacts.AnswerByText(t.Context(), p, &callback, "dag"), scheduling.ErrInvalid)
}
