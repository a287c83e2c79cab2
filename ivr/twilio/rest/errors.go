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
	if advice := Advice(e.Code); advice != "" {
		text = fmt.Sprintf("%s (%s)", text, advice)
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

// CodeWrongRegion is the carrier's code for a number that lives in another region than the
// address and the credentials of a request.
const CodeWrongRegion = 21663

// Advice returns what an operator must do about a code of the carrier that only the setup
// of the account can mend; "" for any other code.
func Advice(code int) string {
	switch code {
	case CodeWrongRegion:
		return "the number lives in another region: HELPLINE_CARRIER_URL, TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN must be those of its region"
	case 20003:
		return "account or token is wrong: each region has its own"
	case 21210, 21212, 21606:
		return "the sender is not a number of this account that can do this: check numbers in the programme file"
	case 21408, 21215:
		return "the country is not enabled: see the account's geographic permissions"
	}
	return ""
}

// PermanentCode reports whether the carrier's code, of a refusal or of a status callback,
// means that the same text, or the same call, to the same number will fail again. Sources:
// the carrier's dictionary of errors, and what its API answered.
func PermanentCode(code int) bool {
	return slices.Contains([]int{
		13224, // a number that cannot be called
		21211, // not a telephone number
		21214, // a number that cannot be called
		21215, // country or range may not be called
		21216, // number may not be called
		21217, // not a telephone number
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
		30450, // country or range is blocked by the risk check
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
