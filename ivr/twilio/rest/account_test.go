package rest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

const (
	recordingPath = "/2010-04-01/Accounts/" + accountID + "/Recordings/RE1"
	numbersPath   = "/2010-04-01/Accounts/" + accountID + "/IncomingPhoneNumbers.json"
)

// accountAt returns an account whose carrier answers like this below /prefix. base is the
// carrier's address, and asked lists method, path and query of the requests.
func accountAt(t *testing.T, answer http.HandlerFunc) (account *rest.Account, base string, asked func() []string) {
	t.Helper()
	requests := make(chan string, 200)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if user != accountID || password != authToken {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		requests <- r.Method + " " + r.URL.String()
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	config := rest.Config{AccountSID: accountID, AuthToken: authToken, CarrierURL: server.URL + "/prefix/", Timeout: time.Minute}
	return rest.NewAccount(config), server.URL + "/prefix", func() []string {
		list := make([]string, 0, len(requests))
		for range len(requests) {
			list = append(list, <-requests)
		}
		return list
	}
}

func wav(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "audio/x-wav")
		fmt.Fprint(w, body)
	}
}

func TestFetchRecording(t *testing.T) {
	t.Parallel()
	account, base, asked := accountAt(t, wav("RIFF…"))
	for _, written := range []string{recordingPath, recordingPath + ".wav", recordingPath + ".mp3", recordingPath + ".json#t=3"} {
		var got bytes.Buffer
		require.NoError(t, account.FetchRecording(t.Context(), base+written, &got), written)
		require.Equal(t, "RIFF…", got.String())
		require.Equal(t, []string{"GET /prefix" + recordingPath + ".wav"}, asked(), written)
	}
	require.NoError(t, account.FetchRecording(t.Context(), strings.Replace(base, "http:", "HTTP:", 1)+recordingPath, io.Discard))
}

// hostileAddresses returns addresses that are no recordings of the carrier at base
// (http://host:port/prefix).
func hostileAddresses(base string) map[string]string {
	host := strings.TrimSuffix(strings.TrimPrefix(base, "http://"), "/prefix")
	return map[string]string{
		"empty":               "",
		"another host":        "https://evil.example/prefix" + recordingPath,
		"the real carrier":    "https://api.twilio.com" + recordingPath,
		"another port":        "http://127.0.0.1:1/prefix" + recordingPath,
		"another scheme":      "https://" + host + "/prefix" + recordingPath,
		"a file":              "file:///etc/passwd",
		"not absolute":        recordingPath,
		"no scheme":           "//" + host + "/prefix" + recordingPath,
		"opaque":              "http:" + host + "/prefix" + recordingPath,
		"a user":              "http://me:you@" + host + "/prefix" + recordingPath,
		"our host as a user":  "http://" + host + "@evil.example/prefix" + recordingPath,
		"our host as a label": "http://" + host + ".evil.example/prefix" + recordingPath,
		"beside the prefix":   "http://" + host + recordingPath,
		"prefix as a word":    base + "er" + recordingPath,
		"above the prefix":    base + "/.." + recordingPath,
		"above, encoded":      base + "/%2e%2e" + recordingPath,
		"encoded slash":       base + "/2010-04-01%2FRecordings/RE1",
		"backslash":           base + `/..\Recordings/RE1`,
		"double slash":        base + "//Recordings/RE1",
		"a query":             base + recordingPath + "?a=1",
		"a text":              base + "/2010-04-01/Accounts/" + accountID + "/Messages/SM1",
		"the account":         base + "/2010-04-01/Accounts/" + accountID + ".json",
		"every recording":     base + "/2010-04-01/Accounts/" + accountID + "/Recordings.json",
		"no id":               base + "/2010-04-01/Accounts/" + accountID + "/Recordings/",
		"only an extension":   base + "/2010-04-01/Accounts/" + accountID + "/Recordings/.wav",
		"under a recording":   base + recordingPath + "/AddOnResults",
		"a parameter":         base + recordingPath + ";a=1",
		"odd letters":         base + "/Accounts/é/Recordings/RE1",
		"a line feed":         base + "/Recordings/RE1\nHost: evil",
		"not a URL":           "http://[::1",
	}
}

func TestCredentialsOnlyGoToTheCarrier(t *testing.T) {
	t.Parallel()
	account, base, asked := accountAt(t, wav("RIFF"))
	for name, address := range hostileAddresses(base) {
		t.Run(name, func(t *testing.T) { //nolint:paralleltest // the subtests share the list of requests
			err := account.FetchRecording(t.Context(), address, io.Discard)
			require.ErrorIs(t, err, scheduling.ErrInvalid)
			require.NotContains(t, err.Error(), "evil", "no address in errors")
			require.ErrorIs(t, account.DeleteRecording(t.Context(), address), scheduling.ErrInvalid)
			require.Empty(t, asked())
		})
	}
}

func TestRecordingsOfTheRealCarrier(t *testing.T) {
	t.Parallel()
	stop := errors.New("stop here")
	var asked []string
	account := rest.NewAccount(rest.Config{AccountSID: accountID, Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		asked = append(asked, r.URL.String())
		return nil, stop
	})})
	for _, address := range []string{"https://api.twilio.com", "https://API.twilio.com:443"} {
		require.ErrorIs(t, account.FetchRecording(t.Context(), address+recordingPath, io.Discard), stop)
	}
	for _, address := range []string{"http://api.twilio.com", "https://api.twilio.com:444", "https://api.twilio.com.evil.example"} {
		require.ErrorIs(t, account.FetchRecording(t.Context(), address+recordingPath, io.Discard), scheduling.ErrInvalid)
	}
	want := "https://api.twilio.com" + recordingPath + ".wav"
	require.Equal(t, []string{want, want}, asked)
}

func TestFetchRecordingFails(t *testing.T) {
	t.Parallel()
	long := bytes.Repeat([]byte{0x80}, rest.MaxRecording+1)
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   error // nil if it is a refusal with a code
		status int
	}{
		"gone":           {answerWith(http.StatusNotFound, `{"code":20404}`), scheduling.ErrNotFound, 0},
		"wrong token":    {answerWith(http.StatusUnauthorized, `{"code":20003}`), nil, 401},
		"carrier broke":  {answerWith(http.StatusBadGateway, "<html>"), rest.ErrNotJSON, 502},
		"somewhere else": {http.RedirectHandler("https://evil.example/", http.StatusFound).ServeHTTP, rest.ErrNotJSON, 302},
		"too long": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "audio/wav")
			_, _ = w.Write(long)
		}, rest.ErrTooLong, 200},
		"too long, and says so": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "audio/wav")
			w.Header().Set("Content-Length", fmt.Sprint(len(long)))
			_, _ = w.Write(long)
		}, rest.ErrTooLong, 200},
		"cut off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "audio/wav")
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, "RIFF")
		}, io.ErrUnexpectedEOF, 200},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			account, base, asked := accountAt(t, c.answer)
			var got countingWriter
			err := account.FetchRecording(t.Context(), base+recordingPath, &got)
			require.Error(t, err)
			require.LessOrEqual(t, int(got), rest.MaxRecording)
			require.Len(t, asked(), 1, "asked once, not followed elsewhere")
			if name == "too long, and says so" {
				require.Zero(t, got, "not begun")
			}
			if c.want != nil {
				require.ErrorIs(t, err, c.want)
			}
			if c.status != 0 {
				require.Equal(t, c.status, carrierError(t, err).HTTPStatus)
			}
		})
	}
	account, base, _ := accountAt(t, answerWith(http.StatusOK, "<html>a proxy's page"))
	var got countingWriter
	require.ErrorContains(t, account.FetchRecording(t.Context(), base+recordingPath, &got), "no recording")
	require.Zero(t, got)
}

// countingWriter counts the bytes written.
type countingWriter int

func (w *countingWriter) Write(p []byte) (int, error) {
	*w += countingWriter(len(p))
	return len(p), nil
}

func TestLongestRecording(t *testing.T) {
	t.Parallel()
	account, base, _ := accountAt(t, wav(strings.Repeat("x", rest.MaxRecording)))
	var got countingWriter
	require.NoError(t, account.FetchRecording(t.Context(), base+recordingPath, &got))
	require.EqualValues(t, rest.MaxRecording, got)
}

func TestDeleteRecording(t *testing.T) {
	t.Parallel()
	for status, fails := range map[int]bool{http.StatusNoContent: false, http.StatusNotFound: false, http.StatusForbidden: true, http.StatusBadGateway: true} {
		account, base, asked := accountAt(t, answerWith(status, ""))
		err := account.DeleteRecording(t.Context(), base+recordingPath+".wav")
		require.Equal(t, []string{"DELETE /prefix" + recordingPath}, asked())
		if !fails {
			require.NoError(t, err)
			continue
		}
		require.Equal(t, status, carrierError(t, err).HTTPStatus)
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	account, _, asked := accountAt(t, func(w http.ResponseWriter, r *http.Request) {
		page := `{"incoming_phone_numbers":[{"sid":"PN1","phone_number":"+3280012345","voice_url":"https://h.example/twilio/voice",
			"voice_method":"POST","voice_fallback_url":"https://h.example/twilio/fallback","status_callback":"https://h.example/s",
			"sms_url":null}],"next_page_uri":"` + numbersPath + `?Page=1&PageToken=PAPN"}`
		switch r.URL.Query().Get("Page") {
		case "1": // another carrier writes its whole path
			page = `{"incoming_phone_numbers":[],"next_page_uri":"/prefix` + numbersPath + `?Page=2"}`
		case "2":
			page = `{"incoming_phone_numbers":[{"phone_number":"+32460000000","sms_url":"https://h.example/sms"}],"next_page_uri":null}`
		}
		fmt.Fprint(w, page)
	})
	numbers, err := account.Numbers(t.Context())
	require.NoError(t, err)
	require.Equal(t, []rest.NumberSetup{
		{
			Number: "+3280012345", VoiceURL: "https://h.example/twilio/voice", VoiceMethod: "POST",
			FallbackURL: "https://h.example/twilio/fallback", StatusURL: "https://h.example/s",
		},
		{Number: "+32460000000", TextURL: "https://h.example/sms"},
	}, numbers)
	require.Equal(t, []string{
		"GET /prefix" + numbersPath + "?PageSize=50", "GET /prefix" + numbersPath + "?Page=1&PageToken=PAPN",
		"GET /prefix" + numbersPath + "?Page=2",
	}, asked())
}

func TestNumbersFails(t *testing.T) {
	t.Parallel()
	next := func(uri string) http.HandlerFunc {
		return answerWith(http.StatusOK, `{"incoming_phone_numbers":[],"next_page_uri":"`+uri+`"}`)
	}
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		words  string
		asked  int
	}{
		"in circles":      {next(numbersPath), "more than 100 pages", 100},
		"somewhere else":  {next("https://evil.example/"), "not what a carrier sends", 1},
		"another host":    {next("//evil.example/x"), "not what a carrier sends", 1},
		"not from a root": {next("numbers"), "not what a carrier sends", 1},
		"refused":         {answerWith(http.StatusForbidden, `{"code":20003,"message":"no"}`), "HTTP 403, code 20003", 1},
		"a page":          {answerWith(http.StatusOK, "<html>"), "not what a carrier sends", 1},
		"another list":    {answerWith(http.StatusOK, `{"messages":[]}`), "not what a carrier sends", 1},
		"cut off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, "{")
		}, "unexpected EOF", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			account, _, asked := accountAt(t, c.answer)
			numbers, err := account.Numbers(t.Context())
			require.ErrorContains(t, err, c.words)
			require.False(t, carrierError(t, err).Ambiguous, "asking again does no harm")
			require.Nil(t, numbers)
			require.Len(t, asked(), c.asked)
		})
	}
}

// everyRequest returns each kind of request of an account.
func everyRequest(base string) map[string]func(*rest.Account, context.Context) error {
	return map[string]func(*rest.Account, context.Context) error{
		"fetch": func(a *rest.Account, ctx context.Context) error {
			return a.FetchRecording(ctx, base+recordingPath, io.Discard)
		},
		"delete":  func(a *rest.Account, ctx context.Context) error { return a.DeleteRecording(ctx, base+recordingPath) },
		"numbers": func(a *rest.Account, ctx context.Context) error { _, err := a.Numbers(ctx); return err },
	}
}

func TestAccountGivesUp(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{}, 1)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case asked <- struct{}{}:
		default:
		}
		hang(r)
	}))
	t.Cleanup(server.Close)
	config := rest.Config{AccountSID: accountID, CarrierURL: server.URL, Timeout: 20 * time.Millisecond}
	for name, ask := range everyRequest(server.URL) {
		err := ask(rest.NewAccount(config), t.Context())
		require.ErrorIs(t, err, context.DeadlineExceeded, name)
		require.False(t, carrierError(t, err).Ambiguous, "asking again does no harm")
	}
	config.Timeout = time.Minute
	for name, ask := range everyRequest(server.URL) {
		ctx, cancel := context.WithCancel(t.Context())
		go func() { <-asked; cancel() }()
		require.ErrorIs(t, ask(rest.NewAccount(config), ctx), context.Canceled, name)
	}
}

func TestAccountWithoutAnAddress(t *testing.T) {
	t.Parallel()
	for name, ask := range everyRequest("https://api.twilio.com") {
		err := ask(rest.NewAccount(rest.Config{CarrierURL: "carrier.example"}), t.Context())
		require.ErrorContains(t, err, "must be like https://", name)
		require.False(t, carrierError(t, err).Ambiguous, "asking again does no harm")
	}
}

// Whatever a webhook holds, our credentials are only sent to a recording at the carrier.
func FuzzRecordingAddress(f *testing.F) {
	const base = "https://carrier.example:8443/api"
	f.Add(base + recordingPath)
	for _, address := range hostileAddresses("http://carrier.example:8443/prefix") {
		f.Add(strings.NewReplacer("http:", "https:", "/prefix", "/api").Replace(address))
	}
	f.Fuzz(func(t *testing.T, address string) {
		var asked []*url.URL
		account := rest.NewAccount(rest.Config{
			AccountSID: accountID, AuthToken: authToken, CarrierURL: base,
			Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
				asked = append(asked, r.URL)
				return nil, errors.New("stop here")
			}),
		})
		fetch, remove := account.FetchRecording(t.Context(), address, io.Discard), account.DeleteRecording(t.Context(), address)
		require.Equal(t, errors.Is(fetch, scheduling.ErrInvalid), len(asked) == 0)
		require.Equal(t, errors.Is(remove, scheduling.ErrInvalid), len(asked) == 0)
		for _, u := range asked {
			require.Equal(t, "https carrier.example:8443", u.Scheme+" "+u.Host)
			require.Regexp(t, `^/api/([\w.-]+/)*Recordings/[\w.-]+$`, u.EscapedPath())
			require.NotContains(t, strings.Split(u.Path, "/"), "..")
			require.Empty(t, u.RawQuery)
			require.Nil(t, u.User)
		}
	})
}
