package preflight

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
)

// The numbers of an account whose settings lead here: of calls, of texts, and the one that
// is shown to whoever is called.
func rightNumbers() []rest.NumberSetup {
	const base = "https://line.example.be/help/twilio/"
	yes := true
	return []rest.NumberSetup{
		{
			Number: antwerpVoice, Type: "tollfree", VoiceURL: base + "voice#rc=3&rp=all", VoiceMethod: "post",
			FallbackURL: base + "fallback", FallbackMethod: "POST", StatusURL: base + "status/call", StatusMethod: "POST",
		},
		{
			Number: "+32460201001", Type: "mobile", VoiceURL: base + "voice",
			TextURL: base + "sms", TextMethod: "POST", TextFallbackURL: base + "fallback", TextFallbackMethod: "POST",
		},
		{Number: "+3232010101", Type: "local", VoiceURL: base + "voice", Can: rest.Capabilities{Voice: &yes}},
		{Number: "+3299999999"}, // of something else
	}
}

func TestPreflightComparesTheCarriersNumbers(t *testing.T) {
	right := checkCarrier(t, rightAccount())
	require.Empty(t, right.lines(Failure))
	require.Empty(t, right.lines(Warning))
	no := false
	for name, c := range map[string]struct {
		change func(voice, text, caller *rest.NumberSetup)
		says   string
	}{
		"another path":             {func(v, _, _ *rest.NumberSetup) { v.VoiceURL = "https://line.example.be/twilio/voice" }, "A CALL COMES IN"},
		"another method":           {func(v, _, _ *rest.NumberSetup) { v.VoiceMethod = "GET" }, "its method = GET; set it to POST"},
		"no method":                {func(v, _, _ *rest.NumberSetup) { v.VoiceMethod = "" }, "its method = -; set it to POST"},
		"no fallback":              {func(v, _, _ *rest.NumberSetup) { v.FallbackURL = "" }, "PRIMARY HANDLER FAILS = -; set it to https://line.example.be/help/twilio/fallback"},
		"the fallback is asked":    {func(v, _, _ *rest.NumberSetup) { v.FallbackMethod = "GET" }, "the method of PRIMARY HANDLER FAILS = GET; set it to POST"},
		"no status":                {func(v, _, _ *rest.NumberSetup) { v.StatusURL = "" }, "CALL STATUS CHANGES"},
		"the status is asked":      {func(v, _, _ *rest.NumberSetup) { v.StatusMethod = "get" }, "the method of CALL STATUS CHANGES = GET"},
		"an application":           {func(v, _, _ *rest.NumberSetup) { v.VoiceApplication = "AP1" }, "an application in place of the addresses = AP1; remove it"},
		"a trunk":                  {func(v, _, _ *rest.NumberSetup) { v.Trunk = "TK1" }, "a SIP trunk in place of the addresses = TK1; remove it"},
		"no texts":                 {func(_, s, _ *rest.NumberSetup) { s.TextURL = "https://demo.twilio.com/x" }, "A MESSAGE COMES IN = https://demo.twilio.com/x"},
		"texts are asked for":      {func(_, s, _ *rest.NumberSetup) { s.TextMethod = "GET" }, "the method of A MESSAGE COMES IN = GET; set it to POST"},
		"no fallback of texts":     {func(_, s, _ *rest.NumberSetup) { s.TextFallbackURL = "" }, "PRIMARY HANDLER FAILS (messages) = -; set it to https://line.example.be/help/twilio/fallback"},
		"that is asked":            {func(_, s, _ *rest.NumberSetup) { s.TextFallbackMethod = "GET" }, "the method of PRIMARY HANDLER FAILS (messages) = GET"},
		"texts to an application":  {func(_, s, _ *rest.NumberSetup) { s.TextApplication = "AP2" }, "an application in place of the addresses of messages = AP2"},
		"a number without texts":   {func(_, s, _ *rest.NumberSetup) { s.Can.Text = &no }, "no texts among its capabilities = yes"},
		"a number without calls":   {func(v, _, _ *rest.NumberSetup) { v.Can.Voice = &no }, "no calls among its capabilities = yes"},
		"no number":                {func(v, _, _ *rest.NumberSetup) { v.Number = "+1" }, antwerpVoice + " is not of this account"},
		"another's caller id":      {func(_, _, c *rest.NumberSetup) { c.Number = "+1" }, "numbers.caller_id +3232010101 is not of this account"},
		"a toll-free caller id":    {func(_, _, c *rest.NumberSetup) { c.Type = "tollfree" }, "numbers.caller_id +3232010101 is a tollfree number at the carrier: it cannot call in Belgium"},
		"a national caller id":     {func(_, _, c *rest.NumberSetup) { c.Type = "national" }, "is a national number at the carrier"},
		"a caller id that is mute": {func(_, _, c *rest.NumberSetup) { c.Can.Voice = &no }, "numbers.caller_id +3232010101 cannot call"},
		"a password":               {func(v, _, _ *rest.NumberSetup) { v.StatusURL = "https://u:hunter22@x.be/" }, "CALL STATUS CHANGES = https://u:xxxxx@x.be/"},
	} {
		t.Run(name, func(t *testing.T) {
			account := rightAccount()
			c.change(&account.setups[0], &account.setups[1], &account.setups[2])
			errs := checkCarrier(t, account).lines(Failure)
			require.Contains(t, errs, c.says)
			require.NotContains(t, errs, "\n", "one mistake, one line")
			require.NotContains(t, errs, "hunter22")
		})
	}
}

// Whoever was called or texted may call the number that they saw.
func TestPreflightFollowsTheNumbersThatPeopleCallBack(t *testing.T) {
	account := rightAccount()
	account.setups[1].VoiceURL, account.setups[2].VoiceURL = "", "https://demo.twilio.com/welcome"
	p := checkCarrier(t, account)
	require.Empty(t, p.lines(Failure))
	require.Equal(t, "antwerpen: whoever calls numbers.sms +32460201001 back does not reach the line; "+
		"set A CALL COMES IN to https://line.example.be/help/twilio/voice\n"+
		"antwerpen: whoever calls numbers.caller_id +3232010101 back does not reach the line; "+
		"set A CALL COMES IN to https://line.example.be/help/twilio/voice", p.lines(Warning))
}

// No call goes out from a toll-free or national number in Belgium, whatever the carrier
// lists; and no text from anything but a mobile.
func TestPreflightKnowsBelgianSenders(t *testing.T) {
	for name, c := range map[string]struct{ caller, texts, fails, warns string }{
		"geographic":    {"+3232010101", "+32460201001", "", ""},
		"mobile":        {"+32460201001", "+32460201001", "", ""},
		"toll-free":     {"+3280012001", "+32460201001", "numbers.caller_id +3280012001 is a toll-free number", ""},
		"national":      {"+3278151515", "+32460201001", "numbers.caller_id +3278151515 is a national number", ""},
		"foreign":       {"+31201234567", "+32460201001", "numbers.caller_id +31201234567 is a foreign number", ""},
		"no caller id":  {"", "+32460201001", "", "has no numbers.caller_id"},
		"nobody's":      {"+32266696687", "+32460201001", "", "in no numbering plan"},
		"text landline": {"+3232010101", "+3232010101", "numbers.sms +3232010101 is a geographic number", ""},
		"no texts":      {"+3232010101", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p, programme := preflightAt(nil), shipped(t)
			programme.Numbers.CallerID, programme.Numbers.SMS = c.caller, c.texts
			p.senders(programme)
			for level, want := range map[Level]string{Failure: c.fails, Warning: c.warns} {
				if got := p.lines(level); want == "" {
					require.Empty(t, got)
				} else {
					require.Contains(t, got, want)
				}
			}
		})
	}
}

func TestPreflightListsTheCountries(t *testing.T) {
	for name, c := range map[string]struct {
		change      func(*accountOf)
		carrierURL  string
		level       Level
		says, never string
	}{
		"Belgium only":      {func(*accountOf) {}, "", OK, "BE only may be texted", ""},
		"many":              {func(a *accountOf) { a.countries = []string{"BE", "LK", "NL"} }, "", Warning, "3 countries may be texted: BE, LK, NL; leave BE only", ""},
		"not Belgium":       {func(a *accountOf) { a.countries = []string{"US"} }, "", Failure, "BE may not be texted: every text is refused with 21408", ""},
		"none":              {func(a *accountOf) { a.countries = nil }, "", Failure, "BE may not be texted", ""},
		"no calls":          {func(a *accountOf) { a.mayCall = false }, "", Failure, "BE may not be called: every call is refused with 21215", ""},
		"no list":           {func(a *accountOf) { a.unlisted = errors.New("HTTP 404") }, "ie1", Warning, "does not tell which countries may be texted: HTTP 404", ""},
		"another carrier's": {func(a *accountOf) { a.unlisted = errors.New("HTTP 404") }, "https://space.signalwire.example", OK, "ask it for BE only", ""},
		"many are not all told": {func(a *accountOf) {
			a.countries = []string{"A", "B", "BE", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"}
		}, "", Warning, "J, K, …", "L, M"},
	} {
		t.Run(name, func(t *testing.T) {
			account := rightAccount()
			c.change(&account)
			got := checkCarrier(t, account, func(config *Config) { config.CarrierURL = c.carrierURL }).lines(c.level)
			require.Contains(t, got, c.says)
			if c.never != "" {
				require.NotContains(t, got, c.never)
			}
		})
	}
}

func TestPreflightSaysThatTheCarrierRefuses(t *testing.T) {
	for carrierURL, says := range map[string]string{
		"":                                  "they must be those of region us1 (for numbers in Ireland, HELPLINE_CARRIER_URL=ie1)",
		"IE1":                               "these must be those of region ie1",
		"https://api.dublin.ie1.twilio.com": "these must be those of region ie1",
		"https://space.signalwire.example":  "check TWILIO_ACCOUNT_SID and the first token of TWILIO_AUTH_TOKEN",
	} {
		errs := checkCarrier(t, accountOf{err: errors.New("HTTP 401 for secret-token")}, func(c *Config) { c.CarrierURL = carrierURL }).lines(Failure)
		require.Contains(t, errs, "HTTP 401 for [hidden]")
		require.Contains(t, errs, "TWILIO_AUTH_TOKEN")
		require.Contains(t, errs, says)
	}
	elsewhere := rightAccount()
	elsewhere.setups = nil
	elsewhere.setups = append(elsewhere.setups, rest.NumberSetup{Number: "+1"})
	errs := checkCarrier(t, elsewhere, func(c *Config) { c.CarrierURL = "ie1" }).lines(Failure)
	require.Contains(t, errs, "if it lives in another region than ie1, move it there or set HELPLINE_CARRIER_URL")
}

func TestPreflightKnowsTheRegions(t *testing.T) {
	for carrierURL, want := range map[string]struct {
		level Level
		says  string
	}{
		"":                                      {Warning, "in the United States (us1)"},
		"us1":                                   {Warning, "in the United States (us1)"},
		"https://api.twilio.com":                {Warning, "in the United States (us1)"},
		"ie1":                                   {OK, "in Ireland (ie1)"},
		"https://api.dublin.ie1.twilio.com":     {OK, "in Ireland (ie1)"},
		"https://api.frankfurt.ie1.twilio.com/": {OK, "in Ireland (ie1)"},
		"https://api.sydney.au1.twilio.com":     {Warning, "in region au1, outside the European Union"},
		"https://api.ie1.twilio.com":            {Failure, "names no region"},
		"https://dublin.ie1.twilio.com":         {Failure, "names no region"},
		"https://space.signalwire.example":      {OK, "another carrier than Twilio"},
		"http://space.signalwire.example":       {Warning, "is not https"},
		"http://127.0.0.1:9999":                 {OK, "another carrier than Twilio"},
	} {
		p := &checks{config: &Config{Flags: settings.Flags{CarrierURL: carrierURL}}}
		p.carrierURL()
		require.Len(t, p.findings, 1, carrierURL)
		require.Equal(t, want.level, p.findings[0].Level, carrierURL)
		require.Contains(t, p.findings[0].Detail, want.says, carrierURL)
	}
}

func TestPreflightChecksHowTheCarrierSigns(t *testing.T) {
	for name, c := range map[string]struct {
		signing    settings.SigningFlags
		carrierURL string
		level      Level
		says       string
	}{
		"the default":            {settings.SigningFlags{}, "", OK, "webhooks are signed by twilio-sha1"},
		"a shared key":           {settings.SigningFlags{Signature: "twilio-sha256", SigningKey: "k1"}, "", OK, "signed by twilio-sha256"},
		"no shared key":          {settings.SigningFlags{Signature: "twilio-sha256"}, "", Warning, "twilio-sha256 has a key of its own, but HELPLINE_CARRIER_SIGNING_KEY is not set"},
		"a key that is not used": {settings.SigningFlags{SigningKey: "k1"}, "", Warning, "HELPLINE_CARRIER_SIGNING_KEY is not used"},
		"a key with a space":     {settings.SigningFlags{Signature: "twilio-sha256", SigningKey: "k 1"}, "", Failure, "holds a space"},
		"the example's":          {settings.SigningFlags{Signature: "twilio-sha256", SigningKey: "change-me"}, "", Failure, "is the example's"},
		"two keys":               {settings.SigningFlags{Signature: "twilio-sha256", SigningKey: "k1,k2"}, "", Warning, "2 signing keys are valid"},
		"two ways":               {settings.SigningFlags{Signature: "twilio-sha256,twilio-sha1", SigningKey: "k1"}, "", Warning, "2 ways to sign are accepted"},
		"another carrier's way":  {settings.SigningFlags{Signature: "signalwire", SigningKey: "k1"}, "", Warning, "the carrier is Twilio"},
		"another carrier":        {settings.SigningFlags{Signature: "signalwire", SigningKey: "k1"}, "https://space.signalwire.example", OK, "signed by signalwire"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &checks{config: &Config{Flags: settings.Flags{SigningFlags: c.signing, CarrierURL: c.carrierURL}}}
			p.signing()
			require.Contains(t, p.lines(c.level), c.says)
		})
	}
	p := &checks{config: &Config{Flags: settings.Flags{SigningFlags: settings.SigningFlags{Signature: "md5"}}}}
	p.signing()
	require.Empty(t, p.findings, "serve refuses it, and settings reports it")
	require.ErrorContains(t, p.config.CheckCarrier(), "HELPLINE_CARRIER_SIGNATURE")
}
