package preflight

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

const antwerpVoice = "+3280012001"

// preflightAt is a check at an instant.
func preflightAt(now func() time.Time) *checks {
	return &checks{config: &Config{Now: now}}
}

// accountOf is an account as a test wants it.
type accountOf struct {
	setups    []rest.NumberSetup
	countries []string
	mayCall   bool
	err       error // of the numbers
	unlisted  error // of the permissions
}

func (a accountOf) Numbers(context.Context) ([]rest.NumberSetup, error) { return a.setups, a.err }
func (a accountOf) TextCountries(context.Context) ([]string, error)     { return a.countries, a.unlisted }

func (a accountOf) MayCall(context.Context, string) (bool, error) { return a.mayCall, a.unlisted }

// rightAccount is an account in which everything is set up.
func rightAccount() accountOf {
	return accountOf{setups: rightNumbers(), countries: []string{"BE"}, mayCall: true}
}

// shipped is the first programme that the program comes with.
func shipped(t *testing.T) *scheduling.Programme {
	t.Helper()
	words, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	copied := *all[0]
	return &copied
}

// checkCarrier plays the check of the carrier for the first programme.
func checkCarrier(t *testing.T, at account, change ...func(*Config)) *checks {
	t.Helper()
	p := &checks{
		config: &Config{Flags: settings.Flags{
			PublicURL: "https://line.example.be/help/", AccountSID: "AC1", AuthToken: "secret-token",
		}},
		account: at, programmes: scheduling.Programmes{shipped(t)},
	}
	for _, c := range change {
		c(p.config)
	}
	p.carrier(t.Context())
	p.findings = p.config.redact(p.findings)
	return p
}

// lines are the findings of a level, as printed.
func (p *checks) lines(of Level) string {
	var lines []string
	for _, f := range p.findings {
		if f.Level == of {
			lines = append(lines, f.Detail+"; "+f.Fix)
		}
	}
	return strings.Join(lines, "\n")
}

// The command asks the carrier it was given, as its account.
func TestPreflightAsksTheCarrier(t *testing.T) {
	carrier := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		account, token, _ := r.BasicAuth()
		if r.URL.Path != "/2010-04-01/Accounts/AC1/IncomingPhoneNumbers.json" || account != "AC1" || token != "new" {
			w.WriteHeader(http.StatusTeapot)
		}
		_, _ = w.Write([]byte(`{"incoming_phone_numbers":[{"phone_number":"+3280012001"}],"next_page_uri":null}`))
	}))
	defer carrier.Close()
	c := &Config{Flags: settings.Flags{AccountSID: "AC1", AuthToken: "new,old", CarrierURL: carrier.URL}}
	numbers, err := c.account().Numbers(t.Context())
	require.NoError(t, err)
	require.Len(t, numbers, 1)
}

func TestPreflightJudgesRedis(t *testing.T) {
	for says, info := range map[string]map[string]string{
		"":                                   {"redis_version": "8.0.2", "maxmemory_policy": "noeviction", "aof_enabled": "1"},
		"version 6.2.1 is older":             {"redis_version": "6.2.1", "maxmemory_policy": "noeviction", "aof_enabled": "1"},
		"maxmemory-policy is allkeys-lru":    {"redis_version": "7.0.0", "maxmemory_policy": "allkeys-lru", "aof_enabled": "1"},
		"maxmemory-policy is -":              {"redis_version": "7.0.0", "aof_enabled": "1"},
		"a restart forgets":                  {"redis_version": "7.0.0", "maxmemory_policy": "noeviction", "aof_enabled": "0"},
		"version unknown is older than this": {"redis_version": "unknown", "maxmemory_policy": "noeviction", "aof_enabled": "1"},
	} {
		findings := JudgeRedis(info)
		require.Len(t, findings, 1)
		require.Equal(t, says == "", findings[0].Level == OK)
		require.Contains(t, findings[0].Detail, says)
	}
}

func TestPreflightComparesClocks(t *testing.T) {
	store := postgrestest.New(t)
	p := preflightAt(time.Now)
	p.clock(t.Context(), store)
	require.Equal(t, "ours and the database's agree", p.findings[0].Detail)
	p = preflightAt(func() time.Time { return time.Now().Add(-time.Minute) })
	p.clock(t.Context(), store)
	require.Equal(t, Failure, p.findings[0].Level)
	require.Contains(t, p.findings[0].Detail, "1m0s")
	at := time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC)
	require.Zero(t, clockSkew(at, at.Add(time.Second), at.Add(time.Millisecond)))
	require.Equal(t, time.Second, clockSkew(at, at, at.Add(time.Second)))
	require.Equal(t, time.Second, clockSkew(at, at, at.Add(-time.Second)))
}

func TestPreflightKnowsTheShippedVoices(t *testing.T) {
	words, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	for _, programme := range all {
		for _, rule := range programme.Languages {
			require.Empty(t, voiceProblem(rule.Tag, rule.Voice))
		}
	}
	require.Contains(t, voiceProblem("nl-BE", "Polly.Amy-Neural"), "Polly.Lisa-Neural")
	require.Contains(t, voiceProblem("so", "Polly.Amy-Neural"), "no voice is known")
}

func TestPreflightWarnsOfAPilotThatIsOver(t *testing.T) {
	words, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	for says, at := range map[string]time.Time{
		"is over since": all[0].Window.LastDay.Add(1).At(0, all[0].Zone), "begins on": all[0].Window.FirstDay.Add(-1).At(0, all[0].Zone),
	} {
		p := preflightAt(func() time.Time { return at })
		p.window(all[0])
		require.Contains(t, p.findings[0].Detail, says)
	}
	p := preflightAt(func() time.Time { return time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC) })
	p.window(all[0])
	require.Empty(t, p.findings)
}

func TestSecretsAreHiddenHoweverTheyAreWritten(t *testing.T) {
	c := &Config{
		Flags: settings.Flags{
			AuthToken: "first-token, second-token", APIToken: "api-token", PublicURL: "https://line.example.be",
			RedisURL:   "redis+sentinel://:pass@word@a:1,b:2/m?sentinel_password=other%20one",
			CarrierURL: "https://u:carrier-pass@x",
		},
		DatabaseFlag: settings.DatabaseFlag{Database: "host=db password='quoted-pass' user=x"},
	}
	for _, secret := range []string{
		"first-token", "second-token", "api-token", "pass@word", "other one", "other%20one", "quoted-pass", "carrier-pass",
	} {
		got := c.redact([]Finding{{Detail: "failed at " + secret, Fix: "not " + secret + " but https://line.example.be"}})
		require.Equal(t, Finding{Detail: "failed at [hidden]", Fix: "not [hidden] but https://line.example.be"}, got[0])
	}
}

func TestPreflightNamesLanguagesThatAreReadByDigitsOnly(t *testing.T) {
	words, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	p := &checks{config: &Config{}, catalogue: words}
	for _, programme := range all {
		p.texts(programme)
	}
	require.Empty(t, p.findings, "every language of the shipped programmes has a lexicon")
	antwerpen := *all[0]
	antwerpen.Languages = append(slices.Clone(antwerpen.Languages), scheduling.LanguageRule{Code: "rif", Tag: "rif", Audio: "rif"})
	p.texts(&antwerpen)
	require.Equal(t, "antwerpen offers rif by telephone only: it has recordings, and no words for a text; ", p.lines(OK))
	antwerpen.Languages = append(slices.Clone(all[0].Languages), scheduling.LanguageRule{Code: "pl", Tag: "pl-PL", Voice: "Polly.Ola-Neural"})
	p.texts(&antwerpen)
	require.Equal(t, "antwerpen offers pl, in which texts are read by their digits only; say on the letter that texts are answered "+
		"with a number, or write lexicon/pl.yaml beside the programme: \"helpline programme show --lexicon pl\"", p.lines(Warning))
}

// A language of the folder is offered as it is: what is not translated is Dutch, and said so.
func TestPreflightOfACityWithALanguageOfItsOwn(t *testing.T) {
	folder, err := settings.ReadFolder("../../../../docs/cities")
	require.NoError(t, err)
	p := &checks{config: &Config{}, catalogue: folder.Catalogue}
	mechelen := *folder.Programmes[0]
	mechelen.Languages = slices.DeleteFunc(slices.Clone(mechelen.Languages), func(rule scheduling.LanguageRule) bool { return rule.Audio != "" })
	p.texts(&mechelen)
	require.Empty(t, p.lines(Warning))

	p.catalogue, err = locale.Load()
	require.NoError(t, err)
	p.words(&mechelen)
	require.Contains(t, p.lines(Warning), "mechelen offers pl, in which")
	require.Contains(t, p.lines(Warning), "texts are not translated: they are said in Dutch; translate them in words/pl.po")
}
