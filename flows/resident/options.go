package resident

import (
	"context"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
)

// chooseByName takes the option whose printed words a text says: who reads "2 = ander
// adres" may answer "ander adres". It reports whether there is one.
func chooseByName(ctx context.Context, e *flows.Engine, c *flows.Conversation, menu *flows.Menu) bool {
	if menu == nil || c.Words == nil {
		return false
	}
	names := understand.Names(c.Input.Text)
	for i, option := range menu.Options(c) {
		if names(c.PrintedOption(option), i+1) {
			takeOption(ctx, e, c, option, "")
			return true
		}
	}
	return false
}
