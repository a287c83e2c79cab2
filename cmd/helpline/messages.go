package main

import (
	"context"
	"strconv"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// messagesCmd lists messages.
type messagesCmd struct {
	terminal.ListFlags
	Costs bool `help:"Only what each programme sent, and what the carrier charges for it."`
}

// Help is shown below the flags.
func (messagesCmd) Help() string {
	return `Below the list is a line a programme: texts, segments, calls and their prices. The carrier sets a price some
time after it sent a text; until then, or if it never does, the text counts as one without a price. Texts from
residents, calls to the line, and texts that answer texts are not included: see the carrier's invoice.

Example:
  helpline messages --programme gent --json
  helpline messages --costs`
}

// messageJSON is the public contract of one message.
type messageJSON struct {
	ID        int64                    `json:"id"`
	Programme string                   `json:"programme"`
	To        string                   `json:"to"`
	Channel   scheduling.Channel       `json:"channel"`
	Kind      scheduling.MessageKind   `json:"kind"`
	Status    scheduling.MessageStatus `json:"status"`
	RunAt     *string                  `json:"run_at"`
	SentAt    *string                  `json:"sent_at"`
	Segments  int                      `json:"segments"`
	Body      string                   `json:"body"`
	Price     *string                  `json:"price"` // decimal; null: not known
	Currency  *string                  `json:"currency"`
}

// Run implements kong's command.
func (c *messagesCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	where, all, catalogue, err := c.OpenList(ctx, term)
	if err != nil {
		return err
	}
	defer where.Close()
	if c.Costs {
		return c.costs(ctx, term, where)
	}
	messages, err := where.Store.Messages(ctx, lists.MessageFilter{Programme: c.Programme, Limit: c.Limit})
	if err != nil {
		return err
	}
	toJSON := func(m scheduling.Message) messageJSON { return wordMessage(&m, all, catalogue) }
	heading := []string{"ID", "PROGRAMME", "CHANNEL", "KIND", "STATUS", "TO", "DUE", "SEGMENTS", "BODY"}
	err = output.ListAs(term.Out, c.Format(), messages, toJSON, heading, func(m scheduling.Message) []string {
		r := toJSON(m)
		return []string{
			strconv.FormatInt(r.ID, 10), r.Programme, string(r.Channel), string(r.Kind), string(r.Status), r.To,
			output.Instant(m.RunAt, settings.ZoneOf(all, r.Programme)), strconv.Itoa(r.Segments), r.Body,
		}
	})
	if err != nil || c.Format() != output.ForPeople {
		return err
	}
	return c.costs(ctx, term, where)
}

// wordMessage words a message. It returns nothing for a programme that is not served
// any more.
func wordMessage(m *scheduling.Message, all scheduling.Programmes, catalogue *locale.Catalogue) messageJSON {
	zone := settings.ZoneOf(all, m.Programme)
	row := messageJSON{
		m.ID, m.Programme, m.To, m.Channel, m.Kind, m.Status, output.Timestamp(m.RunAt, zone), output.Timestamp(m.SentAt, zone), m.Segments, "",
		orNone(amount(m.Price.Amount)), orNone(m.Price.Currency),
	}
	if p, err := all.Named(m.Programme); err == nil {
		row.Body = outbox.Body(catalogue, p, m)
	}
	if m.Channel == scheduling.Voice { // the call's words are made when it is answered
		row.Body = "call: " + string(m.Kind)
	}
	if row.Segments == 0 && m.Channel == scheduling.SMS {
		row.Segments = gsm7.Segments(row.Body).Segments
	}
	return row
}
