package rest

import (
	"context"
	"regexp"
	"strings"

	api "github.com/twilio/twilio-go/rest/api/v2010"

	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// Bill is what the carrier charges for a text or a call. If Price is zero, the carrier
// has no price yet. "The price is populated after the message has been sent/received, and
// may not be immediately available" (its documentation of the Message resource); no
// status callback has it.
type Bill struct {
	Price    scheduling.Price
	Segments int // of a text; 0 if the carrier does not say
}

// TextBill requests the price of a text. Every error is an [*Error].
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

// CallBill requests the price of a call. An unanswered call without a price was free.
// Every error is an [*Error].
func (s *Sender) CallBill(ctx context.Context, id string) (Bill, error) {
	var made *api.ApiV2010Call
	err := s.call(ctx, func(service *api.ApiService) (err error) {
		made, err = service.FetchCall(id, nil)
		return err
	})
	if err != nil {
		return Bill{}, err
	}
	status := twilio.CallStatusOf(value(made.Status))
	if value(made.Price) == "" && status.Over() && status != twilio.CallCompleted {
		nothing := "0"
		made.Price = &nothing
	}
	return Bill{Price: price(made.Price, made.PriceUnit)}, nil
}

// amount matches a number as the carrier writes it. Charges are negative.
var amount = regexp.MustCompile(`^-?([0-9]{1,9}(\.[0-9]{1,9})?)$`)

var currency = regexp.MustCompile(`^[A-Z]{3}$`)

// price parses an amount and its currency, which is in small letters for texts and in
// capitals for calls. It returns the zero Price if either cannot be parsed.
func price(number, unit *string) scheduling.Price {
	parts, code := amount.FindStringSubmatch(value(number)), strings.ToUpper(value(unit))
	if parts == nil || !currency.MatchString(code) {
		return scheduling.Price{}
	}
	return scheduling.Price{Amount: parts[1], Currency: code}
}
