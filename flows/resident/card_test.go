package resident_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// The card is what the line says, in every language that it offers: a caller who
// holds it hears, in the same order, what stands on it.
func TestTheCardIsWhatACallerHears(t *testing.T) {
	for i, rule := range antwerpen(t).Languages {
		call := dial(t)
		card := flows.CardOf(offers.Helpline(), call.programme, rule.Code)
		require.Len(t, card.Menus, 2)
		require.Equal(t, optionsOf(call.reply), linesOf(card.Menus[0]), "the first menu")

		key := string(rune('1' + i))
		require.Equal(t, key, card.Menus[0].Options[i].Key)
		call.presses(key)
		require.Equal(t, optionsOf(call.reply), linesOf(card.Menus[1]), "the menu behind key %s", key)
		for n, option := range card.Menus[1].Options {
			if others := len(call.programme.Languages) - 1; n < others { // the key to the other languages
				require.NotEqual(t, rule.Code, option.Language)
				require.Equal(t, flows.LanguageKey, option.Key)
			} else {
				require.Equal(t, rule.Code, option.Language)
				require.Equal(t, string(rune('1'+n-others)), option.Key)
			}
		}

		human := card.Always[0].Line
		human.Pause = flows.PromptPause // there is none on paper
		require.Contains(t, call.reply.Lines, human)
		require.Contains(t, call.isSilent().isSilent().reply.Lines, card.Always[1].Line)
		require.Equal(t, "0", card.Always[0].Key)
		require.Equal(t, "menu.human", card.Always[0].Line.Key)
		require.Equal(t, "*", card.Always[1].Key)
		require.Equal(t, "menu.repeat", card.Always[1].Line.Key)
		whole := call.presses("*").last()
		option := card.Menus[1].Options[0]
		require.Contains(t, whole, call.words.Render(option.Language, call.programme.Zone, option.Message))
		call.presses("0").isAtVoicemail()
	}
}

// The card changes with the dialogue; one that was printed before differs from the line.
func TestTheCardFollowsTheDialogue(t *testing.T) {
	changed := offers.Helpline()
	menu := changed.States[resident.StateMain].Menu
	options := menu.Options
	menu.Options = func(c *flows.Conversation) []flows.Option {
		reversed := options(c)
		slices.Reverse(reversed)
		return reversed
	}
	call := dial(t, func(c *conversation) { c.engine.Dialogue = changed }).presses("1")
	before, after := flows.CardOf(offers.Helpline(), call.programme, "nl"), flows.CardOf(changed, call.programme, "nl")
	require.NotEqual(t, optionsOf(call.reply), linesOf(before.Menus[1]))
	require.Equal(t, optionsOf(call.reply), linesOf(after.Menus[1]))

	menu.Hints = false
	require.Empty(t, flows.CardOf(changed, call.programme, "nl").Always)
}

// A dialogue that leads nowhere, or round in a circle, has a card all the same.
func TestACardOfABrokenDialogueEnds(t *testing.T) {
	p := antwerpen(t)
	for _, d := range []*flows.Dialogue{
		{Start: "nowhere", States: map[flows.StateName]*flows.State{}},
		{Start: "a", States: map[flows.StateName]*flows.State{"a": {Name: "a", End: true}}},
		{Start: "a", States: map[flows.StateName]*flows.State{"a": {Name: "a", Menu: &flows.Menu{
			Options: func(*flows.Conversation) []flows.Option { return []flows.Option{{Next: "a"}} },
		}}}},
		{Start: "a", States: map[flows.StateName]*flows.State{"a": {Name: "a", Menu: &flows.Menu{
			Options: func(*flows.Conversation) []flows.Option { return nil },
		}}}},
	} {
		require.LessOrEqual(t, len(flows.CardOf(d, p, "nl").Menus), 1)
	}
}

// The word that the letter asks to text begins a booking, in each language.
func TestTheWordOfTheLetterBegins(t *testing.T) {
	words := dial(t).words
	for _, language := range words.Languages() {
		said := understand.Understand(words.Text(language, "letter_page.text_word"))
		require.Equal(t, understand.MeaningBook, said.Meaning, language)
		require.Contains(t, []scheduling.Language{language, ""}, said.Language)
		require.Contains(t, words.Text(language, "sms.invitation"), words.Text(language, "letter_page.text_word"))
	}
}

func optionsOf(reply flows.Reply) []flows.Line {
	var options []flows.Line
	for _, line := range reply.Lines {
		if line.Args[string(flows.FactKey)] != "" {
			line.Pause = 0 // there is none on paper
			options = append(options, line)
		}
	}
	return options
}

func linesOf(menu flows.CardMenu) []flows.Line {
	lines := make([]flows.Line, len(menu.Options))
	for i, option := range menu.Options {
		lines[i] = option.Line
	}
	return lines
}
