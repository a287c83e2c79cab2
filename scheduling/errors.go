package scheduling

import (
	"errors"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// The one error vocabulary of the domain. Adapters compare with errors.Is.
var (
	// ErrNotFound says that there is no such resident, visit, callback or programme.
	ErrNotFound = errors.New("not found")
	// ErrCodeReplaced says that a letter code was valid once, and that a newer
	// letter replaced it. It never says whose code it was.
	ErrCodeReplaced = errors.New("letter code was replaced by a newer letter")
	// ErrLapsed says that a visit was asked for, and that nobody confirmed it in time.
	ErrLapsed = errors.New("request was not confirmed in time")
	// ErrNotYetOpen says that the programme's pilot window has not begun.
	ErrNotYetOpen = errors.New("programme has not begun")
	// ErrOver says that the programme's pilot window has ended.
	ErrOver = errors.New("programme is over")
	// ErrOutsideArea says that the resident lives outside the programme's service area.
	ErrOutsideArea = errors.New("address is outside the service area")
	// ErrNoSlot says that no visit can be promised within the programme's horizon.
	ErrNoSlot = errors.New("no time can be promised")
	// ErrSlotTaken says that somebody else has the time: offer the next.
	ErrSlotTaken = errors.New("time was just taken")
	// ErrNoVoucher says that the resident's vouchers do not cover one more visit.
	ErrNoVoucher = errors.New("no voucher left")
	// ErrVisitLimit says that the resident already has as many planned visits as
	// the programme allows.
	ErrVisitLimit = errors.New("resident has the most visits allowed")
	// ErrTransition says that a visit cannot go from its status to the one asked for.
	ErrTransition = errors.New("visit cannot change to that status")
	// ErrTooEarly: nobody is at a visit so long before it begins.
	ErrTooEarly = errors.New("visit begins only later")
	// ErrAnotherMessage says that what the carrier took is another message of ours.
	ErrAnotherMessage = errors.New("carrier's id is another message's")
	// ErrInvalid says that input is malformed; the wrapping error says how and what
	// to do. It is the error of package calendar, too.
	ErrInvalid = calendar.ErrMalformed
)

// IsRefusal reports whether an error says that what was asked for cannot be, and
// not that something of ours broke.
func IsRefusal(err error) bool {
	return errors.Is(err, ErrNotFound) || errors.Is(err, ErrInvalid) || errors.Is(err, ErrTransition)
}
