package students

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/outcomes"
)

// Outcomes records what became of a visit. [outcomes.Service] implements it.
type Outcomes interface {
	// Record adds to what is known of a visit, as [outcomes.Service.Record] does.
	Record(ctx context.Context, p *scheduling.Programme, v *scheduling.Visit, o outcomes.Outcome, note string) error
}

// solvedWindow is how long after a visit its student may answer whether the question was
// solved.
const solvedWindow = 24 * time.Hour

// solvedAnswers are the digits of the answers. They are none of 1 and 2, because a
// question about another visit may have come in between.
func solvedAnswers() map[string]outcomes.Outcome {
	return map[string]outcomes.Outcome{
		"7": {Solved: outcomes.SolvedYes},
		"8": {Solved: outcomes.SolvedPartly, FollowUp: outcomes.FollowVisit},
		"9": {Solved: outcomes.SolvedNo, FollowUp: outcomes.FollowVisit},
		"6": {FollowUp: outcomes.FollowBehind},
	}
}

// finishedVisit is the visit that an answer is about.
type finishedVisit struct {
	ID, Resident int64
	Reference    string
}

func (t *turn) solvedName() string { return "student-solved:" + strconv.FormatInt(t.student.ID, 10) }

// askSolved notes what the text says the visit was about, and asks whether the question
// was solved.
func (t *turn) askSolved(ctx context.Context, v *scheduling.Visit) error {
	if t.outcomes == nil || t.memory == nil {
		return nil
	}
	about := outcomes.Outcome{Topics: offered(t.in.Programme, understand.TopicsOf(t.in.Text))}
	if err := t.outcomes.Record(ctx, t.in.Programme, v, about, ""); err != nil {
		return err
	}
	kept, err := json.Marshal(finishedVisit{v.ID, v.ResidentID, v.Reference})
	if err != nil {
		return err
	}
	if t.memory.Remember(ctx, t.solvedName(), string(kept), solvedWindow) == nil {
		t.say("solved") // if an answer could not be understood, the office asks
	}
	return nil
}

// offered returns those of topics that the programme has.
func offered(p *scheduling.Programme, topics []scheduling.Topic) []scheduling.Topic {
	var all []scheduling.Topic
	for _, topic := range p.Topics {
		for _, named := range topics {
			if named == topic {
				all = append(all, topic)
			}
		}
	}
	return all
}

// takeSolved takes a digit for the answer whether the question of the last visit was
// solved, and reports whether it was one. Both "8" and "6" may follow each other.
func (t *turn) takeSolved(ctx context.Context) (bool, error) {
	words := understand.PlainWords(t.in.Text)
	if t.outcomes == nil || t.memory == nil || len(words) != 1 {
		return false, nil
	}
	answer, isAnswer := solvedAnswers()[words[0]]
	if !isAnswer {
		return false, nil
	}
	kept, err := t.memory.Recall(ctx, t.solvedName())
	var visit finishedVisit
	if err != nil || kept == "" || json.Unmarshal([]byte(kept), &visit) != nil {
		return false, nil //nolint:nilerr // the digit is read like any other text
	}
	about := scheduling.Visit{
		ID: visit.ID, ResidentID: visit.Resident, Reference: visit.Reference, Programme: t.in.Programme.Name,
	}
	if err := t.outcomes.Record(ctx, t.in.Programme, &about, answer, ""); err != nil {
		return true, err
	}
	if answer.FollowUp == "" {
		t.say("solved_noted")
	} else {
		t.say("solved_follow")
	}
	return true, nil
}
