package demand_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/demand"
)

func day(n int) time.Time { return time.Date(2027, time.March, n, 9, 0, 0, 0, time.UTC) }

func called(n int, caller demand.Caller, resident int64, outcome scheduling.Outcome) demand.Contact {
	return demand.Contact{
		Programme: "gent", Caller: caller, ResidentID: resident, First: day(n), Last: day(n).Add(time.Minute),
		Channel: scheduling.Voice, Outcome: outcome, Step: "at:" + string(outcome),
	}
}

// Every outcome has a result, and a new one is none of those that somebody chose for
// another: the table is whole.
func TestEveryOutcomeHasAResult(t *testing.T) {
	results := map[scheduling.Outcome]demand.Result{
		scheduling.OutcomeAbandoned: demand.Abandoned, scheduling.OutcomeBooked: demand.Booked, scheduling.OutcomeHuman: demand.HandedOver,
		scheduling.OutcomeNotOpen: demand.OutsideWindow, scheduling.OutcomeOver: demand.OutsideWindow, scheduling.OutcomeArea: demand.OutsideArea,
		scheduling.OutcomeNoSlot: demand.Unserved, scheduling.OutcomeNoLanguage: demand.Unserved, scheduling.OutcomeNoTopic: demand.Unserved,
		scheduling.OutcomeNoStudent: demand.Unserved, scheduling.OutcomeNoVoucher: demand.Refused, scheduling.OutcomeLimit: demand.Refused,
		scheduling.OutcomeUnknown: demand.Refused, scheduling.OutcomeRequested: demand.Booked, scheduling.OutcomeMoved: demand.Booked,
		scheduling.OutcomeCancelled: demand.Booked, scheduling.OutcomeInformed: demand.Helped, scheduling.OutcomeDigipunt: demand.Helped,
		scheduling.OutcomeAnswered: demand.Helped,
	}
	for _, outcome := range scheduling.Outcomes() {
		require.Contains(t, results, outcome)
		require.Equal(t, results[outcome], demand.ResultOf(outcome), outcome)
		require.Contains(t, demand.Results(), demand.ResultOf(outcome))
	}
}

// Who called three times and got nothing comes first, with the reason of the last that had
// one: whoever hangs up after a refusal was refused.
func TestWhoGotNothingComesFirst(t *testing.T) {
	people := demand.People([]demand.Contact{
		called(1, "a", 7, scheduling.OutcomeBooked),
		called(2, "b", 0, scheduling.OutcomeNoLanguage),
		called(3, "b", 0, scheduling.OutcomeAbandoned),
		called(4, "c", 0, scheduling.OutcomeAbandoned),
		called(5, "b", 0, scheduling.OutcomeAbandoned),
	}, nil)
	require.Len(t, people, 3)
	require.Equal(t, demand.Person{
		Programme: "gent", Caller: "b", First: day(2), Last: day(5).Add(time.Minute), Contacts: 3, InVain: 3,
		Channels: []scheduling.Channel{scheduling.Voice}, Result: demand.Unserved, Reason: scheduling.OutcomeNoLanguage, Step: "at:no_language",
	}, people[0])
	require.Equal(t, demand.Abandoned, people[1].Result)
	require.Equal(t, "at:abandoned", people[1].Step)
	require.Equal(t, demand.Booked, people[2].Result)
	require.Zero(t, people[2].InVain)
}

// In vain are the contacts since the last that brought something, also if a visit was booked
// long ago.
func TestInVainBeginsAnewAfterHelp(t *testing.T) {
	people := demand.People([]demand.Contact{
		called(1, "a", 7, scheduling.OutcomeNoSlot), called(2, "a", 7, scheduling.OutcomeBooked),
		called(3, "a", 7, scheduling.OutcomeLimit), called(4, "a", 7, scheduling.OutcomeNoVoucher),
	}, nil)
	require.Len(t, people, 1)
	require.Equal(t, 4, people[0].Contacts)
	require.Equal(t, 2, people[0].InVain)
	require.Equal(t, demand.Refused, people[0].Result)
	require.Equal(t, scheduling.OutcomeNoVoucher, people[0].Reason)
}

// Who hung up before they said who they are is the resident of their number, unless several
// people are asked for with it.
func TestANumberIsItsOnlyResidents(t *testing.T) {
	people := demand.People([]demand.Contact{
		called(1, "a", 0, scheduling.OutcomeAbandoned), called(2, "a", 7, scheduling.OutcomeNoSlot),
		called(3, "", 7, scheduling.OutcomeNoSlot), // from elsewhere, the number withheld
		called(4, "helper", 8, scheduling.OutcomeBooked), called(5, "helper", 9, scheduling.OutcomeBooked),
		called(6, "helper", 0, scheduling.OutcomeAbandoned),
	}, nil)
	require.Len(t, people, 4)
	require.Equal(t, int64(7), people[0].ResidentID)
	require.Equal(t, 3, people[0].Contacts)
	require.Equal(t, demand.Caller("helper"), people[1].Caller)
	require.Zero(t, people[1].ResidentID)
	require.Equal(t, 1, people[1].Contacts)
}

// Another programme's contacts are another row, and what the office changed by itself is no
// contact.
func TestAPersonIsOfOneProgramme(t *testing.T) {
	other, office := called(2, "a", 0, scheduling.OutcomeNoSlot), called(3, "", 7, scheduling.OutcomeCancelled)
	other.Programme, office.Channel = "antwerpen", scheduling.Console
	desk, moved := called(4, "", 8, scheduling.OutcomeBooked), called(5, "", 8, scheduling.OutcomeMoved)
	desk.Channel, moved.Channel = scheduling.Desk, scheduling.Desk
	people := demand.People([]demand.Contact{called(1, "a", 0, scheduling.OutcomeNoSlot), other, office, desk, moved}, nil)
	require.Len(t, people, 3)
	for _, p := range people {
		require.Equal(t, 1, p.Contacts)
	}
}

// A callback marks whoever it is for: by resident, or by a number that nobody said a name
// with.
func TestWhoIsCalledBackIsMarked(t *testing.T) {
	contacts := []demand.Contact{
		called(1, "a", 7, scheduling.OutcomeNoSlot), called(2, "b", 0, scheduling.OutcomeAbandoned),
		called(3, "c", 0, scheduling.OutcomeAbandoned), called(4, "d", 8, scheduling.OutcomeNoSlot),
	}
	people := demand.People(contacts, []demand.Awaited{
		{Programme: "gent", ResidentID: 7}, {Programme: "gent", Caller: "b"}, {Programme: "antwerpen", Caller: "c"}, {Programme: "gent", Caller: "d"},
	})
	awaited := map[demand.Caller]bool{}
	for _, p := range people {
		awaited[p.Caller] = p.Callback
	}
	require.Equal(t, map[demand.Caller]bool{"a": true, "b": true, "c": false, "d": true}, awaited)
}

// The office chooses who got nothing and whom nobody calls back; somebody who calls is found
// by their number or record.
func TestWhoIsChosen(t *testing.T) {
	p := demand.Person{ResidentID: 7, Caller: "a", InVain: 3, Result: demand.Unserved, Callback: true}
	for choice, want := range map[demand.Choice]bool{
		{}: true, {InVain: 3}: true, {InVain: 4}: false, {Result: demand.Unserved}: true, {Result: demand.Booked}: false,
		{NoCallback: true}: false, {ResidentID: 7}: true, {ResidentID: 8}: false, {Caller: "a"}: true, {Caller: "b"}: false,
		{ResidentID: 8, Caller: "a"}: true, {Caller: "a", InVain: 4}: false,
	} {
		require.Equal(t, want, choice.Selects(&p), "%+v", choice)
	}
	p.Callback = false
	require.True(t, demand.Choice{NoCallback: true}.Selects(&p))
}

// Those whose contacts have ended count with the others; a step matters only if somebody
// left there.
func TestTheTally(t *testing.T) {
	people := []demand.Person{
		{Reason: scheduling.OutcomeBooked, Step: "slots"},
		{Reason: scheduling.OutcomeBooked, Step: "confirm"},
		{Reason: scheduling.OutcomeAbandoned, Step: "code"},
		{Reason: scheduling.OutcomeNoSlot, Step: "find"},
	}
	require.Equal(t, []demand.Tally{
		{Result: demand.Booked, Reason: scheduling.OutcomeBooked, People: 2},
		{Result: demand.Unserved, Reason: scheduling.OutcomeNoSlot, People: 6},
		{Result: demand.Abandoned, Reason: scheduling.OutcomeAbandoned, Step: "slots", People: 3},
		{Result: demand.Abandoned, Reason: scheduling.OutcomeAbandoned, Step: "code", People: 1},
	}, demand.TallyOf(people, []demand.Count{
		{Outcome: scheduling.OutcomeNoSlot, People: 5}, {Outcome: scheduling.OutcomeAbandoned, Step: "slots", People: 3},
	}))
}
