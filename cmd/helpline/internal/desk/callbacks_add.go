package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/people"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// callbacksAddCmd puts something on the list that needs a human.
type callbacksAddCmd struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	dueFlags
	Programme string `placeholder:"NAME" help:"Whose it is. It can be left out where there is one programme only."`
	Reason    string `default:"office" enum:"office,complaint,asked_for_human" help:"Why: ${enum}."`
	Person    string `placeholder:"PERSON" help:"Whom to call: a resident, by letter code, telephone number or id."`
	Phone     string `placeholder:"NUMBER" help:"Whom to call, if they are no resident or want another number."`
	Visit     string `placeholder:"REFERENCE" help:"The visit that it is about; its resident is called unless --phone says otherwise."`
	Note      string `placeholder:"TEXT" help:"What it is about; nothing about health."`
	Mine      bool   `help:"Take it at once."`
}

// Help is shown below the flags.
func (callbacksAddCmd) Help() string {
	return `For what comes in at the office itself: a complaint, a question at the desk, something to see to.

Example:
  helpline callbacks add --programme gent --reason complaint --visit 76883 --note "the student came an hour late"
  helpline callbacks add --programme gent --person 234567 --note "asks for another student"
  helpline callbacks add --programme gent --phone 0470123456 --on 2027-03-26 --mine`
}

// Run implements kong's command.
func (c *callbacksAddCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	all, _, err := c.Load()
	if err != nil {
		return err
	}
	p, err := terminal.OneProgramme(all, c.Programme)
	if err != nil {
		return err
	}
	where, err := c.Ready(ctx, term.Err)
	if err != nil {
		return err
	}
	defer where.Close()
	now := c.Clock(ctx, term.Now)
	added, err := c.added(ctx, term, people.NewRegistry(where, all, p, now), p, now)
	if err != nil {
		return err
	}
	queue := &callbacks.Service{Store: where.Store, Now: func() time.Time { return now }}
	callback, err := queue.Add(ctx, p, added)
	if errors.Is(err, scheduling.ErrInvalid) {
		return exit.Misused(err)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "Callback %d is on the list, due %s.\n", callback.ID, output.Instant(callback.Due, p.Zone))
	return nil
}

// added checks the flags.
func (c *callbacksAddCmd) added(
	ctx context.Context, term *terminal.Terminal, at *people.Registry, p *scheduling.Programme, now time.Time,
) (callbacks.New, error) {
	n := callbacks.New{
		By: terminal.OfficeWorker(ctx), Reason: scheduling.CallbackReason(c.Reason), Note: terminal.SingleLine(c.Note), Mine: c.Mine,
	}
	phone, ok := terminal.PhoneNumber(c.Phone)
	if !ok {
		return n, exit.Misused(errors.New("--phone: it is not a telephone number; write it as in +32470123456"))
	}
	n.Phone = phone
	if c.Person != "" {
		person, err := at.Person(ctx, term, c.Person)
		if err != nil {
			return n, err
		}
		n.ResidentID, n.Phone = person.ID, cmp.Or(n.Phone, person.Phone)
	}
	if c.Visit != "" {
		visit, err := visitWith(ctx, at.Database, p, c.Visit)
		if err != nil {
			return n, err
		}
		n.VisitID, n.ResidentID = visit.ID, visit.ResidentID
		if n.Phone == "" {
			n.Phone = visit.ResidentPhone
		}
	}
	due, err := c.due(p, now)
	n.Due = due
	return n, err
}

// visitWith finds a programme's visit by its reference.
func visitWith(ctx context.Context, where *settings.Database, p *scheduling.Programme, reference string) (lists.VisitRow, error) {
	if !terminal.IsReference(reference) {
		return lists.VisitRow{}, exit.Misused(fmt.Errorf("%q is no number of a visit: it is five digits from 1 to 9, such as 76883", reference))
	}
	visits, err := where.Store.Visits(ctx, lists.VisitFilter{Programme: p.Name, Reference: reference})
	if err != nil {
		return lists.VisitRow{}, err
	}
	if len(visits) == 0 {
		return lists.VisitRow{}, exit.Misused(fmt.Errorf(
			"%s has no visit %s: \"helpline visits --programme %s\" shows their numbers", p.Name, reference, p.Name))
	}
	return visits[0], nil
}
