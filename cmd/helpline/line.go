package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gofiber/fiber/v2"
	goredis "github.com/redis/go-redis/v9"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/metrics"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/redis"
	"github.com/click-call-connect/helpline/storage/spool"
)

const (
	recentCalls = 4096             // calls whose session a process keeps nearby
	closing     = 20 * time.Second // for calls in flight when we are asked to stop
	replay      = 5 * time.Second  // between two looks into the spool
)

// Line is one process that answers calls and sends messages.
type Line struct {
	store    *postgres.Store
	redis    goredis.UniversalClient
	spool    *spool.Spool
	desk     *scheduling.Desk
	contacts *scheduling.Contacts
	students *scheduling.Students
	server   *ivr.Server
	sender   *ivr.Sender
	discards *ivr.Discards
	dispatch *scheduling.Dispatch
	night    *scheduling.Night
	prices   *ivr.Pricing
	log      *slog.Logger

	figures *metrics.Metrics
	drain   time.Duration // how long it still takes new webhooks when it is asked to stop
	leaving atomic.Bool   // it was asked to stop: /readyz says so
	end     func()        // stops listening for messages
}

// office is all that the dialogues ask for.
type office struct {
	*bookings
	*contacts
	*walkIns
}

type (
	bookings = scheduling.Desk
	contacts = scheduling.Contacts
	walkIns  = scheduling.WalkIns
)

// roster is all that students ask for.
type roster struct {
	*scheduling.Students
	*scheduling.StudentCalendars
}

// wiring is what a line is made of.
type wiring struct {
	flags      lineFlags
	database   string
	programmes scheduling.Programmes
	catalogue  *locale.Catalogue
	now        func() time.Time
	log        *slog.Logger
	pace       map[scheduling.Channel]time.Duration // of each number; nil: as fast as it goes
}

// openLine joins everything. Close gives it back.
func openLine(ctx context.Context, w wiring) (*Line, error) {
	audio, err := w.flags.audio()
	if err != nil {
		return nil, err
	}
	kept, err := openSpool(w)
	if err != nil {
		return nil, err
	}
	store, err := postgres.Open(ctx, w.database)
	if err != nil {
		return nil, unreachable(fmt.Errorf("database: %w", err))
	}
	client, err := redis.Connect(ctx, w.flags.RedisURL)
	if err != nil {
		return nil, errors.Join(unreachable(fmt.Errorf("redis: %w", err)), store.Close())
	}
	// What a stopping process still needs must outlive the wish to stop.
	lasting, end := context.WithCancel(context.WithoutCancel(ctx))
	l := &Line{store: store, redis: client, spool: kept, log: w.log, figures: newFigures(w, store, kept), end: end}
	diaries := &scheduling.Diaries{Store: store}
	l.desk = &scheduling.Desk{
		Store: store, Diaries: diaries, Now: w.now, Mobile: twilio.IsMobile, Words: visitWords(w.catalogue),
	}
	l.contacts = &scheduling.Contacts{
		Store: &spool.Store{ContactStore: store, Spool: kept, Log: w.log}, Now: w.now, Mobile: twilio.IsMobile,
	}
	sessions := redis.New(client)
	l.server = newServer(w, office{l.desk, l.contacts, &scheduling.WalkIns{Store: store, Now: w.now, Mobile: twilio.IsMobile}}, store, sessions, redis.NewMemory(client))
	l.server.Engine.Observe, l.server.Apologised = l.figures.Observe, l.figures.Apologised
	l.dispatch = &scheduling.Dispatch{Store: store, Diaries: diaries, Programmes: w.programmes, Now: w.now, Mobile: twilio.IsMobile}
	l.students = &scheduling.Students{Store: store, Dispatch: l.dispatch}
	l.night = &scheduling.Night{Store: store, Diaries: diaries, Now: w.now}
	calendars := &scheduling.StudentCalendars{Store: store, Now: w.now, URL: l.server.CalendarAddress}
	l.server.Students = &flows.Students{
		Schedule: roster{l.students, calendars}, Reports: l.students, Memory: l.server.Memory,
	}
	l.server.Calendars = calendars
	l.server.Audio = audio
	l.server.Ready = map[string]func(context.Context) error{
		"database": store.Ping, "migrations": store.Ready, "redis": sessions.Ping, "staying": l.staying,
	}
	impatient := context.AfterFunc(ctx, end) // until it listens, a wish to stop is heard here
	wake, err := store.ListenMessages(lasting, w.database)
	impatient()
	if err != nil {
		return nil, errors.Join(unreachable(fmt.Errorf("database: %w", err)), l.close())
	}
	account := twilio.Config{AccountSID: w.flags.AccountSID, AuthToken: w.flags.tokens()[0], CarrierURL: w.flags.CarrierURL}
	rest := twilio.NewSender(account)
	l.prices = &ivr.Pricing{Book: store, Carrier: rest, Now: w.now, Log: w.log}
	reminding := &scheduling.Reminding{Store: store, Programmes: w.programmes, Now: w.now, Mobile: twilio.IsMobile}
	l.sender = &ivr.Sender{
		Outbox: store, Programmes: w.programmes, Catalogue: w.catalogue, Webhooks: ivr.MessageWebhooks(w.flags.PublicURL),
		Wake: wake, Now: w.now, Log: w.log, Pace: w.pace,
		Remind:  func(ctx context.Context) error { return errors.Join(reminding.Look(ctx), l.dispatch.Look(ctx)) },
		Carrier: rest,
	}
	l.discards = &ivr.Discards{List: store, Delete: twilio.NewAccount(account).DeleteRecording, Now: w.now, Log: w.log}
	return l, nil
}

// openSpool opens the folder in which promises wait while the database is away.
func openSpool(w wiring) (*spool.Spool, error) {
	kept, err := spool.Open(w.flags.spool())
	if err != nil {
		return nil, misused(fmt.Errorf("HELPLINE_SPOOL: %w", err))
	}
	kept.Log = w.log
	return kept, nil
}

// dialogue hands each part of what the dialogue asks to the service that answers it.
func (o office) dialogue() flows.Office {
	return flows.Office{
		Residents: o.bookings, Slots: o.bookings, Bookings: o.bookings, Visits: o, Digipunten: o.walkIns, Callbacks: o.contacts, Demand: o.contacts,
	}
}

func newServer(
	w wiring, desk office, store *postgres.Store, sessions *redis.Sessions, memory *redis.Memory,
) *ivr.Server {
	recent := redis.NewRecent(sessions, recentCalls)
	return &ivr.Server{
		Programmes: w.programmes,
		Engine: &flows.Engine{
			Dialogue: flows.Helpline(), Sessions: recent, Memory: memory, Office: desk.dialogue(), Words: w.catalogue, Log: w.log,
		},
		Office:    desk,
		Sessions:  sessions,
		Memory:    memory,
		Outbox:    store,
		Catalogue: w.catalogue,
		Verifier:  twilio.Verifier{PublicURL: w.flags.PublicURL, Tokens: w.flags.tokens()},
		Now:       w.now,
		Log:       w.log,
	}
}

// visitWords are the keys of the words a student says at the door.
func visitWords(c *locale.Catalogue) []string {
	var words []string
	for _, key := range c.Keys() {
		if word, ok := strings.CutPrefix(key, "word."); ok {
			words = append(words, word)
		}
	}
	return words
}

func (l *Line) close() error {
	l.end()
	return errors.Join(l.redis.Close(), l.store.Close())
}

// serve answers and sends until the context ends, and then leaves: see leave.
func (l *Line) serve(ctx context.Context, app *fiber.App, listener net.Listener) error {
	tuneMemory()
	app.Server().Handler = l.around(app.Server().Handler)
	sending, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var running sync.WaitGroup
	running.Go(func() { l.sender.Run(sending) })
	running.Go(func() { l.prices.Run(sending) })
	running.Go(func() { l.spool.Run(sending, l.store, replay) })
	running.Go(func() { l.discards.Run(sending) })
	running.Go(func() { l.nights(sending) })
	failed := make(chan error, 1)
	go func() { failed <- app.Listener(listener) }()
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = l.leave(app, failed)
	}
	stop()
	running.Wait()
	return err
}

// nights makes every night's plan, when its hour has come.
func (l *Line) nights(ctx context.Context) {
	const every, effort = time.Minute, 30 * time.Second // between two looks; of one programme's plan
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		moved, err := l.night.Look(ctx, l.dispatch.Programmes, plan.EffortFor(effort))
		if err != nil && ctx.Err() == nil {
			l.log.ErrorContext(ctx, "planning the night", "error", err)
		}
		if moved > 0 {
			l.log.InfoContext(ctx, "visits went to other students in the night", "visits", moved)
		}
	}
}

// garbage is how far the heap may grow, in percent, before it is swept. What
// lives long here is small (the diaries, the latest calls), so that sweeping
// less often costs some tens of MB and gives a tenth of a turn's time back.
// GOGC in the environment goes before it.
const garbage = 400

func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
}

// listen opens the port, and says what to do when somebody else has it.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, misused(fmt.Errorf("%s is in use: stop what listens there, or choose another with --addr (or HELPLINE_ADDR)", addr))
	}
	if err != nil {
		return nil, misused(fmt.Errorf("cannot listen on %q: %w (write --addr as 127.0.0.1:8080)", addr, err))
	}
	return listener, nil
}
