package people

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/scheduling/volunteers"
)

// VolunteersCmd holds what is done with who wants to help. Without a subcommand it lists them.
type VolunteersCmd struct {
	List   volunteersListCmd   `cmd:"" default:"withargs" help:"List who wants to help; with --near, the nearest first."`
	Add    volunteersAddCmd    `cmd:"" help:"Note somebody who wants to help."`
	Change volunteersChangeCmd `cmd:"" help:"Note what became of a volunteer, or their name, postcode or languages."`
}

// Help is shown below the commands.
func (VolunteersCmd) Help() string {
	return `Volunteers leave their number on the line: twice 9, then 2, in the main menu, or a text VRIJWILLIGER. They are on the
list of callbacks until somebody spoke with them. POINT is the walk-in point of their neighbourhood.

Example:
  helpline volunteers --programme gent
  helpline volunteers list --near 9050 --status active --csv --programme gent > volunteers.csv
  helpline volunteers change +32470123456 --status active --name "Noor Janssens" --programme gent`
}

func (at *Registry) volunteers() *volunteers.Service {
	return &volunteers.Service{Store: at.Database.Store, Now: at.Now}
}

// volunteersListCmd lists volunteers.
type volunteersListCmd struct {
	registryFlags
	Near     string `placeholder:"POSTCODE" help:"The nearest to this postcode first."`
	Status   string `enum:",new,contacted,active,stopped" default:"" placeholder:"STATUS" help:"Only those: new, contacted, active or stopped."`
	Language string `placeholder:"CODE" help:"Only who speaks this language."`
	JSON     bool   `name:"json" xor:"format" help:"One JSON array, for programs."`
	CSV      bool   `name:"csv" xor:"format" help:"CSV with the same fields, for spreadsheets."`
}

// Help is shown below the flags.
func (volunteersListCmd) Help() string {
	return "Example:\n  helpline volunteers list --near 9050 --language tr --programme gent"
}

// volunteerJSON is the public contract of one volunteer.
type volunteerJSON struct {
	ID         int64                 `json:"id"`
	Programme  string                `json:"programme"`
	Name       string                `json:"name"`
	Phone      string                `json:"phone"`
	Postcode   string                `json:"postcode"`
	Languages  []scheduling.Language `json:"languages"`
	Status     volunteers.Status     `json:"status"`
	Channel    scheduling.Channel    `json:"channel"`
	Point      string                `json:"point"`
	DistanceKM *float64              `json:"distance_km"` // from --near; null: not asked, or not known
	CreatedAt  *string               `json:"created_at"`
	ChangedAt  *string               `json:"changed_at"`
}

// Run implements kong's command.
func (c *volunteersListCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	filter := volunteers.Filter{Status: volunteers.Status(c.Status), Language: scheduling.Language(c.Language)}
	found, err := at.volunteers().List(ctx, at.programme, filter, c.Near)
	if err != nil {
		return volunteerRefused(err)
	}
	toJSON := func(v volunteers.Placed) volunteerJSON {
		row := volunteerJSON{
			ID: v.ID, Programme: v.Programme, Name: v.Name, Phone: v.Phone, Postcode: v.Postcode, Languages: v.Languages, Status: v.Status,
			Channel: v.Channel, Point: v.Point, CreatedAt: output.Timestamp(v.CreatedAt, at.programme.Zone),
			ChangedAt: output.Timestamp(v.ChangedAt, at.programme.Zone),
		}
		if c.Near != "" && v.Distance >= 0 {
			row.DistanceKM = &v.Distance
		}
		return row
	}
	format := terminal.ListFlags{JSON: c.JSON, CSV: c.CSV}.Format()
	heading := []string{"ID", "NAME", "PHONE", "POSTCODE", "KM", "LANGUAGES", "STATUS", "SINCE", "POINT"}
	return output.ListAs(term.Out, format, found, toJSON, heading, func(v volunteers.Placed) []string {
		distance := "-"
		if c.Near != "" && v.Distance >= 0 {
			distance = strconv.FormatFloat(v.Distance, 'f', 1, 64)
		}
		return []string{
			strconv.FormatInt(v.ID, 10), output.OrDash(v.Name), v.Phone, output.OrDash(v.Postcode), distance,
			output.OrDash(joinedLanguages(v.Languages)), string(v.Status), output.Instant(v.ChangedAt, at.programme.Zone), output.OrDash(v.Point),
		}
	})
}

// volunteerFlags are what can be noted of a volunteer.
type volunteerFlags struct {
	Name      string   `placeholder:"NAME" help:"Of the volunteer."`
	Postcode  string   `placeholder:"POSTCODE" help:"Where they live."`
	Languages []string `placeholder:"CODE" help:"Languages that they speak, such as nl,tr."`
}

func (f *volunteerFlags) languages() []scheduling.Language {
	all := make([]scheduling.Language, len(f.Languages))
	for i, code := range f.Languages {
		all[i] = scheduling.Language(strings.ToLower(strings.TrimSpace(code)))
	}
	return all
}

// volunteersAddCmd notes a volunteer.
type volunteersAddCmd struct {
	registryFlags
	volunteerFlags
	Phone string `required:"" placeholder:"NUMBER" help:"On which they are called."`
}

// Help is shown below the flags.
func (volunteersAddCmd) Help() string {
	return `A number that is there already is completed with what is given.

Example:
  helpline volunteers add --phone +32470123456 --name "Noor Janssens" --postcode 9050 --languages nl,tr --programme gent`
}

// Run implements kong's command.
func (c *volunteersAddCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	phone, ok := terminal.PhoneNumber(c.Phone)
	if !ok || phone == "" {
		return exit.Misused(errors.New("--phone: it is not a telephone number; write it as in +32470123456"))
	}
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	v, _, err := at.volunteers().Leave(ctx, at.programme, volunteers.Left{
		Phone: phone, Name: terminal.SingleLine(c.Name), Postcode: c.Postcode, Languages: c.languages(), Channel: scheduling.Desk,
	})
	if err != nil {
		return volunteerRefused(err)
	}
	fmt.Fprintf(term.Out, "Volunteer %d is noted: %s.\n", v.ID, v.Status)
	return nil
}

// volunteersChangeCmd notes what became of a volunteer.
type volunteersChangeCmd struct {
	registryFlags
	volunteerFlags
	Volunteer string `arg:"" help:"Telephone number or id."`
	Status    string `enum:",contacted,active,stopped" default:"" placeholder:"STATUS" help:"What became of them: contacted, active or stopped."`
	Why       string `placeholder:"TEXT" help:"For the history: a few words, and nothing about health."`
}

// Help is shown below the flags.
func (volunteersChangeCmd) Help() string {
	return `A volunteer with a status is called no more: the callback about them is done.

Example:
  helpline volunteers change +32470123456 --status active --name "Noor Janssens" --programme gent
  helpline volunteers change 12 --status stopped --why "verhuisd" --programme gent`
}

// Run implements kong's command.
func (c *volunteersChangeCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	if c.Status == "" && c.Name == "" && c.Postcode == "" && len(c.Languages) == 0 {
		return exit.Misused(errors.New("nothing to change: give --status, --name, --postcode or --languages"))
	}
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	v, err := at.volunteer(ctx, c.Volunteer)
	if err != nil {
		return err
	}
	changed, err := at.volunteers().Change(ctx, &v, volunteers.Change{
		To: volunteers.Status(c.Status), Name: terminal.SingleLine(c.Name), Postcode: c.Postcode, Languages: c.languages(),
		Why: scheduling.PlainNote(nationalnumber.Redact(terminal.SingleLine(c.Why))),
	})
	if errors.Is(err, scheduling.ErrTransition) {
		return exit.Misused(fmt.Errorf("volunteer %d cannot become %s: \"helpline volunteers\" shows what they are", v.ID, c.Status))
	}
	if err != nil {
		return volunteerRefused(err)
	}
	fmt.Fprintf(term.Out, "Volunteer %d is noted: %s.\n", changed.ID, changed.Status)
	return nil
}

// volunteer finds the one with a number or an id.
func (at *Registry) volunteer(ctx context.Context, text string) (volunteers.Volunteer, error) {
	filter := volunteers.Filter{Programme: at.programme.Name}
	if id, err := strconv.ParseInt(text, 10, 64); err == nil && len(text) < 8 && id > 0 {
		filter.ID = id
	} else if phone, ok := terminal.PhoneNumber(text); ok && phone != "" {
		filter.Phone = phone
	} else {
		return volunteers.Volunteer{}, exit.Misused(
			errors.New("which volunteer? Give a telephone number, or the id that \"helpline volunteers\" shows"))
	}
	found, err := at.Database.Store.Volunteers(ctx, filter)
	if err == nil && len(found) == 0 {
		err = exit.Misused(fmt.Errorf("%s has no such volunteer: \"helpline volunteers\" shows them", at.programme.Name))
	}
	if err != nil {
		return volunteers.Volunteer{}, err
	}
	return found[0], nil
}

func volunteerRefused(err error) error {
	if errors.Is(err, scheduling.ErrInvalid) {
		return exit.Misused(err)
	}
	return err
}

func joinedLanguages(languages []scheduling.Language) string {
	codes := make([]string, len(languages))
	for i, l := range languages {
		codes[i] = string(l)
	}
	return strings.Join(codes, ",")
}
