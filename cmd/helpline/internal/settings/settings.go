package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
)

// Flags are the settings that answering the carrier needs.
type Flags struct {
	Addr       string `env:"HELPLINE_ADDR" default:"127.0.0.1:8080" help:"Address to listen on."`
	PublicURL  string `name:"public-url" env:"HELPLINE_PUBLIC_URL" placeholder:"URL" help:"The address that the carrier calls; signatures are checked against it."`
	RedisURL   string `name:"redis-url" env:"REDIS_URL" placeholder:"URL" help:"Redis, Sentinel or Cluster."`
	AccountSID string `name:"twilio-account-sid" env:"TWILIO_ACCOUNT_SID" placeholder:"SID" help:"Our account with the carrier."`
	AuthToken  string `name:"twilio-auth-token" env:"TWILIO_AUTH_TOKEN" placeholder:"TOKEN" help:"The carrier's token; several, with commas, while it is changed."`
	CarrierURL string `name:"carrier-url" env:"HELPLINE_CARRIER_URL" placeholder:"URL" help:"REST address of another carrier, or of another region (ie1: Twilio's in Ireland)."`
	SigningFlags
	Spool    string `env:"HELPLINE_SPOOL" placeholder:"DIR" help:"Folder that keeps promises on disk while the database is away."`
	Audio    string `env:"HELPLINE_AUDIO" placeholder:"DIR" help:"Folder of recordings, for languages that no voice speaks."`
	APIToken string `name:"api-token" env:"HELPLINE_API_TOKEN" placeholder:"TOKEN" help:"Token of the JSON API (not served yet)."`
	LinkKey  string `name:"link-key" env:"HELPLINE_LINK_KEY" placeholder:"KEY" help:"Signs links to the form of organisations (not served yet)."`
}

// Tokens returns the carrier's tokens, the current one first.
func (l Flags) Tokens() []string { return parts(l.AuthToken) }

// Check returns all errors of the settings, joined.
func (l Flags) Check(database string) error {
	var wrong []error
	for _, need := range []struct{ value, name, example string }{
		{database, "DATABASE_URL", "postgres://helpline@localhost/helpline?sslmode=disable"},
		{l.RedisURL, "REDIS_URL", "redis://localhost:6379/0"},
		{l.PublicURL, "HELPLINE_PUBLIC_URL", "https://line.example.be"},
		{l.AccountSID, "TWILIO_ACCOUNT_SID", "AC…"},
		{strings.Join(l.Tokens(), ","), "TWILIO_AUTH_TOKEN", "the carrier's token"},
	} {
		if need.value == "" {
			wrong = append(wrong, fmt.Errorf("%s is not set (for example %s)", need.name, need.example))
		}
	}
	if err := CheckURL(l.PublicURL); err != nil {
		wrong = append(wrong, fmt.Errorf("HELPLINE_PUBLIC_URL: %w", err))
	}
	if err := l.CheckCarrier(); err != nil {
		wrong = append(wrong, err)
	}
	if len(wrong) > 0 {
		return exit.Misused(errors.Join(wrong...))
	}
	return nil
}

// CheckCarrier returns what is wrong with the carrier's REST address, and with the way it
// signs.
func (l Flags) CheckCarrier() error {
	_, err := l.Schemes()
	if wrong := (rest.Config{CarrierURL: l.CarrierURL}).Check(); wrong != nil {
		err = errors.Join(fmt.Errorf("HELPLINE_CARRIER_URL: %w", wrong), err)
	}
	return err
}

// CheckURL returns an error if a text is no public address, with how to write one.
func CheckURL(text string) error {
	u, err := url.Parse(text)
	if text == "" || err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.RawQuery == "" {
		return nil
	}
	return errors.New("write it as https://host or https://host/path")
}

// SpoolFolder returns the folder that keeps callbacks while the database is away.
func (l Flags) SpoolFolder() string {
	if l.Spool != "" {
		return l.Spool
	}
	return ownFolder("spool")
}

// AudioFiles opens the folder of recordings; nil: there is none. No file outside it can
// be read through it.
func (l Flags) AudioFiles() (fs.FS, error) {
	if l.Audio == "" {
		return nil, nil //nolint:nilnil // no folder is no mistake
	}
	root, err := os.OpenRoot(l.Audio) // for as long as the process runs
	if err != nil {
		return nil, exit.Misused(fmt.Errorf("HELPLINE_AUDIO: %w", err))
	}
	return root.FS(), nil
}
