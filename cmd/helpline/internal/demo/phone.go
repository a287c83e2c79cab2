package demo

import (
	"net/url"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/webphone"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/sample"
)

// These are numbers to call from that nobody in the sample data has.
const (
	someMobile   = "+32470000001"
	someLandline = "+3232000001"
)

// routePhone adds the web phone. Only a demo has one, because it can call from any
// number.
func (d *instance) routePhone(app fiber.Router) error {
	public, err := url.Parse(d.options.PublicURL)
	if err != nil {
		return err
	}
	config := webphone.Config{
		Host: public.Host, Phone: d.phone, Handset: d.handset,
		Now: d.clock.Now, Advance: d.clock.Advance, Zone: d.programmes[0].Zone,
		Rings: d.answerRingsAs,
	}
	if d.carrier != nil {
		config.Texts = &d.texts
	}
	for _, p := range d.programmes {
		config.Programmes = append(config.Programmes, d.playable(p))
	}
	handler, err := webphone.New(config)
	if err != nil {
		return err
	}
	app.All(webphone.Path, adaptor.HTTPHandler(handler))
	app.All(webphone.Path+"/*", adaptor.HTTPHandler(handler))
	return nil
}

// playable is a programme with the people that the page can play in it.
func (d *instance) playable(p *scheduling.Programme) webphone.Programme {
	playable := webphone.Programme{
		Name: p.Name, Title: p.Title, Voice: p.Numbers.Voice, SMS: p.Numbers.SMS,
		Callers: []webphone.Person{{Number: someMobile}, {Number: someLandline}, {Number: carrier.Anonymous}},
	}
	if d.options.Empty {
		return playable
	}
	for i, resident := range sample.Residents(p) {
		if i < 2 {
			playable.Codes = append(playable.Codes, resident.LetterCode)
		}
		if resident.Phone != "" {
			playable.Callers = append(playable.Callers, webphone.Person{Number: resident.Phone, Name: resident.Name})
		}
	}
	for _, student := range sample.Students(p) {
		playable.Students = append(playable.Students, webphone.Person{Number: student.Phone, Name: student.Name})
	}
	return playable
}

// scheme returns the way in which webhooks are signed here: the first accepted one.
func (d *instance) scheme() signature.Scheme {
	schemes, err := d.options.Schemes()
	if err != nil { // open refuses it before
		return signature.TwilioSHA1
	}
	return schemes[0]
}

// signingKey returns the key with which webhooks are signed here.
func (d *instance) signingKey() string {
	return d.options.KeysOf(d.scheme(), d.options.Tokens())[0]
}

// dialling returns the settings of the line's numbers at the carrier.
func (d *instance) dialling() carrier.Line {
	base := d.options.PublicURL
	return carrier.Line{
		AccountSID: d.options.AccountSID, Token: d.signingKey(), Scheme: d.scheme(), VoiceURL: base + ivr.VoicePath,
		FallbackURL: base + ivr.FallbackPath, StatusURL: base + ivr.CallStatusPath, TextURL: base + ivr.TextPath,
	}
}

// phone returns a resident's telephone, at the demo's carrier if it has one.
func (d *instance) phone(from string) *carrier.Phone {
	if d.carrier == nil {
		return &carrier.Phone{From: from, Line: d.dialling()}
	}
	return d.carrier.Phone(from, d.dialling())
}

func (d *instance) handset(from string) *carrier.Handset {
	if d.carrier == nil {
		return &carrier.Handset{From: from, Line: d.dialling()}
	}
	return d.carrier.Handset(from, d.dialling())
}
