package rest

import (
	"context"
	"net/http"
	"time"

	api "github.com/twilio/twilio-go/rest/api/v2010"

	"github.com/click-call-connect/helpline/scheduling"
)

// Outbound is a call to make.
type Outbound struct {
	To, From       string        // E.164
	URL            string        // of the document, requested when somebody answers
	FallbackURL    string        // requested if the document cannot be had; empty: no request
	StatusCallback string        // requested when the call is over; empty: no request
	Ring           time.Duration // timeout for an answer; 0: the carrier's default
}

// maxGreeting is how long, in seconds, the carrier waits for the end of an answering
// machine's greeting.
const maxGreeting = 45

// Call makes a call. If a machine answers, the document is requested after its greeting,
// so that the words are left and not lost (MachineDetection=DetectMessageEnd); its
// AnsweredBy says so, because a machine must not get the day and hour. Every error is an [*Error]. After an ambiguous one, call
// [Sender.FindCall] before trying again, because the carrier has no idempotency key.
func (s *Sender) Call(ctx context.Context, call Outbound) (Sent, error) {
	params := new(api.CreateCallParams).SetTo(call.To).SetFrom(call.From).SetUrl(call.URL).
		SetMachineDetection("DetectMessageEnd").SetMachineDetectionTimeout(maxGreeting)
	if call.FallbackURL != "" {
		params.SetFallbackUrl(call.FallbackURL).SetFallbackMethod(http.MethodPost)
	}
	if call.StatusCallback != "" {
		params.SetStatusCallback(call.StatusCallback).SetStatusCallbackEvent([]string{"completed"})
	}
	if call.Ring > 0 {
		params.SetTimeout(int(call.Ring / time.Second))
	}
	var made *api.ApiV2010Call
	err := s.call(ctx, func(service *api.ApiService) (err error) {
		made, err = service.CreateCall(params)
		return err
	})
	if err != nil {
		return Sent{}, err
	}
	if value(made.Sid) == "" {
		return Sent{}, &Error{HTTPStatus: http.StatusOK, Ambiguous: true, Err: ErrNotJSON}
	}
	return sentCall(made), nil
}

// FindCall returns the newest call between two numbers that began since an instant. It
// searches the latest hundred calls to the number, and allows for a minute of difference
// between clocks.
func (s *Sender) FindCall(ctx context.Context, to, from string, since time.Time) (Sent, bool, error) {
	params := new(api.ListCallParams).SetTo(to).SetFrom(from).SetPageSize(recentTexts)
	var page *api.ListCallResponse
	err := s.call(ctx, func(service *api.ApiService) (err error) {
		page, err = service.PageCall(params, "", "")
		return err
	})
	if err != nil {
		return Sent{}, false, err
	}
	var newest time.Time
	var found *api.ApiV2010Call
	for i := range page.Calls {
		made := &page.Calls[i]
		created, err := time.Parse(time.RFC1123Z, value(made.DateCreated))
		if err == nil && value(made.To) == to && !created.Before(since.Add(-clockSkew)) && (found == nil || created.After(newest)) {
			newest, found = created, made
		}
	}
	if found == nil {
		return Sent{}, false, nil
	}
	return sentCall(found), true, nil
}

func sentCall(made *api.ApiV2010Call) Sent {
	return Sent{ID: value(made.Sid), Status: scheduling.MessageAccepted, Segments: 1}
}
