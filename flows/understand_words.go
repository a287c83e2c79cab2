package flows

import "github.com/click-call-connect/helpline/scheduling"

// sense is what a word or a phrase says. A word can say several things: لا is
// "no" and "not".
type sense uint32

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
	{says: saysKeep, beside: saysNo | saysNot, means: MeaningNone},
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

// lexiconOrder is the languages that people text in.
var lexiconOrder = [...]scheduling.Language{"nl", "fr", "en", "tr", "ar"}

// wordSigns are signs that say as much as a word.
const wordSigns = "👍👌✅✔☑🆗👎❌✖✗🚫€%$"

// lexicon holds the words of each language, and of none. They are written as
// fold writes them. Small words between two others need not be there: "wil
// afspraak" is "wil graag een afspraak" as well.
var lexicon = map[scheduling.Language]map[string]sense{
	"": wordsOfAll, "nl": dutchWords, "fr": frenchWords, "en": englishWords, "tr": turkishWords, "ar": arabicWords,
}

var wordsOfAll = map[string]sense{
	"menu": saysMenu,
	"ok":   saysFine, "oke": saysFine, "okay": saysFine, "okee": saysFine, "okey": saysFine, "oki": saysFine, "okidoki": saysFine,
	"👍": saysYes, "👌": saysYes, "✅": saysYes, "✔": saysYes, "☑": saysYes, "🆗": saysYes, "👎": saysNo, "❌": saysNo, "✖": saysNo,
	"✗": saysNo, "🚫": saysNo, "€": saysUnit, "%": saysUnit, "$": saysUnit, "x": saysUnit, "gsm": saysSmall, "sms": saysSmall,
	"tel": saysSmall,
}

var dutchWords = map[string]sense{
	// as it was, and all there is
	"houden": saysKeep, "behouden": saysKeep, "bewaren": saysKeep, "laten staan": saysKeep, "laat staan": saysKeep,
	"laat maar staan": saysKeep, "laten doorgaan": saysKeep, "hoofdmenu": saysMenu, "keuzemenu": saysMenu,
	"menu kaart": saysMenu, "menukaart": saysMenu,
	"ander adres": saysNearby, "een ander adres": saysNearby, "ander onderwerp": saysUnsure, "een ander onderwerp": saysUnsure,
	"geen afspraak meer": saysOff,
	// yes
	"ja": saysYes, "jaa": saysYes, "jaja": saysYes, "jawel": saysYes, "jazeker": saysYes, "jep": saysYes, "jup": saysYes,
	"joa": saysYes, "jaok": saysYes, "ja hoor": saysYes, "ja graag": saysYes, "toch wel": saysYes, "waarom niet": saysYes,
	"goed": saysFine, "goe": saysFine, "prima": saysFine, "akkoord": saysFine, "accoord": saysFine, "perfect": saysFine,
	"super": saysFine, "in orde": saysFine, "inorde": saysFine, "zeker": saysFine, "tuurlijk": saysFine, "natuurlijk": saysFine,
	"uiteraard": saysFine, "afgesproken": saysFine, "genoteerd": saysFine, "begrepen": saysFine, "top": saysFine, "fijn": saysFine,
	"best": saysFine, "past": saysFine, "lukt": saysFine, "klopt": saysFine, "gaat door": saysFine, "mag doorgaan": saysFine,
	"kan doorgaan": saysFine, "schikt": saysFine, "komt uit": saysFine, "bevestig": saysFine, "bevestigd": saysFine,
	"bevestigen": saysFine, "okido": saysFine, "uitstekend": saysFine, "geweldig": saysFine, "tot dan": saysFine,
	"tot morgen": saysFine, "tot binnenkort": saysFine, "tot straks": saysFine, "ik kom": saysFine, "kom maar": saysFine,
	"ben er": saysFine, "zal er zijn": saysFine, "zal thuis zijn": saysFine, "ben thuis": saysFine, "mag komen": saysFine,
	"mogen komen": saysFine, "kan wel": saysFine, "dat kan": saysFine, "welkom": saysFine, "ik wacht": saysFine,
	"ik verwacht": saysFine, "geen probleem": saysFine, "geen enkel probleem": saysFine, "niet erg": saysSmall,
	"niet vergeten": saysSmall, "vergeet niet": saysSmall, "zal niet vergeten": saysFine, "graag": saysGladly, "gaarne": saysGladly,
	// no
	"stop afspraak": saysOff, "stop mijn afspraak": saysOff, "afspraak stoppen": saysOff, "afspraak stop": saysOff,
	"stopzetten": saysOff, "stopgezet": saysOff, "verwijderen": saysOff, "afspraak niet meer": saysOff, "niet meer komen": saysOff,
	"niet laten komen": saysOff,
	"nee":              saysNo, "neen": saysNo, "nee hoor": saysNo, "neenee": saysNo, "nope": saysNo, "neeje": saysNo, "nooit": saysNo,
	"onmogelijk": saysNo, "annuleer": saysOff, "annuleren": saysOff, "annulatie": saysOff, "geannuleerd": saysOff, "afzeggen": saysOff,
	"afgezegd": saysOff, "zeg af": saysOff, "afmelden": saysOff, "schrappen": saysOff, "afgelasten": saysOff, "afbellen": saysOff,
	"verhinderd": saysNo, "ben ziek": saysNo, "in ziekenhuis": saysNo, "liever niet": saysNo, "er niet zijn": saysNo,
	"toch niet": saysNo, "niet nodig": saysNo, "niet meer nodig": saysNo, "geen tijd": saysNo, "geen interesse": saysNo,
	"niet geinteresseerd": saysNo, "ben weg": saysNo, "moet weg": saysNo, "niet": saysNot, "nie": saysNot, "ni": saysNot,
	"niemand": saysNot, "geen": saysNot, "niks": saysNot, "kan": saysStance, "kon": saysStance, "kunnen": saysStance,
	"kom": saysStance, "komen": saysStance, "komt": saysStance, "gaat": saysStance, "ga": saysStance, "gaan": saysStance,
	"thuis": saysStance, "aanwezig": saysStance, "mogelijk": saysStance, "lukken": saysStance, "passen": saysStance,
	"doorgaan": saysStance, "wil": saysStance, "hoeft": saysStance, "mag": saysStance, "moet": saysStance,
	// another time
	"andere dag": saysOther, "ander dag": saysOther, "andere keer": saysOther, "andere datum": saysOther, "ander moment": saysOther,
	"ander uur": saysOther, "andere uur": saysOther, "ander tijdstip": saysOther, "andere tijd": saysOther,
	"andere afspraak": saysOther, "andere week": saysOther, "andere": saysOther, "verzetten": saysShift, "verzet": saysShift,
	"verplaatsen": saysShift, "verplaats": saysShift, "verschuiven": saysShift, "verleggen": saysShift, "uitstellen": saysShift,
	"uitstel": saysShift, "veranderen": saysShift, "verander": saysShift, "wijzigen": saysShift, "wijzig": saysShift,
	"omboeken": saysShift, "later": saysOther, "vroeger": saysOther, "volgende week": saysOther, "volgende keer": saysOther,
	"week later": saysOther, "liever": saysOther, "in de namiddag": saysOther, "in de voormiddag": saysOther,
	"geen andere dag": saysSmall, "niet later": saysSmall, "niet vroeger": saysSmall, "niet verplaatsen": saysSmall,
	"niet afzeggen": saysSmall, "niet annuleren": saysSmall, "toch niet afzeggen": saysSmall, "toch niet annuleren": saysSmall,
	"iemand anders": saysSmall, "tot later": saysFine,
	// a human
	"medewerker": saysHuman, "medewerkster": saysHuman, "iemand spreken": saysHuman, "met iemand spreken": saysHuman,
	"iemand praten": saysHuman, "met iemand praten": saysHuman, "met iemand bellen": saysHuman, "echte persoon": saysHuman,
	"echt persoon": saysHuman, "een mens": saysHuman, "persoon spreken": saysHuman, "bel mij": saysHuman, "bel me": saysHuman,
	"bel mij op": saysHuman, "mij bellen": saysHuman, "me bellen": saysHuman, "mij opbellen": saysHuman, "mij terugbellen": saysHuman,
	"belt u mij": saysHuman, "bel eens": saysHuman, "bellen aub": saysHuman, "gelieve te bellen": saysHuman, "bel terug": saysHuman,
	"terugbellen": saysHuman, "iemand bellen": saysHuman, "opbellen": saysHuman, "hulp nodig": saysNeed, "helpdesk": saysHuman,
	"telefoneren met iemand": saysHuman, "telefonisch contact": saysHuman, "bel": saysHelp, "bellen": saysHelp, "spreken": saysHelp,
	"help": saysHelp, "hulp": saysHelp, "helpen": saysHelp, "iemand": saysHelp, "mens": saysHelp, "persoon": saysHelp,
	"hulp aan huis": saysBookNow, "uw hulp": saysSmall, "jullie hulp": saysSmall, "uw bel": saysSmall,
	// booking, visits and digipunten
	"geen brief": saysNoLetter, "geen code": saysNoLetter, "brief niet": saysNoLetter, "code niet": saysNoLetter,
	"brief kwijt": saysNoLetter, "code kwijt": saysNoLetter, "brief verloren": saysNoLetter, "code verloren": saysNoLetter,
	"zonder brief": saysNoLetter, "zonder code": saysNoLetter,
	"afspraak": saysBook, "afspraken": saysBook, "reserveren": saysBook, "boeken": saysBook, "afspreken": saysBook,
	"inschrijven": saysBook, "afspraak maken": saysBookNow, "afspraak vragen": saysBookNow, "afspraak aanvragen": saysBookNow,
	"afspraak boeken": saysBookNow, "afspraak nodig": saysBookNow, "wil afspraak": saysBookNow, "zou afspraak": saysBookNow,
	"nieuwe afspraak": saysBookNow, "nog een afspraak": saysBookNow, "nog eens afspraak": saysBookNow, "afspraak willen": saysBookNow,
	"afspraak hebben": saysBookNow, "afspraak krijgen": saysBookNow, "maak afspraak": saysBookNow, "boek afspraak": saysBookNow,
	"mijn afspraak": saysVisit, "mijn afspraken": saysVisit, "mijne afspraak": saysVisit, "m n afspraak": saysVisit,
	"mijn bezoek": saysVisit, "heb geen afspraak": saysUnsure, "wanneer": saysWhen, "hoe laat": saysWhen, "welke dag": saysWhen,
	"welk uur": saysWhen, "om hoe laat": saysWhen, "wie komt": saysWhen, "digipunt": saysNearby, "digipunten": saysNearby,
	"digi punt": saysNearby, "in de buurt": saysNearby, "in mijn buurt": saysNearby, "dichtbij": saysNearby, "dicht bij": saysNearby,
	"dichtstbijzijnde": saysNearby, "inlooppunt": saysNearby, "zonder afspraak": saysNearby, "opnieuw": saysAgain,
	"nog eens": saysAgain, "nogeens": saysAgain, "nogmaals": saysAgain, "herhaal": saysAgain, "herhalen": saysAgain,
	"nog een keer": saysAgain, "terug": saysAgain,
	// no answer
	"weet niet": saysUnsure, "weet het niet": saysUnsure, "weet ik niet": saysUnsure, "weet het nog niet": saysUnsure,
	"niet zeker": saysUnsure, "geen idee": saysUnsure, "misschien": saysUnsure, "twijfel": saysUnsure, "niet weten": saysUnsure,
	"wie is dit": saysUnsure, "wie bent u": saysUnsure, "begrijp niet": saysUnsure, "begrijp het niet": saysUnsure,
	"begrijp er niets van": saysUnsure, "versta niet": saysUnsure, "snap niet": saysUnsure, "snap het niet": saysUnsure,
	"verkeerd nummer": saysUnsure, "wat": saysUnsure, "niet gekomen": saysUnsure, "niet geweest": saysUnsure,
	"niet vinden": saysUnsure, "niet lezen": saysUnsure, "welke": saysUnsure,
	// courtesy
	"dankjewel": saysBye, "dankjulliewel": saysBye, "dank jullie": saysBye, "dank jullie wel": saysBye, "duizendmaal dank": saysBye,
	"fijn weekend": saysBye, "prettige dag": saysBye, "prettig weekend": saysBye, "daag": saysBye, "dada": saysBye,
	"hartelijke": saysPolite, "vriendelijk": saysPolite,
	"dank u": saysBye, "dank u wel": saysBye, "dank je": saysBye, "dank je wel": saysBye, "dankuwel": saysBye,
	"dank": saysBye, "danku": saysBye, "bedankt": saysBye, "hartelijk": saysPolite, "aub": saysPolite,
	"alstublieft": saysPolite, "alsjeblieft": saysPolite, "alsublieft": saysPolite, "aub graag": saysPolite, "svp": saysPolite,
	"merci": saysBye, "sorry": saysPolite, "spijtig": saysPolite, "jammer": saysPolite, "helaas": saysPolite, "dag": saysPolite,
	"hallo": saysPolite, "goeiedag": saysPolite, "goedendag": saysPolite, "goedemorgen": saysPolite, "goeiemorgen": saysPolite,
	"goeie morgen": saysPolite, "goede morgen": saysPolite, "goedemiddag": saysPolite, "goeie middag": saysPolite,
	"goedenavond": saysPolite, "goeienavond": saysPolite, "groetjes": saysPolite, "groeten": saysPolite, "mvg": saysPolite,
	"vriendelijke": saysPolite, "mevrouw": saysPolite, "meneer": saysPolite, "beste": saysPolite, "gelieve": saysPolite,
	"fijne dag": saysBye, "goede dag": saysPolite, "nog een fijne dag": saysBye, "tot ziens": saysBye,
	// small words
	"ik": saysSmall, "ikke": saysSmall, "u": saysSmall | saysUnit, "uw": saysSmall, "je": saysSmall, "jij": saysSmall,
	"gij": saysSmall, "wij": saysSmall, "we": saysSmall, "mij": saysSmall, "me": saysSmall, "mijn": saysSmall, "ons": saysSmall,
	"hij": saysSmall, "zij": saysSmall, "ze": saysSmall, "jullie": saysSmall, "het": saysSmall, "t": saysSmall, "de": saysSmall,
	"den": saysSmall, "een": saysSmall, "dat": saysSmall, "da": saysSmall, "dit": saysSmall, "die": saysSmall, "deze": saysSmall,
	"er": saysSmall, "is": saysSmall, "zijn": saysSmall, "was": saysSmall, "ben": saysSmall, "bent": saysSmall, "heb": saysSmall,
	"hebt": saysSmall, "heeft": saysSmall, "zal": saysSmall, "zou": saysSmall, "zullen": saysSmall, "willen": saysSmall,
	"en": saysSmall, "of": saysSmall, "dus": saysSmall, "want": saysSmall, "dan": saysSmall, "nu": saysSmall, "toch": saysSmall,
	"wel": saysSmall, "echt": saysSmall, "ook": saysSmall, "nog": saysSmall, "al": saysSmall, "zo": saysSmall, "hoor": saysSmall,
	"even": saysSmall, "eens": saysSmall, "meer": saysSmall, "heel": saysSmall, "zeer": saysSmall, "te": saysSmall, "pas": saysSmall,
	"voor": saysSmall, "met": saysSmall, "van": saysSmall, "op": saysSmall, "aan": saysSmall, "in": saysSmall, "bij": saysSmall,
	"naar": saysSmall, "door": saysSmall, "om": saysSmall | saysClock, "rond": saysSmall | saysClock, "tegen": saysSmall | saysClock,
	"vanaf": saysSmall | saysClock, "tot": saysSmall | saysClock, "tussen": saysSmall | saysClock, "omstreeks": saysSmall | saysClock,
	"na": saysSmall | saysClock, "maar": saysContrast, "echter": saysContrast, "student": saysSmall, "bezoek": saysSmall,
	"bon": saysSmall, "bonnen": saysSmall, "code": saysSmall | saysChoice, "optie": saysSmall | saysChoice,
	"keuze": saysSmall | saysChoice, "kies": saysSmall | saysChoice, "nummer": saysSmall | saysChoice, "nr": saysSmall | saysChoice,
	"postcode": saysSmall | saysChoice, "druk": saysSmall | saysChoice, "antwoord": saysSmall | saysChoice, "zoon": saysSmall,
	"dochter": saysSmall, "dokter": saysSmall, "ziek": saysSmall, "ziet": saysSmall, "giet": saysSmall, "liet": saysSmall,
	"net": saysSmall, "riet": saysSmall, "niets": saysNot, "iets": saysSmall, "wachten": saysSmall, "nul": saysSmall,
	"twee": saysSmall, "drie": saysSmall, "vier": saysSmall, "vijf": saysSmall, "zes": saysSmall, "zeven": saysSmall,
	"acht": saysSmall, "negen": saysSmall, "eerste": saysSmall, "tweede": saysSmall, "derde": saysSmall,
	// dates
	"maandag": saysDay, "dinsdag": saysDay, "woensdag": saysDay, "donderdag": saysDay, "vrijdag": saysDay, "zaterdag": saysDay,
	"zondag": saysDay, "morgen": saysDay, "overmorgen": saysDay, "vandaag": saysDay, "namiddag": saysDay, "voormiddag": saysDay,
	"januari": saysMonth, "februari": saysMonth, "maart": saysMonth, "april": saysMonth, "mei": saysMonth, "juni": saysMonth,
	"juli": saysMonth, "augustus": saysMonth, "september": saysMonth, "oktober": saysMonth, "november": saysMonth,
	"december": saysMonth, "uur": saysUnit, "uren": saysUnit, "uurtje": saysUnit, "min": saysUnit, "minuten": saysUnit,
	"minuutjes": saysUnit, "kwartier": saysUnit, "jaar": saysUnit, "dagen": saysUnit, "weken": saysUnit, "week": saysUnit,
	"maanden": saysUnit, "maand": saysUnit, "euro": saysUnit, "personen": saysUnit, "mensen": saysUnit, "keer": saysUnit,
	"keren": saysUnit, "verdiep": saysUnit, "half": saysUnit | saysClock,
}

var frenchWords = map[string]sense{
	// as it was, and all there is
	"garder": saysKeep, "gardez": saysKeep, "conserver": saysKeep, "maintenir": saysKeep, "maintenez": saysKeep,
	"menu principal": saysMenu,
	"autre adresse":  saysNearby, "une autre adresse": saysNearby, "autre sujet": saysUnsure, "un autre sujet": saysUnsure,
	"plus de rendez vous": saysOff,
	// yes
	"oui": saysYes, "ui": saysYes, "ouais": saysYes, "ouai": saysYes, "mais oui": saysYes, "ben oui": saysYes,
	"pourquoi pas": saysYes, "d accord": saysFine, "daccord": saysFine, "accord": saysFine, "dac": saysFine, "dacc": saysFine,
	"bien": saysFine, "bon": saysFine, "parfait": saysFine, "super": saysFine, "top": saysFine, "entendu": saysFine,
	"volontiers": saysFine, "certainement": saysFine, "bien sur": saysFine, "absolument": saysFine, "exact": saysFine,
	"confirme": saysFine, "confirmer": saysFine, "je confirme": saysFine, "convient": saysFine, "me va": saysFine, "va": saysFine,
	"marche": saysFine, "note": saysFine, "c est note": saysFine, "impeccable": saysFine, "nickel": saysFine, "je serai la": saysFine,
	"serai la": saysFine, "serai chez moi": saysFine, "suis la": saysFine, "a demain": saysFine, "a bientot": saysFine,
	"a lundi": saysFine, "je viens": saysFine, "je vous attends": saysFine, "pas de probleme": saysFine, "pas de soucis": saysFine,
	"pas de souci": saysFine, "aucun probleme": saysFine, "sans probleme": saysFine, "ca marche": saysFine,
	"avec plaisir": saysGladly, "pas grave": saysSmall, "pas annuler": saysSmall, "n annulez pas": saysSmall,
	"n oublie pas": saysSmall, "n oubliez pas": saysSmall,
	"n oublierai pas": saysSmall,
	// no
	"stop rendez vous": saysOff, "stop rdv": saysOff, "arreter rendez vous": saysOff, "arreter rdv": saysOff, "supprimer": saysOff,
	"non": saysNo, "nan": saysNo, "jamais": saysNo, "impossible": saysNo, "annuler": saysOff, "annulez": saysOff, "annule": saysOff,
	"annulation": saysOff, "decommander": saysOff, "suis malade": saysNo, "a l hopital": saysNo, "empeche": saysNo, "empechee": saysNo,
	"pas besoin": saysNo, "plus besoin": saysNo, "pas interesse": saysNo, "pas interessee": saysNo, "pas le temps": saysNo,
	"pas libre": saysNo, "pas disponible": saysNo, "suis absent": saysNo, "suis absente": saysNo, "tombe a l eau": saysNo,
	"pas": saysNot, "aucun": saysNot, "aucune": saysNot, "peux": saysStance, "peut": saysStance, "pouvez": saysStance,
	"pourrai": saysStance, "pourrais": saysStance, "pouvoir": saysStance, "possible": saysStance, "vais": saysStance,
	"viens": saysStance, "vient": saysStance, "venir": saysStance, "veux": saysStance, "serai": saysStance, "arrange": saysStance,
	"aller": saysStance, "sera": saysStance,
	// another time
	"autre jour": saysOther, "autre date": saysOther, "autre moment": saysOther, "autre heure": saysOther, "autre fois": saysOther,
	"autre rendez vous": saysOther, "autre rdv": saysOther, "autre semaine": saysOther, "autre": saysOther, "deplacer": saysShift,
	"reporter": saysShift, "changer": saysShift, "changement": saysShift, "decaler": saysShift, "modifier": saysShift,
	"postposer": saysShift, "plus tard": saysOther, "plus tot": saysOther, "plutot": saysOther, "semaine prochaine": saysOther,
	"la prochaine fois": saysOther, "l apres midi": saysOther, "a plus tard": saysFine,
	// a human
	"quelqu un": saysHelp, "parler a quelqu un": saysHuman, "parler avec quelqu un": saysHuman, "parler quelqu un": saysHuman,
	"parler a une personne": saysHuman, "parler personne": saysHuman, "collaborateur": saysHuman, "collaboratrice": saysHuman,
	"un humain": saysHuman, "conseiller": saysHuman, "operateur": saysHuman, "appelez moi": saysHuman, "appelle moi": saysHuman,
	"m appeler": saysHuman, "me telephoner": saysHuman, "telephonez moi": saysHuman, "rappelez moi": saysHuman, "rappeler": saysHuman,
	"me rappeler": saysHuman, "besoin d aide": saysNeed, "aidez moi": saysNeed, "m aider": saysNeed, "vraie personne": saysHuman,
	"employe": saysHuman, "aide": saysHelp, "aider": saysHelp, "au secours": saysHelp, "humain": saysHelp, "appeler": saysHelp,
	"parler": saysHelp, "personne": saysHelp, "votre aide": saysSmall, "aide a domicile": saysBookNow,
	// booking, visits and digipunten
	"pas de lettre": saysNoLetter, "pas la lettre": saysNoLetter, "pas lettre": saysNoLetter, "pas de code": saysNoLetter,
	"pas le code": saysNoLetter, "pas code": saysNoLetter, "pas recu de lettre": saysNoLetter, "aucune lettre": saysNoLetter,
	"plus de lettre": saysNoLetter, "plus la lettre": saysNoLetter, "sans lettre": saysNoLetter, "sans code": saysNoLetter,
	"perdu lettre": saysNoLetter, "perdu ma lettre": saysNoLetter, "perdu la lettre": saysNoLetter, "perdu code": saysNoLetter,
	"perdu le code": saysNoLetter,
	"rendez vous":   saysBook, "rendezvous": saysBook, "rdv": saysBook, "rendevous": saysBook, "reserver": saysBook,
	"prendre rendez vous": saysBookNow, "prendre rdv": saysBookNow, "fixer rendez vous": saysBookNow, "fixer rdv": saysBookNow,
	"voudrais rendez vous": saysBookNow, "voudrais rdv": saysBookNow, "veux rendez vous": saysBookNow, "veux rdv": saysBookNow,
	"aimerais rendez vous": saysBookNow, "aimerais rdv": saysBookNow, "besoin rendez vous": saysBookNow,
	"besoin d rendez vous": saysBookNow, "besoin d un rendez vous": saysBookNow, "nouveau rendez vous": saysBookNow,
	"nouveau rdv": saysBookNow, "avoir rendez vous": saysBookNow, "avoir rdv": saysBookNow, "demander rendez vous": saysBookNow,
	"mon rendez vous": saysVisit, "mes rendez vous": saysVisit, "mon rdv": saysVisit, "mes rdv": saysVisit, "ma visite": saysVisit,
	"ai pas rendez vous": saysUnsure, "ai pas rdv": saysUnsure, "quand": saysWhen, "quel jour": saysWhen, "quelle heure": saysWhen,
	"quelle date": saysWhen, "qui vient": saysWhen, "digipunt": saysNearby, "point numerique": saysNearby,
	"pres de chez moi": saysNearby, "dans le quartier": saysNearby, "dans mon quartier": saysNearby, "a proximite": saysNearby,
	"le plus proche": saysNearby, "sans rendez vous": saysNearby, "sans rdv": saysNearby, "repeter": saysAgain, "repete": saysAgain,
	"repetez": saysAgain, "encore": saysAgain, "encore une fois": saysAgain, "a nouveau": saysAgain, "de nouveau": saysAgain,
	"recommencer": saysAgain,
	// no answer
	"sais pas": saysUnsure, "sais pas encore": saysUnsure, "pas sur": saysUnsure, "pas sure": saysUnsure, "peut etre": saysUnsure,
	"aucune idee": saysUnsure, "comprends pas": saysUnsure, "comprends rien": saysUnsure, "pas compris": saysUnsure,
	"qui etes vous": saysUnsure, "c est qui": saysUnsure, "mauvais numero": saysUnsure, "quoi": saysUnsure, "pas venu": saysUnsure,
	"pas trouve": saysUnsure,
	// courtesy
	"grand merci": saysBye, "mille mercis": saysBye, "mille merci": saysBye, "je vous remercie": saysBye, "vous remercie": saysBye,
	"remercie": saysBye, "bonne soiree": saysBye, "bon week end": saysBye, "bon weekend": saysBye, "bonne fin de journee": saysBye,
	"merci": saysBye, "merci bien": saysBye, "merci beaucoup": saysBye, "s il vous plait": saysPolite,
	"s il te plait": saysPolite, "sil vous plait": saysPolite, "svp": saysPolite, "stp": saysPolite, "bonjour": saysPolite,
	"bonsoir": saysPolite, "salut": saysPolite, "desole": saysPolite, "desolee": saysPolite, "malheureusement": saysPolite,
	"pardon": saysPolite, "madame": saysPolite, "monsieur": saysPolite, "cordialement": saysPolite, "bonne journee": saysBye,
	"au revoir": saysBye, "dommage": saysPolite, "tres bien": saysFine,
	// small words
	"je": saysSmall, "j": saysSmall, "tu": saysSmall, "il": saysSmall, "elle": saysSmall, "on": saysSmall, "nous": saysSmall,
	"vous": saysSmall, "me": saysSmall, "m": saysSmall, "moi": saysSmall, "mon": saysSmall, "ma": saysSmall, "mes": saysSmall,
	"c": saysSmall, "ce": saysSmall, "ca": saysSmall, "cela": saysSmall, "ceci": saysSmall, "est": saysSmall, "es": saysSmall,
	"suis": saysSmall, "ai": saysSmall, "avez": saysSmall, "n": saysSmall, "ne": saysSmall, "le": saysSmall, "la": saysSmall,
	"les": saysSmall, "l": saysSmall, "un": saysSmall, "une": saysSmall, "des": saysSmall, "de": saysSmall, "du": saysSmall,
	"d": saysSmall, "a": saysSmall, "au": saysSmall, "en": saysSmall, "y": saysSmall, "et": saysSmall, "ou": saysSmall,
	"que": saysSmall, "qu": saysSmall, "qui": saysSmall, "pour": saysSmall, "avec": saysSmall, "dans": saysSmall, "chez": saysSmall,
	"sur": saysSmall, "car": saysSmall, "donc": saysSmall, "alors": saysSmall, "plus": saysSmall, "tout": saysSmall,
	"tres": saysSmall, "aussi": saysSmall, "voudrais": saysSmall, "aimerais": saysSmall, "si": saysSmall, "t": saysSmall,
	"visite": saysSmall, "etudiant": saysSmall, "vers": saysSmall | saysClock, "apres": saysSmall | saysClock,
	"avant": saysSmall | saysClock, "jusqu": saysSmall | saysClock, "mais": saysContrast, "par contre": saysContrast,
	"code": saysSmall | saysChoice, "option": saysSmall | saysChoice, "choix": saysSmall | saysChoice,
	"choisis": saysSmall | saysChoice, "numero": saysSmall | saysChoice, "postal": saysSmall | saysChoice,
	"reponse": saysSmall | saysChoice, "zero": saysSmall, "deux": saysSmall, "trois": saysSmall, "quatre": saysSmall,
	"cinq": saysSmall, "six": saysSmall, "sept": saysSmall, "huit": saysSmall, "neuf": saysSmall, "premier": saysSmall,
	"premiere": saysSmall, "deuxieme": saysSmall, "second": saysSmall, "troisieme": saysSmall,
	// dates
	"lundi": saysDay, "mardi": saysDay, "mercredi": saysDay, "jeudi": saysDay, "vendredi": saysDay, "samedi": saysDay,
	"dimanche": saysDay, "demain": saysDay, "aujourd hui": saysDay, "aujourdhui": saysDay, "janvier": saysMonth, "fevrier": saysMonth,
	"mars": saysMonth, "avril": saysMonth, "mai": saysMonth, "juin": saysMonth, "juillet": saysMonth, "aout": saysMonth,
	"septembre": saysMonth, "octobre": saysMonth, "novembre": saysMonth, "decembre": saysMonth, "h": saysUnit, "heure": saysUnit,
	"heures": saysUnit, "min": saysUnit, "minutes": saysUnit, "ans": saysUnit, "jours": saysUnit, "jour": saysUnit,
	"semaines": saysUnit, "semaine": saysUnit, "mois": saysUnit, "euros": saysUnit, "euro": saysUnit, "personnes": saysUnit,
	"fois": saysUnit, "midi": saysUnit,
}

var englishWords = map[string]sense{
	// as it was, and all there is
	"keep": saysKeep, "main menu": saysMenu,
	"another address": saysNearby, "other address": saysNearby, "another subject": saysUnsure, "other subject": saysUnsure,
	"another topic": saysUnsure, "no appointment any more": saysOff,
	// yes
	"yes": saysYes, "yess": saysYes, "yep": saysYes, "yeah": saysYes, "yea": saysYes, "yup": saysYes, "yes please": saysYes,
	"why not": saysYes, "sure": saysFine, "fine": saysFine, "good": saysFine, "great": saysFine, "perfect": saysFine,
	"super": saysFine, "alright": saysFine, "all right": saysFine, "of course": saysFine, "agreed": saysFine, "agree": saysFine,
	"correct": saysFine, "confirm": saysFine, "confirmed": saysFine, "works": saysFine, "suits": saysFine, "see you": saysFine,
	"i ll be there": saysFine, "ill be there": saysFine, "will be there": saysFine, "be home": saysStance, "will be home": saysFine,
	"i can make it": saysFine, "no problem": saysFine, "no worries": saysFine, "no problems": saysFine, "looking forward": saysFine,
	"absolutely": saysFine, "excellent": saysFine, "won t forget": saysSmall, "don t cancel": saysSmall, "dont cancel": saysSmall,
	"do not cancel": saysSmall, "not cancel": saysSmall, "gladly": saysGladly, "come": saysStance,
	// no
	"stop appointment": saysOff, "stop my appointment": saysOff, "stop visit": saysOff,
	"no": saysNo, "nope": saysNo, "nah": saysNo, "never": saysNo, "no thanks": saysNo, "no good": saysNo, "impossible": saysNo,
	"cancel": saysOff, "cancelled": saysOff, "canceled": saysOff, "cancelling": saysOff, "call off": saysOff, "called off": saysOff,
	"am sick": saysNo, "m sick": saysNo, "am ill": saysNo, "in hospital": saysNo, "not interested": saysNo, "no longer need": saysNo,
	"don t need": saysNo, "dont need": saysNo, "can t": saysNo, "cant": saysNo, "cannot": saysNo, "won t": saysNo, "wont be": saysNo,
	"doesn t work": saysNo, "doesnt work": saysNo, "doesn t suit": saysNo, "unable": saysNo, "not available": saysNo,
	"not home": saysNo, "not at home": saysNo, "not": saysNot, "don t": saysNot, "dont": saysNot, "doesn t": saysNot,
	"doesnt": saysNot, "can": saysStance, "could": saysStance, "possible": saysStance, "want": saysStance, "able": saysStance,
	"make it": saysStance, "work": saysStance, "suit": saysStance,
	// another time
	"another day": saysOther, "another time": saysOther, "another date": saysOther, "another appointment": saysOther,
	"another": saysOther, "other day": saysOther, "other time": saysOther, "different day": saysOther, "different time": saysOther,
	"different date": saysOther, "some other time": saysOther, "reschedule": saysShift, "move it": saysShift,
	"move appointment": saysShift, "move my appointment": saysShift, "change": saysShift, "postpone": saysShift, "later": saysOther,
	"earlier": saysOther, "next week": saysOther, "instead": saysOther, "rather": saysOther, "see you later": saysFine,
	// a human
	"talk to someone": saysHuman, "speak to someone": saysHuman, "talk to somebody": saysHuman, "speak to somebody": saysHuman,
	"speak with someone": saysHuman, "talk with someone": saysHuman, "talk to person": saysHuman, "speak to person": saysHuman,
	"speak to human": saysHuman, "talk to human": saysHuman, "real person": saysHuman, "operator": saysHuman, "call me": saysHuman,
	"phone me": saysHuman, "ring me": saysHuman, "call back": saysHuman, "callback": saysHuman, "call me back": saysHuman,
	"need help": saysNeed, "help me": saysNeed, "human": saysHuman, "agent": saysHelp, "person": saysHelp, "help": saysHelp,
	"someone": saysHelp, "call": saysHelp, "your help": saysSmall,
	// booking, visits and digipunten
	"no letter": saysNoLetter, "no code": saysNoLetter, "without letter": saysNoLetter, "without code": saysNoLetter,
	"lost letter": saysNoLetter, "lost my letter": saysNoLetter, "lost the letter": saysNoLetter, "lost code": saysNoLetter,
	"lost my code": saysNoLetter, "don t letter": saysNoLetter, "don t have letter": saysNoLetter, "don t code": saysNoLetter,
	"don t have code": saysNoLetter, "do not letter": saysNoLetter, "do not have letter": saysNoLetter,
	"didn t get letter": saysNoLetter, "did not get letter": saysNoLetter, "never got letter": saysNoLetter,
	"appointment": saysBook, "appointments": saysBook, "book": saysBook, "booking": saysBook, "make appointment": saysBookNow,
	"book appointment": saysBookNow, "want appointment": saysBookNow, "need appointment": saysBookNow,
	"like appointment": saysBookNow, "new appointment": saysBookNow, "have appointment": saysBookNow, "get appointment": saysBookNow,
	"my appointment": saysVisit, "my appointments": saysVisit, "my visit": saysVisit, "my booking": saysVisit,
	"no appointment": saysUnsure, "when": saysWhen, "what time": saysWhen, "which day": saysWhen, "what day": saysWhen,
	"who is coming": saysWhen, "digipunt": saysNearby, "nearby": saysNearby, "near me": saysNearby, "nearest": saysNearby,
	"closest": saysNearby, "walk in": saysNearby, "without appointment": saysNearby, "in neighbourhood": saysNearby,
	"in my neighbourhood": saysNearby, "again": saysAgain, "repeat": saysAgain, "once more": saysAgain, "one more time": saysAgain,
	// no answer
	"don t know": saysUnsure, "dont know": saysUnsure, "not sure": saysUnsure, "maybe": saysUnsure, "perhaps": saysUnsure,
	"no idea": saysUnsure, "don t understand": saysUnsure, "dont understand": saysUnsure, "do not understand": saysUnsure,
	"who is this": saysUnsure, "wrong number": saysUnsure, "what": saysUnsure, "not come": saysUnsure, "did not come": saysUnsure,
	"didn t come": saysUnsure, "can t find": saysUnsure, "can t read": saysUnsure,
	// courtesy
	"many thanks": saysBye, "thanks a lot": saysBye, "thank you so much": saysBye, "thank u": saysBye, "ty": saysBye,
	"goodbye": saysBye, "have a good day": saysBye, "much appreciated": saysBye,
	"thanks": saysBye, "thank you": saysBye, "thank": saysBye, "thx": saysBye, "thank you very much": saysBye,
	"please": saysPolite, "pls": saysPolite, "plz": saysPolite, "sorry": saysPolite, "unfortunately": saysPolite, "hello": saysPolite,
	"hi": saysPolite, "good morning": saysPolite, "good afternoon": saysPolite, "good evening": saysPolite, "regards": saysPolite,
	"best regards": saysPolite, "dear": saysPolite, "madam": saysPolite, "sir": saysPolite, "have a nice day": saysBye,
	"bye": saysBye, "cheers": saysBye,
	// small words
	"i": saysSmall, "you": saysSmall, "we": saysSmall, "it": saysSmall, "its": saysSmall, "s": saysSmall, "that": saysSmall,
	"thats": saysSmall, "this": saysSmall, "the": saysSmall, "a": saysSmall, "an": saysSmall, "is": saysSmall, "are": saysSmall,
	"am": saysSmall | saysUnit, "m": saysSmall, "be": saysSmall, "will": saysSmall, "would": saysSmall, "ll": saysSmall,
	"d": saysSmall, "like": saysSmall, "do": saysSmall, "does": saysSmall, "my": saysSmall, "me": saysSmall, "your": saysSmall,
	"to": saysSmall, "for": saysSmall, "with": saysSmall, "on": saysSmall, "of": saysSmall, "in": saysSmall, "and": saysSmall,
	"or": saysSmall, "so": saysSmall, "very": saysSmall, "there": saysSmall, "then": saysSmall, "have": saysSmall, "need": saysSmall,
	"at": saysSmall | saysClock, "around": saysSmall | saysClock, "after": saysSmall | saysClock, "before": saysSmall | saysClock,
	"until": saysSmall | saysClock, "but": saysContrast, "however": saysContrast, "visit": saysSmall, "student": saysSmall,
	"day": saysSmall, "code": saysSmall | saysChoice, "option": saysSmall | saysChoice, "choice": saysSmall | saysChoice,
	"choose": saysSmall | saysChoice, "number": saysSmall | saysChoice, "press": saysSmall | saysChoice,
	"postcode": saysSmall | saysChoice, "zero": saysSmall, "one": saysSmall, "two": saysSmall, "three": saysSmall, "four": saysSmall,
	"five": saysSmall, "seven": saysSmall, "six": saysSmall, "eight": saysSmall, "nine": saysSmall, "first": saysSmall,
	"second": saysSmall, "third": saysSmall,
	// dates
	"monday": saysDay, "tuesday": saysDay, "wednesday": saysDay, "thursday": saysDay, "friday": saysDay, "saturday": saysDay,
	"sunday": saysDay, "tomorrow": saysDay, "today": saysDay, "january": saysMonth, "february": saysMonth, "march": saysMonth,
	"april": saysMonth, "may": saysMonth, "june": saysMonth, "july": saysMonth, "august": saysMonth, "september": saysMonth,
	"october": saysMonth, "november": saysMonth, "december": saysMonth, "pm": saysUnit, "oclock": saysUnit, "o clock": saysUnit,
	"hours": saysUnit, "hour": saysUnit, "minutes": saysUnit, "min": saysUnit, "years": saysUnit, "days": saysUnit, "weeks": saysUnit,
	"months": saysUnit, "euro": saysUnit, "euros": saysUnit, "people": saysUnit, "times": saysUnit,
}

var turkishWords = map[string]sense{
	// as it was, and all there is
	"kalsin": saysKeep, "iptal etmeyin": saysKeep, "ana menu": saysMenu, "baska adres": saysNearby, "baska bir adres": saysNearby,
	"baska konu": saysUnsure, "baska bir konu": saysUnsure,
	// yes
	"evet": saysYes, "ewet": saysYes, "evt": saysYes, "evet lutfen": saysYes, "tabi": saysYes, "tabii": saysYes, "tabi ki": saysYes,
	"tabii ki": saysYes, "neden olmasin": saysYes, "tamam": saysFine, "tmm": saysFine, "tamamdir": saysFine, "olur": saysFine,
	"uygun": saysFine, "uygundur": saysFine, "uyar": saysFine, "uyuyor": saysFine, "iyi": saysFine, "guzel": saysFine,
	"peki": saysFine, "elbette": saysFine, "anlastik": saysFine, "onayliyorum": saysFine, "kabul": saysFine, "geliyorum": saysFine,
	"gelirim": saysFine, "evdeyim": saysFine, "evde olacagim": saysFine, "bekliyorum": saysFine, "super": saysFine,
	"sorun degil": saysFine, "sorun yok": saysFine, "problem yok": saysFine, "dogru": saysFine,
	// no
	"iptal etmek": saysOff, "iptal eder": saysOff, "iptal edebilir": saysOff, "iptali": saysOff, "randevuyu durdur": saysOff,
	"hayir": saysNo, "hayr": saysNo, "yok": saysNo, "olmaz": saysNo, "olmuyor": saysNo, "olmayacak": saysNo, "uymuyor": saysNo,
	"uymaz": saysNo, "gelemem": saysNo, "gelemiyorum": saysNo, "gelmem": saysNo, "gelmiyorum": saysNo, "gelmesin": saysNo,
	"istemiyorum": saysNo, "istemem": saysNo, "mumkun degil": saysNo, "iptal": saysOff, "iptal et": saysOff, "iptal edin": saysOff,
	"iptal etmek istiyorum": saysOff, "evde degilim": saysNo, "evde yokum": saysNo, "gerek yok": saysNo, "imkansiz": saysNo,
	"hastayim": saysNo, "hastanedeyim": saysNo, "musait degilim": saysNo, "vaktim yok": saysNo, "degil": saysNot, "degilim": saysNot,
	"mumkun": saysStance, "musait": saysStance, "evde": saysStance, "olabilir mi": saysStance,
	// another time
	"baska gun": saysOther, "baska bir gun": saysOther, "baska zaman": saysOther, "baska bir zaman": saysOther,
	"baska saat": saysOther, "baska bir saat": saysOther, "baska tarih": saysOther, "baska bir tarih": saysOther, "baska": saysOther,
	"farkli bir gun": saysOther, "diger gun": saysOther, "degistirmek": saysShift, "degistirmek istiyorum": saysShift,
	"degistir": saysShift, "degistirin": saysShift, "ertelemek": saysShift, "ertele": saysShift, "erteleyin": saysShift,
	"erteleyebilir": saysShift, "sonra": saysOther, "daha sonra": saysOther, "daha gec": saysOther, "daha erken": saysOther,
	"haftaya": saysOther, "gelecek hafta": saysOther,
	// a human
	"biriyle konusmak": saysHuman, "birisiyle konusmak": saysHuman, "birisi ile konusmak": saysHuman, "insanla konusmak": saysHuman,
	"gorevli": saysHuman, "calisan": saysHuman, "yetkili": saysHuman, "beni ara": saysHuman, "beni arayin": saysHuman,
	"beni arar": saysHuman, "beni arayabilir": saysHuman, "arayin": saysHuman, "geri arayin": saysHuman, "yardim lazim": saysNeed,
	"yardima ihtiyacim": saysNeed, "yardim edin": saysNeed, "yardim": saysHelp, "imdat": saysHelp, "konusmak": saysHelp,
	"insan": saysHelp, "yardiminiz": saysSmall,
	// booking, visits and digipunten
	"mektup yok": saysNoLetter, "mektubum yok": saysNoLetter, "mektup gelmedi": saysNoLetter, "mektup almadim": saysNoLetter,
	"mektubu kaybettim": saysNoLetter, "kodum yok": saysNoLetter, "kod yok": saysNoLetter, "mektupsuz": saysNoLetter,
	"randevuyu": saysVisit, "randevumuzu": saysVisit,
	"randevu": saysBook, "randevu almak": saysBookNow, "randevu al": saysBookNow, "randevu istiyorum": saysBookNow,
	"randevu almak istiyorum": saysBookNow, "randevu lazim": saysBookNow, "yeni randevu": saysBookNow, "randevum": saysVisit,
	"randevumu": saysVisit, "benim randevum": saysVisit, "randevularim": saysVisit, "randevum yok": saysUnsure, "ne zaman": saysWhen,
	"saat kacta": saysWhen, "hangi gun": saysWhen, "kim geliyor": saysWhen, "digipunt": saysNearby, "yakinda": saysNearby,
	"yakinimda": saysNearby, "en yakin": saysNearby, "randevusuz": saysNearby, "tekrar": saysAgain, "tekrarla": saysAgain,
	"tekrar et": saysAgain, "bir daha": saysAgain, "yeniden": saysAgain,
	// no answer
	"bilmiyorum": saysUnsure, "bilmem": saysUnsure, "emin degilim": saysUnsure, "belki": saysUnsure, "anlamadim": saysUnsure,
	"anlamiyorum": saysUnsure, "kimsiniz": saysUnsure, "yanlis numara": saysUnsure, "gelmedi": saysUnsure,
	"kimse gelmedi": saysUnsure,
	// courtesy
	"cok tesekkur ederim": saysBye, "cok tesekkur ederiz": saysBye, "cok sagolun": saysBye, "cok sag olun": saysBye,
	"hosca kal": saysBye, "hosca kalin": saysBye, "hoscakal": saysBye, "hoscakalin": saysBye, "gorusuruz": saysBye,
	"gorusmek uzere": saysBye, "yardiminiz icin": saysSmall,
	"tesekkurler": saysBye, "tesekkur": saysBye, "tesekkur ederim": saysBye, "tesekkur ederiz": saysBye,
	"cok tesekkurler": saysBye, "sagolun": saysBye, "sag olun": saysBye, "sagol": saysBye, "lutfen": saysPolite,
	"merhaba": saysPolite, "selam": saysPolite, "gunaydin": saysPolite, "iyi gunler": saysPolite, "iyi aksamlar": saysPolite,
	"maalesef": saysPolite, "uzgunum": saysPolite, "kusura bakmayin": saysPolite, "hanim": saysPolite, "bey": saysPolite,
	"efendim": saysPolite, "insallah": saysBye,
	// small words
	"ben": saysSmall, "benim": saysSmall, "bana": saysSmall, "beni": saysSmall, "icin": saysSmall, "bir": saysSmall, "bu": saysSmall,
	"o": saysSmall, "ve": saysSmall, "mi": saysSmall, "cok": saysSmall, "da": saysSmall, "de": saysSmall, "ile": saysSmall,
	"istiyorum": saysSmall, "var": saysSmall, "daha": saysSmall, "gun": saysUnit, "olacagim": saysSmall, "et": saysSmall,
	"ama": saysContrast, "fakat": saysContrast, "saat": saysSmall | saysClock, "kod": saysSmall | saysChoice,
	"kodum": saysSmall | saysChoice, "numara": saysSmall | saysChoice, "secenek": saysSmall | saysChoice, "posta": saysSmall,
	"kodu": saysSmall | saysChoice, "sifir": saysSmall, "iki": saysSmall, "uc": saysSmall, "dort": saysSmall, "bes": saysSmall,
	"alti": saysSmall, "yedi": saysSmall, "sekiz": saysSmall, "dokuz": saysSmall, "birinci": saysSmall, "ikinci": saysSmall,
	"ucuncu": saysSmall,
	// dates
	"pazartesi": saysDay, "sali": saysDay, "carsamba": saysDay, "persembe": saysDay, "cuma": saysDay, "cumartesi": saysDay,
	"pazar": saysDay, "yarin": saysDay, "bugun": saysDay, "ocak": saysMonth, "subat": saysMonth, "mart": saysMonth,
	"nisan": saysMonth, "mayis": saysMonth, "haziran": saysMonth, "temmuz": saysMonth, "agustos": saysMonth, "eylul": saysMonth,
	"ekim": saysMonth, "kasim": saysMonth, "aralik": saysMonth, "yasinda": saysUnit, "yas": saysUnit, "dakika": saysUnit,
	"hafta": saysUnit, "kisi": saysUnit,
}

var arabicWords = map[string]sense{
	// as it was, and all there is
	"ابقاء": saysKeep, "احتفظ": saysKeep, "لا تلغوا": saysKeep, "القايمه": saysMenu, "القايمه الرييسيه": saysMenu,
	"عنوان اخر": saysNearby, "موضوع اخر": saysUnsure,
	// yes
	"نعم": saysYes, "نعام": saysYes, "ايوه": saysYes, "ايوا": saysYes, "ايه": saysYes, "اجل": saysYes, "بلي": saysYes, "اه": saysYes,
	"aywa": saysYes, "iyeh": saysYes, "wakha": saysFine, "واخا": saysFine, "حسنا": saysFine, "طيب": saysFine, "تمام": saysFine,
	"موافق": saysFine, "موافقه": saysFine, "اوكي": saysFine, "اوك": saysFine, "جيد": saysFine, "ممتاز": saysFine,
	"بالتاكيد": saysFine, "اكيد": saysFine, "طبعا": saysFine, "مناسب": saysFine, "يناسبني": saysFine, "صحيح": saysFine,
	"اوكد": saysFine, "ساكون هناك": saysFine, "انا في البيت": saysFine, "انتظركم": saysFine, "لا مشكله": saysFine,
	"مافي مشكله": saysFine, "ما في مشكله": saysFine, "لا باس": saysFine,
	// no
	"الغاء موعدي": saysOff, "الغاء زيارتي": saysOff, "اوقفوا الموعد": saysOff,
	"لا": saysNo | saysNot, "كلا": saysNo, "لالا": saysNo, "لا استطيع": saysNo, "لا اقدر": saysNo, "ما اقدر": saysNo,
	"مش ممكن": saysNo, "غير ممكن": saysNo, "مستحيل": saysNo, "الغاء": saysOff, "الغ": saysOff, "الغوا": saysOff,
	"الغاء الموعد": saysOff,
	"لا اريد":      saysNo, "لا شكرا": saysNo, "انا مريض": saysNo, "انا مريضه": saysNo, "في المستشفي": saysNo, "لست في البيت": saysNo,
	"مش": saysNot, "غير": saysNot, "ليس": saysNot, "لست": saysNot, "ما": saysNot, "لن": saysNot, "ماشي": saysFine, "موش": saysNot,
	"ممكن": saysStance, "استطيع": saysStance, "اقدر": saysStance, "اكون": saysStance,
	// another time
	"يوم اخر": saysOther, "يوما اخر": saysOther, "موعد اخر": saysOther, "وقت اخر": saysOther, "وقتا اخر": saysOther,
	"يوم ثاني": saysOther, "وقت ثاني": saysOther, "تغيير": saysShift, "تغيير الموعد": saysShift, "تاجيل": saysShift,
	"تاجيل الموعد": saysShift, "تاخير": saysOther, "نهار اخر": saysOther, "لاحقا": saysOther, "فيما بعد": saysOther,
	"الاسبوع القادم": saysOther, "الاسبوع المقبل": saysOther, "غير يوم": saysOther,
	// a human
	"موظف": saysHuman, "موظفه": saysHuman, "التحدث مع شخص": saysHuman, "التحدث الي شخص": saysHuman, "اتكلم مع شخص": saysHuman,
	"التحدث مع موظف": saysHuman, "اتصل بي": saysHuman, "اتصلوا بي": saysHuman, "الاتصال بي": saysHuman, "كلموني": saysHuman,
	"احتاج مساعده": saysNeed, "احتاج الي مساعده": saysNeed, "اريد مساعده": saysNeed, "ساعدوني": saysNeed, "مساعده": saysHelp,
	"المساعده": saysHelp, "انسان": saysHelp, "شخص": saysHelp,
	// booking, visits and digipunten
	"لا رساله": saysNoLetter, "بدون رساله": saysNoLetter, "بلا رساله": saysNoLetter, "ليس لدي رساله": saysNoLetter,
	"ليس عندي رساله": saysNoLetter, "ما عندي رساله": saysNoLetter, "لا توجد رساله": saysNoLetter, "لم تصلني رساله": saysNoLetter,
	"لا رمز": saysNoLetter, "بدون رمز": saysNoLetter, "ليس لدي رمز": saysNoLetter, "ما عندي رمز": saysNoLetter,
	"موعد": saysBook, "موعدا": saysBook, "حجز": saysBook, "رانديفو": saysBook, "اريد موعد": saysBookNow, "اريد موعدا": saysBookNow,
	"حجز موعد": saysBookNow, "موعد جديد": saysBookNow, "احتاج موعد": saysBookNow, "بدي موعد": saysBookNow, "اخذ موعد": saysBookNow,
	"موعدي": saysVisit, "زيارتي": saysVisit, "متي": saysWhen, "امتي": saysWhen, "اي ساعه": saysWhen, "اي يوم": saysWhen,
	"ديجيبونت": saysNearby, "digipunt": saysNearby, "بالقرب مني": saysNearby, "قريب مني": saysNearby, "اقرب": saysNearby,
	"بدون موعد": saysNearby, "في الحي": saysNearby, "مره اخري": saysAgain, "مره ثانيه": saysAgain, "اعد": saysAgain, "كرر": saysAgain,
	"من جديد": saysAgain, "اعاده": saysAgain,
	// no answer
	"لا اعرف": saysUnsure, "لا ادري": saysUnsure, "ما اعرف": saysUnsure, "مش عارف": saysUnsure, "ربما": saysUnsure,
	"يمكن": saysUnsure, "لست متاكدا": saysUnsure, "لا افهم": saysUnsure, "لم افهم": saysUnsure, "ما فهمت": saysUnsure,
	"مش فاهم": saysUnsure, "من انت": saysUnsure, "رقم خطا": saysUnsure, "لم يات": saysUnsure,
	// courtesy
	"شكرا كثيرا": saysBye, "الف شكر": saysBye, "مشكور": saysBye, "مشكورين": saysBye, "بارك الله فيك": saysBye,
	"بارك الله فيكم": saysBye, "جزاك الله خيرا": saysBye, "جزاكم الله خيرا": saysBye, "مع السلامه": saysBye, "الي اللقاء": saysBye,
	"علي مساعدتكم": saysSmall, "مساعدتكم": saysSmall,
	"شكرا": saysBye, "شكرا لك": saysBye, "شكرا لكم": saysBye, "شكرا جزيلا": saysBye, "من فضلك": saysPolite,
	"من فضلكم": saysPolite, "لو سمحت": saysPolite, "لو سمحتم": saysPolite, "رجاء": saysPolite, "مرحبا": saysPolite,
	"السلام عليكم": saysPolite, "سلام": saysPolite, "صباح الخير": saysPolite, "مساء الخير": saysPolite, "اسف": saysPolite,
	"اسفه": saysPolite, "عذرا": saysPolite, "للاسف": saysPolite, "ان شاء الله": saysBye, "انشالله": saysBye,
	"الحمد لله": saysPolite, "سيدي": saysPolite, "سيدتي": saysPolite,
	// small words
	"انا": saysSmall, "اريد": saysSmall, "في": saysSmall, "من": saysSmall, "الي": saysSmall, "علي": saysSmall, "هذا": saysSmall,
	"هذه": saysSmall, "هو": saysSmall, "مع": saysSmall, "لي": saysSmall, "جدا": saysSmall, "هل": saysSmall, "الموعد": saysSmall,
	"الان": saysSmall, "هناك": saysSmall, "و": saysSmall, "لكن": saysContrast, "ولكن": saysContrast, "بس": saysContrast,
	"الساعه": saysSmall | saysClock, "رقم": saysSmall | saysChoice, "الرقم": saysSmall | saysChoice, "رقمي": saysSmall | saysChoice,
	"الرمز": saysSmall | saysChoice, "رمزي": saysSmall | saysChoice, "اختار": saysSmall | saysChoice, "هي": saysSmall,
	"كود": saysSmall | saysChoice, "صفر": saysSmall, "واحد": saysSmall, "اثنان": saysSmall, "اثنين": saysSmall, "ثلاثه": saysSmall,
	"اربعه": saysSmall, "خمسه": saysSmall, "سته": saysSmall, "سبعه": saysSmall, "ثمانيه": saysSmall, "تسعه": saysSmall,
	"الاول": saysSmall, "الثاني": saysSmall, "الثالث": saysSmall,
	// dates
	"الاثنين": saysDay, "الثلاثاء": saysDay, "الاربعاء": saysDay, "الخميس": saysDay, "الجمعه": saysDay, "السبت": saysDay,
	"الاحد": saysDay, "غدا": saysDay, "اليوم": saysDay, "يناير": saysMonth, "فبراير": saysMonth, "مارس": saysMonth,
	"ابريل": saysMonth, "مايو": saysMonth, "يونيو": saysMonth, "يوليو": saysMonth, "اغسطس": saysMonth, "سبتمبر": saysMonth,
	"اكتوبر": saysMonth, "نوفمبر": saysMonth, "ديسمبر": saysMonth, "سنه": saysUnit, "عاما": saysUnit, "دقيقه": saysUnit,
	"ايام": saysUnit, "اسابيع": saysUnit, "يورو": saysUnit, "ساعه": saysUnit,
}

// numerals are numbers in words. They count only where nothing else is said.
var numerals = map[string]string{
	"nul": "0", "een": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7", "acht": "8", "negen": "9",
	"eerste": "1", "tweede": "2", "derde": "3", "zero": "0", "un": "1", "une": "1", "deux": "2", "trois": "3", "quatre": "4",
	"cinq": "5", "six": "6", "sept": "7", "huit": "8", "neuf": "9", "premier": "1", "premiere": "1", "deuxieme": "2", "second": "2",
	"troisieme": "3", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "seven": "7", "eight": "8", "nine": "9",
	"first": "1", "third": "3", "sifir": "0", "bir": "1", "iki": "2", "uc": "3", "dort": "4", "bes": "5", "alti": "6", "yedi": "7",
	"sekiz": "8", "dokuz": "9", "birinci": "1", "ikinci": "2", "ucuncu": "3", "صفر": "0", "واحد": "1", "اثنان": "2", "اثنين": "2",
	"ثلاثه": "3", "اربعه": "4", "خمسه": "5", "سته": "6", "سبعه": "7", "ثمانيه": "8", "تسعه": "9", "الاول": "1", "الثاني": "2",
	"الثالث": "3",
}

// articles are numerals that mostly are something else.
var articles = map[string]bool{"een": true, "un": true, "une": true, "one": true, "bir": true}

// ordinals are what makes 2 the second.
var ordinals = map[string]bool{
	"e": true, "er": true, "re": true, "eme": true, "ieme": true, "ste": true, "de": true, "st": true, "nd": true, "rd": true,
	"th": true,
}
