package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/scheduling"
)

// reachFlags choose the line that is called or texted, and the number it is done from.
type reachFlags struct {
	settings.ProgrammesFlag
	URL       string `name:"url" env:"HELPLINE_PUBLIC_URL" placeholder:"URL" help:"Public address of the line. Without it, the demo's."`
	Token     string `env:"TWILIO_AUTH_TOKEN" placeholder:"TOKEN" help:"The carrier's token, to sign with. Without it, the demo's."`
	To        string `placeholder:"NUMBER" help:"Number to reach. Without it, the programme's."`
	From      string `default:"+32470000001" placeholder:"NUMBER" help:"Number to call or text from; 'anonymous' withholds it in a call."`
	Programme string `placeholder:"NAME" help:"Whose number to reach. Without it: the only programme, or antwerpen."`
}

// line returns the line's public address and its token. Whatever the flags leave open
// is read from the demo's data folder.
func (f *reachFlags) line() (reached carrier.Line, base string, err error) {
	state, _ := settings.ReadDemoState(settings.DemoFolder()) // without a demo the flags or the defaults apply
	base = strings.TrimRight(cmp.Or(f.URL, state.PublicURL, "http://127.0.0.1:8080"), "/")
	token, _, _ := strings.Cut(cmp.Or(f.Token, state.Token, demo.Token), ",")
	if err := settings.CheckURL(base); err != nil {
		return carrier.Line{}, "", exit.Misused(fmt.Errorf("--url: %w", err))
	}
	return carrier.Line{
		AccountSID: demo.Account, Token: strings.TrimSpace(token), VoiceURL: base + ivr.VoicePath,
		FallbackURL: base + ivr.FallbackPath, StatusURL: base + ivr.CallStatusPath, TextURL: base + ivr.TextPath,
	}, base, nil
}

// number returns the number to reach.
func (f *reachFlags) number(of func(*scheduling.Programme) string) (string, error) {
	if f.To != "" {
		return f.To, nil
	}
	all, _, err := f.Load()
	if err != nil {
		return "", err
	}
	p, err := settings.DefaultProgramme(all, f.Programme)
	if err != nil {
		return "", err
	}
	return of(p), nil
}
