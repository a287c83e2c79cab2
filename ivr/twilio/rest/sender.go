package rest

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/twilio/twilio-go/client"
	api "github.com/twilio/twilio-go/rest/api/v2010"

	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// DefaultTimeout is how long one request to the carrier may take, including the
// connection.
const DefaultTimeout = 8 * time.Second

const (
	idleTimeout = 90 * time.Second
	clockSkew   = time.Minute // maximum difference between the carrier's clock and ours
	recentTexts = 100         // number of texts to one number that FindText searches
)

// Config is the carrier and our account there. The credentials are those of the region
// that CarrierURL leads to.
type Config struct {
	AccountSID string
	AuthToken  string // the first one during a rotation
	// CarrierURL is the base URL of the REST API, with or without a path prefix, or the name
	// of a region of Twilio's (RegionIreland). Empty: Twilio's main address.
	CarrierURL string
	Timeout    time.Duration // of one request; 0: DefaultTimeout
	Transport  http.RoundTripper
}

// Check returns an error if CarrierURL cannot be used.
func (c Config) Check() error {
	_, err := parseCarrierURL(c.CarrierURL)
	return err
}

// Sender sends texts through the carrier's REST API. It is safe for concurrent use, never
// follows a redirect, and never retries a request by itself.
type Sender struct {
	account, token string
	base           carrierURL
	broken         error // error of Config.Check
	timeout        time.Duration
	transport      http.RoundTripper
}

// NewSender returns a sender. If CarrierURL cannot be used (see [Config.Check]), every
// request fails before anything is sent.
func NewSender(config Config) *Sender {
	s := &Sender{
		account: config.AccountSID, token: config.AuthToken,
		timeout: config.Timeout, transport: config.Transport,
	}
	s.base, s.broken = parseCarrierURL(config.CarrierURL)
	if s.timeout <= 0 {
		s.timeout = DefaultTimeout
	}
	if s.transport == nil {
		s.transport = newTransport()
	}
	return s
}

// Text is a text to send.
type Text struct {
	To, From       string // E.164
	Body           string
	StatusCallback string        // URL for status callbacks; empty: none
	ValidFor       time.Duration // after that the carrier drops it; 0: the carrier's default
}

// Sent is a text or a call that the carrier accepted.
type Sent struct {
	ID       string // the carrier's id; opaque
	Status   scheduling.MessageStatus
	Segments int // 0 if the carrier has not counted them yet
}

// SendText sends one text. Every error is an [*Error]. After an ambiguous one, call
// [Sender.FindText] before sending again, because the carrier has no idempotency key.
func (s *Sender) SendText(ctx context.Context, text Text) (Sent, error) {
	params := new(api.CreateMessageParams).SetTo(text.To).SetFrom(text.From).SetBody(text.Body)
	if text.StatusCallback != "" {
		params.SetStatusCallback(text.StatusCallback)
	}
	params.SetRiskCheck("enable") // the carrier drops texts to numbers that are used for fraud
	if text.ValidFor > 0 {
		params.SetValidityPeriod(int((text.ValidFor + time.Second - 1) / time.Second))
	}
	var message *api.ApiV2010Message
	err := s.call(ctx, func(service *api.ApiService) (err error) {
		message, err = service.CreateMessage(params)
		return err
	})
	if err != nil {
		return Sent{}, err
	}
	sent := sentOf(message)
	if sent.ID == "" { // accepted, but without an id
		return Sent{}, &Error{HTTPStatus: http.StatusOK, Ambiguous: true, Err: ErrNotJSON}
	}
	return sent, nil
}

// FindText returns the newest text to a number with this body that the carrier accepted
// since an instant. It searches the latest hundred texts to the number, and allows for a
// minute of difference between clocks.
func (s *Sender) FindText(ctx context.Context, to, body string, since time.Time) (Sent, bool, error) {
	params := new(api.ListMessageParams).SetTo(to).SetPageSize(recentTexts)
	var page *api.ListMessageResponse
	err := s.call(ctx, func(service *api.ApiService) (err error) {
		page, err = service.PageMessage(params, "", "")
		return err
	})
	if err != nil {
		return Sent{}, false, err
	}
	var newest time.Time
	var found *api.ApiV2010Message
	for i := range page.Messages {
		message := &page.Messages[i]
		created, ok := outgoing(message, to, body)
		if ok && !created.Before(since.Add(-clockSkew)) && (found == nil || created.After(newest)) {
			newest, found = created, message
		}
	}
	if found == nil {
		return Sent{}, false, nil
	}
	return sentOf(found), true, nil
}

// outgoing reports whether a message is this text, sent by us, and returns when it was
// created.
func outgoing(message *api.ApiV2010Message, to, body string) (created time.Time, ok bool) {
	if value(message.To) != to || value(message.Body) != body || value(message.Direction) == "inbound" {
		return time.Time{}, false
	}
	created, err := time.Parse(time.RFC1123Z, value(message.DateCreated))
	return created, err == nil
}

func sentOf(message *api.ApiV2010Message) Sent {
	status, known := twilio.MessageStatusOf(value(message.Status))
	if !known {
		status = scheduling.MessageAccepted
	}
	segments, _ := strconv.Atoi(value(message.NumSegments))
	return Sent{ID: value(message.Sid), Status: status, Segments: max(segments, 0)}
}

func value(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// call makes one request through the library, with a context and a timeout, and converts
// every error to an [*Error].
func (s *Sender) call(ctx context.Context, ask func(*api.ApiService) error) error {
	if s.broken != nil {
		return &Error{Err: s.broken}
	}
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	trip := &exchange{ctx: ctx, sender: s}
	// The exchange sets the credentials. They are empty here, because the library refuses
	// those that are not alphanumeric, and another carrier uses UUIDs.
	library := &client.Client{Credentials: client.NewCredentials("", ""), HTTPClient: &http.Client{
		Transport:     trip,
		Timeout:       s.timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	library.SetAccountSid(s.account)
	err := ask(api.NewApiService(&client.RequestHandler{Client: library}))
	if err == nil && trip.status.Load() < http.StatusMultipleChoices {
		return nil
	}
	return trip.failure(ctx, err)
}

// failure converts an error of the library.
func (e *exchange) failure(ctx context.Context, err error) *Error {
	status := int(e.status.Load())
	var rest *client.TwilioRestError
	switch {
	case errors.As(err, &rest):
		return refusal(rest, status)
	case ctx.Err() != nil:
		return &Error{HTTPStatus: status, Ambiguous: e.wrote.Load(), Err: ctx.Err()}
	case status == 0:
		return &Error{Ambiguous: e.wrote.Load(), Err: withoutURL(err)}
	default: // an answer that is no carrier's: only 3xx and 4xx mean that nothing was sent
		return &Error{HTTPStatus: status, Ambiguous: status < 300 || status >= 500, Err: ErrNotJSON}
	}
}
