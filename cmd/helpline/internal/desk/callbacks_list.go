package desk

import (
	"context"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/flows/locale/officewords"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// callbacksListCmd lists callbacks.
type callbacksListCmd struct {
	terminal.ListFlags
	Open    bool   `help:"Only those still to be made."`
	Overdue bool   `help:"Only those that should have been made by now."`
	Owner   string `placeholder:"NAME" help:"Only those that this person has."`
	Mine    bool   `help:"Only those that you have."`
}

// Help is shown below the flags.
func (callbacksListCmd) Help() string {
	return `Those that are open come first, the longest overdue at the top. A name with a question mark is that of the one
person who has the number: the caller did not prove who they are.

Example:
  helpline callbacks --open
  helpline callbacks --mine --overdue
  helpline callbacks --programme gent --json`
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
	Name         string                    `json:"name"`         // of who is to be called; empty: not known
	NameGuessed  bool                      `json:"name_guessed"` // the name is that of the one person who has the number
	Language     scheduling.Language       `json:"language"`     // to call back in; empty: none was chosen, or it is done
	Owner        string                    `json:"owner"`        // who has it; empty: nobody yet
	Visit        string                    `json:"visit"`        // reference of the visit that it is about; empty: none
	Overdue      bool                      `json:"overdue"`
	Attempts     int                       `json:"attempts"` // calls that reached nobody
	Outcome      string                    `json:"outcome"`  // empty while it is open
	DoneBy       string                    `json:"done_by"`
	LapsedAt     *string                   `json:"lapsed_at"` // since when the time that waits for this call is not kept
}

// Run implements kong's command.
func (c *callbacksListCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	where, all, _, err := c.OpenList(ctx, term)
	if err != nil {
		return err
	}
	defer where.Close()
	now := c.Clock(ctx, term.Now)
	rows, err := where.Store.Callbacks(ctx, c.filter(ctx, now))
	if err != nil {
		return err
	}
	words, err := officewords.Load()
	if err != nil {
		return err
	}
	toJSON := func(b lists.CallbackRow) callbackJSON {
		return jsonOfCallback(&b, words, settings.ZoneOf(all, b.Programme), now)
	}
	heading := []string{"ID", "PROGRAMME", "REASON", "STATUS", "PHONE", "NAME", "DUE", "OWNER", "VISIT", "VOICEMAIL", "LANGUAGE", "NOTE"}
	return output.ListAs(term.Out, c.Format(), rows, toJSON, heading, func(b lists.CallbackRow) []string {
		voicemail := "no"
		if b.RecordingURL != "" {
			voicemail = "yes"
		}
		zone := settings.ZoneOf(all, b.Programme)
		return []string{
			strconv.FormatInt(b.ID, 10), b.Programme, string(b.Reason), string(b.Status), output.OrDash(b.Phone), nameOf(&b),
			dueOf(&b.Callback, zone, now), output.OrDash(b.Owner), output.OrDash(b.Reference), voicemail, output.OrDash(string(b.Language)),
			noteOf(&b.Callback, words, now, zone),
		}
	})
}

// filter returns the filter of the flags.
func (c *callbacksListCmd) filter(ctx context.Context, now time.Time) lists.CallbackFilter {
	filter := lists.CallbackFilter{Programme: c.Programme, Limit: c.Limit, Owner: c.Owner}
	if c.Mine {
		filter.Owner = terminal.OfficeWorker(ctx)
	}
	if c.Open || c.Overdue {
		filter.Statuses = []scheduling.CallbackStatus{scheduling.CallbackOpen}
	}
	if c.Overdue {
		filter.Until = now
	}
	return filter
}

func jsonOfCallback(b *lists.CallbackRow, words *officewords.Words, zone *time.Location, now time.Time) callbackJSON {
	row := callbackJSON{
		ID: b.ID, Programme: b.Programme, Reason: b.Reason, Status: b.Status, Phone: b.Phone, Due: output.Timestamp(b.Due, zone),
		RecordingURL: b.RecordingURL, Note: words.Note(b.Note, zone), Name: b.Name, NameGuessed: b.Guessed, Language: b.Language,
		Owner: b.Owner, Visit: b.Reference, Overdue: b.Overdue(now), Attempts: b.Attempts, Outcome: string(b.Outcome), DoneBy: b.DoneBy,
	}
	if b.Lapsed(now) {
		row.LapsedAt = output.Timestamp(b.KeptUntil, zone)
	}
	return row
}

func nameOf(b *lists.CallbackRow) string {
	if b.Guessed {
		return b.Name + "?"
	}
	return output.OrDash(b.Name)
}

// dueOf returns until when a callback should be made, and marks one that is overdue.
func dueOf(b *scheduling.Callback, zone *time.Location, now time.Time) string {
	due := output.Instant(b.Due, zone)
	if b.Overdue(now) {
		return "OVERDUE " + due
	}
	return due
}

// noteOf begins a note with what is urgent: a resident relies on a time that lapsed.
func noteOf(b *scheduling.Callback, words *officewords.Words, now time.Time, zone *time.Location) string {
	note := words.Note(b.Note, zone)
	if !b.Lapsed(now) {
		return note
	}
	return "URGENT, the time lapsed on " + output.Instant(b.KeptUntil, zone) + ": " + note
}
