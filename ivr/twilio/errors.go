package twilio

import (
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/twilio/twilio-go/client"
)

// Error is a request that the carrier did not, or perhaps not, do: a text that
// was not taken, a recording that was not fetched. Its words hold no number and
// no text of a message: the carrier's own words may, and are left out.
type Error struct {
	Code       int   // the carrier's; 0: it gave none
	HTTPStatus int   // 0: there was no answer
	Permanent  bool  // will fail again: do not send it again
	Ambiguous  bool  // may have been taken: look with FindText before sending again
	Err        error // what broke on our side or on the way; nil when the carrier refused
}

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

// Unwrap gives the cause, so that errors.Is finds a context's end.
func (e *Error) Unwrap() error { return e.Err }

// ErrNotJSON says that what answered does not speak as a carrier does: a proxy's
// error page, for instance.
var ErrNotJSON = errors.New("answer is not what a carrier sends")

// PermanentCode reports whether the carrier's code, of a refusal or of a status
// callback, says that the same text to the same number will fail again.
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

// refusal is the carrier's own no.
func refusal(rest *client.TwilioRestError, status int) *Error {
	return &Error{
		Code: rest.Code, HTTPStatus: status, Permanent: PermanentCode(rest.Code),
		Ambiguous: status >= 500,
	}
}

// withoutURL unpacks what net/http wraps around an error: the URL of a listing
// has a telephone number in it.
func withoutURL(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
