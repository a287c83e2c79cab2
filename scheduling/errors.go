package scheduling

import (
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// The errors of the domain. Adapters compare them with errors.Is.
var (
	// ErrNotFound means that there is no such resident, visit, callback or programme.
	ErrNotFound = errors.New("not found")
	// ErrCodeReplaced means that a letter code was valid once and was replaced by a
	// newer letter. It does not reveal whose code it was.
	ErrCodeReplaced = errors.New("letter code was replaced by a newer letter")
	// ErrLapsed means that a requested visit was not confirmed in time.
	ErrLapsed = errors.New("request was not confirmed in time")
	// ErrNotYetOpen means that the programme's pilot window has not begun.
	ErrNotYetOpen = errors.New("programme has not begun")
	// ErrOver means that the programme's pilot window has ended.
	ErrOver = errors.New("programme is over")
	// ErrOutsideArea means that the resident lives outside the programme's service
	// area.
	ErrOutsideArea = errors.New("address is outside the service area")
	// ErrNoSlot means that no visit can be promised within the programme's horizon.
	ErrNoSlot = errors.New("no time can be promised")
	// ErrNoLanguage, ErrNoTopic and ErrNoStudent are ErrNoSlot whose reason is not the time:
	// no student speaks the language; none who speaks it helps with the topic; there is none
	// who takes visits.
	ErrNoLanguage = fmt.Errorf("%w: no student speaks the language", ErrNoSlot)
	ErrNoTopic    = fmt.Errorf("%w: no student helps with the topic", ErrNoSlot)
	ErrNoStudent  = fmt.Errorf("%w: no student takes visits", ErrNoSlot)
	// ErrSlotTaken means that the time was taken by somebody else; the next one can be
	// offered.
	ErrSlotTaken = errors.New("time was just taken")
	// ErrNoVoucher means that the resident's vouchers do not cover another visit.
	ErrNoVoucher = errors.New("no voucher left")
	// ErrVisitLimit means that the resident has the maximum of planned visits.
	ErrVisitLimit = errors.New("resident has the most visits allowed")
	// ErrTaken means that somebody else at the office has this to do.
	ErrTaken = errors.New("somebody else has it")
	// ErrTransition means that a visit cannot go from its status to the requested one.
	ErrTransition = errors.New("visit cannot change to that status")
	// ErrTooEarly means that an arrival was reported too long before the visit begins.
	ErrTooEarly = errors.New("visit begins only later")
	// ErrAnotherMessage means that another message already has the carrier's id.
	ErrAnotherMessage = errors.New("carrier's id is another message's")
	// ErrInvalid means that input is malformed; the wrapping error says how, and what
	// to do. It is the same error as calendar.ErrMalformed.
	ErrInvalid = calendar.ErrMalformed
)

// IsRefusal reports whether an error means that a request was refused, as opposed to a
// fault.
func IsRefusal(err error) bool {
	return errors.Is(err, ErrNotFound) || errors.Is(err, ErrInvalid) || errors.Is(err, ErrTransition) || errors.Is(err, ErrTaken)
}
