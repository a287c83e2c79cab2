package understand

// sense is what a word or a phrase says. A word can say several things: لا is
// "no" and "not".
type sense uint64

// The senses. The small ones say nothing of themselves, but are known.
const (
	saysSmall    sense = 1 << iota // "dat", "ik"
	saysPolite                     // "dank u"
	saysYes                        // a yes, whatever stands beside it
	saysFine                       // a yes, unless it is denied: "goed"
	saysGladly                     // a yes, when nothing else is said: "graag"
	saysNo                         // a no, whatever stands beside it
	saysNot                        // turns what is fine into a no: "niet"
	saysStance                     // nothing, but a no when it is denied: "kan"
	saysOther                      // another day or time
	saysHuman                      // a person, whatever stands beside it
	saysHelp                       // a person, when nothing else is said: "help"
	saysBook                       // "afspraak"
	saysBookNow                    // "afspraak maken"
	saysVisit                      // "mijn afspraak"
	saysWhen                       // "wanneer"
	saysNearby                     // a walk-in point
	saysAgain                      // "opnieuw"
	saysUnsure                     // "ik weet het niet": whatever else is said, it is no answer
	saysContrast                   // begins another clause: "maar"
	saysChoice                     // "optie": a number follows
	saysDay                        // a number after it is a date
	saysMonth                      // a number before or after it is a date
	saysUnit                       // a number before it is no choice: "jaar"
	saysClock                      // a number after it is an hour
	saysThanks                     // closes a conversation: "dank u", "tot ziens"
	saysCancel                     // a planned visit should not be: "afzeggen"
	saysMove                       // a planned visit should be at another time: "verzetten"
	saysNeed                       // a person, unless it is said what with: "hulp nodig"
	saysNoLetter                   // "geen brief"
	saysTopic                      // what a visit can be about: "itsme"
	saysKeep                       // a planned visit should be as it is: "houden"
	saysMenu                       // "hoofdmenu"
	saysByText                     // "ik ben doof"
	saysDanger                     // "er staat een vreemde aan mijn deur"
)

// Words that say two things at once.
const (
	saysBye   = saysPolite | saysThanks
	saysOff   = saysNo | saysCancel
	saysShift = saysOther | saysMove
)

// decision is a row of decisions: it fits what says one of these, and one of
// those beside it.
type decision struct {
	says, beside sense
	means        Meaning
}

// decisions are in order: the first that fits decides. A human comes first; who
// wants another day says yes or no as well; who wants two things is asked.
var decisions = [...]decision{
	{says: saysDanger, means: MeaningDanger},
	{says: saysHuman, means: MeaningHuman},
	{says: saysNeed, beside: saysTopic, means: MeaningBook},
	{says: saysNeed, means: MeaningHuman},
	{says: saysNoLetter, means: MeaningNoLetter},
	{says: saysMove, means: MeaningMove},
	{says: saysOther, beside: saysVisit, means: MeaningMove},
	{says: saysOther, means: MeaningOther},
	{says: saysUnsure, means: MeaningNone},
	{says: saysKeep, beside: saysCancel, means: MeaningNone}, // "houden of afzeggen?"
	{says: saysCancel, means: MeaningCancel},                 // "ja, afzeggen": it is asked once more
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

// wordSigns are signs that say as much as a word.
const wordSigns = "👍👌✅✔☑🆗👎❌✖✗🚫€%$"
