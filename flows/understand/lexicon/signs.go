package lexicon

import (
	"regexp"
	"strings"
)

// Signs are what a text says beside, or against, what it asks for, as a set of bits. They
// are found in the whole text: an act is carried out only if none of them speaks against
// it.
type Signs uint64

// The signs. Each language has its own cues for them.
const (
	SignDanger     Signs = 1 << iota // somebody is in danger, whoever it is
	SignDespair                      // somebody does not want to live
	SignDeath                        // somebody has died
	SignHospital                     // somebody is in hospital
	SignCondition                    // "als", "enkel"
	SignQuestion                     // asks something, with or without a question mark
	SignUnsure                       // "misschien"
	SignNegation                     // "niet", and verbs that deny
	SignContrast                     // "maar"
	SignPast                         // "gisteren", "was"
	SignOther                        // what is said is about somebody else, or something else
	SignHope                         // "hopelijk geen probleem": a courtesy, and no yes
	SignNotYet                       // "bijna", "straks"
	SignLate                         // comes later than agreed
	SignNobody                       // nobody opens
	SignEnds                         // stops being a student, or being visited
	SignInstead                      // somebody else should do it
	SignLost                         // cannot find or reach the place
	SignWaits                        // waits, rings
	SignAutomatic                    // a machine answered
	SignReady                        // what is done is done
	SignAddress                      // asks where it is
	SignCannot                       // cannot come, for a reason
	SignWilling                      // will come
	SignStays                        // nothing is forgotten or changed: "nee, ik ben het niet vergeten"
	SignOtherPlan                    // moves or cancels something else, or of somebody else
	SignStop                         // wants no more messages
	SignHour                         // a part of the day, or an hour that is only near: "na de middag"
	SignEarly                        // comes earlier than agreed
	SignRefused                      // the resident is ill, or lets nobody in
	SignSwapped                      // somebody else goes: it was agreed
	SignAsksLength                   // the subjects of questions: how long a visit takes
	SignAsksWho                      // whether a woman or a man comes
	SignAsksCost                     // what it costs
	SignAsksReady                    // what to have ready
	SignAsksTongue                   // which language the student speaks
	SignAsksCall                     // whether they can call
	SignHarmless                     // what only sounds like danger
)

// cueTexts are the ways in which a language shows a sign, with ; between them. Each is
// groups of words with spaces between, all of which stand near each other in a sentence,
// in any order. In a group, alternatives stand with | between them; a word may end in *
// for any ending; _ joins words that follow each other, of which # is any number. A group
// that begins with ! must not be in the sentence.
//
//	adem* niet|geen|amper; ziek is|was !ik
type cueTexts string

// Each returns the cues of a list, which may go on in the next line behind a |.
func (c cueTexts) Each() []string {
	joined := goesOn.ReplaceAllString(string(c), "|")
	return strings.Split(joined, ";")
}

var goesOn = regexp.MustCompile(`\|\s+`)
