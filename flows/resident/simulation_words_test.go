package resident_test

import (
	"slices"
	"strings"
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
)

// sense is what somebody takes a sentence to mean. It is all that a simulated
// caller has to go by: they know no states and no keys of the words.
type sense string

// listensFor is a meaning, and the words by which a person would know it.
type listensFor struct {
	sense sense
	words map[scheduling.Language]string
}

func by(means sense, nl, fr, en string) listensFor {
	return listensFor{means, map[scheduling.Language]string{"nl": nl, "fr": fr, "en": en}}
}

// The meanings that options have.
const (
	toLanguage    sense = "language"
	toBook        sense = "book"
	toVisit       sense = "visit"
	toDigipunt    sense = "digipunt"
	toOther       sense = "other person"
	toHuman       sense = "human"
	toRepeat      sense = "repeat"
	toMain        sense = "main menu"
	toNoLetter    sense = "no letter"
	toYes         sense = "yes"
	toNo          sense = "no"
	toContinue    sense = "go on"
	askLetter     sense = "is the letter at hand?"
	toNewcomer    sense = "newcomer"
	toPart        sense = "part"
	toMore        sense = "something else"
	toLater       sense = "later"
	toPrevious    sense = "previous times"
	toOtherWish   sense = "another day or hour"
	toAnyTime     sense = "any time"
	toPickDay     sense = "choose a day"
	askDay        sense = "type the day"
	toDoor        sense = "somebody at the door"
	toConfirm     sense = "confirm"
	toOtherTime   sense = "other time"
	toMove        sense = "move"
	toCancel      sense = "cancel"
	toCancelYes   sense = "cancel yes"
	toCancelNo    sense = "cancel no"
	toText        sense = "text"
	toNextPoint   sense = "next point"
	toCallback    sense = "callback"
	toTime        sense = "a time" // known by its weekday, day and month
	topicPrefix   sense = "topic "
	askCode       sense = "type the code"
	askPart       sense = "type a part"
	askPostcode   sense = "type the postcode"
	askHouse      sense = "type the house number"
	askPhone      sense = "type a phone number"
	askMobile     sense = "type a mobile number"
	askName       sense = "say name and street"
	toRightNumber sense = "that is the number"
	toTypeAgain   sense = "type it again"
	saidTyped     sense = "you typed"
	saidChosen    sense = "you choose"
	saidInstead   sense = "the old one lapses"
	saidBooked    sense = "it is booked"
	saidRequested sense = "it is kept"
	saidVisit     sense = "you have a visit"
	saidSure      sense = "cancel it, surely?"
	saidCancelled sense = "it is cancelled"
	saidMoved     sense = "it is moved"
	saidPoint     sense = "you can go there"
	saidTexted    sense = "a text follows"
	saidCalled    sense = "we call you"
	saidNoVisit   sense = "you have no visit"
	saidAbout     sense = "it is about"
	saidWrongKey  sense = "that key does not work"
)

// vocabulary is what callers listen for, in the three languages.
var vocabulary = []listensFor{
	by(toLanguage, "nederlands", "français", "english"),
	by(toBook, "afspraak maken", "prendre rendez vous", "make appointment"),
	by(toVisit, "afspraak horen veranderen", "connaître changer rendez vous", "hear change appointment"),
	by(toDigipunt, "hulp buurt zonder", "aide quartier sans", "help near without"),
	by(toOther, "iemand anders bellen", "appelez quelqu un autre", "call someone else"),
	by(toHuman, "medewerker", "collaborateur", "person"),
	by(toRepeat, "opnieuw horen", "réécouter", "hear again"),
	by(toMain, "naar hoofdmenu", "menu principal", "main menu"),
	by(toNoLetter, "geen brief", "sans lettre", "no letter"),
	by(askLetter, "uw brief hand", "votre lettre main", "your letter hand"),
	by(toYes, "ja", "oui", "yes"),
	by(toNo, "nee", "non", "no"),
	by(toContinue, "verder gaan", "continuer", "continue"),
	by(toNewcomer, "afspraak vragen zonder brief", "demander rendez vous sans lettre", "ask appointment without letter"),
	by(toPart, "kent laatste cijfers", "connaissez derniers chiffres", "know last digits"),
	by(toPart, "kent nummer afspraak", "avez numéro rendez vous", "know appointment number"),
	by(toMore, "iets anders", "autre chose", "something else"),
	by(toMore, "onderwerp veranderen", "changer sujet", "change subject"),
	by(toMore, "lijst nog horen", "réentendre liste", "hear list again"),
	by(toLater, "later", "plus tard", "later"),
	by(toPrevious, "vorige momenten", "moments précédents", "times before these"),
	by(toOtherWish, "andere dag ander uur", "autre jour autre heure", "another day another hour"),
	by(toAnyTime, "maakt niet uit", "cela égal", "does not matter"),
	by(toPickDay, "zelf dag kiezen", "choisir jour vous même", "choose day yourself"),
	by(askDay, "welke dag past", "quel jour convient", "which day suits"),
	by(toDoor, "iemand deur vertrouwt niet", "méfiez quelqu un porte", "someone door not trust"),
	by(toConfirm, "dat goed", "bien cela", "that right"),
	by(toOtherTime, "ander moment", "autre moment", "another time"),
	by(toMove, "ander moment kiezen", "choisir autre moment", "choose another time"),
	by(toCancel, "afspraak zeggen", "annuler rendez vous", "call off appointment"),
	by(toCancelYes, "zeker afzeggen", "oui annuler", "yes call off"),
	by(toCancelNo, "toch houden", "non garder", "no keep"),
	by(toCancelNo, "oude afspraak houden", "garder ancien rendez vous", "keep old appointment"),
	by(toText, "sms krijgen", "recevoir sms", "get text message"),
	by(toNextPoint, "ander adres", "autre adresse", "another address"),
	by(toCallback, "teruggebeld worden", "être rappelé", "be called back"),
	by(askCode, "tik cijfers code", "tapez chiffres code", "type digits code"),
	by(askPart, "tik laatste vier cijfers code", "tapez quatre derniers chiffres code", "type last four digits code"),
	by(askPart, "tik nummer afspraak", "tapez numéro rendez vous", "type number appointment"),
	by(askPostcode, "tik postcode", "tapez code postal", "type postcode"),
	by(askHouse, "tik huisnummer", "tapez numéro maison", "type house number"),
	by(askPhone, "tik telefoonnummer", "tapez numéro téléphone", "type telephone number"),
	by(askPhone, "welk nummer bellen", "quel numéro appeler", "what number call"),
	by(askPhone, "tik nummer", "tapez numéro", "type number"),
	by(askMobile, "tik gsm-nummer", "tapez numéro gsm", "type mobile number"),
	by(toRightNumber, "uw nummer", "bien votre numéro", "that your number"),
	by(toTypeAgain, "opnieuw tikken", "taper nouveau", "type again"),
	by(saidTyped, "tikte", "avez tapé", "typed"),
	by(saidChosen, "kiest", "vous choisissez", "have chosen"),
	by(saidInstead, "oude afspraak vervalt", "il remplace", "it replaces"),
	by(saidBooked, "afspraak staat vast", "rendez vous fixé", "appointment booked"),
	by(saidBooked, "deur zegt student woord", "porte étudiant dit mot", "door student says word"),
	by(saidBooked, "woord deur zeggen niet", "disons pas mot porte", "not say word door"),
	by(saidRequested, "houden moment vrij", "gardons moment", "keep free"),
	by(saidRequested, "na telefoontje staat vast", "rendez vous sera fixé après appel", "certain after call"),
	by(saidVisit, "hebt afspraak", "avez rendez vous", "have appointment"),
	by(saidSure, "wilt afspraak afzeggen", "voulez annuler rendez vous", "want call off appointment"),
	by(saidCancelled, "afspraak afgezegd", "rendez vous annulé", "appointment called off"),
	by(saidCancelled, "komt niemand", "personne viendra", "nobody will come"),
	by(saidMoved, "afspraak verplaatst", "rendez vous changé", "appointment moved"),
	by(saidMoved, "nummer woord blijven hetzelfde", "numéro mot changent pas", "number word stay same"),
	by(saidPoint, "kunt terecht", "pouvez aller ici", "can go"),
	by(saidPoint, "adres", "adresse", "address"),
	by(saidTexted, "krijgt meteen sms", "recevez sms tout suite", "get text moment"),
	by(saidCalled, "bellen ten laatste", "appellerons plus tard", "will call by"),
	by(saidCalled, "uw bericht bewaard", "votre message enregistré", "your message saved"),
	by(askName, "zeg naam straat", "dites nom rue", "say name street"),
	by(saidNoVisit, "geen afspraak gepland", "pas rendez vous prévu", "no appointment planned"),
	by(saidWrongKey, "toets werkt niet", "touche fonctionne pas", "key not work"),
	by(saidAbout, "gaat over", "concerne", "about"),
	by(topicPrefix+"itsme", "itsme", "itsme", "itsme"),
	by(topicPrefix+"bankieren", "bankieren internet", "banque internet", "banking internet"),
	by(topicPrefix+"videobellen", "videobellen", "appels vidéo", "video calls"),
	by(topicPrefix+"sociale_media", "sociale media", "réseaux sociaux", "social media"),
	by(topicPrefix+"veiligheid", "veiligheid internet", "sécurité internet", "safety internet"),
	by(topicPrefix+"documenten", "documenten formulieren", "documents formulaires", "documents forms"),
	by(topicPrefix+"andere", "andere vraag", "autre question", "another question"),
}

func (s sense) topic() bool { return strings.HasPrefix(string(s), string(topicPrefix)) }

func topicSense(topic scheduling.Topic) sense { return topicPrefix + sense(topic) }

// ear is what a language sounds like to somebody who speaks it.
type ear struct {
	meanings []meaning
	of       map[string][]int  // the meanings that a word is of, once for each time it is in them
	shares   []int             // of the meanings: how many of their words were heard
	press    map[string]bool   // "druk"
	keys     map[string]string // a key as a word
	digits   []string          // the keys from 1 to 9 as words
	weekdays []string
	months   []string
	hours    []string
}

type meaning struct {
	sense sense
	words []string
}

// earOf collects what somebody who speaks only this language can understand.
func earOf(language scheduling.Language) *ear {
	e := &ear{}
	e.of, e.shares = map[string][]int{}, make([]int, len(vocabulary))
	for n, l := range vocabulary {
		words := strings.Fields(l.words[language])
		e.meanings = append(e.meanings, meaning{l.sense, words})
		for _, word := range words {
			e.of[word] = append(e.of[word], n)
		}
	}
	words := map[scheduling.Language][5]string{
		"nl": {
			"druk", "nul=0 één=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 sterretje=*", "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
			"januari februari maart april mei juni juli augustus september oktober november december",
			"een twee drie vier vijf zes zeven acht negen tien elf twaalf",
		},
		"fr": {
			"appuyez", "zéro=0 un=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 étoile=*", "lundi mardi mercredi jeudi vendredi samedi dimanche",
			"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
			"une deux trois quatre cinq six sept huit neuf dix onze midi",
		},
		"en": {
			"press", "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 star=*", "monday tuesday wednesday thursday friday saturday sunday",
			"january february march april may june july august september october november december",
			"two three four five six seven eight nine ten eleven twelve",
		},
	}[language]
	e.press, e.keys = map[string]bool{words[0]: true}, map[string]string{}
	for _, pair := range strings.Fields(words[1]) {
		word, key, _ := strings.Cut(pair, "=")
		e.keys[word] = key
		if key >= "1" && key <= "9" {
			e.digits = append(e.digits, word)
		}
	}
	for _, digit := range strings.Split("123456789", "") {
		e.keys[digit] = digit
	}
	e.weekdays, e.months, e.hours = strings.Fields(words[2]), strings.Fields(words[3]), strings.Fields(words[4])
	return e
}

// means is the meaning of which most words were heard, if that is at least half
// of them. Of two that fit equally, the one that says more.
func (e *ear) means(heard []string) (sense, float64) {
	clear(e.shares)
	for i, word := range heard {
		if slices.Contains(heard[:i], word) {
			continue
		}
		for _, n := range e.of[word] {
			e.shares[n]++
		}
	}
	var best meaning
	most := 0.0
	for n, m := range e.meanings {
		share := float64(e.shares[n]) / float64(len(m.words))
		if share > most || share == most && len(m.words) > len(best.words) {
			best, most = m, share
		}
	}
	if most < 0.5 {
		return "", 0
	}
	return best.sense, most
}

func shareHeard(words, heard []string) float64 {
	found := 0
	for _, word := range words {
		for _, h := range heard {
			if h == word {
				found++
				break
			}
		}
	}
	return float64(found) / float64(len(words))
}

// sentences cuts what is said into sentences of plain words.
func sentences(text string) [][]string {
	var all [][]string
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return r == '.' || r == '?' || r == '!' }) {
		words := strings.FieldsFunc(strings.ToLower(sentence), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
		})
		var plain []string
		for _, word := range words {
			if word == "gsm-nummer" {
				plain = append(plain, word)
				continue
			}
			plain = append(plain, strings.FieldsFunc(word, func(r rune) bool { return r == '-' })...)
		}
		if len(plain) > 0 {
			all = append(all, plain)
		}
	}
	return all
}
