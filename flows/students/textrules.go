package students

import (
	"context"
	"errors"
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// textRule is a rule with the meanings that it is for. The first rule for a meaning answers;
// none: the rule is for what no other one is for.
type textRule struct {
	flows.TextRule
	means []meaning
	do    func(t *turn, ctx context.Context, said message) error
}

// TextRules describes the rules that read the texts of students, in their order.
func TextRules() []flows.TextRule {
	rules := textRules()
	described := make([]flows.TextRule, len(rules))
	for i := range rules {
		described[i] = rules[i].TextRule
	}
	return described
}

// follow follows the rule for what a text means.
func (t *turn) follow(ctx context.Context, said message) error {
	rule := ruleFor(said.means)
	return errors.Join(rule.do(t, ctx, said), t.tellRest(ctx, said))
}

func ruleFor(means meaning) textRule {
	rules := textRules()
	i := slices.IndexFunc(rules, func(r textRule) bool { return len(r.means) == 0 || slices.Contains(r.means, means) })
	return rules[i]
}

// examples are texts in one language that a rule decides.
func examples(language scheduling.Language, texts ...string) []flows.TextExample {
	all := make([]flows.TextExample, len(texts))
	for i, text := range texts {
		all[i] = flows.TextExample{Language: language, Text: text}
	}
	return all
}

// textRules is the table that reads the texts of students, in order.
func textRules() []textRule {
	return slices.Concat(urgentRules(), scheduleRules(), visitRules(), doorRules(), remainingRules())
}

func urgentRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name:     "danger",
			When:     "somebody is not well or not safe: the student, or whom they visit",
			Does:     "says what to do now; a human calls at once",
			Examples: append(examples("nl", "mevrouw is gevallen, heb 112 gebeld"), examples("fr", "je ne me sens pas en sécurité ici")...),
		}, []meaning{studentDanger}, (*turn).isInDanger},
		{flows.TextRule{
			Name:     "may tell of danger",
			When:     "it sounds like danger in words that no list has, and would be read by a human or asked about again",
			Does:     "says what to do in danger; a human calls at once",
			Why:      "A false alarm costs a call.",
			Examples: examples("nl", "mijn benen willen niet mee"),
		}, []meaning{studentDoubt}, (*turn).mayBeInDanger},
		{flows.TextRule{
			Name:     "death or hospital",
			When:     "somebody has died, or is in hospital: of their own people, or whom they visit",
			Does:     "has a human call at once, and changes nothing",
			Examples: append(examples("nl", "mijn opa is overleden, kan donderdag niet"), examples("fr", "son fils dit qu'elle est à l'hôpital")...),
		}, []meaning{studentGrave}, (*turn).isGrave},
		{flows.TextRule{
			Name:     "written by a machine",
			When:     "it is an automatic reply",
			Does:     "nothing",
			Examples: examples("en", "I'm driving with Do Not Disturb While Driving turned on."),
		}, []meaning{studentAutomatic}, (*turn).isIgnored},
	}
}

func scheduleRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name:     "yes or no",
			When:     "it is a yes or a no, in words or as 1 or 2",
			Does:     "answers what was asked last: whether they are there while a visit should have begun, or else whether they can do a visit",
			Why:      "A late yes gets a friendly no.",
			Examples: examples("nl", "1", "Ja hoor, graag", "Nee sorry, dat lukt niet"),
		}, []meaning{studentYes, studentNo}, (*turn).takeYesOrNo},
		{flows.TextRule{
			Name:     "my visits",
			When:     "it asks for their visits",
			Does:     "lists them, with day, hour and postcode",
			Examples: examples("nl", "Mijn bezoeken?"),
		}, []meaning{studentVisits}, (*turn).sayVisits},
		{flows.TextRule{
			Name:     "absent",
			When:     "they are ill, today or on the days that are named, or cannot come on days that are named",
			Does:     "notes the absence, and has their visits reassigned",
			Examples: append(examples("nl", "ZIEK", "ziek morgen", "niet di 14-18"), examples("fr", "malade jusqu'à vendredi")...),
		}, []meaning{studentSick, studentAway}, (*turn).isAway},
		{flows.TextRule{
			Name:     "extra hours",
			When:     "they can come on days that are named, from when to when",
			Does:     "notes the hours",
			Examples: examples("nl", "extra zaterdag 10:00-12:30"),
		}, []meaning{studentExtra}, (*turn).canAlso},
		{flows.TextRule{
			Name:     "calendar",
			When:     "it asks for their calendar, or for a new address of it",
			Does:     "sends the address",
			Examples: examples("nl", "agenda", "agenda nieuw"),
		}, []meaning{studentCalendar, studentNewCalendar}, (*turn).sendCalendar},
		{flows.TextRule{
			Name:     "address",
			When:     "it asks for the address of a visit",
			Does:     "sends those that may be sent",
			Examples: examples("nl", "adres"),
		}, []meaning{studentAddress}, (*turn).sendAddresses},
	}
}

func visitRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name:     "on my way",
			When:     "they are coming, and not there yet",
			Does:     "thanks them",
			Examples: examples("nl", "ben er bijna"),
		}, []meaning{studentComing}, (*turn).isComing},
		{flows.TextRule{
			Name:     "arrived",
			When:     "they are there",
			Does:     "notes that the visit has begun",
			Examples: append(examples("nl", "hier"), examples("en", "I am here at the door")...),
		}, []meaning{studentHere}, (*turn).isHere},
		{flows.TextRule{
			Name:     "done",
			When:     "the visit is done; it may hold how long it took",
			Does:     "closes the visit",
			Examples: examples("nl", "klaar 50", "Gedaan, 1u10"),
		}, []meaning{studentDone}, (*turn).isDone},
		{flows.TextRule{
			Name:     "done, for how long",
			When:     "the visit is done, and how long it took is not understood",
			Does:     "asks for the minutes",
			Examples: examples("nl", "klaar 500"),
		}, []meaning{studentHowLong}, (*turn).asksHowLong},
		{flows.TextRule{
			Name:     "not done yet",
			When:     "the visit goes on",
			Does:     "says how to close it",
			Examples: examples("nl", "bijna klaar"),
		}, []meaning{studentBusy}, (*turn).isBusy},
		{flows.TextRule{
			Name:     "late",
			When:     "they come later than agreed",
			Does:     "tells the resident; a human does where no text can",
			Examples: append(examples("nl", "Ik ga 10 min te laat zijn"), examples("fr", "mon train a du retard")...),
		}, []meaning{studentLate}, (*turn).isLate},
		{flows.TextRule{
			Name:     "nobody opens",
			When:     "they are at the door, and nobody opens",
			Does:     "tells the resident, once the hour has come, and has a human call the student at once",
			Examples: append(examples("nl", "hier doet niemand open"), examples("en", "no answer at the door")...),
		}, []meaning{studentNobody}, (*turn).findsNobody},
	}
}

// doorRules are about what keeps a student from a visit.
func doorRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name:     "cannot find it",
			When:     "they are lost, or the address is wrong",
			Does:     "has a human call; says how to get the address again",
			Examples: append(examples("nl", "ik vind het huis niet"), examples("fr", "mauvaise adresse")...),
		}, []meaning{studentLost}, answersAndCalls("lost")},
		{flows.TextRule{
			Name:     "not let in",
			When:     "the resident is ill, or does not let them in",
			Does:     "has a human call both; the visit stays as it is",
			Examples: append(examples("nl", "mevrouw is ziek, ik ben terug naar huis"), examples("en", "she wont let me in")...),
		}, []meaning{studentRefused}, answersAndCalls("refused")},
		{flows.TextRule{
			Name:     "early",
			When:     "they are there before the hour, or would like to come earlier",
			Does:     "asks them to wait for the hour that was agreed; a human calls",
			Examples: append(examples("nl", "ben 20 min te vroeg, mag ik al aanbellen?"), examples("en", "could i come an hour earlier")...),
		}, []meaning{studentEarly}, answersAndCalls("early")},
		{flows.TextRule{
			Name:     "swapped",
			When:     "another student goes, they agreed it between them",
			Does:     "says that the visit is still theirs; a human calls",
			Why:      "A resident lets in whom we announced.",
			Examples: append(examples("nl", "we hebben geruild, Bram gaat"), examples("en", "i swapped with Ahmed hes going")...),
		}, []meaning{studentSwapped}, answersAndCalls("swapped")},
		{flows.TextRule{
			Name:     "somebody else",
			When:     "somebody else should go",
			Does:     "says how to give the visit back; a human calls",
			Examples: append(examples("nl", "kan iemand het overnemen?"), examples("fr", "quelqu'un d'autre peut y aller?")...),
		}, []meaning{studentInstead}, answersAndCalls("instead")},
	}
}

func remainingRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name:     "help",
			When:     "they are stuck, or ask for a human, in words or as 0; or tell something that a human should read",
			Does:     "has a human call",
			Why:      "A negation, a condition, a question, somebody else or the past stands against what the first words ask for.",
			Examples: examples("nl", "HULP", "mijn kotgenoot is ziek, moet ik thuisblijven?"),
		}, []meaning{studentHelp, studentTells}, (*turn).needsHelp},
		{flows.TextRule{
			Name:     "not understood",
			When:     "always",
			Does:     "asks for other words; a human reads the second within an hour",
			Why:      "Which days or hours are meant is not guessed.",
			Examples: examples("nl", "ik ben niet ziek"),
		}, nil, (*turn).notUnderstood},
	}
}
