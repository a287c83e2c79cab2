package lexicon

// Sense is what a word or a phrase says, as a set of bits: لا is both "no" and "not".
type Sense uint64

// The senses. A small word adds nothing, but is known.
const (
	SaysSmall    Sense = 1 << iota // "dat", "ik"
	SaysPolite                     // "dank u"
	SaysYes                        // a yes, whatever else is said
	SaysFine                       // a yes, unless it is negated: "goed"
	SaysGladly                     // a yes, if nothing else is said: "graag"
	SaysNo                         // a no, whatever else is said
	SaysNot                        // negates: "niet"
	SaysStance                     // nothing, or a no if it is negated: "kan"
	SaysOther                      // another day or time
	SaysHuman                      // a person, whatever else is said
	SaysHelp                       // a person, if nothing else is said: "help"
	SaysBook                       // "afspraak"
	SaysBookNow                    // "afspraak maken"
	SaysVisit                      // "mijn afspraak"
	SaysWhen                       // "wanneer"
	SaysNearby                     // a walk-in point
	SaysAgain                      // "opnieuw"
	SaysUnsure                     // no answer, whatever else is said: "ik weet het niet"
	SaysContrast                   // begins a clause: "maar"
	SaysChoice                     // a number after it is a choice: "optie"
	SaysDay                        // a number after it is a date
	SaysMonth                      // a number before or after it is a date
	SaysUnit                       // a number before it is no choice: "jaar"
	SaysClock                      // a number after it is an hour
	SaysThanks                     // closes a conversation: "dank u", "tot ziens"
	SaysCancel                     // cancel a planned visit: "afzeggen"
	SaysMove                       // move a planned visit: "verzetten"
	SaysNeed                       // a person, unless a topic is named: "hulp nodig"
	SaysNoLetter                   // "geen brief"
	SaysTopic                      // what a visit can be about: "itsme"
	SaysKeep                       // keep a planned visit: "houden"
	SaysMenu                       // "hoofdmenu"
	SaysByText                     // "ik ben doof"
	SaysDanger                     // "er staat een vreemde aan mijn deur"
	SaysRather                     // another day or time, unless it is about something else: "liever"
)

// Combinations of senses.
const (
	saysBye   = SaysPolite | SaysThanks
	saysOff   = SaysNo | SaysCancel
	saysShift = SaysOther | SaysMove
)
