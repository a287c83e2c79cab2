package pilot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/line"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/pilot/report"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// Size is how large a pilot is, and the seed of its dice.
type Size struct {
	Residents, Students, Weeks int
	Seed                       uint64 // the same one gives the same figures
}

// These limit a pilot: telephone numbers and letter codes are drawn from blocks of this
// size.
const (
	maxResidents = 50_000
	maxStudents  = 5_000
	maxWeeks     = 52
)

// Check is an error if a pilot of that size cannot be played. It names the flags of
// the command.
func (s *Size) Check() error {
	for _, asked := range []struct {
		flag    string
		is, max int
	}{{"residents", s.Residents, maxResidents}, {"students", s.Students, maxStudents}, {"weeks", s.Weeks, maxWeeks}} {
		if asked.is < 1 || asked.is > asked.max {
			return exit.Misused(fmt.Errorf("--%s: %d cannot be played; write 1 to %d", asked.flag, asked.is, asked.max))
		}
	}
	return nil
}

// Options are the settings of a pilot.
type Options struct {
	Size
	Programme *scheduling.Programme
	Catalogue *locale.Catalogue
	Err       io.Writer        // for the progress bar, and the start of servers
	Now       func() time.Time // the real clock, of the progress bar
}

// Run plays a whole pilot and returns its figures. A broken promise is counted in the
// figures, and is no error.
func Run(ctx context.Context, o *Options) (figures *report.Figures, err error) {
	p := newPilot(o)
	defer func() { err = errors.Join(err, p.close()) }()
	if err := p.open(ctx); err != nil {
		return nil, err
	}
	err = p.play(ctx)
	p.bar.End()
	if err != nil {
		return nil, err
	}
	return p.figures(ctx)
}

// programmeFor returns the programme with the pilot's weeks as its window, and no
// promise beyond.
func programmeFor(p *scheduling.Programme, first calendar.Day, weeks int) *scheduling.Programme {
	played := *p
	played.Window = scheduling.Window{FirstDay: first, LastDay: first.Add(7*weeks - 1)}
	return &played
}

// simulation is a running pilot. Its events happen one at a time, in one order, and
// nothing of the line runs beside them, so that the same dice give the same figures.
type simulation struct {
	size      Size
	programme *scheduling.Programme
	catalogue *locale.Catalogue
	errs      io.Writer
	bar       *progressBar
	rates     rates
	dice      *rand.Rand
	logs      *lineLog
	closers   []func() error

	redis    *embedded.Redis
	line     *line.Line
	webhooks fasthttp.RequestHandler
	carrier  *simulatedCarrier

	agenda     agenda
	now        time.Time
	begin, end time.Time
	aged       time.Duration // since the clock of Redis was moved

	residents []*citizen
	byCode    map[string]*citizen
	byPhone   map[string]*citizen
	students  []*student
	texting   map[string]*student // by number
	working   map[int64]*student  // by id
	promises  map[int64]*promise  // to residents, by visit
	tally     tally
}

// firstDay is the Monday on which every pilot begins. Its weeks include the night in
// which clocks go forward, and a holiday on a Monday.
func firstDay() calendar.Day { return calendar.Day{Year: 2027, Month: time.February, Day: 1} }

// nightEffort is the effort of a night plan.
const nightEffort = 250 * time.Millisecond

func newPilot(o *Options) *simulation {
	played := programmeFor(o.Programme, firstDay(), o.Weeks)
	p := &simulation{
		size: o.Size, programme: played, catalogue: o.Catalogue, errs: o.Err, rates: usual(), logs: &lineLog{},
		dice:   rand.New(rand.NewPCG(o.Seed, 0)), //nolint:gosec // the same pilot for the same seed; nothing is secret
		begin:  firstDay().At(0, played.Zone),
		end:    played.Window.LastDay.Add(1).At(0, played.Zone),
		byCode: map[string]*citizen{}, byPhone: map[string]*citizen{}, texting: map[string]*student{},
		working: map[int64]*student{}, promises: map[int64]*promise{}, tally: newTally(),
	}
	p.now = p.begin
	p.bar = newProgressBar(o.Err, o.Now, p)
	return p
}

// atClose registers a function that runs when the pilot is over, in reverse order.
func (p *simulation) atClose(f func() error) { p.closers = append(p.closers, f) }

func (p *simulation) close() error {
	var failed error
	for i := len(p.closers) - 1; i >= 0; i-- {
		failed = errors.Join(failed, p.closers[i]())
	}
	return failed
}

// open starts the servers of the line, in a folder that is removed. The database does
// not wait for the disk, because it is removed, too.
func (p *simulation) open(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "helpline-simulate-")
	if err != nil {
		return err
	}
	p.atClose(func() error { return os.RemoveAll(dir) })
	server, err := embedded.OpenPostgres(ctx, embedded.Options{Progress: func(line string) { fmt.Fprintln(p.errs, line) }})
	if err != nil {
		return exit.Unreachable(err)
	}
	p.atClose(server.Close)
	if err := server.Database(ctx, databaseName, ""); err != nil {
		return err
	}
	database := server.URL(databaseName)
	store, err := postgres.Open(ctx, database)
	if err != nil {
		return err
	}
	_, _, err = postgres.Migrate(ctx, store.DB())
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	if p.redis, err = embedded.OpenRedis(p.now); err != nil {
		return err
	}
	p.atClose(func() error { p.redis.Close(); return nil })
	return p.openLine(ctx, database, filepath.Join(dir, "spool"))
}

const (
	publicURL    = "https://simulated.invalid" // in webhooks only: nothing listens there
	databaseName = "helpline"
	account      = "AC00000000000000000000000000000000" // with the simulated carrier
	token        = "demo"
)

func (p *simulation) openLine(ctx context.Context, database, spool string) error {
	l, err := line.Open(ctx, line.Config{
		Flags: settings.Flags{
			PublicURL: publicURL, RedisURL: p.redis.URL(), AccountSID: account, AuthToken: token,
			CarrierURL: publicURL, Spool: spool,
		},
		Database: database, Programmes: scheduling.Programmes{p.programme}, Catalogue: p.catalogue,
		Now: p.Now, Log: slog.New(slog.NewTextHandler(p.logs, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	if err != nil {
		return err
	}
	p.atClose(l.Close)
	p.line, p.carrier = l, &simulatedCarrier{pilot: p}
	l.Bookings.Random = p.dice.IntN
	l.Sender.Carrier = p.carrier
	p.webhooks = l.Server.App().Handler()
	return nil
}

// Now returns the pilot's time.
func (p *simulation) Now() time.Time { return p.now }

// after schedules an event so long from now.
func (p *simulation) after(d time.Duration, do func(context.Context) error) {
	p.agenda.add(p.now.Add(d), do)
}

// redisInterval is how far the clock of Redis may be behind: its keys live for minutes
// at least.
const redisInterval = 15 * time.Second

// moveTo moves every clock to an instant.
func (p *simulation) moveTo(at time.Time) {
	p.aged += at.Sub(p.now)
	p.now = at
	if p.aged >= redisInterval {
		p.redis.Advance(p.aged)
		p.aged = 0
	}
}

// play plays all events, one after the other.
func (p *simulation) play(ctx context.Context) error {
	if err := p.castPeople(ctx); err != nil {
		return err
	}
	p.agenda.add(p.begin, p.runDue)
	for week := range p.size.Weeks {
		monday := p.programme.Window.FirstDay.Add(7 * week)
		p.agenda.add(monday.At(10*60, p.programme.Zone), func(ctx context.Context) error { return p.sendLetters(ctx, week) })
		p.agenda.add(monday.At(11*60, p.programme.Zone), p.changeHours)
	}
	for day := p.programme.Window.FirstDay; !p.programme.Window.LastDay.Before(day); day = day.Add(1) {
		p.agenda.add(day.At(3*60, p.programme.Zone), p.planNight)
		p.agenda.add(day.At(7*60, p.programme.Zone), p.fallIll)
		p.agenda.add(day.At(16*60+30, p.programme.Zone), p.runOffice)
	}
	for ctx.Err() == nil {
		next, ok := p.agenda.take(p.end)
		if !ok {
			p.moveTo(p.end)
			return p.closeVisits(ctx)
		}
		p.moveTo(next.at)
		if err := next.do(ctx); err != nil {
			return fmt.Errorf("on %s: %w", output.Instant(p.now, p.programme.Zone), err)
		}
		if err := p.logs.mistake(); err != nil {
			return fmt.Errorf("on %s: %w", output.Instant(p.now, p.programme.Zone), err)
		}
		p.bar.show()
	}
	return ctx.Err()
}

// runDue does what is due, as a sender does every half minute, and schedules itself.
func (p *simulation) runDue(ctx context.Context) error {
	if err := p.line.Sender.Remind(ctx); err != nil {
		return err
	}
	every := nightInterval
	if hour := p.now.In(p.programme.Zone).Hour(); hour >= 7 && hour < 21 {
		every = dueInterval
	}
	p.after(every, p.runDue)
	return p.sendDue(ctx)
}

// batchSize is how many messages a sender claims of one lane at a time. If it claimed
// fewer in all, no more are due.
const batchSize = 20

// sendDue sends every message that is due.
func (p *simulation) sendDue(ctx context.Context) error {
	for {
		sent, err := p.line.Sender.SendDue(ctx)
		if sent < batchSize || err != nil {
			return err
		}
	}
}

// planNight runs the night plan.
func (p *simulation) planNight(ctx context.Context) error {
	moved, err := p.line.Night.RunDue(ctx, scheduling.Programmes{p.programme}, plan.EffortFor(nightEffort))
	p.tally.Moved += moved
	if err != nil {
		return err
	}
	return p.comparePromises(ctx)
}

// castPeople casts the people, and imports them.
func (p *simulation) castPeople(ctx context.Context) error {
	cast := newCasting(p.dice, p.rates, p.programme)
	residents, students := []scheduling.Resident{}, []scheduling.Student{}
	for n := range p.size.Residents {
		r := cast.resident(n)
		p.residents = append(p.residents, r)
		p.byCode[r.LetterCode], p.byPhone[r.caller] = r, r
		residents = append(residents, r.Resident)
	}
	for n := range p.size.Students {
		s, err := cast.student(n)
		if err != nil {
			return err
		}
		p.students = append(p.students, s)
		p.texting[s.Phone] = s
		students = append(students, s.Student)
	}
	store := p.line.Store
	if _, err := store.ImportStudents(ctx, p.programme.Name, imports.RowsOf(students), p.now); err != nil {
		return err
	}
	if _, err := store.ImportResidents(ctx, p.programme.Name, imports.RowsOf(residents), p.now); err != nil {
		return err
	}
	for _, s := range p.students {
		known, err := store.StudentByPhone(ctx, p.programme.Name, s.Phone)
		if err != nil {
			return err
		}
		s.id = known.ID
		p.working[s.id] = s
	}
	return p.line.Bookings.Diaries.Refresh(ctx, scheduling.Programmes{p.programme}, p.line.Bookings.Now())
}
