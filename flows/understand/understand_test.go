package understand_test

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// textReply is a row of testdata/replies.tsv.
type textReply struct {
	text string
	want understand.Understood
}

func textReplies(t testing.TB) []textReply {
	t.Helper()
	data, err := os.ReadFile("testdata/replies.tsv")
	require.NoError(t, err)
	var replies []textReply
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		require.Len(t, row, 4, line)
		replies = append(replies, textReply{row[1], understand.Understood{
			Language: scheduling.Language(strings.TrimPrefix(row[0], "-")),
			Meaning:  meaningNamed(t, row[2]),
			Digits:   row[3],
		}})
	}
	return replies
}

func meaningNamed(t testing.TB, name string) understand.Meaning {
	t.Helper()
	means := understand.Meaning(name)
	switch means {
	case understand.MeaningYes, understand.MeaningNo, understand.MeaningOther, understand.MeaningHuman, understand.MeaningBook,
		understand.MeaningVisit, understand.MeaningDigipunt, understand.MeaningRepeat, understand.MeaningCancel, understand.MeaningMove,
		understand.MeaningNoLetter, understand.MeaningThanks, understand.MeaningKeep, understand.MeaningMenu, understand.MeaningDanger:
		return means
	}
	require.Equal(t, "none", name)
	return understand.MeaningNone
}

func TestUnderstandReplies(t *testing.T) {
	replies := textReplies(t)
	require.GreaterOrEqual(t, len(replies), 250)
	languages := map[scheduling.Language]int{}
	for _, r := range replies {
		languages[r.want.Language]++
		assert.Equal(t, r.want, understand.Understand(r.text), r.text)
	}
	for _, language := range []scheduling.Language{"nl", "fr", "en", "tr", "ar"} {
		assert.GreaterOrEqual(t, languages[language], 20, language)
	}
}

// The meaning of a reply does not depend on how it is written, or on the courtesies
// around it.
func TestUnderstandRepliesHoweverWritten(t *testing.T) {
	for _, r := range textReplies(t) {
		for _, text := range []string{
			strings.ToUpper(r.text), strings.ToLower(r.text), " \n" + r.text + "\t ", "😀 " + r.text, r.text + " 🙂", "\u200f" + r.text + "\u200e",
		} {
			if strings.Contains(r.text, "*") && strings.ContainsAny(text, "😀🙂\u200f") {
				continue // a star among other signs is decoration
			}
			assert.Equal(t, r.want, understand.Understand(text), text)
		}
	}
}

func TestUnderstandNothing(t *testing.T) {
	for name, text := range map[string]string{
		"empty":         "",
		"spaces":        " \r\n\t ",
		"signs":         "?!... -- #",
		"unknown emoji": "🎉🐈‍⬛🇧🇪",
		"a letter":      strings.Repeat("ja dat is goed ", 107)[:1600],
		"one long word": strings.Repeat("a", 1600),
		"long digits":   strings.Repeat("12", 60),
		"lost bytes":    "ja\xff",
		"replaced":      "ja\ufffd",
		"binary":        "\x00\x01ja\x02 1",
		"a picture":     "\x89PNG\r\n\x1a\n1",
		"other script":  "да",
		"a web address": "https://example.com/a1b2c3",
	} {
		assert.Equal(t, understand.Understood{}, understand.Understand(text), name)
	}
}

// Random bytes mean nothing, and never cause a panic.
func TestUnderstandRandomBytes(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2))
	for range 2000 {
		data := make([]byte, 40+random.IntN(1560))
		for i := range data {
			data[i] = byte(random.UintN(256))
		}
		require.Equal(t, understand.Understood{}, understand.Understand(string(data)))
	}
}

// A text that is too long is read no further: a flood of long texts costs no more than
// one of short texts.
func TestUnderstandReadsOnlyAnswers(t *testing.T) {
	assert.Equal(t, understand.MeaningYes, understand.Understand("ja "+strings.Repeat(".", 300)).Meaning)
	assert.Equal(t, understand.MeaningNone, understand.Understand("ja "+strings.Repeat(".", 304)).Meaning)
}

// The carrier's own words have no meaning here: ReadOptOut comes first.
func TestUnderstandCarrierWords(t *testing.T) {
	for _, word := range []string{"STOP", "START", "END", "QUIT", "UNSTOP"} {
		assert.Equal(t, understand.MeaningNone, understand.Understand(word).Meaning, word)
	}
}

// One wrong letter is allowed anywhere in a word of five letters or more.
func TestUnderstandTypos(t *testing.T) {
	for word, want := range map[string]understand.Meaning{
		"akkoord": understand.MeaningYes, "medewerker": understand.MeaningHuman, "annuleren": understand.MeaningCancel,
		"afspraak": understand.MeaningBook, "opnieuw": understand.MeaningRepeat, "verplaatsen": understand.MeaningMove,
		"digipunt": understand.MeaningDigipunt, "parfait": understand.MeaningYes, "gorevli": understand.MeaningHuman,
	} {
		for _, slip := range typosOf(word, "q") {
			assert.Equal(t, want, understand.Understand(slip).Meaning, "%s for %s", slip, word)
		}
	}
	for _, short := range []string{"ha", "jq", "nef", "ouj", "goef", "ovi"} {
		assert.Equal(t, understand.MeaningNone, understand.Understand(short).Meaning, short)
	}
}

// typosOf returns the words one typo away from a word, with the letters given.
func typosOf(word, letters string) []string {
	w := []rune(word)
	var slips []string
	for i := range len(w) + 1 {
		for _, r := range letters {
			slips = append(slips, string(w[:i])+string(r)+string(w[i:]))
			if i < len(w) {
				slips = append(slips, string(w[:i])+string(r)+string(w[i+1:]))
			}
		}
		if i < len(w) {
			slips = append(slips, string(w[:i])+string(w[i+1:]))
		}
		if i+1 < len(w) {
			slips = append(slips, string(w[:i])+string(w[i+1])+string(w[i])+string(w[i+2:]))
		}
	}
	kept := slips[:0]
	for _, slip := range slips {
		if slip != word {
			kept = append(kept, slip)
		}
	}
	return kept
}

func FuzzUnderstand(f *testing.F) {
	for _, r := range textReplies(f) {
		f.Add(r.text)
	}
	f.Add("ja\xff")
	f.Add("1\u20e3+\u0345ǅ İıſK")
	f.Add(strings.Repeat("12 ", 90))
	f.Fuzz(func(t *testing.T, text string) {
		got := understand.Understand(text)
		require.Equal(t, got, understand.Understand(text), "twice alike")
		require.Equal(t, got, understand.Understand(" \n"+text+"\t "))
		require.Empty(t, strings.Trim(got.Digits, "0123456789*"))
		require.Equal(t, got.Digits == "*", strings.Contains(got.Digits, "*"))
		if utf8.ValidString(text) {
			require.Equal(t, got, understand.Understand(strings.ToUpper(text)))
			require.Equal(t, got, understand.Understand(strings.ToLower(text)))
		}
		optOut := understand.ReadOptOut(text)
		require.Equal(t, optOut, understand.ReadOptOut(" "+strings.ToUpper(text)+"\n"))
	})
}
