package texts

import (
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// What can be so before the text of an example.
const (
	GivenReminded = "reminded of a visit"
	GivenLate     = "asked whether the student came"
)

// textRules is the table that reads the texts of residents, in order: what is urgent, what is
// certain, what only this question understands, what the words mean anywhere, and what is left.
func textRules() []textRule {
	return slices.Concat(
		urgentRules(), languageRules(), firstTextRules(), exactRules(), messageRules(), menuRules(), questionRules(), doubtRules(),
		anywhereRules(), visitRules(), answerRules(), remainingRules(),
	)
}

// The situations that rules stand in.
func inFirstText() []flows.TextSituation  { return []flows.TextSituation{flows.FirstText} }
func atQuestion() []flows.TextSituation   { return []flows.TextSituation{flows.AtQuestion} }
func askedMessage() []flows.TextSituation { return []flows.TextSituation{flows.AskedMessage} }

func inConversation() []flows.TextSituation {
	return []flows.TextSituation{flows.AtQuestion, flows.AskedMessage}
}

func inFirstTextAndAtQuestion() []flows.TextSituation {
	return []flows.TextSituation{flows.FirstText, flows.AtQuestion}
}

func inEverySituation() []flows.TextSituation {
	return []flows.TextSituation{flows.FirstText, flows.AtQuestion, flows.AskedMessage}
}

// example is a text that a rule decides, after others of the same number.
func example(language scheduling.Language, text string, after ...string) flows.TextExample {
	return flows.TextExample{Language: language, After: after, Text: text}
}

// given is an example in a world in which something is so before.
func given(what string, e flows.TextExample) flows.TextExample {
	e.Given = what
	return e
}

// examples lists the examples of a rule.
func examples(all ...flows.TextExample) []flows.TextExample { return all }

func urgentRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "danger", In: inEverySituation(),
			When:     "somebody is not well or not safe, and the text is not a house number that was asked for",
			Does:     "says what to do now; a human reads the text at once",
			Why:      "Nothing else can wait for it, or comes before it.",
			Examples: examples(example("nl", "ik ben gevallen help"), example("en", "someone at my door", "appointment"), example("", "112", "0")),
		}, (*text).isDanger, (*text).warn},
		{flows.TextRule{
			Name: "written by a machine", In: inFirstTextAndAtQuestion(),
			When: "it is an automatic reply",
			Does: "nothing; a question stays open",
			Examples: examples(
				example("en", "I'm driving with Do Not Disturb While Driving turned on."),
				given(GivenReminded, example("nl", "Automatisch antwoord: ik ben afwezig", "3")),
			),
		}, (*text).isAutomatic, (*text).ignore},
		{flows.TextRule{
			Name: "more after a warning", In: atQuestion(),
			When:     "we warned just before, and the text is more than a digit, a thank you, or a request for the menu, a visit or a walk-in point",
			Does:     "warns once more; a human reads this text too",
			Why:      "What comes after an alarm belongs to it.",
			Examples: examples(example("nl", "het is in de keuken", "ik ben gevallen help")),
		}, (*text).tellsMoreAfterWarning, (*text).warn},
	}
}

func languageRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "language in a first text", In: inFirstText(),
			When:     "it names a language, and no reminder went out in the last three days",
			Does:     "welcomes in that language, or lists ours if the programme does not have it",
			Examples: examples(example("en", "English please"), example("fr", "français")),
		}, (*text).namesFirstLanguage, (*text).welcome},
		{flows.TextRule{
			Name: "language", In: atQuestion(),
			When:     "it names a language of the programme",
			Does:     "asks the same in that language",
			Why:      "A message for a human may name a language: there, all of it counts.",
			Examples: examples(example("en", "English please", "AFSPRAAK")),
		}, (*text).namesLanguage, (*text).switchLanguage},
	}
}

func firstTextRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "goal in a first text", In: inFirstText(),
			When: "it is the code of a letter, or asks for something that needs no visit, or for a visit while none is expected",
			Does: "begins it: a code begins a booking",
			Why:  "What calls off or moves is about the visit that the number expects, if there is one.",
			Examples: examples(
				example("nl", "AFSPRAAK"), example("", "234567"), example("nl", "hulp met itsme"), example("nl", "geen brief"),
				given(GivenReminded, example("", "digipunt")),
			),
		}, (*text).namesFirstGoal, (*text).beginGoal},
		{flows.TextRule{
			Name: "answer to a reminder", In: inFirstText(),
			When: "a visit is expected; if none was reminded of for three days, the text asks for no human or menu, and does not thank",
			Does: "goes to what the reminder asked, and reads the text there; lists the visits if it can be about several",
			Examples: examples(
				given(GivenReminded, example("nl", "ja")), given(GivenReminded, example("nl", "mijn kleindochter heeft een hond")),
				given(GivenLate, example("nl", "hij is er niet")),
			),
		}, (*text).answersReminder, (*text).openReminder},
	}
}

func exactRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "whole text", In: atQuestion(),
			When:     "the question takes a text as a whole, and it has the form",
			Does:     "takes it",
			Why:      "A house number may hold digits and letters that mean something elsewhere.",
			Examples: examples(example("nl", "58 bus 12", "AFSPRAAK", "1", "1", "2018"), example("", "112", "AFSPRAAK", "1", "1", "2018")),
		}, (*text).isWholeAnswer, (*text).answerWhole},
		{flows.TextRule{
			Name: "zero", In: inEverySituation(),
			When:     "it is 0, alone, or among words where no number is asked for",
			Does:     "leads to a human",
			Examples: examples(example("", "0"), example("", "0", "AFSPRAAK"), example("", "0", "0")),
		}, (*text).isZero, (*text).leadToHuman},
		{flows.TextRule{
			Name: "star", In: inConversation(),
			When:     "it is *",
			Does:     "repeats what was said",
			Examples: examples(example("", "*", "AFSPRAAK"), example("", "*", "0")),
		}, (*text).isStar, (*text).repeat},
	}
}

func messageRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "goal in place of a message", In: askedMessage(),
			When:     "all of it asks for one thing that we do",
			Does:     "begins it",
			Why:      "It is a change of mind; a sentence that mentions a visit is a message.",
			Examples: examples(example("nl", "AFSPRAAK", "0"), example("", "digipunt", "0")),
		}, (*text).isGoalWord, (*text).beginGoal},
		{flows.TextRule{
			Name: "thanks in place of a message", In: askedMessage(),
			When:     "it is a thank you or a goodbye, in known words only",
			Does:     "answers kindly, and asks again",
			Examples: examples(example("nl", "Dank u wel!", "0")),
		}, (*text).isOnlyThanks, (*text).answerThanks},
		{flows.TextRule{
			Name: "message that may tell of danger", In: askedMessage(),
			When:     "it sounds like danger in words that no list has",
			Does:     "says what to do now; a human reads the text at once",
			Examples: examples(example("nl", "mijn benen willen niet mee", "0")),
		}, (*text).mayTellOfDanger, (*text).warn},
		{flows.TextRule{
			Name: "message", In: askedMessage(),
			When:     "always",
			Does:     "keeps all of it for the human who calls",
			Examples: examples(example("nl", "Mijn tablet doet niets meer", "0"), example("nl", "wanneer is mijn afspraak", "0")),
		}, (*text).always, (*text).keepMessage},
	}
}

func menuRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "option by its name", In: atQuestion(),
			When: "it is the words that an option is printed in, with or without articles and its number, and nothing that says more",
			Does: "takes the option",
			Why:  "Before a human is asked for: the name of an option can hold any word. A question or a condition is no name.",
			Examples: examples(
				example("nl", "later", "AFSPRAAK", "234567", "1"), given(GivenReminded, example("nl", "zeker afzeggen", "3")),
			),
		}, (*text).namesOption, (*text).takeNamedOption},
		{flows.TextRule{
			Name: "words of this menu", In: atQuestion(),
			When: "the menu understands words that are in none of its options: a day among times, a topic, a greeting among languages, who is there",
			Does: "takes what they choose",
			Examples: examples(
				example("nl", "woensdag graag", "AFSPRAAK", "234567", "1"), example("nl", "whatsapp aub", "AFSPRAAK", "234567"),
				given(GivenLate, example("nl", "er is niemand", "1")),
			),
		}, (*text).choosesByMenuWords, (*text).takeOption},
		{flows.TextRule{
			Name: "nobody came", In: atQuestion(),
			When:     "it says that nobody came, and a visit of the number should be under way",
			Does:     "has a human look into it",
			Why:      `Before a human is asked for: "toujours personne" does not ask for a person.`,
			Examples: examples(given(GivenLate, example("nl", "er is niemand", "2"))),
		}, (*text).saysNobodyCame, (*text).noteNobodyCame},
		{flows.TextRule{
			Name: "when to call", In: atQuestion(),
			When:     "a message was just kept, and the text gives another day or time",
			Does:     "has a human read it",
			Why:      "It is when they can be called, and not about a visit.",
			Examples: examples(example("nl", "bel liever een andere dag", "0", "Mijn tablet doet niets meer")),
		}, (*text).isCallTime, (*text).answerUnclear},
	}
}

func doubtRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "may tell of danger", In: atQuestion(),
			When:     "it sounds like danger in words that no list has, and no number was asked for",
			Does:     "says what to do in danger; a human reads the text at once, and a question is asked again",
			Why:      "A false alarm costs a call.",
			Examples: examples(given(GivenReminded, example("nl", "mijn benen willen niet mee"))),
		}, (*text).mayTellOfDanger, (*text).haveReadNow},
	}
}

func questionRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "question of a programme", In: inFirstTextAndAtQuestion(),
			When:     "it asks only what the programme has an answer for, in its file",
			Does:     "answers, counts the question, and asks again what was asked",
			Why:      "A yes with a question beside it is a yes, and a human reads the rest.",
			Examples: examples(example("nl", "Hoelang duurt een bezoek?"), given(GivenReminded, example("nl", "Hoelang duurt dat?", "2"))),
		}, (*text).asksProgramme, (*text).answerQuestion},
	}
}

func anywhereRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "human", In: inFirstTextAndAtQuestion(),
			When:     "it asks for a human",
			Does:     "leads to a human",
			Examples: examples(example("nl", "medewerker"), example("nl", "Kan ik iemand spreken?", "AFSPRAAK")),
		}, (*text).asksForHuman, (*text).leadToHuman},
		{flows.TextRule{
			Name: "repeat", In: atQuestion(),
			When:     "it asks to hear it again",
			Does:     "repeats what was said",
			Examples: examples(example("nl", "opnieuw", "AFSPRAAK")),
		}, (*text).asksToRepeat, (*text).repeat},
		{flows.TextRule{
			Name: "option by its number", In: atQuestion(),
			When:     "it holds one digit, and there is an option of that number",
			Does:     "takes the option",
			Examples: examples(given(GivenReminded, example("", "1")), example("", "2", "hallo")),
		}, (*text).choosesByNumber, (*text).takeOption},
		{flows.TextRule{
			Name: "option by its meaning", In: atQuestion(),
			When: "its words mean what an option stands for, and are as clear as the question needs",
			Does: "takes the option",
			Why:  "Calling off, and who is at the door, need words that say just that: what can stand beside them has no end.",
			Examples: examples(
				given(GivenReminded, example("nl", "akkoord")), given(GivenReminded, example("nl", "past niet")),
				given(GivenReminded, example("nl", "nee dat past niet, kan het een andere dag")), given(GivenLate, example("nl", "ja zeker")),
			),
		}, (*text).choosesByMeaning, (*text).takeOption},
	}
}

func visitRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "when the visit is", In: atQuestion(),
			When:     "it asks about the visit that a reminder is about",
			Does:     "repeats what was said",
			Why:      "The numbers of the reminder stay what they were.",
			Examples: examples(given(GivenReminded, example("nl", "hoe laat komt hij"))),
		}, (*text).asksAboutVisit, (*text).repeat},
		{flows.TextRule{
			Name: "calling off, not clear enough", In: atQuestion(),
			When:     "we asked whether to call off, and the text means so in words that could say something else",
			Does:     "asks again",
			Examples: examples(given(GivenReminded, example("nl", "ja ik ben ziek, afzeggen", "3"))),
		}, (*text).cancelsVaguely, (*text).repeat},
		{flows.TextRule{
			Name: "keep the visit", In: atQuestion(),
			When:     "it keeps the visit that is spoken of, and that is still planned",
			Does:     "shows the visit",
			Examples: examples(given(GivenReminded, example("nl", "toch houden", "2"))),
		}, (*text).keepsVisit, (*text).keepVisit},
	}
}

func answerRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "word for a number", In: atQuestion(),
			When:     "a word stands for the number that was asked for",
			Does:     "takes that number",
			Examples: examples(example("nl", "geen brief", "AFSPRAAK")),
		}, (*text).isWordForNumber, (*text).answerNumber},
		{flows.TextRule{
			Name: "goal", In: atQuestion(),
			When: "it asks for something that we do; where nothing is asked, another day, or a no with a reason, is about the visit",
			Does: "begins it, with a number or a topic that the text names",
			Examples: examples(
				example("", "digipunt", "AFSPRAAK"), example("nl", "mijn afspraak", "AFSPRAAK"),
				given(GivenReminded, example("nl", "ik wil mijn afspraak annuleren", "1", "hoofdmenu")),
			),
		}, (*text).namesGoal, (*text).beginGoal},
		{flows.TextRule{
			Name: "number", In: atQuestion(),
			When:     "a number was asked for, and it holds one",
			Does:     "takes it, right or wrong",
			Examples: examples(example("", "234567", "AFSPRAAK"), example("", "2018", "digipunt")),
		}, (*text).givesNumber, (*text).answerNumber},
		{flows.TextRule{
			Name: "code that was not asked for", In: atQuestion(),
			When:     "it has the form of a letter's code, and nobody has proved who they are",
			Does:     "takes it for what was begun, or begins a booking",
			Examples: examples(example("", "234567", "bonjour")),
		}, (*text).isCodeAtMenu, (*text).takeCode},
	}
}

func remainingRules() []textRule {
	return []textRule{
		{flows.TextRule{
			Name: "only by text", In: inFirstTextAndAtQuestion(),
			When:     "they cannot hear or be called, and ask for nothing else",
			Does:     "says that we text, and asks again",
			Why:      "It is noted whatever the rule, and every callback of the conversation carries it.",
			Examples: examples(example("nl", "ik ben doof"), example("nl", "ik ben doof", "AFSPRAAK")),
		}, (*text).asksForTexts, (*text).promiseTexts},
		{flows.TextRule{
			Name: "kind word", In: inFirstTextAndAtQuestion(),
			When: "it is a thank you or a goodbye; where nothing is asked, a yes or a no as well",
			Does: "answers kindly; a question is asked again",
			Why:  "It answers nothing, and is no mistake.",
			Examples: examples(
				example("nl", "Dank u wel!"), example("fr", "Merci beaucoup", "AFSPRAAK"), given(GivenReminded, example("nl", "Tot dan", "1")),
			),
		}, (*text).isKind, (*text).answerThanks},
		{flows.TextRule{
			Name: "first text that may tell of danger", In: inFirstText(),
			When:     "it sounds like danger in words that no list has",
			Does:     "says what to do in danger, and welcomes; a human reads the text at once",
			Examples: examples(example("nl", "mijn benen willen niet mee")),
		}, (*text).mayTellOfDanger, (*text).haveReadNow},
		{flows.TextRule{
			Name: "welcome", In: inFirstText(),
			When:     "always",
			Does:     "says who we are and what there is, in the language of the text, or lists the languages",
			Examples: examples(example("fr", "Bonjour"), example("", "xyz"), example("nl", "hoofdmenu")),
		}, (*text).always, (*text).welcomeUnclear},
		{flows.TextRule{
			Name: "tells something", In: atQuestion(),
			When:     "it answers a reminder, or nothing, and asks or tells something that a human should read",
			Does:     "has a human read it; a question is asked again",
			Why:      "A negation, a condition, a question, somebody else or a second meaning stands against what the first words ask for.",
			Examples: examples(given(GivenReminded, example("nl", "ja maar niet met die van vorige keer, die was onbeleefd"))),
		}, (*text).tells, (*text).haveRead},
		{flows.TextRule{
			Name: "not understood", In: atQuestion(),
			When:     "always",
			Does:     "helps once; then, and at once after a message or a goodbye, a human reads the text",
			Examples: examples(example("nl", "waar is de bakker", "AFSPRAAK"), given(GivenReminded, example("nl", "houden of afzeggen?", "3"))),
		}, (*text).always, (*text).answerUnclear},
	}
}
