package flows

import (
	"context"
	"strings"
)

// named takes the option whose printed words a text says: who reads "2 = ander
// adres" may answer "ander adres". It reports whether there is one.
func (e *Engine) named(ctx context.Context, c *Conversation, menu *Menu) bool {
	if menu == nil || c.words == nil {
		return false
	}
	names := Names(c.Input.Text)
	for i, option := range menu.Options(c) {
		if names(c.printed(option), i+1) {
			e.take(ctx, c, option, "")
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
