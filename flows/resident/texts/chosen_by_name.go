package texts

import (
	"context"
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
)

// namesOption finds the option whose printed words the text holds: whoever reads "2 = ander
// adres" may answer "ander adres".
func (t *text) namesOption() bool {
	menu := t.menu()
	if menu == nil || t.c.Words == nil {
		return false
	}
	names := understand.Names(t.c.Input.Original())
	options := menu.Options(t.c)
	for i, option := range options {
		if names(t.c.PrintedOption(option), flows.KeyAt(options, i)) {
			t.option = option
			return true
		}
	}
	return false
}

// takeNamedOption takes an option by its name. A digit in the name is no answer to what comes
// next.
func (t *text) takeNamedOption(ctx context.Context) { t.enterOption(ctx, "") }

// choosesByMenuWords finds what only this menu understands, and none of its options is called.
func (t *text) choosesByMenuWords() bool {
	menu := t.menu()
	if menu == nil || menu.ChooseByWords == nil {
		return false
	}
	option, ok := menu.ChooseByWords(t.c, t.said)
	t.option = option
	return ok
}

// choosesByNumber finds the option with the number that the text gives.
func (t *text) choosesByNumber() bool {
	if t.menu() == nil || len(t.said.Digits) != 1 {
		return false
	}
	return t.findOption(func(options []flows.Option) int { return flows.ByKey(options, t.said.Digits) })
}

// choosesByMeaning finds the option that the meaning of the text chooses, where the text is
// clear enough for the menu.
func (t *text) choosesByMeaning() bool {
	menu := t.menu()
	if menu == nil || t.said.Digits != "" || t.is(understand.MeaningNone) || menu.IsClear != nil && !menu.IsClear(t.c) {
		return false
	}
	return t.findOption(func(options []flows.Option) int {
		return slices.IndexFunc(options, func(o flows.Option) bool { return slices.Contains(o.Means, t.said.Meaning) })
	})
}

// findOption notes the option at an index, if there is one.
func (t *text) findOption(index func([]flows.Option) int) bool {
	options := t.menu().Choices(t.c)
	i := index(options)
	if i < 0 || i >= len(options) {
		return false
	}
	t.option = options[i]
	return true
}

// takeOption takes the option that was found; the next state may look at the digits.
func (t *text) takeOption(ctx context.Context) { t.enterOption(ctx, t.said.Digits) }

func (t *text) enterOption(ctx context.Context, digits string) {
	t.option.Choose(t.c.Session)
	t.c.Input.Digits = digits
	t.engine.Enter(ctx, t.c, t.option.Next)
}
