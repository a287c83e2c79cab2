package understand

import (
	"regexp"
	"strings"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// Every set below joins the words of all lexicons: a text may mix languages, and few words
// belong to one language only.

var topicWords = topicsByWord()

func topicsByWord() map[string]scheduling.Topic {
	all := map[string]scheduling.Topic{}
	for _, l := range lexicon.Lexicons() {
		for topic, phrases := range l.Topics {
			for _, phrase := range phrases {
				all[phrase] = topic
			}
		}
	}
	return all
}

var contracted = lexicon.JoinMaps(func(l *lexicon.Lexicon) map[string]string { return l.Contracted })

var numerals = lexicon.JoinMaps(func(l *lexicon.Lexicon) map[string]string { return l.Numerals })

// languageNames are the names of the languages in each of them.
var languageNames = lexicon.JoinMaps(func(l *lexicon.Lexicon) map[string]scheduling.Language { return l.Names })

// OptOuts has the phrases that ask for no more messages, with their language; "" if
// several languages have the phrase.
var optOuts = languagesByPhrase()

func languagesByPhrase() map[string]scheduling.Language {
	all := map[string]scheduling.Language{}
	for _, l := range lexicon.Lexicons() {
		for _, phrase := range l.OptOuts {
			all[phrase] = l.Language
		}
	}
	return all
}

// ShortWithTypos is a list and no set because every known word is compared with it.
var shortWithTypos = wordsByLexicon()

func wordsByLexicon() []string {
	var all []string
	for _, l := range lexicon.Lexicons() {
		all = append(all, strings.Fields(string(l.ShortWithTypos))...)
	}
	return all
}

var (
	pleases        = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Pleases })
	articles       = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Articles })
	ordinals       = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Ordinals })
	determiners    = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Determiners })
	asking         = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Asking })
	contrasting    = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Contrasting })
	denying        = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Denying })
	hourWords      = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.HourWords })
	hourUnits      = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.HourUnits })
	preferring     = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Preferring })
	noWords        = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.NoWords })
	confirming     = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Confirming })
	arriving       = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Arriving })
	missingWords   = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Missing })
	balances       = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Balances })
	optIns         = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.OptIns })
	carrierWords   = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.CarrierWords })
	nearStops      = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.NearStops })
	notStop        = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.NotStop })
	interrogatives = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Interrogatives })
	courtesy       = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Courtesy })
	fillers        = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Fillers })
	stopFillers    = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.StopFillers })
	receiving      = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Receiving })
	messages       = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Messages })
	ownNames       = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.OwnNames })
	alarms         = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Alarms })
	rulesOutDay    = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.RulesOutDay })
	takenBack      = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.TakenBack })
	rather         = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Rather })
	notDenying     = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.NotDenying })
	deniesNext     = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.DeniesNext })
	beginsQuestion = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.BeginsQuestion })
	subjects       = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Subjects })
	speaking       = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Speaking })
)

// nobodyHere matches words that can only mean that nobody has come. "Nobody" and "not
// yet" count if they stand alone, or if a word of coming is beside them: "itsme werkt nog
// niet" is about something else.
var nobodyHere = regexp.MustCompile(`(?i)` +
	`^\W*((` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.NoBefore }) + `)\W+)?` +
	`(` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.NobodyExact }) + `)\W*$|` +
	lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.NobodyPhrase }))

var presence = regexp.MustCompile(`(?i)` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.Presence }))

// AtDoor matches what makes danger one at the door.
var atDoor = regexp.MustCompile(`(?i)` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.AtDoor }))

// Firmly matches a yes that is more than "ok", which may answer another question.
var firmly = regexp.MustCompile(`(?i)` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.Firmly }) + `|` + presence.String())

// houseText matches a house number as people write it, with or without a word before it.
var houseText = regexp.MustCompile(`^(?i:` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.HouseWords }) + `)?` +
	`[.:]?\s*([0-9][\pL0-9 ./,°-]*)$`)
