package flows

import (
	"context"
)

// chooseByName takes the option whose printed words a text says: who reads "2 = ander
// adres" may answer "ander adres". It reports whether there is one.
func chooseByName(ctx context.Context, e *Engine, c *Conversation, menu *Menu) bool {
	if menu == nil || c.words == nil {
		return false
	}
	names := Names(c.Input.Text)
	for i, option := range menu.Options(c) {
		if names(c.printed(option), i+1) {
			takeOption(ctx, e, c, option, "")
			return true
		}
	}
	return false
}
