package resident_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// hearsIn expects that something is said in each of these languages, and in no other.
func (c *conversation) hearsIn(languages ...scheduling.Language) *conversation {
	c.t.Helper()
	said := map[scheduling.Language]bool{}
	for _, line := range c.reply.Lines {
		said[line.Language] = true
	}
	require.Len(c.t, said, len(languages), "the call so far:\n%s", c.script.String())
	for _, language := range languages {
		require.True(c.t, said[language], "nothing in %s:\n%s", language, c.script.String())
	}
	return c
}

func TestZeroBeforeALanguageIsChosen(t *testing.T) {
	call := dial(t).presses("0").isAtVoicemail().hearsIn("nl", "fr", "en")
	call.hears("Bel één één twee", "Appelez le cent douze", "Call one one two", "Zeg na de toon", "Après le signal", "After the tone")
	require.Less(t, len(strings.Fields(call.last())), 60, "shortly")
	require.Empty(t, call.onlyCallback().Language, "nobody knows it")
	call.speaks().hearsIn("nl", "fr", "en").hears("ten laatste", "au plus tard", "We will call you", "druk negen")
	call.presses("9").hears("Voor Nederlands", "Pour le français", "For English") // the main menu is in a language

	dial(t, withheld).presses("0").hearsIn("nl", "fr", "en").hears("Tik uw telefoonnummer in", "numéro de téléphone", "telephone number")
	dial(t, staffed).presses("0").rings("+3232010199").hearsIn("nl", "fr", "en").hears("Blijf even aan de lijn", "Restez en ligne", "hold the line").
		misses().hearsIn("nl", "fr", "en").hears("Après le signal")
}

func TestSilenceBeforeALanguageIsChosen(t *testing.T) {
	call := dial(t).isSilent().isSilent().isSilent().isAtVoicemail().hearsIn("nl", "fr", "en").hears("Bel één één twee", "After the tone")
	require.Equal(t, scheduling.ReasonSilence, call.onlyCallback().Reason)
	call.isSilent().hearsIn("nl", "fr", "en").isSilent().isSilent().isSilent().hearsIn("nl", "fr", "en").hears("Tot ziens", "Au revoir", "Goodbye")
}

// A line with one language has nothing to choose.
func TestOneLanguageIsSaidOnce(t *testing.T) {
	call := dial(t, func(c *conversation) { c.programme.Languages = c.programme.Languages[:1] })
	call.presses("0").hearsIn("nl").hears("Er kan nu even niemand opnemen.", "Bent u in gevaar?")
}

func TestAKeyLeadsBackToTheLanguages(t *testing.T) {
	call := dial(t).presses("2").hears("Nederlands: acht.", "English: eight.").doesNotHear("Français")
	call.presses("8").hears("Voor Nederlands: druk één.").doesNotHear("Dit is")
	call.presses("1").hears("Om een afspraak te maken", "Français : le huit.")
	require.Equal(t, scheduling.Language("nl"), call.presses("1", rightCode, "1", "1", "1").office.bookings[0].Language)

	stuck := dial(t).presses("2").isSilent().hears("Nederlands: acht.")
	stuck.presses("8", "0").hearsIn("nl", "fr", "en") // whoever asks for the languages follows none yet
}

// A neighbour whose number is shown as the same, or a slip: nobody is French for half an hour.
func TestWhoIsCutOffChoosesAgain(t *testing.T) {
	call := dial(t).presses("2", "1", rightCode, "2").hangsUp().callsAgain(time.Minute)
	call.hears("Voor Nederlands", "Pour le français").presses("1").hears("U belde daarnet ook al.", "Français : le huit.").hearsIn("nl", "fr", "en")
	call.presses("8", "2").hears("Vous avez déjà appelé tout à l'heure.")
	call.presses("1", rightCode).hears("Quand l'étudiant peut-il venir ?")
	zero := dial(t).presses("2", "1").hangsUp().callsAgain(time.Minute).presses("0")
	zero.hearsIn("nl", "fr", "en")
}

func TestCallbacksCarryTheLanguage(t *testing.T) {
	for name, c := range map[string]struct {
		call     *conversation
		language scheduling.Language
	}{
		"0":                    {dial(t).presses("2", "0"), "fr"},
		"voicemail":            {dial(t).presses("3", "0").speaks(), "en"},
		"hung up at the tone":  {dial(t).presses("2", "0").hangsUp(), "fr"},
		"silence":              {dial(t).presses("2").isSilent().isSilent().isSilent(), "fr"},
		"wrong codes":          {dial(t).presses("2", "1", "999999", "999998", "999997", "999996"), "fr"},
		"name of a newcomer":   {dial(t).presses("3", "1", "2", "1", "2018", "12").speaks(), "en"},
		"changed on the way":   {dial(t).presses("2", "8", "3", "0"), "en"},
		"none was chosen":      {dial(t).presses("0"), ""},
		"chosen and forgotten": {dial(t).presses("2", "8", "0"), ""},
	} {
		require.Equal(t, c.language, c.call.onlyCallback().Language, name)
	}
	require.Equal(t, scheduling.Language("fr"), texting(t).sends("bonjour", "0", "Je ne comprends pas").onlyCallback().Language, "a text")
	require.Equal(t, scheduling.Language("nl"), texting(t).sends("er staat een vreemde man aan mijn deur, ik ben bang").onlyCallback().Language, "danger")
}

// An apology is in every language, as long as there is none.
func TestAnEmergencyBeforeALanguage(t *testing.T) {
	p := antwerpen(t)
	words, err := shippedWords()
	require.NoError(t, err)
	said := map[scheduling.Language][]string{}
	for _, line := range flows.Emergency(p, "", "+32470000001").Lines {
		said[line.Language] = append(said[line.Language], words.Render(line.Language, p.Zone, line.Message))
	}
	require.Equal(t, map[scheduling.Language][]string{
		"nl": {"Excuseer, bij ons loopt iets mis.", "Gevaar? Bel één één twee.", "Zeg na de toon uw naam en uw vraag."},
		"fr": {"Excusez-nous, il y a un problème chez nous.", "Un danger ? Appelez le cent douze.", "Après le signal, dites votre nom et votre question."},
		"en": {"Sorry, something is wrong on our side.", "In danger? Call one one two.", "After the tone, say your name and your question."},
	}, said)
	require.Equal(t, "sorry.fault", flows.Emergency(p, "fr", "+32470000001").Lines[0].Key)
}
