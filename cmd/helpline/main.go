package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
	goredis "github.com/redis/go-redis/v9"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/desk"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/people"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/history"
)

func main() {
	goredis.SetLogger(quiet{})
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// quiet drops what the Redis library prints by itself: its failures are returned as
// errors and logged with all others.
type quiet struct{}

// Printf implements the library's logger.
func (quiet) Printf(context.Context, string, ...any) {}

// cli holds every command, in the order of the help.
type cli struct {
	By string `env:"HELPLINE_BY,USER" placeholder:"NAME" help:"Who does this, as the history of a visit or person will show."`

	Demo       demoCmd              `cmd:"" help:"Run the whole line here, with sample data and a simulated carrier."`
	Call       callCmd              `cmd:"" help:"Call a running line from the terminal."`
	Text       textCmd              `cmd:"" help:"Text a running line from the terminal."`
	Serve      serveCmd             `cmd:"" help:"Answer the carrier's webhooks and send messages."`
	Migrate    migrateCmd           `cmd:"" help:"Bring the database to this version's tables."`
	Preflight  preflightCmd         `cmd:"" help:"Check everything before going live."`
	Health     healthCmd            `cmd:"" help:"Ask a running line whether it lives."`
	Import     importCmd            `cmd:"" help:"Import a CSV file of students, residents or digipunten."`
	Export     exportCmd            `cmd:"" help:"Write a list of students, residents or digipunten as CSV that imports again."`
	Visits     desk.VisitsCmd       `cmd:"" help:"List visits, confirm one that was asked for, cancel one, or note what became of it."`
	Residents  people.ResidentsCmd  `cmd:"" help:"Find residents, and change their records."`
	Vouchers   people.VouchersCmd   `cmd:"" help:"Give vouchers, and show what somebody has and used."`
	Messages   messagesCmd          `cmd:"" help:"List messages, sent and waiting."`
	Callbacks  desk.CallbacksCmd    `cmd:"" help:"List who is waiting to be called back, hear their voicemails, and note that it is done."`
	Plan       planCmd              `cmd:"" help:"Plan rounds of visits."`
	Students   desk.StudentsCmd     `cmd:"" help:"Do for a student who calls the office what their text would do."`
	Referrals  people.ReferralsCmd  `cmd:"" help:"Hand people over, to us and by us, until the other side knows."`
	Volunteers people.VolunteersCmd `cmd:"" help:"List who wants to help, by neighbourhood, and note what became of them."`
	Demand     people.DemandCmd     `cmd:"" help:"List who asked for something, what came of it, and who called in vain."`
	Programme  programmeCmd         `cmd:"" help:"Make, check and show programme files: a city is a file."`
	Simulate   simulateCmd          `cmd:"" help:"Play a whole pilot, and print its figures."`
	Letters    lettersCmd           `cmd:"" help:"Write to residents in waves, and count who booked."`
	Prompts    promptsCmd           `cmd:"" help:"Give the words to a translator, and take them back."`
	Privacy    people.PrivacyCmd    `cmd:"" help:"Erase what has reached its day; give somebody all that is kept about them, or erase it."`
	Flows      flowsCmd             `cmd:"" help:"Show what callers hear and where it leads, as a table or a graph."`
	Version    versionCmd           `cmd:"" help:"Print which build this is."`
}

// run is main, with everything that it reads and writes as parameters.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	return runIn(ctx, args, &terminal.Terminal{In: in, Out: out, Err: errs, Now: time.Now})
}

// runIn runs a command in a terminal, whose clock may be another one.
func runIn(ctx context.Context, args []string, term *terminal.Terminal) int {
	out, errs := term.Out, term.Err
	ended := -1
	commands := &cli{}
	parser, err := kong.New(commands,
		kong.Name("helpline"),
		kong.Description("A less-mobile resident dials a free number, and a student comes to help with digital questions."),
		kong.Writers(out, errs),
		kong.Exit(func(code int) { ended = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 96}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(term),
		commandVars(),
	)
	if err != nil {
		fmt.Fprintln(errs, "helpline:", err)
		return exit.CodeFailed
	}
	command, err := parser.Parse(args)
	if ended >= 0 { // --help
		return ended
	}
	if err != nil {
		fmt.Fprintf(errs, "helpline: %v\n(helpline --help shows how)\n", err)
		return exit.CodeUsage
	}
	command.BindTo(history.By(ctx, history.Actor{Kind: history.Office, Name: terminal.WhoWorks(commands.By)}), (*context.Context)(nil))
	if err := command.Run(); err != nil {
		fmt.Fprintln(errs, "helpline:", err)
		return exit.Code(err)
	}
	return exit.CodeOK
}

// commandVars returns the values that the tags of commands name.
func commandVars() kong.Vars {
	return kong.Vars{"callback_outcomes": desk.CallbackOutcomes(), "demand_results": people.DemandResults()}
}

// logger writes lines for machines. No names, numbers or codes are passed to it.
func logger(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))
}
