package rest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

// sentAt is when the messages and calls of these tests were sent.
var sentAt = time.Date(2027, 3, 26, 12, 0, 0, 0, time.UTC)

// accountID is no alphanumeric SID, because other carriers use UUIDs.
const (
	accountID = "3f2b8c1e-0000-4000-8000-000000000001"
	authToken = "12345"
)

var hello = rest.Text{
	To: "+32470000001", From: "+32460000000", Body: "Uw code is 1 € é",
	StatusCallback: "https://helpline.example/twilio/status/message?message=7", ValidFor: 90 * time.Minute,
}

// answering returns a sender whose carrier answers like this. asked counts requests.
func answering(t *testing.T, answer http.HandlerFunc) (sender *rest.Sender, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	return senderTo(server.URL+"/prefix/", time.Minute), asked
}

func senderTo(carrier string, timeout time.Duration) *rest.Sender {
	return rest.NewSender(rest.Config{
		AccountSID: accountID, AuthToken: authToken, CarrierURL: carrier, Timeout: timeout,
	})
}

func answerWith(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

// hang never answers. A server only notices that its client has left after it has read
// the whole request.
func hang(r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

func carrierError(t *testing.T, err error) *rest.Error {
	t.Helper()
	var carrier *rest.Error
	require.ErrorAs(t, err, &carrier)
	require.NotContains(t, err.Error(), "470000001", "no telephone numbers in errors")
	require.NotContains(t, err.Error(), "code is", "no texts in errors")
	return carrier
}

func TestSendText(t *testing.T) {
	t.Parallel()
	var got *http.Request
	sender, _ := answering(t, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		got = r
		answerWith(http.StatusCreated, `{"sid":"opaque-1","status":"queued","num_segments":"2","direction":"outbound-api"}`)(w, r)
	})
	sent, err := sender.SendText(t.Context(), hello)
	require.NoError(t, err)
	require.Equal(t, rest.Sent{ID: "opaque-1", Status: scheduling.MessageQueued, Segments: 2}, sent)

	require.Equal(t, "/prefix/2010-04-01/Accounts/"+accountID+"/Messages.json", got.URL.Path)
	require.Regexp(t, `^127\.0\.0\.1:`, got.Host, "the Host header is the carrier's")
	user, password, _ := got.BasicAuth()
	require.Equal(t, []string{accountID, authToken}, []string{user, password})
	require.Equal(t, url.Values{
		"To": {hello.To}, "From": {hello.From}, "Body": {hello.Body},
		"StatusCallback": {hello.StatusCallback}, "ValidityPeriod": {"5400"}, "RiskCheck": {"enable"},
	}, got.PostForm)
}

func TestSendTextRefused(t *testing.T) {
	t.Parallel()
	refusal := func(code int) string {
		return fmt.Sprintf(`{"code":%d,"message":"The 'To' number +32470000001 is not valid","status":400}`, code)
	}
	for name, c := range map[string]struct {
		status int
		body   string
		want   rest.Error
		cause  error
	}{
		"not a number":       {400, refusal(21211), rest.Error{Code: 21211, HTTPStatus: 400, Permanent: true}, nil},
		"opted out":          {400, refusal(21610), rest.Error{Code: 21610, HTTPStatus: 400, Permanent: true}, nil},
		"landline":           {400, refusal(21614), rest.Error{Code: 21614, HTTPStatus: 400, Permanent: true}, nil},
		"too fast":           {429, refusal(20429), rest.Error{Code: 20429, HTTPStatus: 429}, nil},
		"queue is full":      {400, refusal(21611), rest.Error{Code: 21611, HTTPStatus: 400}, nil},
		"wrong token":        {401, refusal(20003), rest.Error{Code: 20003, HTTPStatus: 401}, nil},
		"carrier broke":      {500, refusal(20500), rest.Error{Code: 20500, HTTPStatus: 500, Ambiguous: true}, nil},
		"a proxy's page":     {502, "<html>+32470000001", rest.Error{HTTPStatus: 502, Ambiguous: true}, rest.ErrNotJSON},
		"not found page":     {404, "<html>", rest.Error{HTTPStatus: 404}, rest.ErrNotJSON},
		"taken, unreadable":  {201, "<html>", rest.Error{HTTPStatus: 201, Ambiguous: true}, rest.ErrNotJSON},
		"taken, without sid": {201, "{}", rest.Error{HTTPStatus: 200, Ambiguous: true}, rest.ErrNotJSON},
		"somewhere else":     {307, "{}", rest.Error{HTTPStatus: 307}, rest.ErrNotJSON},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sender, asked := answering(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Location", "/elsewhere")
				answerWith(c.status, c.body)(w, r)
			})
			_, err := sender.SendText(t.Context(), hello)
			got := carrierError(t, err)
			require.Equal(t, c.want, rest.Error{Code: got.Code, HTTPStatus: got.HTTPStatus, Permanent: got.Permanent, Ambiguous: got.Ambiguous})
			require.Equal(t, c.cause, got.Err)
			require.EqualValues(t, 1, asked.Load(), "sent once, not followed elsewhere")
		})
	}
}

func TestPermanentCode(t *testing.T) {
	t.Parallel()
	for _, code := range []int{21211, 21401, 21408, 21610, 21612, 21614, 21635, 30004, 30005, 30006, 30007, 30450, 21214, 21215, 21216, 21217, 13224} {
		require.True(t, rest.PermanentCode(code), code)
	}
	for _, code := range []int{0, 20429, 21611, 21663, 30001, 30003, 30008} {
		require.False(t, rest.PermanentCode(code), code)
	}
}

func TestTimeoutIsAmbiguous(t *testing.T) {
	t.Parallel()
	for name, send := range map[string]func(*rest.Sender, context.Context) error{
		"text": func(s *rest.Sender, ctx context.Context) error { _, err := s.SendText(ctx, hello); return err },
		"listing": func(s *rest.Sender, ctx context.Context) error {
			_, _, err := s.FindText(ctx, hello.To, "", sentAt)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			sender, _ := answering(t, func(_ http.ResponseWriter, r *http.Request) {
				cancel() // the carrier has the request, and the caller gives up
				hang(r)
			})
			err := send(sender, ctx)
			require.ErrorIs(t, err, context.Canceled)
			require.True(t, carrierError(t, err).Ambiguous)
		})
	}
}

func TestSenderHasItsOwnTimeout(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { hang(r) }))
	t.Cleanup(server.Close)
	_, err := senderTo(server.URL, 50*time.Millisecond).SendText(t.Context(), hello)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestLostConnection(t *testing.T) {
	t.Parallel()
	sender, asked := answering(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	_, err := sender.SendText(t.Context(), hello)
	require.True(t, carrierError(t, err).Ambiguous, "lost after sending")
	require.EqualValues(t, 1, asked.Load(), "not sent again")

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	_, err = senderTo("http://"+listener.Addr().String(), time.Minute).SendText(t.Context(), hello)
	require.False(t, carrierError(t, err).Ambiguous, "nobody there: nothing was sent")

	server := httptest.NewTLSServer(answerWith(http.StatusCreated, `{"sid":"SM1"}`))
	t.Cleanup(server.Close)
	_, err = senderTo(server.URL, time.Minute).SendText(t.Context(), hello)
	require.False(t, carrierError(t, err).Ambiguous, "a certificate nobody vouches for: nothing was sent")
}

func TestCarrierURLThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"carrier.example", "ftp://carrier.example", "https://", "https://x.example/?a=1", "::"} {
		config := rest.Config{CarrierURL: bad}
		require.Error(t, config.Check(), bad)
		_, err := rest.NewSender(config).SendText(t.Context(), hello)
		require.False(t, carrierError(t, err).Ambiguous)
	}
	require.NoError(t, rest.Config{}.Check())
	require.NoError(t, rest.Config{CarrierURL: "https://carrier.example/api"}.Check())
}

func TestTheDefaultIsTheCarriersMainAddress(t *testing.T) {
	t.Parallel()
	stop := errors.New("stop here")
	var asked string
	transport := roundTripper(func(r *http.Request) (*http.Response, error) {
		asked = r.URL.Scheme + "://" + r.URL.Host
		return nil, stop
	})
	_, err := rest.NewSender(rest.Config{AccountSID: accountID, Transport: transport}).SendText(t.Context(), hello)
	require.ErrorIs(t, err, stop)
	require.Equal(t, "https://api.twilio.com", asked)
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestFindText(t *testing.T) {
	t.Parallel()
	const list = `{"messages":[
		{"sid":"in","to":"+32470000001","body":"dag","direction":"inbound","date_created":"Fri, 26 Mar 2027 12:05:00 +0000"},
		{"sid":"older","to":"+32470000001","body":"dag","status":"sent","direction":"outbound-api","date_created":"Fri, 26 Mar 2027 12:01:00 +0000"},
		{"sid":"newer","to":"+32470000001","body":"dag","status":"failed","num_segments":"1","direction":"outbound-api","date_created":"Fri, 26 Mar 2027 12:02:00 +0000"},
		{"sid":"someone","to":"+32470000002","body":"ja","direction":"outbound-api","date_created":"Fri, 26 Mar 2027 12:02:00 +0000"},
		{"sid":"undated","to":"+32470000001","body":"nee","direction":"outbound-api"}]}`
	var query url.Values
	sender, _ := answering(t, func(w http.ResponseWriter, r *http.Request) {
		query = r.URL.Query()
		answerWith(http.StatusOK, list)(w, r)
	})
	for name, c := range map[string]struct {
		body  string
		since time.Time
		want  string
	}{
		"the newest":          {"dag", sentAt, "newer"},
		"within clock skew":   {"dag", sentAt.Add(2*time.Minute + 50*time.Second), "newer"},
		"before that instant": {"dag", sentAt.Add(4 * time.Minute), ""},
		"another body":        {"dag ", sentAt, ""},
		"another number":      {"ja", sentAt, ""},
		"without a date":      {"nee", sentAt, ""},
	} {
		sent, found, err := sender.FindText(t.Context(), "+32470000001", c.body, c.since)
		require.NoError(t, err, name)
		require.Equal(t, c.want, sent.ID, name)
		require.Equal(t, c.want != "", found, name)
	}
	require.Equal(t, "+32470000001", query.Get("To"))
	sent, _, err := sender.FindText(t.Context(), "+32470000001", "dag", sentAt)
	require.NoError(t, err)
	require.Equal(t, scheduling.MessageFailed, sent.Status)
}
