package locale

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/scheduling"
)

// Likeness of visit words (ADR 0032). Every word has a sound, written as somebody who
// speaks Dutch reads it. The sound is folded into phones, and two words are as far apart as
// what it costs to make the one of the other: what a telephone blurs is cheap (b and p, m
// and n, s and z, one vowel for another), an h or a j that is dropped too.
const (
	minPhones   = 5    // of a word: shorter ones are lost in a cough
	minDistance = 1.5  // between two words: more than one consonant, or three blurred ones
	minShare    = 0.31 // of the longer word's phones that differ
)

// phones folds a sound. Capitals are phones of several letters: S of sj and tsj, A to U vowels.
func phones(sound string) string {
	sound = strings.NewReplacer(
		"è", "e", "é", "e", "-", "", " ", "", "'", "",
		"dzj", "S", "tsj", "S", "sch", "sg", "sj", "S", "zj", "S", "ch", "g", "gh", "g", "th", "t", "ng", "N",
		"auw", "Aw", "au", "Aw", "ou", "Aw", "oe", "U", "oo", "O", "eu", "O", "uu", "I", "ui", "Oj",
		"ij", "Ej", "ei", "Ej", "ai", "Aj", "ee", "E", "ie", "I", "aa", "A",
		"a", "A", "e", "E", "i", "I", "o", "O", "u", "U", "y", "I", "c", "k", "q", "k", "x", "ks",
	).Replace(strings.ToLower(sound))
	return string(slices.Compact([]rune(sound)))
}

// gap is what it costs to drop a phone, or to add it.
func gap(phone rune) float64 {
	switch {
	case strings.ContainsRune("hj", phone):
		return 0.5
	case strings.ContainsRune("AEIOU", phone):
		return 0.75
	}
	return 1
}

// swap is what it costs to replace a phone by another.
func swap(a, b rune) float64 {
	blurred := func(sets ...string) bool {
		return slices.ContainsFunc(sets, func(set string) bool { return strings.ContainsRune(set, a) && strings.ContainsRune(set, b) })
	}
	switch {
	case a == b:
		return 0
	case blurred("EI", "OU"):
		return 0.25
	case blurred("AEIOU", "bp", "dt", "gkh", "vfw", "szS", "mn", "nN", "rl", "jI"):
		return 0.5
	}
	return 1
}

// distance is the least cost of making one word of the other.
func distance(a, b string) float64 {
	row := []float64{0}
	for i, phone := range []rune(b) {
		row = append(row, row[i]+gap(phone))
	}
	for _, x := range a {
		next := []float64{row[0] + gap(x)}
		for j, y := range []rune(b) {
			next = append(next, min(row[j+1]+gap(x), next[j]+gap(y), row[j]+swap(x, y)))
		}
		row = next
	}
	return row[len(row)-1]
}

// alike reports whether two sounds can be taken for each other.
func alike(a, b string) bool {
	a, b = phones(a), phones(b)
	apart := distance(a, b)
	return apart < minDistance-0.25 || apart < minShare*float64(max(len(a), len(b)))
}

// The measure finds what brought it about, and lets apart what nobody confuses.
func TestTheMeasureOfLikeness(t *testing.T) {
	for _, pair := range [][2]string{
		{"daa", "dag"},
		{"soellam", "salaam"},
		{"trie", "thrie"},
		{"pelles", "polies"},
		{"iel", "iel"},
		{"kers", "kerk"},
		{"kers", "kaars"},
		{"treen", "reen"},
		{"ai", "hai"},
		{"orrindzj", "oranzje"},
		{"boek", "boek"},
		{"keman", "kamaan"},
		{"raket", "pakket"},
		{"konein", "komin"},
		{"vanille", "familie"},
		{"hamer", "hajer"},
		{"persie", "mersie"},
	} {
		require.True(t, alike(pair[0], pair[1]), pair)
		require.True(t, alike(pair[1], pair[0]), pair)
	}
	for _, pair := range [][2]string{{"sitroen", "watermeloen"}, {"panda", "pardon"}, {"gitaar", "windmolen"}, {"kaktus", "fakteur"}} {
		require.False(t, alike(pair[0], pair[1]), pair)
	}
}

// sounding is a visit word in a language, and how it sounds there.
type sounding struct {
	word     string
	language scheduling.Language
	sound    string
}

func soundings(t *testing.T, c *Catalogue) []sounding {
	t.Helper()
	var all []sounding
	for _, word := range c.DoorWords() {
		for _, language := range c.Languages() {
			all = append(all, sounding{word, language, c.Text(language, soundPrefix+word)})
		}
	}
	return all
}

// No visit word sounds like another in any of the languages, like what anybody says at a
// door, or like a word that means something else.
func TestVisitWordsAreUnlike(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	all, said := soundings(t, c), saidAtDoors(t)
	require.GreaterOrEqual(t, len(c.DoorWords()), 40, "whoever guesses is right one time in forty")
	for i, a := range all {
		require.GreaterOrEqual(t, len([]rune(phones(a.sound))), minPhones, a)
		for _, b := range all[i+1:] {
			if a.word != b.word && alike(a.sound, b.sound) {
				t.Errorf("%v is like %v", a, b)
			}
		}
		for text, sound := range said {
			if alike(a.sound, sound) {
				t.Errorf("%v is like what is said at doors: %s", a, text)
			}
		}
	}
}

// saidAtDoors reads how what is said at doors sounds, by its text.
func saidAtDoors(t *testing.T) map[string]string {
	t.Helper()
	file, err := os.Open("testdata/at_a_door.txt")
	require.NoError(t, err)
	defer file.Close()
	said := map[string]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if line := lines.Text(); !strings.HasPrefix(line, "#") {
			fields := strings.Split(line, "\t")
			require.Len(t, fields, 3, line)
			said[fields[0]+" "+fields[1]] = fields[2]
		}
	}
	return said
}

// The languages have the same sounds: plain letters that any telephone shows.
func TestSoundsArePlain(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	for _, key := range c.Keys() {
		if !strings.HasPrefix(key, soundPrefix) {
			continue
		}
		require.True(t, c.Has(wordPrefix+strings.TrimPrefix(key, soundPrefix)), "%s is of no word", key)
		for _, language := range c.Languages() {
			require.Regexp(t, `^[a-zèé -]+$`, c.Text(language, key), "%s: %s", language, key)
		}
	}
	for _, word := range retiredWords() {
		require.True(t, c.Has(wordPrefix+word), "%s may be in somebody's notes", word)
		require.True(t, c.Has(soundPrefix+word), word)
	}
}

// A visit word never changes, because somebody may have written it down: another word takes
// another key.
func TestVisitWordsStay(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	var now strings.Builder
	for _, key := range c.Keys() {
		if strings.HasPrefix(key, wordPrefix) {
			now.WriteString(key)
			for _, language := range c.Languages() {
				now.WriteString("\t" + c.Text(language, key))
			}
			now.WriteString("\n")
		}
	}
	const golden = "testdata/visit_words.tsv"
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(now.String()), 0o600))
	}
	before, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(before), now.String(), "a line that is new is fine: write it with -update; none may change")
}

// A student is texted the resident's word, as it sounds, with its meaning in their own
// language, in letters that every telephone shows.
func TestAWordIsSaidInTheLanguageOfTheVisit(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	text := func(reads, visit scheduling.Language, word string) string {
		return c.Render(reads, nil, Message{Key: "sms.student.word_said", Args: map[string]string{
			"hour": "14:00", "word": word, "said": SaidWord(visit, word),
		}})
	}
	require.Equal(t, "Om 14:00 zeg je aan de deur: ada. Dat betekent eiland.", text("nl", "tr", "island"))
	require.Equal(t, "Om 14:00 zeg je aan de deur: bulut (boeloet). Dat betekent wolk.", text("nl", "tr", "cloud"))
	require.Equal(t, "Om 14:00 zeg je aan de deur: laimoen. Dat betekent citroen.", text("nl", "ar", "lemon"))
	require.Equal(t, "Om 14:00 zeg je aan de deur: sjemsieje. Dat betekent paraplu.", text("nl", "tr", "umbrella"))
	require.Equal(t, "At 14:00, say at the door: moulin (moelin). It means windmill.", text("en", "fr", "windmill"))
	require.Equal(t, "Om 14:00 zeg je aan de deur: citroen (sitroen). Dat betekent citroen.", text("nl", "", "lemon"))
	require.Equal(t, "Om 14:00 zeg je aan de deur: citroen (sitroen). Dat betekent citroen.", text("nl", "so", "lemon"), "a language without words is told in Dutch")
	for _, word := range c.DoorWords() {
		for _, visit := range c.Languages() {
			m := gsm7.Segments(text("nl", visit, word))
			require.Equal(t, gsm7.GSM7, m.Encoding, "%s in %s", word, visit)
			require.Equal(t, 1, m.Segments)
		}
	}
	var missing []string
	c.OnMissing = func(_ scheduling.Language, what string) { missing = append(missing, what) }
	require.Contains(t, text("nl", "tr", "unheard"), "tr/unheard")
	require.NotEmpty(t, missing)
}
