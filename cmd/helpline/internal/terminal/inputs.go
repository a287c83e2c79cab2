package terminal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/user"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// SingleLine is a text without the breaks and tabs that would spoil a list.
func SingleLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// IsReference reports whether a text has the form of a reference (see
// scheduling.Visit).
func IsReference(text string) bool {
	return len(text) == 5 && strings.Trim(text, "123456789") == ""
}

// MaxVouchers is more than any resident gets: a larger number is a typing error.
const MaxVouchers = 20

// GroundsOf lists the grounds of a programme, for an error.
func GroundsOf(p *scheduling.Programme) string {
	grounds := make([]string, len(p.Grounds))
	for i, ground := range p.Grounds {
		grounds[i] = string(ground)
	}
	return strings.Join(grounds, ", ")
}

// PhoneNumber reads a number as people write it and returns it as E.164, as imports
// do. Without a country code it is Belgian; an empty text is an empty number.
func PhoneNumber(text string) (string, bool) {
	text = SingleLine(text)
	if text == "" {
		return "", true
	}
	number, err := phonenumbers.Parse(text, "BE")
	if err != nil || strings.Trim(strings.TrimPrefix(text, "+"), "0123456789 ()./-") != "" || !phonenumbers.IsValidNumber(number) {
		return "", false
	}
	return phonenumbers.Format(number, phonenumbers.E164), true
}

// GroundOf checks the ground that a resident gave. It is asked for wherever the programme
// has grounds, and never assumed.
func GroundOf(p *scheduling.Programme, ground string) (scheduling.Ground, error) {
	switch {
	case len(p.Grounds) == 0 && ground == "":
		return "", nil
	case ground == "":
		return "", exit.Misused(fmt.Errorf("--ground: ask why they may be visited; it is one of %s", GroundsOf(p)))
	case !slices.Contains(p.Grounds, scheduling.Ground(ground)):
		return "", exit.Misused(fmt.Errorf("--ground: it is not a ground of %s; use one of %s", p.Name, GroundsOf(p)))
	}
	return scheduling.Ground(ground), nil
}

// IsPostcode reports whether a text has the form of a Belgian postcode.
func IsPostcode(text string) bool {
	return len(text) == 4 && text[0] != '0' && !slices.ContainsFunc([]byte(text), func(c byte) bool { return c < '0' || c > '9' })
}

// OneProgramme returns the named programme. With several, one must be named: a reference
// is unique within its programme only.
func OneProgramme(all scheduling.Programmes, name string) (*scheduling.Programme, error) {
	if name == "" && len(all) == 1 {
		return all[0], nil
	}
	if name == "" {
		return nil, exit.Misused(errors.New("whose is it? Say so with --programme: " + strings.Join(settings.ProgrammeNames(all), ", ")))
	}
	p, err := all.Named(name)
	if err != nil {
		return nil, exit.Misused(err)
	}
	return p, nil
}

// OfficeWorker returns the name of who runs the command.
func OfficeWorker(ctx context.Context) string { return cmp.Or(history.ActorOf(ctx).Name, "office") }

// WhoWorks returns the name of who runs the command: that of --by, else of the user of this
// machine.
func WhoWorks(by string) string {
	if by = SingleLine(by); by != "" {
		return by
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return ""
}
