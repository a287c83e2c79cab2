package main

import (
	"context"
	"flag"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/line"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/scheduling/referrals"
	"github.com/click-call-connect/helpline/scheduling/sample"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

var update = flag.Bool("update", false, "write the transcripts anew")

const (
	mobile   = "+32470000001"
	landline = "+3232345678"
	dialled  = "+3280012001" // antwerpen
)

// rig is the whole line on real parts: Postgres, Redis, HTTP, signatures, and a
// carrier that signs and reports. Only its clock and its dice are the test's.
type rig struct {
	t          testing.TB
	line       *line.Line
	carrier    *carrier.Carrier
	remind     func(context.Context) error
	url        string
	carrierURL string
	database   string
	all        scheduling.Programmes
	mu         sync.Mutex
	at         time.Time
	logs       logbook
	silent     bool // students do not say yes by themselves
}

// logbook keeps what is logged, to look for what must not be in it.
type logbook struct {
	mu    sync.Mutex
	lines strings.Builder
}

func (l *logbook) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.Write(line)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.String()
}

// keepsSecrets fails the test if a log line holds a number, a code or a name.
func (r *rig) keepsSecrets() {
	for _, secret := range []string{"32470", "3232345678", "234567", "Janssens"} {
		require.NotContains(r.t, r.logs.String(), secret)
	}
}

// monday is 10:00 in Brussels on Monday 22 March 2027; summer time begins that Sunday.
func monday() time.Time { return time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC) }

func (r *rig) now() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.at
}

func (r *rig) passes(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.at = r.at.Add(d)
}

// newRig starts a line with the sample data, on an in-process Redis.
func newRig(t testing.TB, change ...func(*scheduling.Programme)) *rig {
	t.Helper()
	return newRigOn(t, embeddedtest.InProcessRedis(t).URL(), change...)
}

func newRigOn(t testing.TB, redisURL string, change ...func(*scheduling.Programme)) *rig {
	t.Helper()
	if len(change) > 0 { // the sample may follow from what is changed
		r := newEmptyRig(t, redisURL, change...)
		require.NoError(t, importSample(t.Context(), r.line.Store, r.all))
		return r
	}
	all := shipped(t)
	return openRig(t, sampleDatabase(t, all), redisURL, all)
}

// newRigAlone starts a line of one programme, on the sample data of all. What is due is done
// for each programme: a test that takes days does a third of the work.
func newRigAlone(t testing.TB, programme int) *rig {
	t.Helper()
	all := shipped(t)
	return openRig(t, sampleDatabase(t, all), embeddedtest.InProcessRedis(t).URL(), all[programme:programme+1])
}

// sampleDatabase returns a database with the sample data of all programmes.
func sampleDatabase(t testing.TB, all scheduling.Programmes) string {
	t.Helper()
	return postgrestest.FilledURL(t, "sample", func(ctx context.Context, store *postgres.Store) error {
		return importSample(ctx, store, all)
	})
}

// importSample imports the sample data of programmes.
func importSample(ctx context.Context, store *postgres.Store, all scheduling.Programmes) error {
	for _, p := range all {
		if _, err := store.ImportStudents(ctx, p.Name, imports.RowsOf(sample.Students(p)), monday()); err != nil {
			return err
		}
		if _, err := store.ImportResidents(ctx, p.Name, imports.RowsOf(sample.Residents(p)), monday()); err != nil {
			return err
		}
		if _, err := store.ImportDigipunten(ctx, p.Name, imports.RowsOf(sample.Digipunten(p)), monday()); err != nil {
			return err
		}
	}
	return nil
}

func newEmptyRig(t testing.TB, redisURL string, change ...func(*scheduling.Programme)) *rig {
	t.Helper()
	return newRigOf(t, redisURL, shipped(t), change...)
}

// shipped returns all programmes that are built in.
func shipped(t testing.TB) scheduling.Programmes {
	t.Helper()
	words, err := spokenWords()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	return all
}

// spokenWords are the words that come with the program: reading them takes longer than
// copying a database.
var spokenWords = sync.OnceValues(locale.Load)

// newRigOf starts a line of some programmes, without people. What is due is done for each
// programme: a test that takes days is several times faster with one.
func newRigOf(t testing.TB, redisURL string, all scheduling.Programmes, change ...func(*scheduling.Programme)) *rig {
	t.Helper()
	return openRig(t, postgrestest.URL(t), redisURL, all, change...)
}

// openRig starts a line of some programmes on a database.
func openRig(t testing.TB, database, redisURL string, all scheduling.Programmes, change ...func(*scheduling.Programme)) *rig {
	t.Helper()
	spoken, err := spokenWords()
	require.NoError(t, err)
	spoken, err = spoken.Of(all)
	require.NoError(t, err)
	return openRigSaying(t, database, redisURL, all, spoken, change...)
}

// openRigSaying starts a line of some programmes that says the words of a catalogue.
func openRigSaying(
	t testing.TB, database, redisURL string, all scheduling.Programmes, spoken *locale.Catalogue, change ...func(*scheduling.Programme),
) *rig {
	t.Helper()
	r := &rig{t: t, at: monday(), database: database, all: all}
	words := *spoken // each line sets what is called for missing words
	for _, p := range r.all {
		for _, f := range change {
			f(p)
		}
	}
	rest := httptest.NewUnstartedServer(nil)
	r.carrier = carrier.New(carrier.Config{
		AccountSID: demo.Account, AuthToken: demo.Token, Now: r.now, Numbers: settings.Numbers(r.all), PublicURL: "http://" + rest.Listener.Addr().String(),
	})
	rest.Config.Handler = r.carrier
	rest.Start()
	r.carrierURL = rest.URL
	t.Cleanup(func() { rest.Close(); r.carrier.Close() })
	listener, err := line.Listen(t.Context(), "127.0.0.1:0")
	require.NoError(t, err)
	r.url = "http://" + listener.Addr().String()
	r.line, err = line.Open(context.WithoutCancel(t.Context()), line.Config{
		Flags: settings.Flags{
			PublicURL: r.url, RedisURL: redisURL, AccountSID: demo.Account, AuthToken: demo.Token + ",token-of-before", CarrierURL: rest.URL,
			Spool: filepath.Join(t.TempDir(), "spool"),
		},
		Database: r.database, Programmes: r.all, Catalogue: &words, Now: r.now, Log: slog.New(slog.NewTextHandler(&r.logs, nil)),
	})
	require.NoError(t, err)
	dice := rand.New(rand.NewPCG(1, 2))
	var rolling sync.Mutex
	r.line.Bookings.Random = func(n int) int { rolling.Lock(); defer rolling.Unlock(); return dice.IntN(n) }
	if referring, ok := r.line.Server.Engine.Office.Referrals.(*referrals.Service); ok {
		referring.Random = r.line.Bookings.Random
	}
	// A test decides when reminders run: see days.
	r.remind, r.line.Sender.Remind = r.line.Sender.Remind, nil
	r.serve(listener)
	return r
}

// phone is a telephone set up at the carrier as a programme's number is.
func (r *rig) phone(from string) *carrier.Phone {
	phone := r.carrier.Phone(from, carrier.Line{
		VoiceURL: r.url + ivr.VoicePath, FallbackURL: r.url + ivr.FallbackPath, StatusURL: r.url + ivr.CallStatusPath,
		TextURL: r.url + ivr.TextPath,
	})
	phone.Pause = r.passes
	return phone
}

// forgetsCalls empties Redis.
func (r *rig) forgetsCalls() {
	r.t.Helper()
	require.NoError(r.t, r.line.Redis.FlushDB(r.t.Context()).Err())
	r.line.Server.Engine.Sessions = r.line.Server.Sessions // without sessions in memory
}

func (r *rig) dial(from string) *phonetest.Conversation {
	r.t.Helper()
	return phonetest.Dial(r.t, r.phone(from), dialled)
}

// settles waits until every message is sent and every report came in.
func (r *rig) settles() {
	r.t.Helper()
	require.Eventually(r.t, func() bool {
		if _, err := r.line.Sender.SendDue(r.t.Context()); err != nil {
			return false
		}
		for _, m := range r.messages() {
			switch m.Status {
			case scheduling.MessagePending, scheduling.MessageSending:
				return false
			case scheduling.MessageFailed, scheduling.MessageExpired:
			default: // a report may come before the message is stored as sent
				if m.SentAt.IsZero() {
					return false
				}
			}
		}
		return r.carrier.Drain(r.t.Context()) == nil
	}, 20*time.Second, 5*time.Millisecond)
}

func (r *rig) visits() []lists.VisitRow {
	r.t.Helper()
	visits, err := r.line.Store.Visits(r.t.Context(), lists.VisitFilter{})
	require.NoError(r.t, err)
	return visits
}

func (r *rig) messages() []scheduling.Message {
	r.t.Helper()
	messages, err := r.line.Store.Messages(r.t.Context(), lists.MessageFilter{})
	require.NoError(r.t, err)
	return messages
}

func (r *rig) callbacks() []lists.CallbackRow {
	r.t.Helper()
	callbacks, err := r.line.Store.Callbacks(r.t.Context(), lists.CallbackFilter{})
	require.NoError(r.t, err)
	return callbacks
}

// outcomes counts the demand register.
func (r *rig) outcomes() map[scheduling.Outcome]int {
	r.t.Helper()
	rows, err := r.line.Store.DB().QueryContext(r.t.Context(), `SELECT outcome, count(*) FROM demand GROUP BY outcome`)
	require.NoError(r.t, err)
	defer rows.Close()
	counts := map[scheduling.Outcome]int{}
	for rows.Next() {
		var outcome scheduling.Outcome
		var n int
		require.NoError(r.t, rows.Scan(&outcome, &n))
		counts[outcome] = n
	}
	require.NoError(r.t, rows.Err())
	return counts
}

// serve answers on the listener until the test is over.
func (r *rig) serve(listener net.Listener) {
	app := r.line.Server.App()
	app.Post("/demo/clock", func(c *fiber.Ctx) error { // as a demo has it, for `helpline call`
		by, err := time.ParseDuration(c.Query("advance"))
		r.passes(by)
		return err
	})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.line.Serve(ctx, app, listener) }()
	r.t.Cleanup(func() {
		stop()
		require.NoError(r.t, <-done)
		require.NoError(r.t, r.line.Close())
		r.keepsSecrets()
	})
}
