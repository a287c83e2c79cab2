package rest

import (
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/twilio/twilio-go/client"
)

// Error is a request that the carrier did not, or perhaps did not, carry out: a text that
// was not taken, a recording that was not fetched. Its message has no number and no text
// of a message in it. The carrier's own message may have, and is left out.
type Error struct {
	Code       int   // the carrier's; 0 if it gave none
	HTTPStatus int   // 0 if there was no answer
	Permanent  bool  // the request will fail again and must not be retried
	Ambiguous  bool  // the request may have been carried out: call FindText or FindCall before a retry
	Err        error // cause on our side or in the network; nil if the carrier refused
}

// Error returns the HTTP status, the carrier's code and the cause, without personal data.
func (e *Error) Error() string {
	text := "carrier"
	if e.HTTPStatus != 0 {
		text = fmt.Sprintf("%s answered HTTP %d", text, e.HTTPStatus)
	}
	if e.Code != 0 {
		text = fmt.Sprintf("%s, code %d", text, e.Code)
	}
	if e.Err != nil {
		text = fmt.Sprintf("%s: %v", text, e.Err)
	}
	return text
}

// Unwrap returns the cause, so that errors.Is finds the end of a context.
func (e *Error) Unwrap() error { return e.Err }

// ErrNotJSON is the cause if an answer is not one that a carrier sends, such as the error
// page of a proxy.
var ErrNotJSON = errors.New("answer is not what a carrier sends")

// PermanentCode reports whether the carrier's code, of a refusal or of a status callback,
// means that the same text to the same number will fail again.
func PermanentCode(code int) bool {
	return slices.Contains([]int{
		21211, // not a telephone number
		21401, // invalid number
		21408, // country is not enabled
		21610, // opted out
		21612, // no route to the number
		21614, // not a mobile number
		21635, // a landline
		30004, // blocked
		30005, // unknown number
		30006, // landline or out of reach
		30007, // filtered
	}, code)
}

// refusal returns the error of a refusal by the carrier.
func refusal(rest *client.TwilioRestError, status int) *Error {
	return &Error{
		Code: rest.Code, HTTPStatus: status, Permanent: PermanentCode(rest.Code),
		Ambiguous: status >= 500,
	}
}

// withoutURL removes the URL that net/http adds to an error: the URL of a listing has a
// telephone number in it.
func withoutURL(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
