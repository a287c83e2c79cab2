package texts

import (
	"context"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// mayTellOfDanger reports whether somebody may not be safe. A number that chooses is no alarm, and
// where a number was asked for, or nothing, so is no short text. Death and hospital are read at once anyway.
func (t *text) mayTellOfDanger() bool {
	short := (t.number() != nil || t.state == nil) && understand.WordCount(t.c.Input.Text) <= maxBesideNumber
	return t.said.Doubt && t.said.Digits == "" && !short && !t.is(understand.MeaningDanger) && !resident.IsGrave(t.c)
}

// maxBesideNumber is how many words a text can have that gives a number that was asked for.
const maxBesideNumber = 3

// haveReadNow has a human read the text at once, and says what to do in danger. A question
// stays open: the text may be no more than an answer to it in unusual words.
func (t *text) haveReadNow(ctx context.Context) {
	c := t.c
	note := flows.JoinNotes(c.UnclearBefore, flows.TextNote(c.Input.Text))
	callback := resident.CallbackOf(c)
	callback.Key, callback.Reason, callback.Due = c.OperationKey()+":now", scheduling.ReasonHuman, c.Input.At
	callback.Note = resident.NoteOf(c, note)
	if _, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback); err != nil {
		c.ReportFault("keeping what may tell of danger", err)
		t.warn(ctx)
		return
	}
	c.Say(flows.Say{Key: "sms.told"})
	c.Say(flows.Say{Key: "human.danger"})
	switch {
	case t.state == nil:
		t.welcomeUnclear(ctx)
	case t.isIdle():
		c.Reply(c.Expect(t.state))
	default:
		c.KeepWhole()
		c.Reply(c.AskAgain(t.state))
	}
}
