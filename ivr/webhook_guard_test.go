package ivr_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
)

func TestAWebhookThatIsNotSignedDoesNothing(t *testing.T) {
	for _, path := range []string{
		ivr.VoicePath, ivr.TextPath, ivr.MessageStatusPath + "?message=7", ivr.CallStatusPath + "?message=7", ivr.FallbackPath,
	} {
		l := newLine(t)
		form := fields("CallSid", "CA1", "MessageSid", "SM1", "From", mobile, "To", l.p.Numbers.Voice, "Body", "stop",
			"MessageStatus", "failed", "CallStatus", "completed")
		for _, signed := range []string{"", "AAAA", signed(publicURL+path, fields("From", mobile))} {
			request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
			request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			request.Header.Set("X-Twilio-Signature", signed)
			status, _ := l.do(request)
			require.Equal(t, http.StatusForbidden, status, path)
		}
		require.Empty(t, l.journal.Taken())
		require.Empty(t, l.office.callbacks)
		require.Empty(t, l.memory.counts)
		status, _ := l.post(path, form)
		require.Less(t, status, http.StatusBadRequest, "the same with the right one")
	}
}

func TestAPanicEndsOneWebhookOnly(t *testing.T) {
	l := newLine(t)
	l.Outbox = nil
	status, body := l.post(ivr.MessageStatusPath, fields("MessageSid", "SM1", "MessageStatus", "sent"))
	require.Equal(t, http.StatusInternalServerError, status)
	require.Equal(t, "Internal Server Error\n", body)
	require.Contains(t, l.log.String(), "a webhook panicked")
	require.Contains(t, l.called(ivr.VoicePath, "CA1", mobile), saidWelcome)
}

func TestAWebhookHasAtMostSixtyFourKilobytes(t *testing.T) {
	l := newLine(t)
	status, _ := l.post(ivr.MessageStatusPath, fields("MessageSid", "SM1", "MessageStatus", "sent", "Padding", strings.Repeat("a", 60<<10)))
	require.Equal(t, http.StatusNoContent, status)
	request := httptest.NewRequest(http.MethodPost, ivr.TextPath, strings.NewReader(strings.Repeat("a", 65<<10)))
	response, err := l.App().Test(request, -1)
	if err == nil {
		defer func() { _ = response.Body.Close() }()
		require.Equal(t, http.StatusRequestEntityTooLarge, response.StatusCode)
	}
}

func TestTheLineIsReadyWhenAllThatItNeedsIs(t *testing.T) {
	l := newLine(t)
	status, body := l.get("/healthz")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, "ok\n", body)
	l.Ready = map[string]func(context.Context) error{
		"database": func(context.Context) error { return nil }, "sessions": func(context.Context) error { return l.sessions.away },
	}
	status, body = l.get("/readyz")
	require.Equal(t, http.StatusOK, status)
	require.JSONEq(t, `{"database":"ok","sessions":"ok"}`, body)
	l.sessions.away = errAway
	status, body = l.get("/readyz")
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.JSONEq(t, `{"database":"ok","sessions":"failed"}`, body)
	require.Contains(t, l.log.String(), "what=sessions")
	status, _ = l.get("/nothing")
	require.Equal(t, http.StatusNotFound, status)
}
