package officewords

import (
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func TestANoteIsReadInDutch(t *testing.T) {
	words, err := Load()
	require.NoError(t, err)
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	for note, want := range map[string]string{
		"": "",
		scheduling.NoteReference.With("reference", "12345"):                                                                                      "referentie 12345",
		"ik hoor slecht; " + scheduling.NoteMoved.With():                                                                                         "ik hoor slecht; de afspraak is verplaatst",
		scheduling.NoteMoved.With() + "; ik hoor slecht":                                                                                         "de afspraak is verplaatst; ik hoor slecht",
		scheduling.NoteAddress.With("postcode", "2018", "number", "12 bus 3 = b"):                                                                "postcode 2018, 12 bus 3 = b",
		scheduling.NoteVisit.With("reference", "1") + "; " + scheduling.NoteCalledOff.With():                                                     "afspraak 1; de bewoner heeft afgezegd",
		scheduling.NoteNoStudent.With("reference", "12345", "start", "2027-03-28T01:30:00Z", "postcode", "2018", "topic", "itsme", "asked", "3"): "afspraak 12345: niemand kan op 2027-03-28 03:30, 2018, itsme (al gevraagd: 3)",
		"… ference=12345⟧; tekst":                                                                                                                "tekst", // cut in the middle of a code
		"tekst; ⟦no_student ref":                                                                                                                 "tekst",
		"⟦of_a_later_version⟧; x":                                                                                                                "x",
		scheduling.PlainNote("⟦moved⟧ zei hij"):                                                                                                  "[moved] zei hij",
	} {
		require.Equal(t, want, words.Note(note, zone), "%s", note)
	}
}

// Every gap of a sentence is filled by an argument of its code, and no gap is left.
func TestEveryArgumentOfACodeIsRead(t *testing.T) {
	words, err := Load()
	require.NoError(t, err)
	gap := regexp.MustCompile(`\{(\w+)\}`)
	for code, sentence := range words.sentences {
		var args []string
		for _, found := range gap.FindAllStringSubmatch(sentence, -1) {
			args = append(args, found[1], "x")
		}
		require.NotContains(t, words.Note(code.With(args...), time.UTC), "{", "%s", code)
	}
}

func TestACodeWithoutWordsIsAnError(t *testing.T) {
	_, err := load([]byte("moved: verplaatst\nvisits: te veel\n"))
	require.ErrorContains(t, err, `code "visit" has no sentence`)
	require.ErrorContains(t, err, `no code "visits"`)
	_, err = load([]byte("moved: [1]"))
	require.Error(t, err)
}
