package flows

import (
	"cmp"
	"context"
	"regexp"
	"strings"

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
				Next: []StateName{StateHere, StateMissing}, Silent: StateGoodbye, Said: saidWho,
				Clear: saysWhoIsThere,
			},
		},
		{Name: StateHere, Do: &Action{Run: here, Next: map[Result]StateName{OK: StateThere, resultGone: StateMissing}}},
		hearing(anythingElse(StateThere, Say{Key: "there.noted"}), saidAbsent, StateMissing),
		{Name: StateMissing, Do: &Action{Run: missing, Next: map[Result]StateName{OK: StateSought}}},
		hearing(anythingElse(StateSought, Say{Key: "missing.noted"}), saidPresent, StateHere),
	}
}

// nobodyHere are words for it that mean nothing elsewhere. "Nobody" and "not yet" alone
// do, and else what has a word of coming beside it: "itsme werkt nog niet" is about
// something else.
var nobodyHere = regexp.MustCompile(`(?i)` +
	`^\W*((nee|neen|non|no)\W+)?(niemand|nog niet|nog (steeds )?niemand|personne|pas encore|nobody|no one|not yet)\W*$|` +
	`\ber is (nog )?(steeds |altijd )?niemand|kwam niemand|` +
	`is (er|hier|daar) (nog )?niet|(er is |^)geen student|zie niemand|er komt niemand|no ?one (came|here|has)|ما حدا|` +
	`niemand (hier|kwam|gekomen|geweest|gezien|verschenen|opgedaagd|aan de deur|langs)|` +
	`nog (altijd |steeds )?niemand|nog niet (hier|gekomen|aangekomen|toegekomen|er\b)|niet (gekomen|komen opdagen|opgedaagd|verschenen)|` +
	`waar (is|blijft) (de|mijn|die) student|personne n|y a personne|(toujours|encore) personne|pas (encore )?(venu|arriv|là)|` +
	`o[uù] est l|nobody (is |has |was )?(here|come|came|there)|not (yet )?(here|come|arrived|there)|didn.?t come|where is the student|` +
	`kimse|hen[uü]z|gelmedi|لا أحد|ليس بعد|لم يصل|لم يأت`)

// saidNobody: nobody has come, in words that are in none of the options.
func saidNobody(c *Conversation, _ Understood) (Option, bool) {
	return lateOptions(c)[1], nobodyHere.MatchString(c.Input.Text)
}

// saidAbsent: after "he is there", nobody is. What begins with a no takes it back.
func saidAbsent(c *Conversation, said Understood) (Option, bool) {
	option, nobody := saidNobody(c, said)
	return option, c.late() && (nobody || said.Meaning == MeaningNo && !bareNo(c.Input.Text))
}

// saysWhoIsThere: only what says that somebody is there, or is not, and nothing else.
// "Ik wacht" and "ja, maar het woord is anders" are for a human, and when the visit is
// over, "het werkt nog niet" is about the help.
func saysWhoIsThere(c *Conversation) bool {
	if c.understood().Meaning == MeaningYes {
		return onlyWords(c.Input.Text, arriving) && firmly.MatchString(c.Input.Text)
	}
	return onlyWords(c.Input.Text, missingWords)
}

// firmly: "ok" alone may be for the question.
var firmly = regexp.MustCompile(`(?i)\bja|oui|yes|evet|نعم|👍|✅|` + presence.String())

const arriving wordList = `ja jawel jazeker jaja zeker ok oke goed prima in orde d accord dank u toch hoor hij zij ze is er
	hier daar nu net juist al ondertussen inmiddels aangekomen toegekomen gekomen binnen de student
	studente was op tijd oui si il elle l etudiant etudiante est la ici arrive arrivee venu venue yes he
	she s here there has the arrived came now evet geldi burada ogrenci نعم هو هي هنا وصل الطالب وصلت 👍
	✅`

const missingWords wordList = `nee neen hoor nog niet nie steeds altijd non pas encore no not yet hayir henuz yok لا ليس بعد 👎 ❌`

// saidWho: who is there, in words that are in none of the options.
func saidWho(c *Conversation, said Understood) (Option, bool) {
	if option, present := saidPresent(c, said); present {
		return option, true
	}
	return saidNobody(c, said)
}

// saidPresent: somebody came, also after "nobody".
func saidPresent(c *Conversation, _ Understood) (Option, bool) {
	text := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(c.Input.Text)), "nee ") // "nee hij is er toch"
	return lateOptions(c)[0], c.late() && presence.MatchString(text) && onlyWords(text, arriving)
}

var presence = regexp.MustCompile(`(?i)\b(hij|ze|zij|student) is (er|hier|daar|net|aangekomen)|is (er|hier) nu|` +
	`nu (is|wel)|gekomen|aangekomen|arriv|est l[aà]|(is|s) here|geldi|وصل`)

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

// nobodyCame takes "er is niemand" for the visit that should be under way, wherever a
// conversation is.
func (e *Engine) nobodyCame(ctx context.Context, c *Conversation) bool {
	if !nobodyHere.MatchString(c.Input.Text) {
		return false
	}
	s := c.Session
	for _, v := range append([]PlannedVisit{s.Visit}, s.Planned...) {
		if v.ID != 0 && !c.Input.At.Before(v.Start) && c.Input.At.Before(v.End) {
			s.Visit = v
			e.enter(ctx, c, StateMissing)
			return true
		}
	}
	return false
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
