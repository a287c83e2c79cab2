package preflight

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

// Level is how serious a finding is. The values are a public contract.
type Level string

// The levels. Failure is for what keeps a line from going live.
const (
	OK      Level = "ok"
	Warning Level = "warning"
	Failure Level = "error"
)

// Finding is one line of the report. Its JSON is a public contract.
type Finding struct {
	Level  Level  `json:"level"`
	Check  string `json:"check"`
	Detail string `json:"detail"`
	Fix    string `json:"fix"` // what to do; empty: nothing
}

// Config holds the settings that are checked.
type Config struct {
	settings.Flags
	settings.DatabaseFlag
	settings.ProgrammesFlag
	Carrier bool // ask the carrier, too, how its numbers are set up
	Now     func() time.Time
}

// Run makes all checks, and changes nothing. A server that cannot be reached is a
// finding. No finding shows a token or a password.
func Run(ctx context.Context, c *Config) []Finding {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	p := &checks{config: c, account: c.account()}
	p.run(ctx)
	return c.redact(p.findings)
}

// Failures counts the findings that keep a line from going live.
func Failures(findings []Finding) int {
	count := 0
	for _, f := range findings {
		if f.Level == Failure {
			count++
		}
	}
	return count
}

// checks collects the findings of one run.
type checks struct {
	config     *Config
	account    account // at the carrier
	programmes scheduling.Programmes
	catalogue  *locale.Catalogue
	findings   []Finding
}

// timeout limits a whole run.
const timeout = time.Minute

// account returns our account at the carrier, with the token in use.
func (c *Config) account() account {
	token := ""
	if tokens := c.Tokens(); len(tokens) > 0 {
		token = tokens[0]
	}
	return rest.NewAccount(rest.Config{AccountSID: c.AccountSID, AuthToken: token, CarrierURL: c.CarrierURL})
}

// run makes every check, whatever the ones before found.
func (p *checks) run(ctx context.Context) {
	p.settings()
	p.publicURL()
	p.credentials()
	p.signing()
	p.carrierURL()
	p.loadProgrammes()
	p.database(ctx)
	p.redis(ctx)
	p.spool()
	if p.config.Carrier {
		p.carrier(ctx)
	}
}

func (p *checks) ok(check, format string, args ...any) {
	p.findings = append(p.findings, Finding{Level: OK, Check: check, Detail: fmt.Sprintf(format, args...)})
}

func (p *checks) warn(check, detail, fix string) {
	p.findings = append(p.findings, Finding{Level: Warning, Check: check, Detail: detail, Fix: fix})
}

func (p *checks) fail(check, detail, fix string) {
	p.findings = append(p.findings, Finding{Level: Failure, Check: check, Detail: detail, Fix: fix})
}
