package booking_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// changeOf is a change, in French, of a visit on Wednesday that was booked in Dutch; a
// move takes it to Thursday.
func changeOf(p *scheduling.Programme, channel scheduling.Channel, phones ...string) booking.ChangeRequest {
	visit := schedulingtest.HourOf(p, 1, 24, 10*60, scheduling.Booked)
	return booking.ChangeRequest{
		Need: visit.Need(), Spoken: "fr", Programme: p, Visit: visit, Holder: "me", HeldID: 9, Start: schedulingtest.OnDay(p, 25, 14*60),
		ResidentID: 7, Phones: phones, Channel: channel, DemandKey: "call-1",
	}
}

// A change is confirmed by text to the first mobile of the resident. It is news to
// whoever did not ask for it, and what a text asked for is confirmed by its answer.
func TestWhereAChangeIsConfirmed(t *testing.T) {
	const own = schedulingtest.ResidentNumber
	for name, c := range map[string]struct {
		channel scheduling.Channel
		phones  []string
		to      string
		kind    scheduling.MessageKind
	}{
		"by who calls":              {scheduling.Voice, []string{own, own}, own, scheduling.Confirmation},
		"by who is not on file":     {scheduling.Voice, []string{"", own}, own, scheduling.Confirmation},
		"by somebody else":          {scheduling.Voice, []string{own, anotherPhone}, own, scheduling.Notice},
		"from a landline":           {scheduling.Voice, []string{own, landline}, own, scheduling.Notice},
		"with the number withheld":  {scheduling.Voice, []string{own, ""}, own, scheduling.Notice},
		"of a landline, by another": {scheduling.Voice, []string{landline, own}, own, scheduling.Confirmation},
		"by the office":             {scheduling.Console, []string{own}, own, scheduling.Notice},
		"with landlines only":       {scheduling.Voice, []string{landline, landline}, "", ""},
		"with no number":            {scheduling.Voice, nil, "", ""},
		"by text":                   {scheduling.SMS, []string{own, own}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			desk, l, p := keptLedger(t)
			r := changeOf(p, c.channel, c.phones...)
			moved, err := desk.Move(t.Context(), r)
			require.NoError(t, err)
			cancelled, err := desk.Cancel(t.Context(), r)
			require.NoError(t, err)
			require.Equal(t, c.to != "", moved.Texted)
			require.Equal(t, c.to != "", cancelled.Texted)
			if c.to == "" {
				require.Nil(t, l.moved.Message)
				require.Nil(t, l.off.Message)
				return
			}
			require.Equal(t, contact.ToResident(p, c.kind, contact.MovedKey, "fr", c.to, r.Start, desk.Now()), l.moved.Message)
			require.Equal(t, contact.ToResident(p, c.kind, contact.CancelledKey, "fr", c.to, r.Visit.Start, desk.Now()), l.off.Message)
		})
	}
}

// The number that is texted about the visit hears of a change too, unless it asked for it
// or was just told: by text in the visit's own language, or else by a call.
func TestWhoElseHearsOfAChange(t *testing.T) {
	const own = schedulingtest.ResidentNumber
	for name, c := range map[string]struct {
		channel scheduling.Channel
		phones  []string
		contact string
		by      scheduling.Channel // empty: nobody is told
	}{
		"the one that calls":          {scheduling.Voice, []string{"", own}, own, ""},
		"the one that was texted":     {scheduling.Voice, []string{own, landline}, own, ""},
		"another mobile":              {scheduling.Voice, []string{own, own}, anotherPhone, scheduling.SMS},
		"a landline":                  {scheduling.Voice, []string{own, own}, landline, scheduling.Voice},
		"the landline that calls":     {scheduling.Voice, []string{own, landline}, landline, ""},
		"the landline on file":        {scheduling.Voice, []string{landline, own}, landline, scheduling.Voice},
		"none":                        {scheduling.Voice, []string{own, own}, "", ""},
		"the one that texts":          {scheduling.SMS, []string{own, own}, own, ""},
		"the one on file, by text":    {scheduling.SMS, []string{own, anotherPhone}, own, scheduling.SMS},
		"the one the office texts":    {scheduling.Console, []string{own}, own, ""},
		"the one the office calls":    {scheduling.Console, []string{landline}, landline, ""},
		"another, when the office is": {scheduling.Console, []string{own}, anotherPhone, scheduling.SMS},
		"a landline beside a mobile":  {scheduling.Console, []string{landline, own}, landline, scheduling.Voice},
	} {
		t.Run(name, func(t *testing.T) {
			desk, l, p := keptLedger(t)
			r := changeOf(p, c.channel, c.phones...)
			_, err := desk.Move(t.Context(), r)
			require.NoError(t, err)
			_, err = desk.Cancel(t.Context(), r)
			require.NoError(t, err)
			moved, cancelled := l.moved.NotifyContact(c.contact), l.off.NotifyContact(c.contact)
			if c.by == "" {
				require.Nil(t, moved)
				require.Nil(t, cancelled)
				return
			}
			want := contact.ToResident(p, scheduling.Notice, contact.MovedKey, "nl", c.contact, r.Start, desk.Now())
			want.Channel = c.by
			require.Equal(t, want, moved)
			want = contact.ToResident(p, scheduling.Notice, contact.CancelledKey, "nl", c.contact, r.Visit.Start, desk.Now())
			want.Channel = c.by
			require.Equal(t, want, cancelled)
		})
	}
}

// A visit whose language is forgotten is written about in that of the conversation, and
// where no number receives texts, nobody is texted.
func TestNoticesOfAChangeWithoutALanguageOrMobiles(t *testing.T) {
	desk, l, p := keptLedger(t)
	r := changeOf(p, scheduling.Voice, schedulingtest.ResidentNumber)
	r.Language = ""
	_, err := desk.Cancel(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, scheduling.Language("fr"), l.off.NotifyContact(anotherPhone).Language)
	desk.Mobile = nil
	promise, err := desk.Cancel(t.Context(), r)
	require.NoError(t, err)
	require.False(t, promise.Texted)
	require.Nil(t, l.off.NotifyContact(anotherPhone))
}

// News of a change waits for contact hours, unless either time would begin less than
// half an hour after them: then it is told at once.
func TestNewsOfAChangeIsNotToldAtNight(t *testing.T) {
	desk, l, p := keptLedger(t)
	night, opens := schedulingtest.OnDay(p, 22, 22*60), schedulingtest.OnDay(p, 23, 9*60)
	desk.Now = func() time.Time { return night }
	for name, c := range map[string]struct {
		from, to time.Time
		waits    bool
	}{
		"later":                           {schedulingtest.OnDay(p, 24, 10*60), schedulingtest.OnDay(p, 25, 10*60), true},
		"just after half an hour":         {schedulingtest.OnDay(p, 23, 9*60+31), schedulingtest.OnDay(p, 25, 10*60), true},
		"from half an hour after":         {schedulingtest.OnDay(p, 23, 9*60+30), schedulingtest.OnDay(p, 25, 10*60), false},
		"to half an hour after":           {schedulingtest.OnDay(p, 25, 10*60), schedulingtest.OnDay(p, 23, 9*60+30), false},
		"from before they begin":          {schedulingtest.OnDay(p, 23, 8*60), schedulingtest.OnDay(p, 25, 10*60), false},
		"from a time that is over":        {schedulingtest.OnDay(p, 22, 21*60), schedulingtest.OnDay(p, 25, 10*60), true},
		"from a time that begins at once": {night, schedulingtest.OnDay(p, 25, 10*60), true},
	} {
		t.Run(name, func(t *testing.T) {
			r := changeOf(p, scheduling.Voice, schedulingtest.ResidentNumber)
			r.Visit.Start, r.Start = c.from, c.to
			_, err := desk.Move(t.Context(), r)
			require.NoError(t, err)
			want := night
			if c.waits {
				want = opens
			}
			require.Equal(t, want, l.moved.NotifyContact(anotherPhone).RunAt)
		})
	}
}

// What the store is asked for: the visit, its new time, who holds it, and what came of it.
func TestWhatAChangeRequests(t *testing.T) {
	desk, l, p := keptLedger(t)
	r := changeOf(p, scheduling.Voice, schedulingtest.ResidentNumber)
	promise, err := desk.Move(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, r.Visit.ID, promise.ID)
	demand := scheduling.Demand{
		Key: "call-1", Programme: "town", At: desk.Now(), Channel: scheduling.Voice, Language: "fr", Topic: scheduling.TopicItsme,
		Postcode: "1001", Outcome: scheduling.OutcomeMoved,
	}
	require.Equal(t, demand, l.moved.Demand)
	require.Equal(t, []int64{r.Visit.ID, 9, 7}, []int64{l.moved.VisitID, l.moved.HeldID, l.moved.ResidentID})
	require.Equal(t, "me", l.moved.Holder)
	require.Equal(t, desk.Now(), l.moved.Now)
	require.True(t, l.moved.From.Before(desk.Now()))

	promise, err = desk.Cancel(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, r.Visit.ID, promise.ID)
	demand.Outcome = scheduling.OutcomeCancelled
	require.Equal(t, demand, l.off.Demand)
	require.Equal(t, []int64{r.Visit.ID, 7}, []int64{l.off.VisitID, l.off.ResidentID})
	require.Equal(t, desk.Now(), l.off.Now)

	l.err = errStore
	_, err = desk.Move(t.Context(), r)
	require.ErrorIs(t, err, errStore)
	_, err = desk.Cancel(t.Context(), r)
	require.ErrorIs(t, err, errStore)
}

// A visit is moved only to a time that its student can keep, and that has not passed.
func TestAVisitMovesToATimeThatCanBeKept(t *testing.T) {
	desk, l, p := keptLedger(t)
	_, err := desk.Move(t.Context(), changeOf(p, scheduling.Voice))
	require.NoError(t, err)
	s := schedulingtest.AnyHour(1, "1001")
	slot := scheduling.Slot{StudentID: 1, Start: schedulingtest.OnDay(p, 25, 14*60), End: schedulingtest.OnDay(p, 25, 15*60)}
	require.NoError(t, l.moved.Fits(s, nil, slot))
	require.Error(t, l.moved.Fits(s, []scheduling.Visit{schedulingtest.HourOf(p, 1, 25, 14*60, scheduling.Booked)}, slot))
	slot.Start, slot.End = desk.Now(), desk.Now().Add(time.Hour)
	require.ErrorIs(t, l.moved.Fits(s, nil, slot), scheduling.ErrSlotTaken)
}
