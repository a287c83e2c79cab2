package twilio

import (
	"context"
	"regexp"
	"strings"

	api "github.com/twilio/twilio-go/rest/api/v2010"

	"github.com/click-call-connect/helpline/scheduling"
)

// Bill is what the carrier asks for a text or a call. The zero Price: it does not
// know yet. "The price is populated after the message has been sent/received, and
// may not be immediately available" (its documentation of the Message resource); no
// status callback has it.
type Bill struct {
	Price    scheduling.Price
	Segments int // of a text; 0: it does not say
}

// TextBill asks what a text cost. Every error is an *Error.
func (s *Sender) TextBill(ctx context.Context, id string) (Bill, error) {
	var text *api.ApiV2010Message
	err := s.call(ctx, func(service *api.ApiService) (err error) {
		text, err = service.FetchMessage(id, nil)
		return err
	})
	if err != nil {
		return Bill{}, err
	}
	return Bill{Price: price(text.Price, text.PriceUnit), Segments: sentOf(text).Segments}, nil
}

// CallBill asks what a call cost. One that nobody answered, and that has no price,
// cost nothing. Every error is an *Error.
func (s *Sender) CallBill(ctx context.Context, id string) (Bill, error) {
	var made *api.ApiV2010Call
	err := s.call(ctx, func(service *api.ApiService) (err error) {
		made, err = service.FetchCall(id, nil)
		return err
	})
	if err != nil {
		return Bill{}, err
	}
	status := callStatus(value(made.Status))
	if value(made.Price) == "" && status.Over() && status != CallCompleted {
		nothing := "0"
		made.Price = &nothing
	}
	return Bill{Price: price(made.Price, made.PriceUnit)}, nil
}

// amount is a number as the carrier writes it: what we pay has a minus.
var amount = regexp.MustCompile(`^-?([0-9]{1,9}(\.[0-9]{1,9})?)$`)

var currency = regexp.MustCompile(`^[A-Z]{3}$`)

// price reads an amount and its currency, which is in small letters for texts and
// in capitals for calls; the zero Price when either cannot be read.
func price(number, unit *string) scheduling.Price {
	parts, code := amount.FindStringSubmatch(value(number)), strings.ToUpper(value(unit))
	if parts == nil || !currency.MatchString(code) {
		return scheduling.Price{}
	}
	return scheduling.Price{Amount: parts[1], Currency: code}
}
