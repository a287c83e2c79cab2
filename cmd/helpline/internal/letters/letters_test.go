package letters

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/invitations"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/scheduling/sample"
)

// updateCards is the flag -update, which another file of the package may define.
var updateCards = updateFlag()

func updateFlag() *flag.Flag {
	if flag.Lookup("update") == nil {
		flag.Bool("update", false, "write the golden files anew")
	}
	return flag.Lookup("update")
}

func mailingOf(t *testing.T, programme string) *Mailing {
	t.Helper()
	words, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	p, err := all.Named(programme)
	require.NoError(t, err)
	return &Mailing{Programme: p, Catalogue: words}
}

func sampleLetters(p *scheduling.Programme) []invitations.Letter {
	var letters []invitations.Letter
	for _, r := range sample.Residents(p) {
		letters = append(letters, invitations.Letter{Resident: r})
	}
	return letters
}

// cardText is a card as a golden file shows it.
func cardText(menus []cardPart, always cardPart) string {
	var text strings.Builder
	for _, part := range append(menus, always) {
		fmt.Fprintln(&text, part.Title)
		for _, row := range part.Rows {
			fmt.Fprintf(&text, "  [%s] %s (%s, %s)\n", row.Key, strings.ReplaceAll(row.Text, noBreak, " "), row.Lang, row.Dir)
		}
	}
	return strings.ReplaceAll(text.String(), noBreak, " ")
}

func cardGolden(programme string, language scheduling.Language) string {
	return filepath.Join("testdata", "letters", fmt.Sprintf("card-%s-%s.txt", programme, language))
}

// Cards are compared with golden files, which are reviewed like code. A test of
// flows/resident compares a card with what a caller hears.
func TestTheCardOnTheLetter(t *testing.T) {
	for _, programme := range []string{"antwerpen", "gent", "hasselt"} {
		m := mailingOf(t, programme)
		for _, rule := range m.Programme.Languages {
			got := cardText(m.card(offers.Helpline(), rule.Code))
			golden := cardGolden(programme, rule.Code)
			if updateCards.Value.String() == "true" {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o600))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), got, "write it anew with -update, and read the difference")
		}
	}
}

// A change of the dialogue changes the card.
func TestTheCardChangesWithTheDialogue(t *testing.T) {
	m := mailingOf(t, "antwerpen")
	changed := offers.Helpline()
	menu := changed.States[resident.StateMain].Menu
	options := menu.Options
	menu.Options = func(c *flows.Conversation) []flows.Option { return options(c)[1:] }
	got := cardText(m.card(changed, "nl"))
	want, err := os.ReadFile(cardGolden("antwerpen", "nl"))
	require.NoError(t, err)
	require.NotEqual(t, string(want), got)
	require.NotContains(t, got, "afspraak te maken")
	require.Contains(t, got, "[2] Om uw afspraak te horen of te veranderen: druk twee.")
}

// A language that is played from recordings has no words: the card has its name and
// no other language's words.
func TestARecordedLanguageStandsOnTheCardByItsName(t *testing.T) {
	m := mailingOf(t, "antwerpen")
	m.Programme.Languages = append(m.Programme.Languages, scheduling.LanguageRule{Code: "so", Tag: "so", Audio: "so"})
	require.Contains(t, cardText(m.card(offers.Helpline(), "nl")), "[4] Soomaali (so, ltr)")
}

// pages writes letters, and cuts them into their sides.
func pages(t *testing.T, m *Mailing, letters []invitations.Letter, languages ...scheduling.Language) (whole string, sides []string) {
	t.Helper()
	var out bytes.Buffer
	steps := 0
	require.NoError(t, m.WritePages(&out, 3, languages, letters, func() { steps++ }))
	require.Equal(t, len(letters), steps)
	sides = strings.Split(out.String(), "<section ")[1:]
	require.Len(t, sides, len(letters)*len(languages))
	return out.String(), sides
}

func TestALetterAPage(t *testing.T) {
	m := mailingOf(t, "antwerpen")
	letters := sampleLetters(m.Programme)
	whole, sides := pages(t, m, letters, "nl")
	require.True(t, strings.HasPrefix(whole, "<!DOCTYPE html>\n<html lang=\"nl-BE\">"))
	for _, outside := range []string{"http:", "https:", "src=", "href=", "url(", "@import", "<script"} {
		require.NotContains(t, whole, outside, "nothing is fetched from elsewhere")
	}
	for _, style := range []string{"size: A4", "break-after: page", "font: 12pt"} {
		require.Contains(t, whole, style)
	}
	for _, size := range regexp.MustCompile(`(\d+)pt\b`).FindAllStringSubmatch(whole, -1) {
		require.GreaterOrEqual(t, len(size[1]), 2)
		require.GreaterOrEqual(t, size[1], "12", "smaller than older eyes read")
	}
	for i, side := range sides {
		r := letters[i].Resident
		require.Contains(t, side, "0800\u00a012\u00a0001")
		require.Contains(t, side, r.LetterCode[:3]+"\u00a0"+r.LetterCode[3:])
		address, body, _ := strings.Cut(side, "</address>")
		require.NotContains(t, address, r.LetterCode[:3]+"\u00a0", "no code in the window")
		require.Contains(t, address, r.Street+" "+r.HouseNumber)
		require.Contains(t, body, "lang=\"fr-FR\"", "a language is offered in itself")
		require.NotContains(t, body, "lang=\"\"")
	}
	require.Equal(t, sides[0], second(pages(t, m, letters[:1], "nl"))[0][:len(sides[0])], "a reprint is the same")
}

func second(_ string, sides []string) []string { return sides }

// The back holds what the front holds: the same numbers and code, and every key that a
// caller can press.
func TestTheBackIsAMarkedTranslation(t *testing.T) {
	for programme, language := range map[string]scheduling.Language{"antwerpen": "fr", "gent": "tr", "hasselt": "ar"} {
		m := mailingOf(t, programme)
		_, sides := pages(t, m, sampleLetters(m.Programme)[:1], "nl", language)
		front, back := sides[0], sides[1]
		_, front, _ = strings.Cut(front, "</address>")
		require.Contains(t, back, "Vertaling / "+m.Catalogue.Text(language, "letter_page.translation"))
		require.NotContains(t, front, "Vertaling")
		require.Contains(t, back, fmt.Sprintf("lang=%q dir=%q", m.Programme.Language(language).Tag, direction(language)))
		require.NotContains(t, back, "<address")
		require.Equal(t, numbersIn(front), numbersIn(back), programme)
		require.Equal(t, tagsIn(front), tagsIn(strings.Replace(back, "<p class=\"mark\">", "", 1)), programme)
	}
}

// numbersIn returns the numbers that a reader sees, without repetitions.
func numbersIn(side string) []string {
	text := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(belowAddress(side), " "))
	numbers := regexp.MustCompile(`\d[\d\x{a0}]*`).FindAllString(text, -1)
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

func belowAddress(side string) string {
	_, below, _ := strings.Cut(side, "<h1>")
	return below
}

func tagsIn(side string) map[string]int {
	count := map[string]int{}
	for _, tag := range regexp.MustCompile(`<[a-z0-9]+`).FindAllString(belowAddress(side), -1) {
		count[tag]++
	}
	return count
}

func TestWithoutANumberThatTextsTheLetterAsksForNoText(t *testing.T) {
	m := mailingOf(t, "antwerpen")
	m.Programme.Numbers.SMS = ""
	whole, _ := pages(t, m, sampleLetters(m.Programme)[:1], "nl")
	require.NotContains(t, whole, "AFSPRAAK")
}

func TestWhatIsTypedIsNeverMarkup(t *testing.T) {
	m := mailingOf(t, "antwerpen")
	letters := sampleLetters(m.Programme)[:1]
	letters[0].Resident.Name, letters[0].Resident.Street = `<script>alert(1)</script>`, `O'Neill & "Zonen"straat`
	whole, _ := pages(t, m, letters, "nl", "fr")
	require.NotContains(t, whole, "<script")
	require.Contains(t, whole, "&lt;script&gt;")
}

func TestTheListIsNoFormula(t *testing.T) {
	m := mailingOf(t, "hasselt")
	letters := sampleLetters(m.Programme)[:5]
	for i, name := range []string{"=HYPERLINK(\"x\")", "+32", "-1", " @SUM(A1)", "Ann \"Zus\" Peeters, de jonge"} {
		letters[i].Resident.Name = name
	}
	letters[4].Resident.Postcode = "3501"
	var out bytes.Buffer
	require.NoError(t, m.writeList(&out, []scheduling.Language{"nl", "ar"}, letters))
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"name", "street", "house_number", "postcode", "place", "code", "programme", "language"}, rows[0])
	for i, want := range []string{"'=HYPERLINK(\"x\")", "'+32", "'-1", "' @SUM(A1)", "Ann \"Zus\" Peeters, de jonge"} {
		require.Equal(t, want, rows[i+1][0])
		require.Equal(t, letters[i].Resident.LetterCode, rows[i+1][5])
		require.Equal(t, "nl;ar", rows[i+1][7])
	}
	require.Equal(t, "Hasselt", rows[1][4], "not Hasselt-Centrum")
	require.Equal(t, "Wimmertingen", rows[5][4])
	for _, cell := range []string{"", "Kerkstraat", "12 bus 3", "\u00e9"} {
		require.Equal(t, cell, harmless(cell))
	}
	for _, cell := range []string{"\t=1", "\r=1", " =1", "＝1"} {
		require.Equal(t, "'"+cell, harmless(cell))
	}
}
