package understand

// sense is what a word or a phrase says, as a set of bits: لا is both "no" and "not".
type sense uint64

// The senses. A small word adds nothing, but is known.
const (
	saysSmall    sense = 1 << iota // "dat", "ik"
	saysPolite                     // "dank u"
	saysYes                        // a yes, whatever else is said
	saysFine                       // a yes, unless it is negated: "goed"
	saysGladly                     // a yes, if nothing else is said: "graag"
	saysNo                         // a no, whatever else is said
	saysNot                        // negates: "niet"
	saysStance                     // nothing, or a no if it is negated: "kan"
	saysOther                      // another day or time
	saysHuman                      // a person, whatever else is said
	saysHelp                       // a person, if nothing else is said: "help"
	saysBook                       // "afspraak"
	saysBookNow                    // "afspraak maken"
	saysVisit                      // "mijn afspraak"
	saysWhen                       // "wanneer"
	saysNearby                     // a walk-in point
	saysAgain                      // "opnieuw"
	saysUnsure                     // no answer, whatever else is said: "ik weet het niet"
	saysContrast                   // begins a clause: "maar"
	saysChoice                     // a number after it is a choice: "optie"
	saysDay                        // a number after it is a date
	saysMonth                      // a number before or after it is a date
	saysUnit                       // a number before it is no choice: "jaar"
	saysClock                      // a number after it is an hour
	saysThanks                     // closes a conversation: "dank u", "tot ziens"
	saysCancel                     // cancel a planned visit: "afzeggen"
	saysMove                       // move a planned visit: "verzetten"
	saysNeed                       // a person, unless a topic is named: "hulp nodig"
	saysNoLetter                   // "geen brief"
	saysTopic                      // what a visit can be about: "itsme"
	saysKeep                       // keep a planned visit: "houden"
	saysMenu                       // "hoofdmenu"
	saysByText                     // "ik ben doof"
	saysDanger                     // "er staat een vreemde aan mijn deur"
	saysRather                     // another day or time, unless it is about something else: "liever"
)

// Combinations of senses.
const (
	saysBye   = saysPolite | saysThanks
	saysOff   = saysNo | saysCancel
	saysShift = saysOther | saysMove
)

// decision is a row of decisions. It fits a text that has one of the senses in says and,
// if beside is not 0, one of those in beside.
type decision struct {
	says, beside sense
	means        Meaning
}

// decisions are in order: the first that fits gives the meaning. A human comes first.
// Another day comes before yes and no, because people say those as well. A text that asks
// for two things has no meaning, so that its writer is asked.
var decisions = [...]decision{
	{says: saysDanger, means: MeaningDanger},
	{says: saysHuman, means: MeaningHuman},
	{says: saysCancel, beside: saysNeed | saysHelp, means: MeaningCancel}, // "afzeggen, mijn zoon helpt mij"
	{says: saysNeed, beside: saysTopic, means: MeaningBook},
	{says: saysNeed, means: MeaningHuman},
	{says: saysNoLetter, means: MeaningNoLetter},
	{says: saysMove, means: MeaningMove},
	{says: saysOther, beside: saysVisit, means: MeaningMove},
	{says: saysOther | saysRather, means: MeaningOther},
	{says: saysUnsure, means: MeaningNone},
	{says: saysKeep, beside: saysCancel, means: MeaningNone}, // "houden of afzeggen?"
	{says: saysCancel, means: MeaningCancel},                 // "ja, afzeggen": the dialogue asks for confirmation
	{says: saysKeep, means: MeaningKeep},
	{says: saysYes | saysFine, beside: saysNo, means: MeaningNone},
	{says: saysNo, beside: saysVisit, means: MeaningCancel},
	{says: saysNo, means: MeaningNo},
	{says: saysBookNow, means: MeaningBook},
	{says: saysNearby, means: MeaningDigipunt},
	{says: saysWhen, means: MeaningVisit},
	{says: saysYes | saysFine, means: MeaningYes},
	{says: saysVisit, means: MeaningVisit},
	{says: saysBook, means: MeaningBook},
	{says: saysHelp, beside: saysTopic, means: MeaningBook},
	{says: saysHelp, means: MeaningHuman},
	{says: saysMenu, means: MeaningMenu}, // "terug naar het hoofdmenu"
	{says: saysAgain, means: MeaningRepeat},
	{says: saysGladly, means: MeaningYes},
	{says: saysThanks, means: MeaningThanks},
}

// wordSigns are signs that count as words.
const wordSigns = "👍👌✅✔☑🆗👎❌✖✗🚫€%$"
