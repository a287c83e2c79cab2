package twilio

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// CallStatus is the progress of a call. Callbacks with it come in any order.
type CallStatus string

// The statuses of a call.
const (
	CallQueued     CallStatus = "queued"
	CallInitiated  CallStatus = "initiated"
	CallRinging    CallStatus = "ringing"
	CallInProgress CallStatus = "in-progress"
	CallCompleted  CallStatus = "completed"
	CallBusy       CallStatus = "busy"
	CallFailed     CallStatus = "failed"
	CallNoAnswer   CallStatus = "no-answer"
	CallCanceled   CallStatus = "canceled"
)

// Over reports whether the call has ended.
func (s CallStatus) Over() bool {
	switch s {
	case CallCompleted, CallBusy, CallFailed, CallNoAnswer, CallCanceled:
		return true
	}
	return false
}

// CallStatusOf reads a status as the carrier writes it, in any case.
func CallStatusOf(text string) CallStatus { return CallStatus(strings.ToLower(text)) }

func (s CallStatus) known() bool {
	switch s {
	case CallQueued, CallInitiated, CallRinging, CallInProgress:
		return true
	}
	return s.Over()
}

// CallEnd is who took a call of ours.
type CallEnd string

// The ends of a call. The zero value is that the carrier did not report it.
const (
	EndedUnanswered CallEnd = "unanswered"
	EndedByMachine  CallEnd = "machine"
	EndedAnswered   CallEnd = "answered"
)

// HowCallEnded returns who took a call that is over, by a status callback about it.
func HowCallEnded(form url.Values) CallEnd {
	switch CallStatusOf(field(form, "CallStatus", maxShort)) {
	case CallBusy, CallNoAnswer:
		return EndedUnanswered
	case CallCompleted:
		if machine(field(form, "AnsweredBy", maxShort)) {
			return EndedByMachine
		}
		return EndedAnswered
	}
	return ""
}

// ParseCallStatus parses a status callback about a call. It returns
// [scheduling.ErrInvalid] if CallSid is missing or the status is unknown.
func ParseCallStatus(form url.Values) (sid string, status CallStatus, err error) {
	sid, status = field(form, "CallSid", maxShort), CallStatusOf(field(form, "CallStatus", maxShort))
	if sid == "" || !status.known() {
		return "", "", fmt.Errorf("%w: callback has no CallSid or no known CallStatus", scheduling.ErrInvalid)
	}
	return sid, status, nil
}

// ParseMessageStatus parses a status callback about a text. code is the carrier's
// ErrorCode, 0 if there is none. It returns [scheduling.ErrInvalid] if MessageSid is
// missing or the status is unknown.
func ParseMessageStatus(form url.Values) (sid string, status scheduling.MessageStatus, code int, err error) {
	sid = messageSID(form)
	status, known := MessageStatusOf(firstOf(form, "MessageStatus", "SmsStatus"))
	if sid == "" || !known {
		return "", "", 0, fmt.Errorf("%w: callback has no MessageSid or no known MessageStatus", scheduling.ErrInvalid)
	}
	code, _ = strconv.Atoi(field(form, "ErrorCode", maxShort))
	return sid, status, max(code, 0), nil
}

// messageSID returns the id of a text. Older carriers use another name for the field.
func messageSID(form url.Values) string { return firstOf(form, "MessageSid", "SmsSid") }

func firstOf(form url.Values, names ...string) string {
	for _, name := range names {
		if value := field(form, name, maxShort); value != "" {
			return value
		}
	}
	return ""
}

// MessageStatusOf maps the carrier's status to ours. The carrier's "sending" is not ours:
// ours means that it is unknown whether the carrier has the text.
func MessageStatusOf(text string) (scheduling.MessageStatus, bool) {
	switch word := strings.ToLower(text); word {
	case "accepted", "queued", "sent", "delivered", "read", "undelivered", "failed":
		return scheduling.MessageStatus(word), true
	case "scheduled":
		return scheduling.MessageAccepted, true
	case "sending":
		return scheduling.MessageQueued, true
	case "partially_delivered":
		return scheduling.MessageDelivered, true
	case "canceled":
		return scheduling.MessageFailed, true
	}
	return "", false
}
