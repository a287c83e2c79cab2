package demo

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo/clock"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/line"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/webphone"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// What a demo has in place of a real account and its recordings.
const (
	Token          = "demo" // of the simulated carrier
	Account        = "AC00000000000000000000000000000000"
	RecordingsPath = "/demo/recordings" // stores a voicemail spoken with helpline call
)

// The databases in the demo's cluster: with sample data, and without.
const (
	databaseName      = "helpline"
	emptyDatabaseName = "helpline_empty"
)

// Options are the settings of a demo. It starts its own servers for those that the
// flags leave open.
type Options struct {
	settings.Flags
	Database     string // address; empty: a private server's
	Keys         *sealing.Keys
	Programmes   scheduling.Programmes
	Catalogue    *locale.Catalogue
	Fresh, Empty bool
	Now          func() time.Time // the real clock
	At           time.Time        // where the demo's clock starts; zero: at the real time
	Out          io.Writer
	Log          *slog.Logger
}

// Run starts the servers that are not named, and answers until the context ends.
func Run(ctx context.Context, o *Options) error {
	d := &instance{options: o, programmes: o.Programmes, catalogue: o.Catalogue, clock: clock.New(o.Now, o.At)}
	defer d.close()
	if err := d.open(ctx); err != nil {
		return err
	}
	return d.serve(ctx)
}

// instance is a running demo: a line with its own servers and carrier.
type instance struct {
	options    *Options
	programmes scheduling.Programmes
	catalogue  *locale.Catalogue
	clock      *clock.Clock
	state      settings.DemoState
	redis      *embedded.Redis
	carrier    *carrier.Carrier
	texts      webphone.Texts
	line       *line.Line
	listener   net.Listener
	printing   sync.Mutex
	rings      atomic.Value // one of carrier.RingAnswers: how the telephones answer that the line rings
	closers    []func()
}

// atClose registers a function that runs when the demo ends, in reverse order.
func (d *instance) atClose(f func()) { d.closers = append(d.closers, f) }

func (d *instance) close() {
	for i := len(d.closers) - 1; i >= 0; i-- {
		d.closers[i]()
	}
}

func (d *instance) printf(format string, args ...any) {
	d.printing.Lock()
	defer d.printing.Unlock()
	fmt.Fprintf(d.options.Out, format, args...)
}

// open starts the servers that are not named, in the order in which they are needed.
func (d *instance) open(ctx context.Context) error {
	if len(d.options.Tokens()) == 0 {
		d.options.AuthToken = Token
	}
	if err := d.options.CheckCarrier(); err != nil {
		return exit.Misused(err)
	}
	d.options.AccountSID = cmp.Or(d.options.AccountSID, Account)
	d.options.APIToken = cmp.Or(d.options.APIToken, Token)
	listener, err := line.Listen(ctx, d.options.Addr)
	if err != nil {
		return err
	}
	d.listener = listener
	d.atClose(func() { _ = listener.Close() })
	d.options.PublicURL = strings.TrimRight(cmp.Or(d.options.PublicURL, "http://"+listener.Addr().String()), "/")
	for _, step := range []func(context.Context) error{
		d.openDatabase, d.openSpool, d.openRedis, d.openCarrier, d.openLine, d.fill, d.writeState,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}
