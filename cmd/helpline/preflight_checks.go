package main

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

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

// preflightConfig is what is checked.
type preflightConfig struct {
	lineFlags
	databaseFlag
	programmesFlag
	Carrier bool // ask the carrier, too, how its numbers are set up
	Now     func() time.Time
}

// preflightChecks checks everything that is to be checked before a line goes live,
// and changes nothing. What cannot be reached is a finding; no finding shows a token
// or a password.
func preflightChecks(ctx context.Context, c *preflightConfig) []finding {
	ctx, cancel := context.WithTimeout(ctx, preflightTime)
	defer cancel()
	p := &checks{config: c, numbers: c.account()}
	p.run(ctx)
	return c.redact(p.findings)
}

// failures counts the findings that keep a line from going live.
func failures(findings []finding) int {
	count := 0
	for _, f := range findings {
		if f.Level == failure {
			count++
		}
	}
	return count
}

// checks collects the findings of one run.
type checks struct {
	config     *preflightConfig
	numbers    numberLister // the carrier's
	programmes scheduling.Programmes
	catalogue  *locale.Catalogue
	findings   []finding
}

// preflightTime bounds the whole: somebody is waiting.
const preflightTime = time.Minute

// account asks the carrier, with the token in use.
func (c *preflightConfig) account() numberLister {
	token := ""
	if tokens := c.tokens(); len(tokens) > 0 {
		token = tokens[0]
	}
	return twilio.NewAccount(twilio.Config{AccountSID: c.AccountSID, AuthToken: token, CarrierURL: c.CarrierURL})
}

// run goes on whatever it finds: everything that is wrong is said at once.
func (p *checks) run(ctx context.Context) {
	p.settings()
	p.publicURL()
	p.account()
	p.loadProgrammes()
	p.database(ctx)
	p.redis(ctx)
	p.spool()
	if p.config.Carrier {
		p.carrier(ctx)
	}
}

func (p *checks) ok(check, format string, args ...any) {
	p.findings = append(p.findings, finding{Level: fine, Check: check, Detail: fmt.Sprintf(format, args...)})
}

func (p *checks) warn(check, detail, fix string) {
	p.findings = append(p.findings, finding{Level: warning, Check: check, Detail: detail, Fix: fix})
}

func (p *checks) fail(check, detail, fix string) {
	p.findings = append(p.findings, finding{Level: failure, Check: check, Detail: detail, Fix: fix})
}
