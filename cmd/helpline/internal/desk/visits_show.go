package desk

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/timeline"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/outcomes"
)

// visitsShowCmd shows one visit.
type visitsShowCmd struct {
	visitFlags
	JSON bool `name:"json" help:"One JSON object, for programs."`
}

// Help is shown below the flags.
func (visitsShowCmd) Help() string {
	return `Who goes, why it went from one student to another, who was asked and what they said, and every change with who
made it.

Example:
  helpline visits show 76883 --programme antwerpen`
}

// visitDetails is the public contract of one visit with its history.
type visitDetails struct {
	VisitJSON
	Reassigned []reassignedJSON `json:"reassigned"`
	Asked      []askedJSON      `json:"asked"`
	History    []changeJSON     `json:"history"`
	Outcome    *outcomeJSON     `json:"outcome"` // null: nothing was noted

	lines   []timeline.Line // the history, for people
	outcome outcomes.Outcome
}

// outcomeJSON is the public contract of what became of a visit.
type outcomeJSON struct {
	Topics    []scheduling.Topic `json:"topics"`
	Solved    outcomes.Solved    `json:"solved"` // empty: nobody said
	FollowUp  outcomes.FollowUp  `json:"follow_up"`
	Checklist []string           `json:"checklist"`
}

func jsonOfOutcome(o *outcomes.Outcome) *outcomeJSON {
	if o.IsZero() {
		return nil
	}
	return &outcomeJSON{
		Topics: append([]scheduling.Topic{}, o.Topics...), Solved: o.Solved, FollowUp: o.FollowUp, Checklist: append([]string{}, o.Checklist...),
	}
}

type reassignedJSON struct {
	At   *string `json:"at"`
	From string  `json:"from"`
	To   string  `json:"to"`
	Why  string  `json:"why"`

	at time.Time
}

type askedJSON struct {
	At      *string `json:"at"`
	Student string  `json:"student"`
	Answer  string  `json:"answer"`

	at time.Time
}

type changeJSON struct {
	At   *string `json:"at"`
	Who  string  `json:"who"`
	What string  `json:"what"`
	From string  `json:"from"`
	To   string  `json:"to"`
	Why  string  `json:"why"`
}

// Run implements kong's command.
func (c *visitsShowCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	details, err := at.details(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return output.Object(term.Out, details)
	}
	return at.print(term.Out, details)
}

// details reads what is known of the visit.
func (at *visitAtHand) details(ctx context.Context) (*visitDetails, error) {
	v, zone := at.visit, at.programme.Zone
	details := &visitDetails{VisitJSON: jsonOfVisit(&v, zone, at.bookings.Now())}
	names, err := at.Store.StudentNames(ctx, v.Programme)
	if err != nil {
		return nil, err
	}
	moves, err := at.Store.Reassignments(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	for _, m := range moves {
		details.Reassigned = append(details.Reassigned, reassignedJSON{
			output.Timestamp(m.At, zone), names[m.From], names[m.To], BecauseWords(m.Because), m.At,
		})
	}
	asks, err := at.Store.AsksOf(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	for _, a := range asks {
		details.Asked = append(details.Asked, askedJSON{output.Timestamp(a.AskedAt, zone), names[a.StudentID], string(a.Status), a.AskedAt})
	}
	entries, err := at.Store.History(ctx, history.Subject{Kind: history.Visit, ID: v.ID})
	for _, e := range entries {
		details.History = append(details.History, changeJSON{
			output.Timestamp(e.At, zone), string(e.Actor.Kind) + " " + e.Actor.Name, string(e.What), e.From, e.To, e.Why,
		})
	}
	if err != nil {
		return nil, err
	}
	if details.outcome, err = at.Store.Outcome(ctx, v.ID); err != nil {
		return nil, err
	}
	details.Outcome = jsonOfOutcome(&details.outcome)
	details.lines = timeline.Of(entries, timeline.Names{
		Student: func(id int64) string { return names[id] }, Visit: func(int64) string { return v.Reference }, Zone: zone,
	})
	return details, nil
}

// print prints a visit for people.
func (at *visitAtHand) print(w io.Writer, d *visitDetails) error {
	v, zone := &at.visit, at.programme.Zone
	fmt.Fprintf(w, "Visit %s of %s: %s, %s\n", v.Reference, v.Programme, output.Instant(v.Start, zone), statusOf(v, zone, at.bookings.Now()))
	fmt.Fprintf(w, "Resident: %s, %s, in %s; %s\n", output.OrDash(v.Resident), output.OrDash(v.ResidentPhone), v.Postcode, v.Topic)
	student := "nobody is expected to go"
	if v.Going() {
		student = v.Student + ", " + v.StudentPhone
		if v.Status == scheduling.Booked {
			student += " (planned, not asked yet)"
		}
	}
	fmt.Fprintf(w, "Student: %s\nBooked: %s, by %s\n", student, output.Instant(v.BookedAt, zone), v.Channel)
	if !d.outcome.IsZero() {
		fmt.Fprintf(w, "Outcome: %s\n", outcomeWords(at.programme, &d.outcome))
	}
	if len(d.Reassigned) > 0 {
		fmt.Fprintln(w, "\nWhy this student:")
	}
	for _, m := range d.Reassigned {
		fmt.Fprintf(w, "  %s  from %s to %s: %s\n", output.Instant(m.at, zone), m.From, m.To, m.Why)
	}
	if len(d.Asked) > 0 {
		fmt.Fprintln(w, "\nAsked:")
	}
	for _, a := range d.Asked {
		fmt.Fprintf(w, "  %s  %s: %s\n", output.Instant(a.at, zone), a.Student, a.Answer)
	}
	fmt.Fprintln(w, "\nHistory:")
	return timeline.Print(w, zone, d.lines)
}
