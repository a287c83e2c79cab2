package rest_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
)

// endless is a body without an end. It counts the bytes that are read.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read += len(p)
	return len(p), nil
}

// An endless answer must not fill our memory.
func TestOfAnAnswerAMegabyteIsRead(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusOK, http.StatusBadGateway} {
		body := &endless{}
		config := rest.Config{
			AccountSID: accountID, AuthToken: authToken, CarrierURL: "https://carrier.example", Timeout: time.Minute,
			Transport: roundTripper(func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(io.LimitReader(body, 64<<20))}, nil
			}),
		}
		for name, ask := range map[string]func() error{
			"a text":      func() error { _, err := rest.NewSender(config).SendText(t.Context(), hello); return err },
			"the numbers": func() error { _, err := rest.NewAccount(config).Numbers(t.Context()); return err },
		} {
			body.read = 0
			require.Error(t, ask(), name)
			require.LessOrEqual(t, body.read, 1<<20, "%s, %d", name, status)
		}
	}
}

// An answer without a code of the carrier does not come from the carrier.
func TestARefusalWithoutACodeIsNotTheCarriers(t *testing.T) {
	t.Parallel()
	account, _, _ := accountAt(t, answerWith(http.StatusForbidden, `{"message":"no"}`))
	_, err := account.Numbers(t.Context())
	require.ErrorIs(t, err, rest.ErrNotJSON)
	require.Zero(t, carrierError(t, err).Code)
}

// If a context ends while a body is read, it is the reason of the failure.
func TestAnInterruptedRequestReturnsTheReason(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	account := rest.NewAccount(rest.Config{
		AccountSID: accountID, AuthToken: authToken, CarrierURL: "https://carrier.example",
		Transport: roundTripper(func(*http.Request) (*http.Response, error) {
			stop()
			return nil, io.ErrUnexpectedEOF
		}),
	})
	_, err := account.Numbers(ctx)
	require.ErrorIs(t, err, context.Canceled)
}

// A recording may take four times as long as another request.
func TestARecordingHasALongerTimeout(t *testing.T) {
	t.Parallel()
	var left time.Duration
	account := rest.NewAccount(rest.Config{
		AccountSID: accountID, AuthToken: authToken, CarrierURL: "https://carrier.example", Timeout: time.Hour,
		Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			deadline, _ := r.Context().Deadline()
			left = time.Until(deadline) //nolint:forbidigo // the deadline is one of the real clock
			return &http.Response{
				StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"audio/wav"}}, Body: io.NopCloser(strings.NewReader("RIFF")),
			}, nil
		}),
	})
	require.NoError(t, account.FetchRecording(t.Context(), "https://carrier.example"+recordingPath, io.Discard))
	require.Greater(t, left, 3*time.Hour)
	require.NoError(t, account.DeleteRecording(t.Context(), "https://carrier.example"+recordingPath))
	require.Less(t, left, 2*time.Hour)
}

// A recording whose declared length is the maximum is accepted.
func TestTheLongestDeclaredRecording(t *testing.T) {
	t.Parallel()
	account := rest.NewAccount(rest.Config{
		AccountSID: accountID, AuthToken: authToken, CarrierURL: "https://carrier.example",
		Transport: roundTripper(func(*http.Request) (*http.Response, error) {
			return &http.Response{
				StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"audio/wav"}}, ContentLength: rest.MaxRecording,
				Body: io.NopCloser(strings.NewReader(strings.Repeat("x", rest.MaxRecording))),
			}, nil
		}),
	})
	require.NoError(t, account.FetchRecording(t.Context(), "https://carrier.example"+recordingPath, io.Discard))
}
