package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

const daughter = "+32470000055"

// moves calls and chooses a time of the week after, before the visit's reminders.
func (r *rig) moves(from string) {
	r.t.Helper()
	play(r.dial(from), "1 2 234567 2 3 3 3 1 1").Hears("is verplaatst").HangsUp()
}

// cancels calls and cancels the visit.
func (r *rig) cancels(from string) {
	r.t.Helper()
	play(r.dial(from), "1 2 234567 3 1").Hears("afgezegd").HangsUp()
}

func (r *rig) answersTo(ring *carrier.Ring, byMachine bool) string {
	r.t.Helper()
	call, err := ring.Answer(r.t.Context(), byMachine)
	require.NoError(r.t, err)
	heard := strings.Join(spokenBy(call), " ")
	require.NoError(r.t, call.HangUp(r.t.Context()))
	return heard
}

// If somebody else moves the visit of a resident who opted out, a call says the new time
// to a person, and not to a machine.
func TestAMoveByAnotherNumberIsCalledToAnOptedOutResident(t *testing.T) {
	t.Parallel()
	for name, byMachine := range map[string]bool{"a person": false, "a machine": true} {
		t.Run(name, func(t *testing.T) {
			r := newRigAlone(t, 0)
			r.bookBy(mobile)
			require.Contains(t, r.writes(mobile, "STOP"), "geen sms meer")
			r.moves(daughter)
			require.Empty(t, r.days(1, mobile))
			rings := r.carrier.Rings()
			require.Len(t, rings, 1)
			require.Equal(t, mobile, rings[0].To)
			heard := r.answersTo(rings[0], byMachine)
			day := strings.Split(r.words(r.visits()[0].Start), ",")[0]
			require.NotEmpty(t, day)
			if byMachine {
				require.Contains(t, heard, "Bel ons gratis terug")
				require.NotContains(t, heard, day)
			} else {
				require.Contains(t, heard, day)
			}
			require.Empty(t, r.callbacks())
		})
	}
}

// words returns an instant as the first programme words it in Dutch.
func (r *rig) words(at time.Time) string {
	m := scheduling.Message{Programme: r.all[0].Name, Key: "moved.when", Language: "nl", Args: map[string]string{"start": at.Format(time.RFC3339)}}
	return strings.TrimPrefix(wordMessage(&m, r.all, r.line.Sender.Catalogue).Body, "Uw afspraak is verplaatst: ")
}

// A cancellation is not called, because there is no visit to speak of: it becomes a
// callback.
func TestACancellationWithoutATextBecomesACallback(t *testing.T) {
	t.Parallel()
	for name, contact := range map[string]string{"opted out": mobile, "a landline": landline} {
		t.Run(name, func(t *testing.T) {
			r := newRigAlone(t, 0)
			visit := r.bookBy(contact)
			if contact == mobile {
				require.NotEmpty(t, r.writes(contact, "STOP"))
			}
			r.cancels(daughter)
			require.Empty(t, r.days(2, contact))
			require.Empty(t, r.carrier.Rings())
			callbacks := r.callbacks()
			require.Len(t, callbacks, 1)
			require.Equal(t, scheduling.ReasonNotTold, callbacks[0].Reason)
			require.Equal(t, contact, callbacks[0].Phone)
			require.Equal(t, visit.ResidentID, callbacks[0].ResidentID)
			require.Equal(t, scheduling.NoteNotToldOff.With("reference", visit.Reference), callbacks[0].Note)
			require.True(t, callbacks[0].Due.Before(visit.Start))
		})
	}
}

// A landline is called about a move, three times at other times of the day; then it becomes
// a callback.
func TestAMoveBecomesACallbackAfterUnansweredCalls(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(landline)
	r.moves(daughter)
	for range 40 {
		r.days(1, landline)
		for _, ring := range r.carrier.Rings() {
			require.NoError(t, ring.RingOut(t.Context(), "no-answer"))
		}
	}
	require.Len(t, r.carrier.Rings(), 3)
	callbacks := r.callbacks()
	require.Len(t, callbacks, 1)
	require.Equal(t, scheduling.ReasonNotTold, callbacks[0].Reason)
	require.Contains(t, callbacks[0].Note, string(scheduling.NoteNotToldMoved))
}

// Residents get no call about a change of their own.
func TestAnOwnChangeSendsNoNotice(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(landline)
	r.moves(landline)
	r.cancels(landline)
	r.days(2, landline)
	require.Empty(t, r.carrier.Rings())
	require.Empty(t, r.callbacks())
}

func TestAnUndeliveredMoveIsCalled(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(mobile)
	r.carrier.SetFaults(carrier.Faults{FailWith: 30005})
	r.moves(daughter)
	r.settles()
	r.carrier.SetFaults(carrier.Faults{})
	r.days(1, mobile)
	rings := r.carrier.Rings()
	require.Len(t, rings, 1)
	require.Equal(t, mobile, rings[0].To, "who reads their own confirmation has heard it on the line")
}

// A notice of a change late in the evening is sent in the morning, unless the visit is
// before that.
func TestNewsWaitsForTheMorningUnlessThatIsTooLate(t *testing.T) {
	t.Parallel()
	const nine, five = 9 * 60, 17 * 60
	for name, c := range map[string]struct {
		from  calendar.Clock
		waits bool
	}{"the morning is soon enough": {from: nine, waits: true}, "the morning is too late": {from: five, waits: false}} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, func(p *scheduling.Programme) { p.Quiet.From = c.from })
			visit := r.bookBy(mobile)
			p := r.all[0]
			require.Less(t, calendar.ClockOf(visit.Start, p.Zone), calendar.Clock(five))
			evening := calendar.DayOf(visit.Start, p.Zone).Add(-1).At(23*60, p.Zone)
			if c.waits {
				evening = evening.AddDate(0, 0, -1)
			}
			r.passes(evening.Sub(r.now()))
			r.cancels(daughter)
			var notices []scheduling.Message
			for _, m := range r.messages() {
				if m.Kind == scheduling.Notice {
					notices = append(notices, m)
				}
			}
			require.Len(t, notices, 1)
			require.Equal(t, mobile, notices[0].To)
			require.Equal(t, c.waits, notices[0].RunAt.After(r.now()))
			require.Equal(t, c.waits, contact.InContactHours(p, notices[0].RunAt))
		})
	}
}

// A visit that is moved to tomorrow gets the reminder of one that was booked for
// tomorrow.
func TestAMovedVisitIsRemindedOfAsIfItWereNew(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	r.bookBy(mobile)
	r.moves(mobile)
	r.days(3*24, mobile)
	before := len(r.carrier.Inbox(mobile))
	play(r.dial(mobile), "1 2 234567 2 1 1").Hears("is verplaatst").HangsUp()
	require.Less(t, r.visits()[0].Start.Sub(r.now()), 36*time.Hour)
	r.days(10, mobile)
	came := r.carrier.Inbox(mobile)[before:]
	require.Len(t, came, 2, "that it was moved, and a reminder: %v", came)
	require.Contains(t, came[1].Body, "Niet vergeten")
}

// If the office cancels a visit that its student was texted about, the resident gets the
// text.
func TestACancellationByTheOfficeIsTextedToTheResident(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	visit := r.bookBy(mobile)
	require.NoError(t, r.line.Store.SaveMessage(t.Context(), scheduling.Message{
		Programme: visit.Programme, VisitID: visit.ID, To: visit.StudentPhone, Channel: scheduling.SMS, Kind: scheduling.Assignment,
		Key: contact.AddressKey, Language: "nl", RunAt: r.now(),
		Args: map[string]string{"start": visit.Start.Format(time.RFC3339), "postcode": visit.Postcode},
	}, r.now()))
	r.settles()
	code := runIn(t.Context(), []string{"visits", "cancel", visit.Reference, "--programme", visit.Programme, "--database-url", r.database},
		&terminal.Terminal{Out: io.Discard, Err: io.Discard, Now: r.now})
	require.Equal(t, exit.CodeOK, code)
	r.settles()
	require.Contains(t, r.inbox(mobile), "gaat niet door")
	require.NotContains(t, r.inbox(visit.StudentPhone), "Een nieuwe afspraak maken?")
}
