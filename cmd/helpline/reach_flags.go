package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/scheduling"
)

// reachFlags choose the line that is called or texted, and the number it is done from.
type reachFlags struct {
	settings.ProgrammesFlag
	URL       string `name:"url" env:"HELPLINE_PUBLIC_URL" placeholder:"URL" help:"Public address of the line. Without it, the demo's."`
	Token     string `env:"TWILIO_AUTH_TOKEN" placeholder:"TOKEN" help:"The carrier's token, to sign with. Without it, the demo's."`
	Signature string `name:"carrier-signature" env:"HELPLINE_CARRIER_SIGNATURE" placeholder:"SCHEME" help:"How the carrier signs: twilio-sha1, twilio-sha256 or signalwire. Without it, as the demo's does."`
	Key       string `name:"carrier-signing-key" env:"HELPLINE_CARRIER_SIGNING_KEY" placeholder:"KEY" help:"Key to sign with by twilio-sha256 and signalwire. Without it, the demo's, or the token."`
	To        string `placeholder:"NUMBER" help:"Number to reach. Without it, the programme's."`
	From      string `default:"+32470000001" placeholder:"NUMBER" help:"Number to call or text from; 'anonymous' withholds it in a call."`
	Programme string `placeholder:"NAME" help:"Whose number to reach. Without it: the only programme, or antwerpen."`
}

// line returns the line's public address and its token. Whatever the flags leave open
// is read from the demo's data folder.
func (f *reachFlags) line() (reached carrier.Line, base string, err error) {
	state, _ := settings.ReadDemoState(settings.DemoFolder()) // without a demo the flags or the defaults apply
	base = strings.TrimRight(cmp.Or(f.URL, state.PublicURL, "http://127.0.0.1:8080"), "/")
	scheme, key, err := f.signing(state)
	if err != nil {
		return carrier.Line{}, "", err
	}
	if err := settings.CheckURL(base); err != nil {
		return carrier.Line{}, "", exit.Misused(fmt.Errorf("--url: %w", err))
	}
	return carrier.Line{
		AccountSID: demo.Account, Token: key, Scheme: scheme, VoiceURL: base + ivr.VoicePath,
		FallbackURL: base + ivr.FallbackPath, StatusURL: base + ivr.CallStatusPath, TextURL: base + ivr.TextPath,
	}, base, nil
}

// signing returns how webhooks are signed, and the key.
func (f *reachFlags) signing(state settings.DemoState) (signature.Scheme, string, error) {
	flags := settings.SigningFlags{Signature: cmp.Or(f.Signature, state.Scheme), SigningKey: f.Key}
	if f.Token == "" {
		flags.SigningKey = cmp.Or(f.Key, state.Key)
	}
	schemes, err := flags.Schemes()
	if err != nil {
		return "", "", exit.Misused(err)
	}
	tokens := settings.Flags{AuthToken: cmp.Or(f.Token, state.Token, demo.Token)}.Tokens()
	if len(tokens) == 0 {
		return "", "", exit.Misused(errors.New("--token holds no token"))
	}
	return schemes[0], flags.KeysOf(schemes[0], tokens)[0], nil
}

// number returns the number to reach.
func (f *reachFlags) number(of func(*scheduling.Programme) string) (string, error) {
	if f.To != "" {
		return f.To, nil
	}
	_, p, err := f.One(f.Programme)
	if err != nil {
		return "", err
	}
	return of(p), nil
}
