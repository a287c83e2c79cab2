package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// listFlags are what every list has.
type listFlags struct {
	databaseFlag
	programmesFlag
	JSON      bool   `name:"json" help:"One JSON array, for programs."`
	Programme string `placeholder:"NAME" help:"Only this programme's."`
	Limit     int    `default:"0" help:"At most so many; 0: all."`
}

// list opens what a list needs, and refuses a programme that is not there.
func (f listFlags) list(ctx context.Context, term *terminal) (*opened, scheduling.Programmes, *locale.Catalogue, error) {
	all, catalogue, err := f.load()
	if err != nil {
		return nil, nil, nil, err
	}
	if f.Limit < 0 {
		return nil, nil, nil, misused(fmt.Errorf("--limit: %d is no number of lines; leave it out for all", f.Limit))
	}
	if f.Programme != "" {
		if _, err := all.Named(f.Programme); err != nil {
			return nil, nil, nil, misused(err)
		}
	}
	where, err := f.ready(ctx, term.err)
	return where, all, catalogue, err
}

// visitsListCmd lists visits.
type visitsListCmd struct {
	listFlags
	Held bool `help:"Also times held for callers, and times given back."`
}

// Help is shown below the flags.
func (visitsListCmd) Help() string {
	return "Example:\n  helpline visits --programme antwerpen\n  helpline visits --json | jq '.[].start'"
}

// visitJSON is the public contract of one visit.
type visitJSON struct {
	ID            int64               `json:"id"`
	Reference     string              `json:"reference"`
	Programme     string              `json:"programme"`
	Status        scheduling.Status   `json:"status"`
	Start         *string             `json:"start"`
	End           *string             `json:"end"`
	Student       string              `json:"student"`
	StudentPhone  string              `json:"student_phone"`
	Resident      string              `json:"resident"`
	ResidentPhone string              `json:"resident_phone"`
	Postcode      string              `json:"postcode"`
	Topic         scheduling.Topic    `json:"topic"`
	Language      scheduling.Language `json:"language"`
	Channel       scheduling.Channel  `json:"channel"`
	Lapsed        bool                `json:"lapsed"` // asked for, and not confirmed in time
}

// Run implements kong's command.
func (c *visitsListCmd) Run(ctx context.Context, term *terminal) error {
	where, all, _, err := c.list(ctx, term)
	if err != nil {
		return err
	}
	defer where.close()
	filter := scheduling.VisitFilter{Programme: c.Programme, Limit: c.Limit}
	if c.Held {
		filter.Statuses = scheduling.Statuses()
	}
	visits, err := where.store.Visits(ctx, filter)
	if err != nil {
		return err
	}
	now := c.clock(ctx, term.now)
	toJSON := func(v scheduling.VisitRow) visitJSON {
		zone := zoneOf(all, v.Programme)
		return visitJSON{
			v.ID, v.Reference, v.Programme, v.Status, stamp(v.Start, zone), stamp(v.End, zone), v.Student,
			v.StudentPhone, v.Resident, v.ResidentPhone, v.Postcode, v.Topic, v.Language, v.Channel, v.Lapsed(now),
		}
	}
	heading := []string{"REFERENCE", "PROGRAMME", "STATUS", "START", "POSTCODE", "TOPIC", "LANGUAGE", "RESIDENT", "STUDENT"}
	return show(term.out, c.JSON, visits, toJSON, heading, func(v scheduling.VisitRow) []string {
		return []string{
			dash(v.Reference), v.Programme, statusOf(&v, now), short(v.Start, zoneOf(all, v.Programme)),
			v.Postcode, string(v.Topic), dash(string(v.Language)), dash(v.Resident), v.Student,
		}
	})
}

// statusOf says of a request that nobody confirmed in time that it is one no more.
func statusOf(v *scheduling.VisitRow, now time.Time) string {
	if v.Lapsed(now) {
		return string(scheduling.Requested) + " (lapsed)"
	}
	return string(v.Status)
}

// messagesCmd lists messages.
type messagesCmd struct {
	listFlags
	Costs bool `help:"Only what each programme sent, and what the carrier asks for it."`
}

// Help is shown below the flags.
func (messagesCmd) Help() string {
	return `Below the list is a line a programme: texts, segments, calls and their prices. The carrier says a price
some time after it sent a text; until then, or when it never does, it counts as one without a price.
What residents send, calls to the line, and texts that answer texts are not in it: see the invoice.

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
func (c *messagesCmd) Run(ctx context.Context, term *terminal) error {
	where, all, catalogue, err := c.list(ctx, term)
	if err != nil {
		return err
	}
	defer where.close()
	if c.Costs {
		return c.costs(ctx, term, where)
	}
	messages, err := where.store.Messages(ctx, scheduling.MessageFilter{Programme: c.Programme, Limit: c.Limit})
	if err != nil {
		return err
	}
	toJSON := func(m scheduling.Message) messageJSON { return wordMessage(&m, all, catalogue) }
	heading := []string{"ID", "PROGRAMME", "CHANNEL", "KIND", "STATUS", "TO", "DUE", "SEGMENTS", "BODY"}
	err = show(term.out, c.JSON, messages, toJSON, heading, func(m scheduling.Message) []string {
		r := toJSON(m)
		return []string{
			strconv.FormatInt(r.ID, 10), r.Programme, string(r.Channel), string(r.Kind), string(r.Status), r.To,
			short(m.RunAt, zoneOf(all, r.Programme)), strconv.Itoa(r.Segments), r.Body,
		}
	})
	if err != nil || c.JSON {
		return err
	}
	return c.costs(ctx, term, where)
}

// wordMessage puts a message into words; one of a programme that is served no
// longer has none.
func wordMessage(m *scheduling.Message, all scheduling.Programmes, catalogue *locale.Catalogue) messageJSON {
	zone := zoneOf(all, m.Programme)
	row := messageJSON{
		m.ID, m.Programme, m.To, m.Channel, m.Kind, m.Status, stamp(m.RunAt, zone), stamp(m.SentAt, zone), m.Segments, "",
		orNone(amount(m.Price.Amount)), orNone(m.Price.Currency),
	}
	if p, err := all.Named(m.Programme); err == nil {
		row.Body = ivr.Words(catalogue, p, m)
	}
	if m.Channel == scheduling.Voice { // the call says how the visit stands by then, and asks for keys
		row.Body = "call: " + string(m.Kind)
	}
	if row.Segments == 0 && m.Channel == scheduling.SMS {
		row.Segments = locale.Segments(row.Body).Segments
	}
	return row
}

// callbacksListCmd lists callbacks.
type callbacksListCmd struct {
	listFlags
	Open bool `help:"Only those still to be made."`
}

// Help is shown below the flags.
func (callbacksListCmd) Help() string {
	return "Example:\n  helpline callbacks --open\n  helpline callbacks --programme gent --json"
}

// callbackJSON is the public contract of one callback.
type callbackJSON struct {
	ID           int64                     `json:"id"`
	Programme    string                    `json:"programme"`
	Reason       scheduling.CallbackReason `json:"reason"`
	Status       scheduling.CallbackStatus `json:"status"`
	Phone        string                    `json:"phone"`
	Due          *string                   `json:"due"`
	RecordingURL string                    `json:"recording_url"`
	Note         string                    `json:"note"`
	LapsedAt     *string                   `json:"lapsed_at"` // since when the time that waits for this call is not kept
}

// Run implements kong's command.
func (c *callbacksListCmd) Run(ctx context.Context, term *terminal) error {
	where, all, _, err := c.list(ctx, term)
	if err != nil {
		return err
	}
	defer where.close()
	filter := scheduling.CallbackFilter{Programme: c.Programme, Limit: c.Limit}
	if c.Open {
		filter.Statuses = []scheduling.CallbackStatus{scheduling.CallbackOpen}
	}
	callbacks, err := where.store.Callbacks(ctx, filter)
	if err != nil {
		return err
	}
	now := c.clock(ctx, term.now)
	toJSON := func(b scheduling.Callback) callbackJSON {
		row := callbackJSON{
			b.ID, b.Programme, b.Reason, b.Status, b.Phone, stamp(b.Due, zoneOf(all, b.Programme)), b.RecordingURL, b.Note, nil,
		}
		if b.Lapsed(now) {
			row.LapsedAt = stamp(b.KeptUntil, zoneOf(all, b.Programme))
		}
		return row
	}
	heading := []string{"ID", "PROGRAMME", "REASON", "STATUS", "PHONE", "DUE", "VOICEMAIL", "NOTE"}
	return show(term.out, c.JSON, callbacks, toJSON, heading, func(b scheduling.Callback) []string {
		voicemail := "no"
		if b.RecordingURL != "" {
			voicemail = "yes"
		}
		return []string{
			strconv.FormatInt(b.ID, 10), b.Programme, string(b.Reason), string(b.Status), dash(b.Phone),
			short(b.Due, zoneOf(all, b.Programme)), voicemail, noteOf(&b, now, zoneOf(all, b.Programme)),
		}
	})
}

// noteOf says first what cannot wait: somebody counts on a time that is not kept.
func noteOf(b *scheduling.Callback, now time.Time, zone *time.Location) string {
	if !b.Lapsed(now) {
		return b.Note
	}
	return "URGENT, the time lapsed on " + short(b.KeptUntil, zone) + ": " + b.Note
}
