package flows

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// named takes the option whose printed words a text says: who reads "2 = ander
// adres" may answer "ander adres". It reports whether there is one.
func (e *Engine) named(ctx context.Context, c *Conversation, menu *Menu) bool {
	words, readable := readWords(c.Input.Text)
	if menu == nil || c.words == nil || !readable {
		return false
	}
	for i, option := range menu.Options(c) {
		if printed, ok := readWords(c.printed(option)); ok && says(words, printed, i+1) {
			option.pick(c.Session)
			c.Input.Digits = ""
			e.enter(ctx, c, option.Next)
			return true
		}
	}
	return false
}

// printed is an option as it stands in a text, without its number.
func (c *Conversation) printed(o Option) string {
	message := c.message(o.Say)
	line := Line{Language: c.optionLanguage(o), Message: message}
	return strings.TrimLeft(textLine(c.words, c.Programme, line), "= ")
}

// says reports whether a text names an option. Small words do not count in either:
// "een ander adres graag". Where one word alone would be left, as of "de student is
// er", they make the meaning.
func says(text, option []textWord, number int) bool {
	said, printed := strings.Fields(barely(text)), strings.Fields(barely(option))
	if core := slices.DeleteFunc(slices.Clone(printed), saysLittle); len(core) > 1 {
		said, printed = slices.DeleteFunc(said, saysLittle), core
	}
	for from := range len(said) - len(printed) + 1 {
		to := from + len(printed)
		if len(printed) > 0 && slices.Equal(said[from:to], printed) {
			return nothingIn(slices.Concat(said[:from], said[to:]), len(printed) > 1, number)
		}
	}
	return false
}

// nothingIn reports whether the words around an option change nothing: its number,
// and, where it is more than a word, a few that mean nothing to us.
func nothingIn(around []string, loosely bool, number int) bool {
	around = slices.DeleteFunc(around, func(word string) bool { return word == strconv.Itoa(number) })
	means := func(word string) bool {
		return isDigit(rune(word[0])) || lookUp(word, allTongues) != 0 && !saysLittle(word)
	}
	return len(around) == 0 || loosely && len(around) <= fewStrangers && !slices.ContainsFunc(around, means)
}

func saysLittle(word string) bool { return isSmall(lookUp(word, allTongues)) }
