package line

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gofiber/fiber/v2"
	goredis "github.com/redis/go-redis/v9"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/locale/officewords"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/flows/students"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/metrics"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/prices"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/digipunt"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/feedback"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
	"github.com/click-call-connect/helpline/scheduling/outcomes"
	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/scheduling/privacy"
	"github.com/click-call-connect/helpline/scheduling/referrals"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/scheduling/volunteers"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/redis"
	"github.com/click-call-connect/helpline/storage/sealing"
	"github.com/click-call-connect/helpline/storage/spool"
)

const (
	maxRecentCalls = 4096            // calls whose session a process keeps in memory
	replayInterval = 5 * time.Second // between two replays of the spool
)

// ShutdownTimeout is how long a stopping line waits for what is in flight.
const ShutdownTimeout = 20 * time.Second

// Line is one process that answers calls and sends messages.
type Line struct {
	Store    *postgres.Store
	Redis    goredis.UniversalClient
	Spool    *spool.Spool
	Bookings *booking.Service
	Contacts *contact.Service
	Students *dispatch.Students
	Server   *ivr.Server
	Sender   *outbox.Sender
	Discards *ivr.Discards
	dispatch *dispatch.Dispatcher
	Night    *nightplan.Planner
	Prices   *prices.Service
	Keeper   *privacy.Keeper
	Log      *slog.Logger

	figures *metrics.Metrics
	Drain   time.Duration // how long new webhooks are still answered after a stop was requested
	leaving atomic.Bool   // a stop was requested: /readyz answers 503
	end     func()        // stops listening for messages
}

// office joins the services that the dialogues need.
type office struct {
	*bookings
	*contacts
	*walkIns
}

type (
	bookings = booking.Service
	contacts = contact.Service
	walkIns  = digipunt.Service
)

// Roster joins the services that texts of students need.
type Roster struct {
	*dispatch.Students
	*dispatch.Calendars
}

// Config is what Open makes a line from.
type Config struct {
	Flags      settings.Flags
	Database   string
	Keys       *sealing.Keys // that seal what identifies people; nil: nothing is sealed
	Programmes scheduling.Programmes
	Catalogue  *locale.Catalogue
	Now        func() time.Time
	Log        *slog.Logger
	Pace       map[scheduling.Channel]time.Duration // between two messages of a number; nil: none
}

// Open opens the stores, and joins every service of a line. Close closes them.
func Open(ctx context.Context, w Config) (*Line, error) {
	audio, deskWords, err := spoken(w)
	if err != nil {
		return nil, err
	}
	verifier, err := w.Flags.Verifier()
	if err != nil {
		return nil, exit.Misused(err)
	}
	kept, err := openSpool(w)
	if err != nil {
		return nil, err
	}
	store, err := postgres.Open(ctx, w.Database, postgres.Sealed(w.Keys))
	if err != nil {
		return nil, exit.Unreachable(fmt.Errorf("database: %w", err))
	}
	client, err := redis.Connect(ctx, w.Flags.RedisURL)
	if err != nil {
		return nil, errors.Join(exit.Unreachable(fmt.Errorf("redis: %w", err)), store.Close())
	}
	// What is needed while the process stops must outlive the context that stops it.
	lasting, end := context.WithCancel(context.WithoutCancel(ctx))
	l := &Line{Store: store, Redis: client, Spool: kept, Log: w.Log, figures: newFigures(w, store, kept), end: end}
	diaries := &matching.Diaries{Store: store, Mobile: phonenumber.IsHomeMobile}
	l.Bookings = &booking.Service{Store: store, Diaries: diaries, Now: w.Now, Mobile: phonenumber.IsHomeMobile, Words: w.Catalogue.DoorWords()}
	l.Contacts = &contact.Service{Store: &spool.Store{Store: store, Spool: kept, Log: w.Log}, Now: w.Now, Mobile: phonenumber.IsHomeMobile}
	sessions := redis.New(client)
	points := &digipunt.Service{Store: store, Now: w.Now, Mobile: phonenumber.IsHomeMobile}
	l.Server = newServer(w, verifier, office{l.Bookings, l.Contacts, points}, store, sessions, redis.NewMemory(client))
	l.Server.Engine.Office.Feedback, l.Server.Engine.Office.Referrals = l.feedback(w), l.referrals(w)
	l.Server.Engine.Office.Volunteers = &volunteers.Service{Store: store, Now: w.Now}
	l.Server.Engine.Observe, l.Server.Apologised = l.figures.Observe, l.figures.Apologised
	l.Server.TextRefused = l.figures.TextRefused
	l.Server.Known = func(ctx context.Context, p *scheduling.Programme, number string) (bool, error) {
		return store.KnowsNumber(ctx, p.Name, number)
	}
	l.dispatch = &dispatch.Dispatcher{Store: store, Diaries: diaries, Programmes: w.Programmes, Now: w.Now, Mobile: phonenumber.IsHomeMobile}
	l.Students = &dispatch.Students{Store: store, Dispatcher: l.dispatch}
	l.Keeper = &privacy.Keeper{Store: store, Files: kept, Programmes: w.Programmes, Now: w.Now, Log: w.Log}
	l.Night = &nightplan.Planner{Store: store, Diaries: diaries, Now: w.Now}
	calendars := &dispatch.Calendars{Store: store, Now: w.Now, URL: l.Server.CalendarAddress}
	l.Server.Students = &students.Handler{
		Schedule: Roster{l.Students, calendars}, Reports: l.Students,
		Outcomes: &outcomes.Service{Store: store, Now: w.Now}, Memory: l.Server.Memory,
	}
	l.Server.Calendars = calendars
	l.Server.Audio, l.Server.DeskWords = audio, deskWords
	l.Server.Ready = map[string]func(context.Context) error{
		"database":   func(ctx context.Context) error { return store.Writable(ctx, w.Now()) },
		"migrations": store.Ready, "redis": sessions.Writable, "staying": l.checkStaying,
	}
	impatient := context.AfterFunc(ctx, end) // a stop before it listens ends it
	wake, err := store.ListenMessages(lasting, w.Database)
	impatient()
	if err != nil {
		return nil, errors.Join(exit.Unreachable(fmt.Errorf("database: %w", err)), l.Close())
	}
	l.reachOut(w, wake)
	return l, nil
}

// reachOut joins what the line asks of the carrier: to send, what it cost, and to delete.
func (l *Line) reachOut(w Config, wake <-chan struct{}) {
	account := rest.Config{AccountSID: w.Flags.AccountSID, AuthToken: w.Flags.Tokens()[0], CarrierURL: w.Flags.CarrierURL}
	sender := rest.NewSender(account)
	l.Prices = &prices.Service{Book: l.Store, Carrier: sender, Now: w.Now, Log: w.Log}
	l.Sender = &outbox.Sender{
		Outbox: l.Store, Texts: l.Store, Programmes: w.Programmes, Catalogue: w.Catalogue, Webhooks: ivr.MessageWebhooks(w.Flags.PublicURL),
		Wake: wake, Now: w.Now, Log: w.Log, Pace: w.Pace,
		Remind: l.remind(w), Carrier: sender,
	}
	l.Discards = &ivr.Discards{List: l.Store, Delete: rest.NewAccount(account).DeleteRecording, Now: w.Now, Log: w.Log}
}

func (l *Line) feedback(w Config) *feedback.Service {
	return &feedback.Service{Store: l.Store, Programmes: w.Programmes, Now: w.Now, Mobile: phonenumber.IsHomeMobile}
}

func (l *Line) referrals(w Config) *referrals.Service {
	return &referrals.Service{Store: l.Store, Now: w.Now, Mobile: phonenumber.IsHomeMobile}
}

// remind returns the function that does what is due before messages are sent: reminders,
// visits of people who moved, questions to students, calls of which no end was reported, referrals, and vouchers
// whose last day is over.
func (l *Line) remind(w Config) func(context.Context) error {
	reminding := &contact.Reminders{Store: l.Store, Programmes: w.Programmes, Now: w.Now, Mobile: phonenumber.IsHomeMobile}
	deliveries := &outbox.Deliveries{Outbox: l.Store, Programmes: w.Programmes, Now: w.Now}
	referring := l.referrals(w)
	ledger := &vouchers.Service{Store: l.Store, Programmes: w.Programmes, Now: w.Now}
	asking := l.feedback(w)
	moving := &residents.Service{Store: l.Store, Diaries: l.Bookings.Diaries, Now: w.Now, Mobile: phonenumber.IsHomeMobile}
	return func(ctx context.Context) error {
		return errors.Join(moving.RunDue(ctx, w.Programmes), asking.RunDue(ctx), ledger.RunDue(ctx), reminding.RunDue(ctx),
			l.dispatch.RunDue(ctx), deliveries.RunDue(ctx), referring.RunDue(ctx, w.Programmes))
	}
}

// spoken returns the recordings, and the words that are spoken to the office.
func spoken(w Config) (audio fs.FS, deskWords *locale.Catalogue, err error) {
	if audio, err = w.Flags.AudioFiles(); err != nil {
		return nil, nil, err
	}
	deskWords, err = officewords.LoadSpoken()
	return audio, deskWords, err
}

// openSpool opens the folder that keeps callbacks while the database is away.
func openSpool(w Config) (*spool.Spool, error) {
	kept, err := spool.Open(w.Flags.SpoolFolder())
	if err != nil {
		return nil, exit.Misused(fmt.Errorf("HELPLINE_SPOOL: %w", err))
	}
	kept.Log = w.Log
	return kept, nil
}

// dialogue returns the dialogue's view of the office, one service for each part.
func (o office) dialogue() flows.Office {
	return flows.Office{
		Residents: o.bookings, Slots: o.bookings, Bookings: o.bookings, Visits: o, Digipunten: o.walkIns,
		Callbacks: o.contacts, Demand: o.contacts,
	}
}

func newServer(
	w Config, verifier ivr.Verifier, office office, store *postgres.Store, sessions *redis.Sessions, memory *redis.Memory,
) *ivr.Server {
	recent := redis.NewRecent(sessions, maxRecentCalls)
	return &ivr.Server{
		Programmes: w.Programmes,
		Engine: &flows.Engine{
			Dialogue: offers.Helpline(), Sessions: recent, Memory: memory, Office: office.dialogue(),
			Words: w.Catalogue, Log: w.Log,
		},
		Office:    office,
		Sessions:  sessions,
		Memory:    memory,
		Outbox:    store,
		Catalogue: w.Catalogue,
		PublicURL: w.Flags.PublicURL,
		Verifier:  verifier,
		Now:       w.Now,
		Log:       w.Log,
	}
}

// Close closes the stores. It does not wait for one that is silent.
func (l *Line) Close() error {
	l.end()
	var err error
	unfinished := ends(func() { err = errors.Join(l.Redis.Close(), l.Store.Close()) })
	if unfinished != nil {
		return unfinished
	}
	return err
}

// Serve answers webhooks and sends messages until the context ends: see leave.
func (l *Line) Serve(ctx context.Context, app *fiber.App, listener net.Listener) error {
	tuneMemory()
	app.Server().Handler = l.around(app.Server().Handler)
	sending, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var running sync.WaitGroup
	running.Go(func() { l.Sender.Run(sending) })
	running.Go(func() { l.Prices.Run(sending) })
	running.Go(func() { l.Spool.Run(sending, l.Store, replayInterval) })
	running.Go(func() { l.Discards.Run(sending) })
	running.Go(func() { l.runNightPlans(sending) })
	running.Go(func() { l.runRetention(sending) })
	failed := make(chan error, 1)
	go func() { failed <- app.Listener(listener) }()
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = l.leave(app, listener, failed)
	}
	stop()
	return errors.Join(err, ends(running.Wait))
}

// runRetention ends what has reached its day, each night.
func (l *Line) runRetention(ctx context.Context) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if err := l.Keeper.RunDue(ctx); err != nil && ctx.Err() == nil {
			l.Log.ErrorContext(ctx, "erasing what reached its day", "error", err)
		}
	}
}

// runNightPlans runs the night plan when it is due.
func (l *Line) runNightPlans(ctx context.Context) {
	const every, effort = time.Minute, 30 * time.Second // between two runs; of one programme's plan
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		moved, err := l.Night.RunDue(ctx, l.dispatch.Programmes, plan.EffortFor(effort))
		if err != nil && ctx.Err() == nil {
			l.Log.ErrorContext(ctx, "planning the night", "error", err)
		}
		if moved > 0 {
			l.Log.InfoContext(ctx, "visits went to other students in the night", "visits", moved)
		}
	}
}

// heapGrowth is the growth of the heap, in percent, that starts a collection. The
// long-lived data is small (the diaries, the latest calls), so that collecting less
// often costs some tens of MB and saves a tenth of a turn's time. GOGC in the
// environment takes precedence.
const heapGrowth = 400

func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
}

// Listen opens the port. If it is in use, the error includes what to do.
func Listen(ctx context.Context, addr string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, exit.Misused(fmt.Errorf("%s is in use: stop what listens there, or choose another with --addr (or HELPLINE_ADDR)", addr))
	}
	if err != nil {
		return nil, exit.Misused(fmt.Errorf("cannot listen on %q: %w (write --addr as 127.0.0.1:8080)", addr, err))
	}
	return listener, nil
}
