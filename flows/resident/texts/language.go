package texts

import (
	"cmp"
	"context"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// Somebody who texts chooses a language by its name, at any time, or by the words of a
// first text. A letter's code is in no language: as long as none was chosen, the language
// of each text is followed.

// namedLanguage is the language that a text asks for by name; empty: none.
func namedLanguage(c *flows.Conversation) scheduling.Language {
	named := understand.NamedLanguage(c.Input.Text, c.Session.State == "" || c.Session.State == resident.StateLanguage)
	return cmp.Or(c.Input.Asks, named)
}

// namesLanguage reports whether the text asks for a language of the programme by its name.
func (t *text) namesLanguage() bool { return t.c.HasLanguage(namedLanguage(t.c)) }

// switchLanguage goes on in the language that the text names.
func (t *text) switchLanguage(ctx context.Context) {
	t.c.UseLanguage(namedLanguage(t.c))
	if t.at(resident.StateLanguage) {
		t.engine.Enter(ctx, t.c, resident.StateMain)
		return
	}
	t.c.Reply(t.c.Ask(t.state))
}

// adoptLanguage takes over the language of what is written, as long as nobody has chosen
// one.
func adoptLanguage(c *flows.Conversation, said understand.Understood) {
	if !c.Session.Spoken && said.Meaning != understand.MeaningThanks {
		c.UseLanguage(understand.WrittenIn(c.Input.Text, said.Language))
	}
}
