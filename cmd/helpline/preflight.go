package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// preflightCmd checks everything before a line goes live.
type preflightCmd struct {
	lineFlags
	databaseFlag
	programmesFlag
	Carrier bool `help:"Ask the carrier, too, how its numbers are set up."`
	JSON    bool `name:"json" help:"One JSON array, for programs."`
}

// Help is shown below the flags.
func (preflightCmd) Help() string {
	return `It reads what "helpline serve" reads, and changes nothing in it. One line a check: ok, warning (it will
run, but look at it) or error (do this first). It exits with 1 when there is an error, and with 0
when there are only warnings. No token or password is ever shown.

Example:
  helpline preflight
  helpline preflight --carrier
  helpline preflight --json | jq '.[] | select(.level != "ok")'`
}

// How a check came out.
type level string

const (
	fine    level = "ok"
	warning level = "warning"
	failure level = "error"
)

// finding is one line of the report. Its JSON is a public contract.
type finding struct {
	Level  level  `json:"level"`
	Check  string `json:"check"`
	Detail string `json:"detail"`
	Fix    string `json:"fix"` // what to do; empty when nothing is to be done
}

// preflight collects the findings of one run.
type preflight struct {
	cmd        *preflightCmd
	now        func() time.Time
	numbers    numberLister // the carrier's
	programmes scheduling.Programmes
	catalogue  *locale.Catalogue
	findings   []finding
}

// preflightTime bounds the whole: somebody is waiting.
const preflightTime = time.Minute

// Run implements kong's command.
func (c *preflightCmd) Run(ctx context.Context, term *terminal) error {
	ctx, cancel := context.WithTimeout(ctx, preflightTime)
	defer cancel()
	p := &preflight{cmd: c, now: term.now, numbers: c.account()}
	p.run(ctx)
	findings := c.redact(p.findings)
	if err := c.print(term, findings); err != nil {
		return err
	}
	errs := 0
	for _, f := range findings {
		if f.Level == failure {
			errs++
		}
	}
	switch errs {
	case 0:
		return nil
	case 1:
		return errors.New("not ready to go live: 1 error")
	}
	return fmt.Errorf("not ready to go live: %d errors", errs)
}

// account asks the carrier, with the token in use.
func (c *preflightCmd) account() numberLister {
	token := ""
	if tokens := c.tokens(); len(tokens) > 0 {
		token = tokens[0]
	}
	return twilio.NewAccount(twilio.Config{AccountSID: c.AccountSID, AuthToken: token, CarrierURL: c.CarrierURL})
}

// run goes on whatever it finds: everything that is wrong is said at once.
func (p *preflight) run(ctx context.Context) {
	p.settings()
	p.publicURL()
	p.account()
	p.loadProgrammes()
	p.database(ctx)
	p.redis(ctx)
	p.spool()
	if p.cmd.Carrier {
		p.carrier(ctx)
	}
}

func (p *preflight) ok(check, format string, args ...any) {
	p.findings = append(p.findings, finding{Level: fine, Check: check, Detail: fmt.Sprintf(format, args...)})
}

func (p *preflight) warn(check, detail, fix string) {
	p.findings = append(p.findings, finding{Level: warning, Check: check, Detail: detail, Fix: fix})
}

func (p *preflight) fail(check, detail, fix string) {
	p.findings = append(p.findings, finding{Level: failure, Check: check, Detail: detail, Fix: fix})
}

func (c *preflightCmd) print(term *terminal, findings []finding) error {
	if c.JSON {
		return asJSON(term.out, findings)
	}
	for _, f := range findings {
		detail := f.Detail
		if f.Fix != "" {
			detail += "; " + f.Fix
		}
		if _, err := fmt.Fprintf(term.out, "%-8s %-11s %s\n", f.Level, f.Check, detail); err != nil {
			return err
		}
	}
	return nil
}

const hidden = "[hidden]"

// redact takes out what nobody may read, wherever an error repeated it.
func (c *preflightCmd) redact(findings []finding) []finding {
	var pairs []string
	for _, secret := range c.secrets() {
		pairs = append(pairs, secret, hidden)
	}
	clean := strings.NewReplacer(pairs...)
	for i := range findings {
		findings[i].Detail, findings[i].Fix = clean.Replace(findings[i].Detail), clean.Replace(findings[i].Fix)
	}
	return findings
}

// shortestSecret keeps a password of two letters from blacking out every word.
const shortestSecret = 4

// secrets are the tokens and the passwords of addresses, as written and decoded.
func (c *preflightCmd) secrets() []string {
	secrets := append(c.tokens(), c.APIToken)
	for _, address := range []string{c.Database, c.RedisURL, c.PublicURL, c.CarrierURL} {
		secrets = append(secrets, address)
		_, rest, _ := strings.Cut(address, "://")
		if end := strings.LastIndex(rest, "@"); end >= 0 {
			_, password, _ := strings.Cut(rest[:end], ":")
			secrets = append(secrets, password)
			if decoded, err := url.PathUnescape(password); err == nil {
				secrets = append(secrets, decoded)
			}
		}
		secrets = append(secrets, parameterSecrets(address)...)
	}
	var long []string
	for _, secret := range secrets {
		if len(secret) >= shortestSecret && secret != c.shownURL() {
			long = append(long, secret)
		}
	}
	return long
}

// parameterSecrets are those of ?password=… and of password=… among others.
func parameterSecrets(address string) []string {
	var secrets []string
	for _, part := range strings.FieldsFunc(address, func(r rune) bool { return strings.ContainsRune(" ?&", r) }) {
		if key, value, ok := strings.Cut(part, "="); ok && strings.Contains(key, "password") {
			value = strings.Trim(value, "'")
			secrets = append(secrets, value)
			if decoded, err := url.QueryUnescape(value); err == nil {
				secrets = append(secrets, decoded)
			}
		}
	}
	return secrets
}

// shownURL is the public URL where it can be shown: without a password in it.
func (c *preflightCmd) shownURL() string {
	u, err := url.Parse(c.PublicURL)
	if err != nil || u.User != nil {
		return ""
	}
	return c.PublicURL
}
