package preflight

import (
	"slices"
	"strings"
)

// voices holds the carrier's voices that a programme is likely to want, by the
// language they speak (BCP 47), as the carrier spells them: "Polly." and the name
// in Amazon Polly's list of voices, with "-Neural" where that engine is meant.
// https://www.twilio.com/docs/voice/twiml/say/text-speech and
// https://docs.aws.amazon.com/polly/latest/dg/available-voices.html
//
// There is none for Tamazight, Darija, Somali, Pashto, Dari and Tigrinya.
var voices = map[string][]string{
	"nl-BE": {"Polly.Lisa-Neural"},
	"nl-NL": {"Polly.Laura-Neural", "Polly.Lotte", "Polly.Ruben"},
	"fr-BE": {"Polly.Isabelle-Neural"},
	"fr-FR": {"Polly.Lea-Neural", "Polly.Remi-Neural", "Polly.Lea", "Polly.Celine", "Polly.Mathieu"},
	"en-GB": {"Polly.Amy-Neural", "Polly.Emma-Neural", "Polly.Brian-Neural", "Polly.Arthur-Neural", "Polly.Amy", "Polly.Emma", "Polly.Brian"},
	"tr-TR": {"Polly.Burcu-Neural", "Polly.Filiz"},
	"ar":    {"Polly.Zeina"},
	"arb":   {"Polly.Zeina"},
}

// voiceProblem returns what is wrong with a voice for a language; empty: nothing. A
// voice that is not on the list may exist all the same.
func voiceProblem(tag, voice string) string {
	known, ok := voices[tag]
	switch {
	case slices.Contains(known, voice):
		return ""
	case ok:
		return voice + " is not among the voices known for " + tag + ": " + strings.Join(known, ", ")
	}
	return "no voice is known for " + tag + ", so " + voice + " could not be checked"
}
