package rest_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

// askedHosts returns an account at a region, and the addresses that it requests.
func askedHosts(carrierURL, answer string) (*rest.Account, *[]string) {
	var asked []string
	transport := roundTripper(func(r *http.Request) (*http.Response, error) {
		asked = append(asked, r.URL.Scheme+"://"+r.URL.Host+r.URL.Path)
		recorder := httptest.NewRecorder()
		recorder.Header().Set("Content-Type", "audio/x-wav")
		_, _ = recorder.WriteString(answer)
		return recorder.Result(), nil
	})
	return rest.NewAccount(rest.Config{AccountSID: accountID, CarrierURL: carrierURL, Transport: transport}), &asked
}

func TestRegionsHaveTheirOwnAddresses(t *testing.T) {
	t.Parallel()
	const text, call = "/v1/Messaging/GeoPermissions", "/v1/DialingPermissions/Countries/BE"
	for carrierURL, want := range map[string]struct {
		region, numbers, texts, calls string
		twilio                        bool
	}{
		"":                            {"us1", "https://api.twilio.com", "https://accounts.twilio.com", "https://voice.twilio.com", true},
		"us1":                         {"us1", "https://api.twilio.com", "https://accounts.twilio.com", "https://voice.twilio.com", true},
		"IE1":                         {"ie1", "https://api.dublin.ie1.twilio.com", "https://accounts.dublin.ie1.twilio.com", "https://voice.dublin.ie1.twilio.com", true},
		"https://other.example/api":   {"", "https://other.example/api", "https://other.example/api", "https://other.example/api", false},
		"https://api.twilio.com.evil": {"", "https://api.twilio.com.evil", "https://api.twilio.com.evil", "https://api.twilio.com.evil", false},
	} {
		config := rest.Config{CarrierURL: carrierURL}
		require.NoError(t, config.Check(), carrierURL)
		require.Equal(t, want.region, config.Region(), carrierURL)
		require.Equal(t, want.twilio, config.IsTwilio(), carrierURL)
		account, asked := askedHosts(carrierURL, `{"incoming_phone_numbers":[],"permissions":[{"country_code":"be","enabled":true},{"country_code":"US"}],"low_risk_numbers_enabled":true}`)
		_, err := account.Numbers(t.Context())
		require.NoError(t, err)
		countries, err := account.TextCountries(t.Context())
		require.NoError(t, err)
		require.Equal(t, []string{"BE"}, countries)
		may, err := account.MayCall(t.Context(), "BE")
		require.NoError(t, err)
		require.True(t, may)
		require.Equal(t, []string{
			want.numbers + "/2010-04-01/Accounts/" + accountID + "/IncomingPhoneNumbers.json", want.texts + text, want.calls + call,
		}, *asked, carrierURL)
	}
}

func TestPermissionsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{"<html>", "{}", `{"permissions":null}`, `{"low_risk_numbers_enabled":null}`} {
		account, _ := askedHosts("", answer)
		_, err := account.TextCountries(t.Context())
		require.ErrorIs(t, err, rest.ErrNotJSON, answer)
		_, err = account.MayCall(t.Context(), "BE")
		require.ErrorIs(t, err, rest.ErrNotJSON, answer)
	}
}

// A webhook names a recording by the address of any region. It is fetched at our own, and
// a recording at somebody else's is not.
func TestRecordingsOfAnyRegionAreFetchedAtOurs(t *testing.T) {
	t.Parallel()
	const path = "/2010-04-01/Accounts/AC1/Recordings/RE1"
	for _, named := range []string{"https://api.twilio.com", "https://api.ie1.twilio.com", "https://api.dublin.ie1.twilio.com"} {
		account, asked := askedHosts("ie1", "RIFF")
		require.NoError(t, account.DeleteRecording(t.Context(), named+path))
		require.Equal(t, []string{"https://api.dublin.ie1.twilio.com" + path}, *asked)
	}
	for _, named := range []string{
		"http://api.twilio.com", "https://api.twilio.com:8443", "https://api.twilio.com.evil.example", "https://evil.twilio.com",
		"https://apitwilio.com", "https://signalwire.example",
	} {
		account, asked := askedHosts("ie1", "RIFF")
		require.ErrorIs(t, account.DeleteRecording(t.Context(), named+path), scheduling.ErrInvalid, named)
		require.Empty(t, *asked)
	}
	account, _ := askedHosts("https://signalwire.example", "RIFF")
	require.ErrorIs(t, account.DeleteRecording(t.Context(), "https://api.twilio.com"+path), scheduling.ErrInvalid)
}

// A number of another region is no fault of the message: it is tried again, and the error
// says what to set.
func TestAnotherRegionIsExplained(t *testing.T) {
	t.Parallel()
	sender, _ := answering(t, answerWith(http.StatusBadRequest, `{"code":21663,"message":"region","status":400}`))
	_, err := sender.SendText(t.Context(), hello)
	got := carrierError(t, err)
	require.Equal(t, rest.CodeWrongRegion, got.Code)
	require.False(t, got.Permanent)
	require.ErrorContains(t, err, "HELPLINE_CARRIER_URL, TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN must be those of its region")
	require.Empty(t, rest.Advice(30008))
}
