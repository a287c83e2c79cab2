package rest_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

func TestCall(t *testing.T) {
	t.Parallel()
	var got *http.Request
	sender, asked := answering(t, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		got = r
		answerWith(http.StatusCreated, `{"sid":"opaque-1","status":"queued"}`)(w, r)
	})
	call := rest.Outbound{
		To: "+32470000001", From: "+3232010101", URL: "https://helpline.example/twilio/voice?message=7",
		StatusCallback: "https://helpline.example/twilio/status/call?message=7", Ring: 45 * time.Second,
		FallbackURL: "https://helpline.example/twilio/fallback?message=7",
	}
	sent, err := sender.Call(t.Context(), call)
	require.NoError(t, err)
	require.Equal(t, rest.Sent{ID: "opaque-1", Status: scheduling.MessageAccepted, Segments: 1}, sent)
	require.Equal(t, "/prefix/2010-04-01/Accounts/"+accountID+"/Calls.json", got.URL.Path)
	require.Equal(t, url.Values{
		"To": {call.To}, "From": {call.From}, "Url": {call.URL}, "Timeout": {"45"}, "MachineDetection": {"DetectMessageEnd"}, "MachineDetectionTimeout": {"45"},
		"StatusCallback": {call.StatusCallback}, "StatusCallbackEvent": {"completed"},
		"FallbackUrl": {call.FallbackURL}, "FallbackMethod": {"POST"},
	}, got.PostForm)

	call.StatusCallback, call.FallbackURL, call.Ring = "", "", 0
	_, err = sender.Call(t.Context(), call)
	require.NoError(t, err)
	require.Equal(t, url.Values{
		"To": {call.To}, "From": {call.From}, "Url": {call.URL}, "MachineDetection": {"DetectMessageEnd"}, "MachineDetectionTimeout": {"45"},
	}, got.PostForm)
	require.EqualValues(t, 2, asked.Load())
}

func TestACallThatIsNotTaken(t *testing.T) {
	t.Parallel()
	sender, _ := answering(t, answerWith(http.StatusBadRequest, `{"code":21211,"message":"+32470000001 is not valid","status":400}`))
	_, err := sender.Call(t.Context(), rest.Outbound{To: "+32470000001", From: "+3232010101", URL: "https://helpline.example"})
	require.Equal(t, 21211, carrierError(t, err).Code)
	require.True(t, carrierError(t, err).Permanent)

	sender, _ = answering(t, answerWith(http.StatusCreated, `{"status":"queued"}`))
	_, err = sender.Call(t.Context(), rest.Outbound{To: "+32470000001", From: "+3232010101", URL: "https://helpline.example"})
	require.True(t, carrierError(t, err).Ambiguous, "it said yes, but not to what")
	require.ErrorIs(t, err, rest.ErrNotJSON)
}

func TestFindCall(t *testing.T) {
	t.Parallel()
	const list = `{"calls":[
		{"sid":"older","to":"+32470000001","date_created":"Fri, 26 Mar 2027 12:01:00 +0000"},
		{"sid":"newer","to":"+32470000001","date_created":"Fri, 26 Mar 2027 12:02:00 +0000"},
		{"sid":"old","to":"+32470000001","date_created":"Fri, 26 Mar 2027 12:00:30 +0000"},
		{"sid":"someone","to":"+32470000002","date_created":"Fri, 26 Mar 2027 12:09:00 +0000"},
		{"sid":"undated","to":"+32470000001"}]}`
	var query url.Values
	sender, _ := answering(t, func(w http.ResponseWriter, r *http.Request) {
		query = r.URL.Query()
		answerWith(http.StatusOK, list)(w, r)
	})
	for name, c := range map[string]struct {
		since time.Time
		want  string
	}{
		"the newest":          {sentAt, "newer"},
		"within clock skew":   {sentAt.Add(3 * time.Minute), "newer"},
		"before that instant": {sentAt.Add(3*time.Minute + time.Second), ""},
	} {
		sent, found, err := sender.FindCall(t.Context(), "+32470000001", "+3232010101", c.since)
		require.NoError(t, err, name)
		require.Equal(t, c.want, sent.ID, name)
		require.Equal(t, c.want != "", found, name)
	}
	require.Equal(t, url.Values{"To": {"+32470000001"}, "From": {"+3232010101"}, "PageSize": {"100"}}, query)

	sender, _ = answering(t, answerWith(http.StatusBadGateway, "<html>"))
	_, found, err := sender.FindCall(t.Context(), "+32470000001", "+3232010101", sentAt)
	require.Equal(t, http.StatusBadGateway, carrierError(t, err).HTTPStatus)
	require.False(t, found)
}

// A text that by the carrier's clock was taken a minute before ours is still found.
func TestATextIsFoundWithinTheSkewOfClocks(t *testing.T) {
	t.Parallel()
	sender, _ := answering(t, answerWith(http.StatusOK,
		`{"messages":[{"sid":"SM1","to":"+32470000001","body":"dag","date_created":"Fri, 26 Mar 2027 12:00:00 +0000"}]}`))
	for since, want := range map[time.Time]bool{sentAt.Add(time.Minute): true, sentAt.Add(time.Minute + time.Second): false} {
		_, found, err := sender.FindText(t.Context(), "+32470000001", "dag", since)
		require.NoError(t, err)
		require.Equal(t, want, found)
	}
}

// A validity is never shortened: one that would round to 0 seconds is left out.
func TestAValidityIsRoundedUp(t *testing.T) {
	t.Parallel()
	var got url.Values
	sender, _ := answering(t, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		got = r.PostForm
		answerWith(http.StatusCreated, `{"sid":"SM1"}`)(w, r)
	})
	for valid, want := range map[time.Duration]string{time.Millisecond: "1", time.Second: "1", 1500 * time.Millisecond: "2", 0: "", -time.Second: ""} {
		text := hello
		text.ValidFor = valid
		_, err := sender.SendText(t.Context(), text)
		require.NoError(t, err)
		require.Equal(t, want, got.Get("ValidityPeriod"), valid)
	}
}
