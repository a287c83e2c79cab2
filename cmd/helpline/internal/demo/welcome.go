package demo

import (
	"strings"

	"github.com/click-call-connect/helpline/ivr/carrier/webphone"
	"github.com/click-call-connect/helpline/scheduling/sample"
)

// welcome prints how to use the demo.
func (d *instance) welcome() {
	d.printf("\nThe line is open. Numbers to dial:\n")
	for _, p := range d.programmes {
		d.printf("  %-10s %s   texts: %s\n", p.Name, p.Numbers.Voice, p.Numbers.SMS)
	}
	if codes := d.codes(); len(codes) > 0 {
		d.printf("Letter codes to try: %s\n", strings.Join(codes, ", "))
		d.printf("Their house numbers, should they be asked for: %s\n", strings.Join(d.houses(), ", "))
	}
	d.printf("Public URL: %s\nToken:      %s\n", d.options.PublicURL, d.options.Tokens()[0])
	d.printf("\nOpen %s%s to call it in a browser, and to see the texts.\n", d.options.PublicURL, webphone.Path)
	d.printf("Or call it from another terminal:\n  go run ./cmd/helpline call\n")
	if d.options.Empty {
		d.printf("There is nobody in it yet. Fill it:\n")
		d.printf("  go run ./cmd/helpline import students FILE.csv\n  go run ./cmd/helpline import residents FILE.csv\n")
	}
	if codes := d.codes(); len(codes) > 0 {
		d.printf("  go run ./cmd/helpline call --press \"1 1 1 %s 2 1 1\"\n", codes[0])
	}
	d.printf("  go run ./cmd/helpline visits\nIt is %s here. A day later:\n  curl -X POST '%s/demo/clock?advance=24h'\n\nCtrl-C stops it.\n",
		d.clock.Now().In(d.programmes[0].Zone).Format("Mon 2 January 2006 15:04"), d.options.PublicURL)
}

// houses returns the house numbers of the residents of codes.
func (d *instance) houses() []string {
	var houses []string
	for _, resident := range sample.Residents(d.programmes[0])[:len(d.codes())] {
		houses = append(houses, resident.HouseNumber)
	}
	return houses
}

// codes returns two letter codes of the first programme.
func (d *instance) codes() []string {
	if d.options.Empty {
		return nil
	}
	var codes []string
	for _, resident := range sample.Residents(d.programmes[0])[:2] {
		codes = append(codes, resident.LetterCode)
	}
	return codes
}
