package understand

import "github.com/click-call-connect/helpline/flows/understand/lexicon"

// decision is a row of decisions. It fits a text that has one of the senses in says and,
// if beside is not 0, one of those in beside.
type decision struct {
	says, beside lexicon.Sense
	means        Meaning
}

// decisions are in order: the first that fits gives the meaning. A human comes first.
// Another day comes before yes and no, because people say those as well. A text that asks
// for two things has no meaning, so that its writer is asked.
var decisions = [...]decision{
	{says: lexicon.SaysDanger, means: MeaningDanger},
	{says: lexicon.SaysHuman, means: MeaningHuman},
	{says: lexicon.SaysCancel, beside: lexicon.SaysNeed | lexicon.SaysHelp, means: MeaningCancel}, // "afzeggen, mijn zoon helpt mij"
	{says: lexicon.SaysNeed, beside: lexicon.SaysTopic, means: MeaningBook},
	{says: lexicon.SaysNeed, means: MeaningHuman},
	{says: lexicon.SaysNoLetter, means: MeaningNoLetter},
	{says: lexicon.SaysMove, means: MeaningMove},
	{says: lexicon.SaysOther, beside: lexicon.SaysVisit, means: MeaningMove},
	{says: lexicon.SaysOther | lexicon.SaysRather, means: MeaningOther},
	{says: lexicon.SaysUnsure, means: MeaningNone},
	{says: lexicon.SaysKeep, beside: lexicon.SaysCancel, means: MeaningNone}, // "houden of afzeggen?"
	{says: lexicon.SaysCancel, means: MeaningCancel},                         // "ja, afzeggen": the dialogue asks for confirmation
	{says: lexicon.SaysKeep, means: MeaningKeep},
	{says: lexicon.SaysYes | lexicon.SaysFine, beside: lexicon.SaysNo, means: MeaningNone},
	{says: lexicon.SaysNo, beside: lexicon.SaysVisit, means: MeaningCancel},
	{says: lexicon.SaysNo, means: MeaningNo},
	{says: lexicon.SaysBookNow, means: MeaningBook},
	{says: lexicon.SaysNearby, means: MeaningDigipunt},
	{says: lexicon.SaysWhen, means: MeaningVisit},
	{says: lexicon.SaysYes | lexicon.SaysFine, means: MeaningYes},
	{says: lexicon.SaysVisit, means: MeaningVisit},
	{says: lexicon.SaysBook, means: MeaningBook},
	{says: lexicon.SaysHelp, beside: lexicon.SaysTopic, means: MeaningBook},
	{says: lexicon.SaysHelp, means: MeaningHuman},
	{says: lexicon.SaysMenu, means: MeaningMenu}, // "terug naar het hoofdmenu"
	{says: lexicon.SaysAgain, means: MeaningRepeat},
	{says: lexicon.SaysGladly, means: MeaningYes},
	{says: lexicon.SaysThanks, means: MeaningThanks},
}

// wordSigns are signs that count as words.
const wordSigns = "👍👌✅✔☑🆗👎❌✖✗🚫€%$"
