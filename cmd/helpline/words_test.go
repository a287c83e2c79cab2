package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A caller who books waits for no more words than before there were questions about the letter
// and keys to the languages: docs/speech.md has the seconds.
func TestABookingTakesNoMoreWordsThanBefore(t *testing.T) {
	t.Parallel()
	for language, c := range map[string]struct {
		booked string // how the sentence begins that ends the way
		max    int    // words of the same calls before
	}{
		"nl": {"Uw afspraak staat vast", 185}, "fr": {"Votre rendez-vous est fixé", 218}, "ar": {"موعدكم مؤكد", 179},
		"tr": {"Randevunuz kesin", 167}, "en": {"Your appointment is booked", 182},
	} {
		var call string
		if language == "en" { // the one of docs/calls turns pages
			call = play(newRig(t).dial(landline), "3 1 234567 2 1 1").Transcript()
		} else {
			content, err := os.ReadFile(transcripts + "booking-" + language + ".txt")
			require.NoError(t, err)
			call = string(content)
		}
		words, ok := wordsUntil(call, c.booked)
		require.True(t, ok, language)
		require.LessOrEqual(t, words, c.max, language)
		t.Logf("%s: %d words of %d", language, words, c.max)
	}
}

// wordsUntil counts the words that a transcript has up to the sentence that begins so, which is
// counted too.
func wordsUntil(transcript, last string) (words int, found bool) {
	for line := range strings.Lines(transcript) {
		language, said, spoken := strings.Cut(line, "  ")
		if !spoken || len(language) > len("arb") || strings.ContainsAny(language, "☎▸⏹┊") {
			continue
		}
		words += len(strings.Fields(said))
		if strings.HasPrefix(said, last) {
			return words, true
		}
	}
	return words, false
}
