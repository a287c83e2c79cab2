package twiml_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/twilio/twiml"
)

// said returns the pieces in which a carrier speaks Dutch words.
func said(t *testing.T, words string) []string {
	t.Helper()
	return saysOf(t, render(flows.Reply{Lines: []flows.Line{line("nl", words)}}))
}

// If a sentence ends in the first half of a piece, the piece goes on to the end of a
// word.
func TestAPieceEndsBehindASentenceOrAWord(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strings.Repeat("a", n) }
	for name, c := range map[string]struct {
		words string
		want  []int
	}{
		"fits":                              {long(3000), []int{3000}},
		"one word that is too long":         {long(3001), []int{3000, 1}},
		"a sentence in the second half":     {long(1999) + ". " + long(500) + " " + long(2000), []int{2000, 2501}},
		"a sentence in the first half":      {long(999) + ". " + long(1500) + " " + long(2000), []int{2501, 2000}},
		"a question":                        {long(1999) + "? " + long(2000), []int{2000, 2000}},
		"one word behind a sentence's dot ": {". " + long(3500), []int{1, 3000, 500}},
	} {
		var lengths []int
		for _, piece := range said(t, c.words) {
			lengths = append(lengths, len(piece))
		}
		require.Equal(t, c.want, lengths, name)
	}
}

func TestWhatADocumentMayHold(t *testing.T) {
	t.Parallel()
	document := string(twiml.MessageReply("een\ttab\nen een regel\r\x01\ufffe"))
	require.Contains(t, document, "<Message>een\ttab\nen een regel</Message>")
}
