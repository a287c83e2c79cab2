package settings

import (
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/scheduling/referrals"
)

// LinkFlags sign and check links to the form with which organisations refer clients.
type LinkFlags struct {
	LinkKey   string `env:"HELPLINE_LINK_KEY" placeholder:"KEY" help:"Signs links; several, with commas, while it is changed: the first signs."`
	PublicURL string `name:"public-url" env:"HELPLINE_PUBLIC_URL" placeholder:"URL" default:"http://127.0.0.1:8080" help:"Where links lead."`
}

// Links returns what signs and checks links. The error names no key.
func (f LinkFlags) Links() (referrals.Links, error) {
	var links referrals.Links
	for i, key := range parts(f.LinkKey) {
		if len(key) < referrals.MinLinkKey {
			return links, fmt.Errorf("HELPLINE_LINK_KEY: key %d is shorter than %d characters; make one with \"openssl rand -hex 32\"",
				i+1, referrals.MinLinkKey)
		}
		links.Keys = append(links.Keys, []byte(key))
	}
	if len(links.Keys) == 0 {
		return links, errors.New("HELPLINE_LINK_KEY is not set: make one with \"openssl rand -hex 32\", and keep it where the other secrets are")
	}
	return links, nil
}
