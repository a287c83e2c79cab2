package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/webphone"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/sample"
	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/postgres"
)

const (
	demoToken      = "demo"
	demoAccount    = "AC00000000000000000000000000000000"
	demoDatabase   = "helpline"
	emptyDatabase  = "helpline_empty"
	recordingsPath = "/demo/recordings"
)

// demoCmd runs everything here.
type demoCmd struct {
	lineFlags
	databaseFlag
	programmesFlag
	Fresh bool   `help:"Throw the demo's data away and start anew."`
	Empty bool   `help:"Without sample data."`
	Now   string `placeholder:"INSTANT" help:"Start the clock at this instant, such as 2027-03-26T09:00:00+01:00."`
}

// Help is shown below the flags.
func (demoCmd) Help() string {
	return `It needs nothing: what the environment does not name, it brings along: Postgres, Redis, a carrier,
students, residents. Data is kept between runs; the clock is
not: it starts at the real time, or at --now. It can be moved forward:
  curl -X POST 'http://127.0.0.1:8080/demo/clock?advance=24h'
Call it, text it and move its clock in a browser: http://127.0.0.1:8080/phone

Example:
  helpline demo
  helpline demo --fresh --now 2027-03-26T09:00:00+01:00`
}

// Run implements kong's command.
func (c *demoCmd) Run(ctx context.Context, term *terminal) error {
	at, err := parseNow(c.Now)
	if err != nil {
		return err
	}
	all, catalogue, err := c.load()
	if err != nil {
		return err
	}
	d := &demo{cmd: c, term: term, programmes: all, catalogue: catalogue, clock: newClock(term.now, at)}
	defer d.close()
	if err := d.open(ctx); err != nil {
		return err
	}
	return d.serve(ctx)
}

// demo is a line with everything it needs brought along.
type demo struct {
	cmd        *demoCmd
	term       *terminal
	programmes scheduling.Programmes
	catalogue  *locale.Catalogue
	clock      *clock
	state      demoState
	redis      *embedded.Redis
	carrier    *carrier.Carrier
	texts      webphone.Texts
	line       *line
	listener   net.Listener
	printing   sync.Mutex
	closers    []func()
}

// later runs something when the demo ends, last things first.
func (d *demo) later(f func()) { d.closers = append(d.closers, f) }

func (d *demo) close() {
	for i := len(d.closers) - 1; i >= 0; i-- {
		d.closers[i]()
	}
}

func (d *demo) printf(format string, args ...any) {
	d.printing.Lock()
	defer d.printing.Unlock()
	fmt.Fprintf(d.term.out, format, args...)
}

// open starts what is not there, in the order in which it is needed.
func (d *demo) open(ctx context.Context) error {
	if len(d.cmd.tokens()) == 0 {
		d.cmd.AuthToken = demoToken
	}
	if err := d.cmd.checkCarrier(); err != nil {
		return misused(err)
	}
	d.cmd.AccountSID = cmp.Or(d.cmd.AccountSID, demoAccount)
	d.cmd.APIToken = cmp.Or(d.cmd.APIToken, demoToken)
	listener, err := listen(ctx, d.cmd.Addr)
	if err != nil {
		return err
	}
	d.listener = listener
	d.later(func() { _ = listener.Close() })
	d.cmd.PublicURL = strings.TrimRight(cmp.Or(d.cmd.PublicURL, "http://"+listener.Addr().String()), "/")
	for _, step := range []func(context.Context) error{
		d.openDatabase, d.openSpool, d.openRedis, d.openCarrier, d.openLine, d.fill, d.remember,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// openDatabase uses the database that was named, or starts a private one.
func (d *demo) openDatabase(ctx context.Context) error {
	d.state = demoState{Folder: dataFolder(), Database: demoDatabase}
	if d.cmd.Empty {
		d.state.Database = emptyDatabase
	}
	//nolint:gosec // the server below may run as another user; its own folder is closed to everybody else
	if err := os.MkdirAll(d.state.Folder, 0o755); err != nil {
		return err
	}
	if d.cmd.Database != "" {
		d.state.External = d.cmd.Database
		if d.cmd.Fresh {
			return misused(errors.New("--fresh throws away the demo's own database only: empty the one of DATABASE_URL yourself"))
		}
		return nil
	}
	server, err := embedded.OpenPostgres(ctx, embedded.Options{
		Dir: d.state.cluster(), Durable: true, Progress: func(line string) { d.printf("%s\n", line) },
	})
	if errors.Is(err, embedded.ErrRunning) {
		return misused(fmt.Errorf("a demo is running already: %w (stop it first, or give this one a DATABASE_URL)", err))
	}
	if err != nil {
		return unreachable(err)
	}
	d.later(func() { _ = server.Close() })
	if d.cmd.Fresh {
		if err := server.Drop(ctx, d.state.Database); err != nil {
			return err
		}
	}
	d.cmd.Database = server.URL(d.state.Database)
	return server.Database(ctx, d.state.Database, "")
}

// openSpool keeps the demo's promises apart from those of a line in production.
func (d *demo) openSpool(context.Context) error {
	d.cmd.Spool = cmp.Or(d.cmd.Spool, filepath.Join(d.state.Folder, "spool"))
	return nil
}

func (d *demo) openRedis(context.Context) error {
	if d.cmd.RedisURL != "" {
		return nil
	}
	server, err := embedded.OpenRedis(d.clock.Now())
	if err != nil {
		return err
	}
	d.later(server.Close)
	d.redis, d.cmd.RedisURL = server, server.URL()
	return nil
}

// openCarrier starts the simulated carrier, on a port of its own.
func (d *demo) openCarrier(ctx context.Context) error {
	if d.cmd.CarrierURL != "" {
		return nil
	}
	listener, err := listen(ctx, "127.0.0.1:0")
	if err != nil {
		return err
	}
	d.cmd.CarrierURL = "http://" + listener.Addr().String()
	recogniser := d.catalogue.Recogniser()
	d.texts.Language = func(body string) string { return string(recogniser.Language(body)) }
	d.carrier = carrier.New(carrier.Config{ //nolint:contextcheck // its callbacks go on when the start is over
		AccountSID: d.cmd.AccountSID, AuthToken: d.cmd.tokens()[0], PublicURL: d.cmd.CarrierURL, Now: d.clock.Now,
		Numbers: lineNumbers(d.programmes),
		OnText: func(t carrier.Text) {
			d.texts.Add(t)
			d.printf("✉  %s → %s: %s\n", t.From, t.To, t.Body)
		},
		OnRing: d.picksUp,
	})
	server := &http.Server{Handler: d.carrier, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	d.later(func() { _ = server.Close(); d.carrier.Close() })
	return nil
}

// picksUp answers a telephone that the line rings, listens and hangs up: in a demo,
// what a reminder says can be read.
func (d *demo) picksUp(ring *carrier.Ring) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	call, err := ring.Answer(ctx, false)
	if err == nil {
		for _, heard := range call.HeardAll() {
			d.printf("☎  %s → %s: %s\n", ring.From, ring.To, heard.Text)
		}
		err = call.HangUp(ctx)
	}
	if err != nil {
		d.printf("☎  %s → %s: %v\n", ring.From, ring.To, err)
	}
}

func (d *demo) openLine(ctx context.Context) error {
	if err := d.migrate(ctx); err != nil {
		return err
	}
	l, err := openLine(ctx, wiring{
		flags: d.cmd.lineFlags, database: d.cmd.Database, programmes: d.programmes, catalogue: d.catalogue, now: d.clock.Now,
		log: logger(d.term.err, slog.LevelWarn),
	})
	if err != nil {
		return err
	}
	d.line = l
	d.later(func() { _ = l.close() })
	d.clock.moved = d.moved
	return nil
}

func (d *demo) migrate(ctx context.Context) error {
	store, err := postgres.Open(ctx, d.cmd.Database)
	if err != nil {
		return unreachable(fmt.Errorf("database: %w", err))
	}
	defer store.Close()
	_, _, err = postgres.Migrate(ctx, store.DB())
	return err
}

// moved brings everything else to the clock's time, and does what became due.
func (d *demo) moved(by time.Duration) {
	if d.redis != nil {
		d.redis.Advance(by)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := d.line.sender.Remind(ctx); err != nil {
		d.line.log.ErrorContext(ctx, "looking for reminders", "error", err)
	}
	for sent, err := 1, error(nil); sent > 0 && err == nil; {
		sent, err = d.line.sender.SendDue(ctx)
	}
	if err := d.line.prices.Look(ctx); err != nil {
		d.line.log.WarnContext(ctx, "prices are not known yet", "error", err)
	}
}

// fill imports the sample data: again and again the same.
func (d *demo) fill(ctx context.Context) error {
	if d.cmd.Empty {
		return d.line.desk.Warm(ctx, d.programmes)
	}
	now, store := d.clock.Now(), d.line.store
	for _, p := range d.programmes {
		if _, err := store.ImportStudents(ctx, p.Name, rowsOf(sample.Students(p)), now); err != nil {
			return err
		}
		if _, err := store.ImportResidents(ctx, p.Name, rowsOf(sample.Residents(p)), now); err != nil {
			return err
		}
		if _, err := store.ImportDigipunten(ctx, p.Name, rowsOf(sample.Digipunten(p)), now); err != nil {
			return err
		}
	}
	return d.line.desk.Warm(ctx, d.programmes)
}

// remember tells the other commands where this demo is.
func (d *demo) remember(context.Context) error {
	d.state.PublicURL, d.state.Token = d.cmd.PublicURL, d.cmd.tokens()[0]
	d.state.Account, d.state.Carrier = d.cmd.AccountSID, d.cmd.CarrierURL
	return d.state.write()
}

func (d *demo) serve(ctx context.Context) error {
	app := d.line.server.App()
	d.clock.routes(app)
	app.Post(recordingsPath, d.record)
	if err := d.routePhone(app); err != nil {
		return err
	}
	d.welcome()
	return d.line.serve(ctx, app, d.listener)
}

// record keeps a voicemail spoken with helpline call.
func (d *demo) record(c *fiber.Ctx) error {
	seconds, err := strconv.Atoi(c.Query("seconds"))
	if err != nil || seconds < 1 || seconds > 120 || d.carrier == nil {
		return fiber.ErrNotFound
	}
	recording, err := d.carrier.Record(seconds)
	if err != nil {
		return err
	}
	return c.JSON(recording)
}

// welcome says how to use what runs.
func (d *demo) welcome() {
	d.printf("\nThe line is open. Numbers to dial:\n")
	for _, p := range d.programmes {
		d.printf("  %-10s %s   texts: %s\n", p.Name, p.Numbers.Voice, p.Numbers.SMS)
	}
	if codes := d.codes(); len(codes) > 0 {
		d.printf("Letter codes to try: %s\n", strings.Join(codes, ", "))
	}
	d.printf("Public URL: %s\nToken:      %s\n", d.cmd.PublicURL, d.cmd.tokens()[0])
	d.printf("\nOpen %s%s to call it in a browser, and to see the texts.\n", d.cmd.PublicURL, webphone.Path)
	d.printf("Or call it from another terminal:\n  go run ./cmd/helpline call\n")
	if d.cmd.Empty {
		d.printf("There is nobody in it yet. Fill it:\n")
		d.printf("  go run ./cmd/helpline import students FILE.csv\n  go run ./cmd/helpline import residents FILE.csv\n")
	}
	if codes := d.codes(); len(codes) > 0 {
		d.printf("  go run ./cmd/helpline call --press \"1 1 %s 2 1 1\"\n", codes[0])
	}
	d.printf("  go run ./cmd/helpline visits\nIt is %s here. A day later:\n  curl -X POST '%s/demo/clock?advance=24h'\n\nCtrl-C stops it.\n",
		d.clock.Now().In(d.programmes[0].Zone).Format("Mon 2 January 2006 15:04"), d.cmd.PublicURL)
}

// codes are two letter codes of the first programme.
func (d *demo) codes() []string {
	if d.cmd.Empty {
		return nil
	}
	var codes []string
	for _, resident := range sample.Residents(d.programmes[0])[:2] {
		codes = append(codes, resident.LetterCode)
	}
	return codes
}
