package preflight

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/storage/spool"
)

// settings reports the settings that serve refuses.
func (p *checks) settings() {
	problems := settingsProblems(p.config.Check(p.config.Database))
	for _, problem := range problems {
		p.fail("settings", problem.Error(), "set it in the environment (.env.example says what each is)")
	}
	if len(problems) == 0 {
		p.ok("settings", "everything that serve needs is set")
	}
}

// settingsProblems splits a joined error into its errors.
func settingsProblems(err error) []error {
	if err == nil {
		return nil
	}
	if exit.IsMisuse(err) { // Flags.Check returns it, joined and not wrapped
		err = errors.Unwrap(err)
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}

func (p *checks) publicURL() {
	u, err := url.Parse(p.config.PublicURL)
	if p.config.PublicURL == "" || err != nil || u.Host == "" {
		return // reported by settings
	}
	switch {
	case unreachableFromOutside(u.Hostname()):
		p.warn("public url", "the carrier cannot reach "+u.Redacted(), "give it the address that the internet knows")
	case u.Scheme != "https":
		p.warn("public url", u.Redacted()+" is not https: calls can be listened to and replayed on the way",
			"put a proxy with a certificate in front")
	default:
		p.ok("public url", "%s", u.Redacted())
	}
}

// unreachableFromOutside reports whether a host is of this machine or this network.
func unreachableFromOutside(host string) bool {
	if host == "localhost" || !strings.Contains(host, ".") && !strings.Contains(host, ":") || strings.HasSuffix(host, ".local") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsUnspecified() || ip.IsLinkLocalUnicast())
}

// accountLike reports whether a text has the form of an account at Twilio. Another
// carrier's may have any form.
func accountLike(sid string) bool {
	rest, ok := strings.CutPrefix(sid, "AC")
	return ok && tokenLike(rest)
}

// tokenLike reports whether a text has the form of a token of Twilio's.
func tokenLike(token string) bool {
	return len(token) == 32 && strings.Trim(token, "0123456789abcdef") == ""
}

// unfinished holds the placeholders of .env.example.
var unfinished = []string{"change-me", "the-carriers-token", "…"}

func (p *checks) credentials() {
	tokens := p.config.Tokens()
	if p.config.AccountSID == "" || len(tokens) == 0 {
		return // reported by settings
	}
	found := len(p.findings)
	for i, token := range tokens {
		which := "TWILIO_AUTH_TOKEN"
		if len(tokens) > 1 {
			which = fmt.Sprintf("token %d of %d in TWILIO_AUTH_TOKEN", i+1, len(tokens))
		}
		switch {
		case placeholder(token):
			p.fail("account", which+" is still the example's", "copy the token from the carrier's console")
		case strings.ContainsAny(token, " \t\n\"'"):
			p.fail("account", which+" holds a space or a quotation mark", "copy the token alone")
		case p.isTwilio() && !tokenLike(token):
			p.warn("account", which+" does not look like one: 32 of 0-9 and a-f", "copy it again from the carrier's console")
		}
	}
	switch {
	case placeholder(p.config.AccountSID):
		p.fail("account", "TWILIO_ACCOUNT_SID is still the example's", "copy the SID from the carrier's console")
	case p.isTwilio() && !accountLike(p.config.AccountSID):
		p.warn("account", "TWILIO_ACCOUNT_SID does not look like one: AC and 32 of 0-9 and a-f", "copy it again from the carrier's console")
	}
	if len(p.findings) > found {
		return
	}
	if len(tokens) > 1 {
		p.warn("account", fmt.Sprintf("%d tokens are valid, the first is used", len(tokens)), "take the old one out when the change is over")
		return
	}
	p.ok("account", "the account and its token look like ones")
}

// placeholder reports whether a value is still the example's.
func placeholder(value string) bool {
	for _, text := range unfinished {
		if strings.Contains(value, text) {
			return true
		}
	}
	return false
}

// spool checks that callbacks can be kept on disk while the database is away.
func (p *checks) spool() {
	folder := p.config.SpoolFolder()
	kept, err := spool.Open(folder)
	if err != nil {
		p.fail("spool", err.Error(), "make it writable for the user this runs as, or name another with HELPLINE_SPOOL")
		return
	}
	waiting, err := kept.Waiting()
	refused, failed := kept.Refused()
	switch {
	case err != nil || failed != nil:
		p.fail("spool", fmt.Sprintf("the folder cannot be read: %v", errors.Join(err, failed)), "look at its rights")
	case refused > 0:
		p.warn("spool", fmt.Sprintf("%d promises on disk could not be taken over", refused),
			"look at the files in "+folder+"/refused: somebody waits")
	case waiting > 0:
		p.warn("spool", fmt.Sprintf("%d promises on disk wait to be taken over", waiting), "they are when serve runs and the database answers")
	default:
		p.ok("spool", "%s can be written to", folder)
	}
}
