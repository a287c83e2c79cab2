package understand_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// Somebody who writes in a language that is not read here chooses by number: a word
// that means something in Dutch need not mean it in theirs.
func TestALanguageWithoutALexiconIsReadByDigitsOnly(t *testing.T) {
	for text, want := range map[string]understand.Understood{
		"ja":              {},
		"nie":             {},
		"afspraak":        {},
		"digipunt 2060":   {},
		"2":               understand.Understand("2"),
		"2060":            understand.Understand("2060"),
		"*":               understand.Understand("*"),
		"help, brand!":    understand.Understand("help, brand!"),
		"112":             understand.Understand("112"),
		"ik ben gevallen": understand.Understand("ik ben gevallen"),
	} {
		require.Equal(t, want, understand.ReadIn(text, "pl"), "%s", text)
		for _, language := range []scheduling.Language{"", "nl", "fr", "en", "tr", "ar"} {
			require.Equal(t, understand.Understand(text), understand.ReadIn(text, language), "%s in %s", text, language)
		}
	}
	require.Equal(t, understand.MeaningDanger, understand.ReadIn("ik ben gevallen", "pl").Meaning)
	require.Equal(t, "2", understand.ReadIn("2", "pl").Digits)
}
