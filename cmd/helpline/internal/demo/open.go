package demo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/line"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// openDatabase opens the named database, or starts a private one.
func (d *instance) openDatabase(ctx context.Context) error {
	d.state = settings.DemoState{Folder: settings.DemoFolder(), Database: databaseName}
	if d.options.Empty {
		d.state.Database = emptyDatabaseName
	}
	//nolint:gosec // the server below may run as another user; its own folder is closed to everybody else
	if err := os.MkdirAll(d.state.Folder, 0o755); err != nil {
		return err
	}
	if d.options.Database != "" {
		d.state.External = d.options.Database
		if d.options.Fresh {
			return exit.Misused(errors.New("--fresh throws away the demo's own database only: empty the one of DATABASE_URL yourself"))
		}
		return nil
	}
	server, err := embedded.OpenPostgres(ctx, embedded.Options{
		Dir: d.state.ClusterFolder(), Durable: true, Progress: func(line string) { d.printf("%s\n", line) },
	})
	if errors.Is(err, embedded.ErrRunning) {
		return exit.Misused(fmt.Errorf("a demo is running already: %w (stop it first, or give this one a DATABASE_URL)", err))
	}
	if err != nil {
		return exit.Unreachable(err)
	}
	d.atClose(func() { _ = server.Close() })
	if d.options.Fresh {
		if err := server.Drop(ctx, d.state.Database); err != nil {
			return err
		}
	}
	d.options.Database = server.URL(d.state.Database)
	return server.Database(ctx, d.state.Database, "")
}

// openSpool uses a folder of the demo's own, apart from a production line's.
func (d *instance) openSpool(context.Context) error {
	d.options.Spool = cmp.Or(d.options.Spool, filepath.Join(d.state.Folder, "spool"))
	return nil
}

func (d *instance) openRedis(context.Context) error {
	if d.options.RedisURL != "" {
		return nil
	}
	server, err := embedded.OpenRedis(d.clock.Now())
	if err != nil {
		return err
	}
	d.atClose(server.Close)
	d.redis, d.options.RedisURL = server, server.URL()
	return nil
}

// openCarrier starts the simulated carrier, on a port of its own.
func (d *instance) openCarrier(ctx context.Context) error {
	if d.options.CarrierURL != "" {
		return nil
	}
	listener, err := line.Listen(ctx, "127.0.0.1:0")
	if err != nil {
		return err
	}
	d.options.CarrierURL = "http://" + listener.Addr().String()
	recogniser := d.catalogue.Recogniser()
	d.texts.Language = func(body string) string { return string(recogniser.Language(body)) }
	d.carrier = carrier.New(carrier.Config{ //nolint:contextcheck // its callbacks go on when the start is over
		AccountSID: d.options.AccountSID, AuthToken: d.options.Tokens()[0], PublicURL: d.options.CarrierURL, Now: d.clock.Now,
		Scheme: d.scheme(), SigningKey: d.signingKey(), Numbers: settings.Numbers(d.programmes),
		OnText: func(t carrier.Text) {
			d.texts.Add(t)
			d.printf("✉  %s → %s: %s\n", t.From, t.To, t.Body)
		},
		OnRing: d.answerRing,
	})
	server := &http.Server{Handler: d.carrier, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	d.atClose(func() { _ = server.Close(); d.carrier.Close() })
	return nil
}

// answerRing answers a telephone that the line rings, as chosen on the web phone, listens
// and hangs up, so that a demo shows the words of a reminder by call.
func (d *instance) answerRing(ring *carrier.Ring) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	as, _ := d.rings.Load().(string)
	call, err := ring.AnswerAs(ctx, cmp.Or(as, "person"))
	switch {
	case err == nil && call == nil:
		d.printf("☎  %s → %s: (%s)\n", ring.From, ring.To, as)
	case err == nil:
		for _, heard := range call.HeardAll() {
			d.printf("☎  %s → %s: %s\n", ring.From, ring.To, heard.Text)
		}
		err = call.HangUp(ctx)
	}
	if err != nil {
		d.printf("☎  %s → %s: %v\n", ring.From, ring.To, err)
	}
}

// answerRingsAs sets how telephones answer that the line rings.
func (d *instance) answerRingsAs(name string) bool {
	known := slices.Contains(carrier.RingAnswers(), name)
	if known {
		d.rings.Store(name)
	}
	return known
}

func (d *instance) openLine(ctx context.Context) error {
	if err := d.migrate(ctx); err != nil {
		return err
	}
	l, err := line.Open(ctx, line.Config{
		Flags: d.options.Flags, Database: d.options.Database, Keys: d.options.Keys, Programmes: d.programmes, Catalogue: d.catalogue,
		Now: d.clock.Now, Log: d.options.Log,
	})
	if err != nil {
		return err
	}
	d.line = l
	d.atClose(func() { _ = l.Close() })
	d.clock.OnAdvance = d.followClock
	return nil
}

func (d *instance) migrate(ctx context.Context) error {
	store, err := postgres.Open(ctx, d.options.Database, postgres.Sealed(d.options.Keys))
	if err != nil {
		return exit.Unreachable(fmt.Errorf("database: %w", err))
	}
	defer store.Close()
	_, _, err = postgres.Migrate(ctx, store.DB())
	return err
}
