package flows

import (
	"cmp"
	"context"
	"regexp"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states of a visit whose student should be there by now: the resident says
// whether they are. Most students are, and forgot to tell us.
const (
	StateLate    StateName = "late"
	StateHere    StateName = "here"
	StateThere   StateName = "there"
	StateMissing StateName = "missing"
	StateSought  StateName = "sought"
)

const resultLate Result = "late"

func lateStates() []*State {
	return []*State{
		{
			Name: StateLate, Say: []Say{{Key: "late.ask", Facts: []Fact{FactVisit}}},
			Menu: &Menu{
				Short: Say{Key: "late.ask", Facts: []Fact{FactVisit}}, Options: lateOptions, Tries: mostTries, Hints: true,
				Next: []StateName{StateHere, StateMissing}, Silent: StateGoodbye, Said: saidNobody,
				Clear: onlyThat,
			},
		},
		{Name: StateHere, Do: &Action{Run: here, Next: map[Result]StateName{OK: StateThere, resultGone: StateMissing}}},
		saying(anythingElse(StateThere, Say{Key: "there.noted"}), saidAfterwards, StateMissing),
		{Name: StateMissing, Do: &Action{Run: missing, Next: map[Result]StateName{OK: StateSought}}},
		anythingElse(StateSought, Say{Key: "missing.noted"}),
	}
}

// nobodyHere are words for it that mean nothing elsewhere. "Nobody" and "not yet" alone
// do, and else what has a word of coming beside it: "itsme werkt nog niet" is about
// something else.
var nobodyHere = regexp.MustCompile(`(?i)` +
	`^\W*((nee|neen|non|no)\W+)?(niemand|nog niet|nog (steeds )?niemand|personne|pas encore|nobody|no one|not yet)\W*$|` +
	`\ber is (nog )?(steeds |altijd )?niemand|kwam niemand|` +
	`niemand (hier|kwam|gekomen|geweest|gezien|verschenen|opgedaagd|aan de deur|langs)|` +
	`nog (altijd |steeds )?niemand|nog niet (hier|gekomen|aangekomen|toegekomen|er\b)|niet (gekomen|komen opdagen|opgedaagd|verschenen)|` +
	`waar (is|blijft) (de|mijn|die) student|personne n|y a personne|(toujours|encore) personne|pas (encore )?(venu|arriv|là)|` +
	`o[uù] est l|nobody (is |has |was )?(here|come|came|there)|not (yet )?(here|come|arrived|there)|didn.?t come|where is the student|` +
	`kimse|hen[uü]z|gelmedi|لا أحد|ليس بعد|لم يصل|لم يأت`)

// saidNobody: nobody has come, in words that are in none of the options.
func saidNobody(c *Conversation, _ Understood) (Option, bool) {
	return lateOptions(c)[1], nobodyHere.MatchString(c.Input.Text)
}

// saidAfterwards takes a change of mind, once somebody has answered.
func saidAfterwards(c *Conversation, said Understood) (Option, bool) {
	if !c.late() {
		return Option{}, false
	}
	return saidNobody(c, said)
}

// onlyThat: when a visit is over, "goed geholpen" and "het werkt niet" are about the
// help, and for a human to read.
func onlyThat(c *Conversation) bool {
	if c.Input.At.Before(c.Session.Visit.End) {
		return true
	}
	words, readable := readWords(c.Input.Text)
	return readable && len(words) <= 2 && onlyKnownWords(c.Input.Text)
}

func lateOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.there"}, Next: StateHere, Means: []Meaning{MeaningYes}},
		{Say: Say{Key: "option.nobody_there"}, Next: StateMissing, Means: []Meaning{MeaningNo}},
	}
}

// late reports whether a visit to which a student said yes has begun so long ago that
// its resident can say whether they came. The student may have said so too early.
func (c *Conversation) late() bool {
	v := c.Session.Visit
	coming := v.Status == scheduling.Accepted || v.Status == scheduling.Underway
	over := v.Status == scheduling.Completed || v.Status == scheduling.NoShow // they were asked before
	return over || coming && !v.Alone && !c.Input.At.Before(v.Start.Add(c.Programme.Dispatch.Late))
}

// here notes that the student is there.
func here(ctx context.Context, c *Conversation) (Result, error) {
	v := c.Session.Visit
	err := c.office.Here(ctx, scheduling.Visit{ID: v.ID, Start: v.Start})
	if scheduling.IsRefusal(err) {
		return resultGone, nil // it is not as we thought: a human looks into it
	}
	if err != nil {
		return "", err
	}
	c.Session.Visit.Status = scheduling.Underway
	return OK, c.office.RecordDemand(ctx, c.settle(scheduling.OutcomeInformed))
}

// missing has a human look into it: the same callback as when we notice ourselves.
func missing(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	err := c.office.Missing(ctx, c.Programme, scheduling.Visit{
		ID: s.Visit.ID, Start: s.Visit.Start, ResidentID: s.ResidentID, Reference: s.Visit.Reference, Status: s.Visit.Status,
	}, cmp.Or(s.Phone, s.Caller))
	if err != nil {
		return "", err
	}
	return OK, c.office.RecordDemand(ctx, c.settle(scheduling.OutcomeHuman))
}
