package matching_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/matching/matchingtest"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// Nothing that can be promised has a reason, which the demand register counts: the first of
// these that nobody meets. The need is for itsme, in Dutch.
func TestWhyThereIsNoTime(t *testing.T) {
	suits := onlyOn(1, 13*60, 14*60) // not at nine
	french, banking := suits, suits
	french.Languages = []scheduling.Language{"fr"}
	banking.Topics = []scheduling.Topic{scheduling.TopicBanking}
	for name, c := range map[string]struct {
		students []scheduling.Student
		want     error
	}{
		"no student":                     {nil, scheduling.ErrNoStudent},
		"no language":                    {[]scheduling.Student{french}, scheduling.ErrNoLanguage},
		"no topic":                       {[]scheduling.Student{french, banking}, scheduling.ErrNoTopic},
		"no time, whoever else is there": {[]scheduling.Student{french, banking, suits}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			for i := range c.students {
				c.students[i].ID = int64(i + 1)
			}
			diaries := &matching.Diaries{Store: &matchingtest.DiaryBook{Changes: matching.DiaryChanges{Students: c.students}}}
			_, err := findsOn(t, diaries, schedulingtest.MatchingTown(t))
			require.ErrorIs(t, err, scheduling.ErrNoSlot)
			for _, reason := range []error{scheduling.ErrNoStudent, scheduling.ErrNoLanguage, scheduling.ErrNoTopic} {
				require.Equal(t, errors.Is(c.want, reason), errors.Is(err, reason), "%v", reason)
			}
		})
	}
}

// A student who cannot be asked is promised to nobody: neither a time of theirs is offered,
// nor are they a candidate for a visit, nor do they pass the check under the lock, unless
// the office asks them itself.
func TestWhoCannotBeAskedIsPromisedToNobody(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	optedOut, landline, reached := onlyOn(1, 9*60, 10*60), onlyOn(1, 9*60, 10*60), onlyOn(1, 9*60, 10*60)
	optedOut.Phone, landline.Phone, reached.Phone = "+32470000001", "+3232010203", "+32470000001"
	optedOut.OptedOut = true
	mobile := func(number string) bool { return number == "+32470000001" }
	for name, c := range map[string]struct {
		student scheduling.Student
		mobile  func(string) bool
		asked   bool
	}{
		"texts reach them":          {reached, mobile, true},
		"they want none":            {optedOut, mobile, false},
		"they have a landline":      {landline, mobile, false},
		"numbers are not looked at": {landline, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			visit := schedulingtest.HourOf(p, 2, 24, 9*60, scheduling.Booked)
			visit.Topic, visit.Language = scheduling.TopicItsme, "nl"
			diaries := &matching.Diaries{
				Store: &matchingtest.DiaryBook{Changes: matching.DiaryChanges{Students: []scheduling.Student{c.student}}}, Mobile: c.mobile,
			}
			n, err := findsOn(t, diaries, p)
			require.Equal(t, c.asked, n == 1, "offered: %v", err)
			rules := diaries.Rules(p, schedulingtest.OnDay(p, 22, 9*60))
			require.Equal(t, c.asked, rules.CanAsk(&c.student))
			candidates, err := diaries.Candidates(t.Context(), &visit, 0, nil, rules)
			require.NoError(t, err)
			require.Equal(t, c.asked, len(candidates) == 1, "candidate")
			need := scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}
			slot := scheduling.Slot{StudentID: 1, Start: visit.Start, End: visit.End}
			require.Equal(t, c.asked, rules.Fits(need)(c.student, nil, slot) == nil, "under the lock")
			rules.Called = true
			require.NoError(t, rules.Fits(need)(c.student, nil, slot), "the office calls them")
		})
	}
}
