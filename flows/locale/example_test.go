package locale_test

import (
	"fmt"
	"testing/fstest"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/locale/gsm7"
)

func Example() {
	words, err := locale.LoadFS(fstest.MapFS{"nl.yaml": {Data: []byte(`
language: nl
words:
  booked.when: "Uw afspraak: {start:day}, om {start:clock}."
  sms.booked: "Uw afspraak: {start:short}."
`)}})
	if err != nil {
		fmt.Println(err)
		return
	}
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		fmt.Println(err)
		return
	}
	start := map[string]string{"start": "2027-05-18T12:15:00Z"}
	fmt.Println(words.Render("nl", zone, locale.Message{Key: "booked.when", Args: start}))
	fmt.Println(words.Render("nl", zone, locale.Message{Key: "sms.booked", Args: start}))
	// Output:
	// Uw afspraak: dinsdag 18 mei, om kwart na twee in de namiddag.
	// Uw afspraak: di 18/5 om 14u15.
}

func ExampleSegments() {
	fmt.Println(gsm7.Segments("Een student komt bij u langs."))
	fmt.Println(gsm7.Segments("Een vraag over uw financiën?"))
	// Output:
	// {GSM-7 29 1}
	// {UCS-2 28 1}
}
