package students_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/outcomes"
)

// outcomeBook keeps what is recorded.
type outcomeBook struct{ all []outcomes.Outcome }

func (b *outcomeBook) Record(_ context.Context, _ *scheduling.Programme, v *scheduling.Visit, o outcomes.Outcome, _ string) error {
	o.VisitID = v.ID
	if !o.IsZero() {
		b.all = append(b.all, o)
	}
	return nil
}

// A student who is done is asked whether the question was solved. The digits are none of
// those that answer a question about another visit, and mean nothing to who was not asked.
func TestWhetherAVisitSolvedTheQuestion(t *testing.T) {
	s, book := studentTexts(t), &outcomeBook{}
	s.students.Outcomes, s.programme.Topics = book, scheduling.Topics()
	s.roster.done = s.visit(7, scheduling.Completed, "2027-03-24 10:00").Visit
	s.roster.done.ResidentID = 3
	s.text("2027-03-24 11:00", "7").says("unclear")
	require.Empty(t, book.all)
	s.text("2027-03-24 11:01", "klaar 45, itsme en bankieren").says("done minutes=45", "solved")
	s.text("2027-03-24 11:02", "8").says("solved_follow")
	s.text("2027-03-24 11:03", "6").says("solved_follow")
	s.text("2027-03-24 11:04", "7").says("solved_noted")
	s.text("2027-03-25 11:30", "7").says("unclear")
	require.Equal(t, []outcomes.Outcome{
		{VisitID: 7, Topics: []scheduling.Topic{scheduling.TopicItsme, scheduling.TopicBanking}},
		{VisitID: 7, Solved: outcomes.SolvedPartly, FollowUp: outcomes.FollowVisit},
		{VisitID: 7, FollowUp: outcomes.FollowBehind},
		{VisitID: 7, Solved: outcomes.SolvedYes},
	}, book.all)
}
