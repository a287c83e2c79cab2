package main

import (
	"context"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows/locale/officewords"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

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
	Language     scheduling.Language       `json:"language"`  // to call back in; empty: none was chosen, or it is done
	LapsedAt     *string                   `json:"lapsed_at"` // since when the time that waits for this call is not kept
}

// Run implements kong's command.
func (c *callbacksListCmd) Run(ctx context.Context, term *terminal) error {
	where, all, _, err := c.list(ctx, term)
	if err != nil {
		return err
	}
	defer where.Close()
	filter := lists.CallbackFilter{Programme: c.Programme, Limit: c.Limit}
	if c.Open {
		filter.Statuses = []scheduling.CallbackStatus{scheduling.CallbackOpen}
	}
	callbacks, err := where.Store.Callbacks(ctx, filter)
	if err != nil {
		return err
	}
	words, err := officewords.Load()
	if err != nil {
		return err
	}
	now := c.Clock(ctx, term.now)
	toJSON := func(b scheduling.Callback) callbackJSON {
		zone := settings.ZoneOf(all, b.Programme)
		row := callbackJSON{
			b.ID, b.Programme, b.Reason, b.Status, b.Phone, output.Timestamp(b.Due, zone), b.RecordingURL, words.Note(b.Note, zone), b.Language, nil,
		}
		if b.Lapsed(now) {
			row.LapsedAt = output.Timestamp(b.KeptUntil, zone)
		}
		return row
	}
	heading := []string{"ID", "PROGRAMME", "REASON", "STATUS", "PHONE", "DUE", "VOICEMAIL", "LANGUAGE", "NOTE"}
	return output.ListAs(term.out, c.format(), callbacks, toJSON, heading, func(b scheduling.Callback) []string {
		voicemail := "no"
		if b.RecordingURL != "" {
			voicemail = "yes"
		}
		return []string{
			strconv.FormatInt(b.ID, 10), b.Programme, string(b.Reason), string(b.Status), output.OrDash(b.Phone),
			output.Instant(b.Due, settings.ZoneOf(all, b.Programme)), voicemail, output.OrDash(string(b.Language)),
			noteOf(&b, words, now, settings.ZoneOf(all, b.Programme)),
		}
	})
}

// noteOf begins a note with what is urgent: a resident relies on a time that lapsed.
func noteOf(b *scheduling.Callback, words *officewords.Words, now time.Time, zone *time.Location) string {
	note := words.Note(b.Note, zone)
	if !b.Lapsed(now) {
		return note
	}
	return "URGENT, the time lapsed on " + output.Instant(b.KeptUntil, zone) + ": " + note
}
