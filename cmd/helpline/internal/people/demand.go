package people

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/demand"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// DemandCmd holds the demand register of people. Without a subcommand it lists them.
type DemandCmd struct {
	List   demandListCmd   `cmd:"" default:"withargs" help:"List who called or texted, with what came of it; who got nothing comes first."`
	Counts demandCountsCmd `cmd:"" help:"Count people by what came of it."`
}

// Help is shown below the commands.
func (DemandCmd) Help() string {
	return `Somebody is known by the id of their resident, or else by a hash of their number: names, numbers and languages
are not in this register. "helpline flows" shows the steps of the dialogue.

Example:
  helpline demand --in-vain 3 --no-callback
  helpline demand --person "0470 12 34 56" --programme antwerpen
  helpline demand --result unserved --csv > unserved.csv
  helpline demand counts --programme gent`
}

// demandFlags select contacts.
type demandFlags struct {
	terminal.ListFlags
	From  string `placeholder:"YYYY-MM-DD" help:"Only contacts from this day on."`
	Until string `placeholder:"YYYY-MM-DD" help:"Only contacts to this day, included."`
}

// filter returns what is selected. Days are those of the programme.
func (f demandFlags) filter(all scheduling.Programmes) (demand.Filter, error) {
	zone := settings.ZoneOf(all, f.Programme)
	filter := demand.Filter{Programme: f.Programme}
	for _, day := range []struct {
		name, text string
		add        int
		to         *time.Time
	}{{"--from", f.From, 0, &filter.From}, {"--until", f.Until, 1, &filter.Until}} {
		if day.text == "" {
			continue
		}
		on, err := calendar.ParseDay(day.text)
		if err != nil {
			return filter, exit.Misused(fmt.Errorf("%s: write a day as 2027-03-24", day.name))
		}
		*day.to = on.Add(day.add).At(0, zone)
	}
	return filter, nil
}

// demandListCmd lists people.
type demandListCmd struct {
	demandFlags
	InVain     int    `placeholder:"N" help:"Only who got nothing from their last N contacts or more."`
	NoCallback bool   `help:"Only whom nobody is to call back."`
	Result     string `placeholder:"RESULT" help:"Only those with this result: ${demand_results}."`
	Person     string `placeholder:"PERSON" help:"Only this one: a letter code, a telephone number or an id; with --programme."`
}

// Help is shown below the flags.
func (demandListCmd) Help() string {
	return `IN VAIN counts the contacts since the last that brought something. A result that is refused, unserved or outside
has its reason; one that is abandoned, the step. CALLBACK says who is on the list of callbacks already.

Example:
  helpline demand --in-vain 3 --no-callback
  helpline demand --result unserved --from 2027-03-01 --json
  helpline demand --person 234567 --programme antwerpen`
}

// personJSON is the public contract of one row of the register.
type personJSON struct {
	Programme    string               `json:"programme"`
	Resident     int64                `json:"resident"` // 0: not known
	Caller       demand.Caller        `json:"caller"`   // hash of the number; empty: withheld
	FirstContact *string              `json:"first_contact"`
	LastContact  *string              `json:"last_contact"`
	Contacts     int                  `json:"contacts"`
	InVain       int                  `json:"in_vain"`
	Channels     []scheduling.Channel `json:"channels"`
	Topic        scheduling.Topic     `json:"topic"`
	Result       demand.Result        `json:"result"`
	Reason       scheduling.Outcome   `json:"reason"`
	Step         string               `json:"step"`
	Callback     bool                 `json:"callback"`
}

// Run implements kong's command.
func (c *demandListCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	if c.Result != "" && !strings.Contains(DemandResults()+", ", c.Result+", ") {
		return exit.Misused(fmt.Errorf("--result: it is one of %s", DemandResults()))
	}
	where, all, _, err := c.OpenList(ctx, term)
	if err != nil {
		return err
	}
	defer where.Close()
	filter, err := c.filter(all)
	if err != nil {
		return err
	}
	choice, err := c.choice(ctx, where)
	if err != nil {
		return err
	}
	people, err := (&demand.Service{Store: where.Store}).People(ctx, filter)
	if err != nil {
		return err
	}
	chosen := people[:0]
	for i := range people {
		if choice.Selects(&people[i]) && (c.Limit == 0 || len(chosen) < c.Limit) {
			chosen = append(chosen, people[i])
		}
	}
	return c.print(term, chosen, all)
}

// choice returns who is chosen. Somebody on no list is found by their number.
func (c *demandListCmd) choice(ctx context.Context, where *settings.Database) (demand.Choice, error) {
	choice := demand.Choice{InVain: c.InVain, NoCallback: c.NoCallback, Result: demand.Result(c.Result)}
	if c.Person == "" {
		return choice, nil
	}
	if c.Programme == "" {
		return choice, exit.Misused(errors.New("--person: say of which programme, with --programme"))
	}
	if code := lettercode.Plain(c.Person); lettercode.IsCode(code) {
		resident, err := where.Store.ResidentByCode(ctx, c.Programme, code)
		if err == nil {
			choice.ResidentID = resident.ID
			return choice, nil
		}
		if !errors.Is(err, scheduling.ErrNotFound) {
			return choice, err
		}
	}
	if id, err := strconv.ParseInt(c.Person, 10, 64); err == nil && c.Person[0] != '0' {
		choice.ResidentID = id
		return choice, nil
	}
	phone, ok := terminal.PhoneNumber(c.Person)
	if !ok || phone == "" {
		return choice, exit.Misused(errors.New("--person: it is no letter code, telephone number or id"))
	}
	choice.Caller = where.Store.CallerOf(c.Programme, phone)
	return choice, nil
}

func (c *demandListCmd) print(term *terminal.Terminal, people []demand.Person, all scheduling.Programmes) error {
	toJSON := func(p demand.Person) personJSON {
		zone := settings.ZoneOf(all, p.Programme)
		return personJSON{
			p.Programme, p.ResidentID, p.Caller, output.Timestamp(p.First, zone), output.Timestamp(p.Last, zone), p.Contacts, p.InVain,
			p.Channels, p.Topic, p.Result, p.Reason, p.Step, p.Callback,
		}
	}
	heading := []string{"PERSON", "PROGRAMME", "CONTACTS", "IN VAIN", "BY", "FIRST", "LAST", "RESULT", "CALLBACK"}
	return output.ListAs(term.Out, c.Format(), people, toJSON, heading, func(p demand.Person) []string {
		zone := settings.ZoneOf(all, p.Programme)
		channels := make([]string, len(p.Channels))
		for i, channel := range p.Channels {
			channels[i] = string(channel)
		}
		who := "caller " + string(p.Caller)
		if p.ResidentID != 0 {
			who = "resident " + strconv.FormatInt(p.ResidentID, 10)
		}
		callback := "-"
		if p.Callback {
			callback = "waits"
		}
		return []string{
			who, p.Programme, strconv.Itoa(p.Contacts), strconv.Itoa(p.InVain), strings.Join(channels, ", "),
			output.Instant(p.First, zone), output.Instant(p.Last, zone), resultInWords(p.Result, p.Reason, p.Step), callback,
		}
	})
}

// resultInWords returns a result with what explains it.
func resultInWords(result demand.Result, reason scheduling.Outcome, step string) string {
	switch {
	case result == demand.Abandoned && step != "":
		return string(result) + " at " + step
	case result == demand.Abandoned || string(reason) == string(result):
		return string(result)
	}
	return string(result) + ": " + string(reason)
}

// DemandResults lists the results, for help.
func DemandResults() string {
	results := make([]string, len(demand.Results()))
	for i, result := range demand.Results() {
		results[i] = string(result)
	}
	return strings.Join(results, ", ")
}

// demandCountsCmd counts people.
type demandCountsCmd struct {
	demandFlags
}

// Help is shown below the flags.
func (demandCountsCmd) Help() string {
	return `Without days, those whose contacts have ended by the retention are counted too.

Example:
  helpline demand counts --programme gent
  helpline demand counts --from 2027-03-01 --until 2027-03-31 --json`
}

// tallyJSON is the public contract of one count.
type tallyJSON struct {
	Result demand.Result      `json:"result"`
	Reason scheduling.Outcome `json:"reason"`
	Step   string             `json:"step"`
	People int                `json:"people"`
}

// Run implements kong's command.
func (c *demandCountsCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	where, all, _, err := c.OpenList(ctx, term)
	if err != nil {
		return err
	}
	defer where.Close()
	filter, err := c.filter(all)
	if err != nil {
		return err
	}
	people, err := (&demand.Service{Store: where.Store}).People(ctx, filter)
	if err != nil {
		return err
	}
	var ended []demand.Count
	if c.From == "" && c.Until == "" {
		if ended, err = where.Store.EndedPeople(ctx, c.Programme); err != nil {
			return err
		}
	}
	tally := demand.TallyOf(people, ended)
	if c.Limit > 0 {
		tally = tally[:min(c.Limit, len(tally))]
	}
	toJSON := func(t demand.Tally) tallyJSON { return tallyJSON(t) }
	return output.ListAs(term.Out, c.Format(), tally, toJSON, []string{"RESULT", "PEOPLE"}, func(t demand.Tally) []string {
		return []string{resultInWords(t.Result, t.Reason, t.Step), strconv.Itoa(t.People)}
	})
}
