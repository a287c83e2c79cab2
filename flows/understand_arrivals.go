package flows

import (
	"regexp"
	"strings"
)

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

// firmly: "ok" alone may be for the question.
var firmly = regexp.MustCompile(`(?i)\bja|oui|yes|evet|نعم|👍|✅|` + presence.String())

const arriving wordList = `ja jawel jazeker jaja zeker ok oke goed prima in orde d accord dank u toch hoor hij zij ze is er
	hier daar nu net juist al ondertussen inmiddels aangekomen toegekomen gekomen binnen de student
	studente was op tijd oui si il elle l etudiant etudiante est la ici arrive arrivee venu venue yes he
	she s here there has the arrived came now evet geldi burada ogrenci نعم هو هي هنا وصل الطالب وصلت 👍
	✅`

const missingWords wordList = `nee neen hoor nog niet nie steeds altijd non pas encore no not yet hayir henuz yok لا ليس بعد 👎 ❌`

var presence = regexp.MustCompile(`(?i)\b(hij|ze|zij|student) is (er|hier|daar|net|aangekomen)|is (er|hier) nu|` +
	`nu (is|wel)|gekomen|aangekomen|arriv|est l[aà]|(is|s) here|geldi|وصل`)

// saysNobodyCame reports whether a text says that nobody has come, in words that mean
// nothing elsewhere.
func saysNobodyCame(text string) bool { return nobodyHere.MatchString(text) }

// saysSomebodyCame reports whether a text says that somebody came, also after "nobody".
func saysSomebodyCame(text string) bool {
	text = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "nee ") // "nee hij is er toch"
	return presence.MatchString(text) && onlyWords(text, arriving)
}

// firmlyArrived reports whether a yes says that somebody is there, and nothing else.
func firmlyArrived(text string) bool { return onlyWords(text, arriving) && firmly.MatchString(text) }

// onlyMissing reports whether a text says that somebody is not there, and nothing else.
func onlyMissing(text string) bool { return onlyWords(text, missingWords) }
