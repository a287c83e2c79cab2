package people

import (
	"context"
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/timeline"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// residentsShowCmd shows one resident.
type residentsShowCmd struct {
	residentFlags
	JSON bool `name:"json" help:"One JSON object, for programs."`
}

// Help is shown below the flags.
func (residentsShowCmd) Help() string {
	return `What happened is one list: conversations, texts and calls, visits, vouchers, callbacks and changes, oldest first.

Example:
  helpline residents show 234567 --programme antwerpen`
}

// shownJSON is the public contract of one resident with their history.
type shownJSON struct {
	residentJSON
	Timeline []lineJSON `json:"timeline"`
}

type lineJSON struct {
	At    *string `json:"at"`
	Who   string  `json:"who"`
	About string  `json:"about"`
	What  string  `json:"what"`
	Why   string  `json:"why"`
}

// Run implements kong's command.
func (c *residentsShowCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, person, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	lines, err := at.timeline(ctx, person.ID)
	if err != nil {
		return err
	}
	zone := at.programme.Zone
	if c.JSON {
		shown := shownJSON{residentToJSON(person), make([]lineJSON, len(lines))}
		for i, l := range lines {
			shown.Timeline[i] = lineJSON{output.Timestamp(l.At, zone), l.Who, l.About, l.What, l.Why}
		}
		return output.JSON(term.Out, []shownJSON{shown})
	}
	at.card(term, &person)
	return timeline.Print(term.Out, zone, lines)
}

// card prints who somebody is.
func (at *Registry) card(term *terminal.Terminal, person *residents.Record) {
	fmt.Fprintf(term.Out, "%s (id %d)\n%s\n", output.OrDash(person.Name), person.ID, addressLine(&person.Resident))
	fmt.Fprintf(term.Out, "letter code %s, phone %s, %d minutes of vouchers\n",
		output.OrDash(person.LetterCode), output.OrDash(person.Phone), person.Minutes)
	if person.Stopped != "" {
		fmt.Fprintf(term.Out, "is not visited any more: %s\n", person.Stopped)
	}
	fmt.Fprintln(term.Out)
}

// timeline returns what happened to a resident.
func (at *Registry) timeline(ctx context.Context, resident int64) ([]timeline.Line, error) {
	entries, err := at.Database.Store.PersonHistory(ctx, resident)
	if err != nil {
		return nil, err
	}
	names, err := timelineNames(ctx, at.Database.Store, at.programme)
	if err != nil {
		return nil, err
	}
	lines := timeline.Of(entries, names)
	messages, err := at.Database.Store.PersonMessages(ctx, resident)
	if err != nil {
		return nil, err
	}
	for _, m := range messages {
		lines = append(lines, messageLine(&m, names))
	}
	demand, err := at.Database.Store.PersonDemand(ctx, resident)
	if err != nil {
		return nil, err
	}
	for _, d := range demand {
		lines = append(lines, timeline.Line{
			At: d.At, Who: "the resident", What: fmt.Sprintf("%s: %s", d.Channel, d.Outcome),
		})
	}
	return timeline.Sorted(lines), nil
}

// timelineNames returns what the ids in a programme's history stand for.
func timelineNames(ctx context.Context, store *postgres.Store, p *scheduling.Programme) (timeline.Names, error) {
	students, err := store.StudentNames(ctx, p.Name)
	if err != nil {
		return timeline.Names{}, err
	}
	visits, err := store.Visits(ctx, lists.VisitFilter{Programme: p.Name})
	if err != nil {
		return timeline.Names{}, err
	}
	references := make(map[int64]string, len(visits))
	for _, v := range visits {
		references[v.ID] = v.Reference
	}
	return timeline.Names{
		Student: func(id int64) string { return students[id] }, Visit: func(id int64) string { return references[id] }, Zone: p.Zone,
	}, nil
}

// messageLine returns the line of a text or call to a resident. Its words are not shown:
// "helpline messages" makes them.
func messageLine(m *scheduling.Message, names timeline.Names) timeline.Line {
	at := m.SentAt
	if at.IsZero() {
		at = m.RunAt
	}
	about := ""
	if m.VisitID != 0 {
		about = "visit " + names.Visit(m.VisitID)
	}
	how := "text"
	if m.Channel == scheduling.Voice {
		how = "call"
	}
	return timeline.Line{At: at, Who: "the line", About: about, What: strings.Join([]string{how, string(m.Kind), string(m.Status)}, " ")}
}
