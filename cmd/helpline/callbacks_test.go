package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/desk"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// Numbers are read, and refused, as in an import.
func TestNumbersAreReadAsImportsDo(t *testing.T) {
	all, err := programmes.Shipped("nl", "fr", "en", "tr", "ar")
	require.NoError(t, err)
	for _, text := range []string{
		"", " ", "0470123456", "0470 12 34 56", "+32 470 12.34.56", "0470/12.34.56", "(0470) 12 34 56", "03 234 56 78", "+31612345678",
		"0031612345678", "+1 202 555 0123", "12", "0470", "abc", "0470123456 x12", "tel 0470123456", "0470123456789", "+", "-", "112",
		"0470\u00a0123456", "++32470123456", "0800 12 001", "\u0660\u0661", "0470123456;0470123457",
	} {
		file := "letter_code,name,phone,street,house_number,postcode\n234567,Ann,\"" + text + "\",Kerkstraat,1,2018\n"
		residents, refused := imports.Residents(strings.NewReader(file), all[0])
		phone, ok := terminal.PhoneNumber(text)
		require.Equal(t, refused == nil, ok, "%q: %v", text, refused)
		if ok {
			require.Equal(t, residents[0].Phone, phone, text)
		}
	}
}

// A demo's recordings are at its own carrier; credentials of production are not used.
func TestTheCarrierOfADatabase(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	_, err := desk.CarrierFlags{AccountSID: "AC1"}.Account(settings.DatabaseFlag{Database: "postgres://production"})
	require.ErrorContains(t, err, "TWILIO_AUTH_TOKEN")
	_, err = desk.CarrierFlags{AccountSID: "AC1", AuthToken: "x"}.Account(settings.DatabaseFlag{Database: "postgres://production"})
	require.NoError(t, err)

	state := settings.DemoState{Folder: settings.DemoFolder(), Token: "demo"}
	require.NoError(t, os.MkdirAll(state.Folder, 0o700))
	require.NoError(t, state.Write())
	_, err = desk.CarrierFlags{}.Account(settings.DatabaseFlag{})
	require.ErrorContains(t, err, "--carrier-url", "the demo's token never goes to the real carrier")
	state.Carrier = "http://127.0.0.1:1"
	require.NoError(t, state.Write())
	_, err = desk.CarrierFlags{}.Account(settings.DatabaseFlag{})
	require.NoError(t, err)
	_, err = desk.CarrierFlags{}.Account(settings.DatabaseFlag{Database: "postgres://production"})
	require.ErrorContains(t, err, "TWILIO_ACCOUNT_SID", "the demo's token is not production's")
}
