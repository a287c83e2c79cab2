package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/storage/embedded/internal/child"
	"github.com/click-call-connect/helpline/storage/embedded/programs"
)

// ErrRunning means that a living process has this data folder open. Attach finds its
// server.
var ErrRunning = errors.New("data folder is in use by another process")

// Options describe a cluster.
type Options struct {
	// Dir is the data folder, which is created if it does not exist. If it is "", a
	// temporary folder is used and removed by Close.
	Dir string
	// Durable makes commits survive a power cut. Without it the cluster is faster and
	// may be lost with the machine.
	Durable bool
	// Log receives the server's output; nil discards it. It contains no values of rows.
	Log io.Writer
	// Progress, if not nil, is called with one line for each step that takes longer
	// than a moment.
	Progress func(string)
	// Bin is the folder of PostgreSQL's programs. If it is "", Sources are used.
	Bin string
	// Sources are the places to look for PostgreSQL, in order; nil means
	// programs.DefaultSources.
	Sources []programs.Source
}

// Postgres is a running private cluster. It is safe for concurrent use.
type Postgres struct {
	home        *home
	server      *child.Child
	maintenance *sql.DB // of a connection, as long as databases are made or dropped
	close       func() error
}

// maintenanceTime is how long an unused connection to the maintenance database is kept.
const maintenanceTime = 5 * time.Second

// OpenPostgres starts the cluster in a data folder, which is initialised first if it is
// empty. The context limits only the start; Close ends the cluster. It returns
// ErrRunning if a living process has the folder open, and programs.ErrNoPostgres if no
// PostgreSQL was found.
func OpenPostgres(ctx context.Context, options Options) (*Postgres, error) {
	if options.Progress == nil {
		options.Progress = func(string) {}
	}
	h, err := openHome(ctx, options.Dir)
	if err != nil {
		return nil, err
	}
	server, err := startCluster(ctx, h, options)
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	p := &Postgres{home: h, server: server}
	p.close = sync.OnceValue(func() error { return errors.Join(p.maintenance.Close(), server.Stop(), h.close()) })
	p.maintenance, err = sql.Open("postgres", p.URL(maintenance))
	if err != nil {
		return nil, errors.Join(err, server.Stop(), h.close())
	}
	p.maintenance.SetConnMaxIdleTime(maintenanceTime)
	return p, nil
}

// URL returns the address of one database, in the form of DATABASE_URL.
func (p *Postgres) URL(database string) string { return socketURL(p.home.socket, port, database) }

// Pid returns the process id of the server, whose children serve its connections.
func (p *Postgres) Pid() int { return p.server.Pid() }

// Close shuts the cluster down, even if clients are connected, and waits for it. A
// temporary folder is removed. Calling Close again has no effect.
func (p *Postgres) Close() error { return p.close() }

// Attach finds the server that a living process runs in a data folder. It returns a
// function for the addresses of its databases, and reports whether there is a server.
func Attach(dir string) (url func(database string) string, ok bool) {
	pid, err := readPidFile(filepath.Join(dir, dataFolder))
	if err != nil || !pid.ready || !pid.alive() {
		return nil, false
	}
	return func(database string) string { return socketURL(pid.socket, pid.port, database) }, true
}

// socketURL returns a URL for lib/pq and psql. The server requires no password, because
// only this user can reach the socket's folder.
func socketURL(socket, port, database string) string {
	query := url.Values{"host": {socket}, "port": {port}, "sslmode": {"disable"}}
	u := url.URL{Scheme: "postgres", User: url.User(superuser), Path: "/" + database, RawQuery: query.Encode()}
	return u.String()
}

// describe adds the folder to an error.
func describe(dir string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, os.ErrPermission) {
		return fmt.Errorf("data folder %s: %w (make it yours, or choose another)", dir, err)
	}
	return fmt.Errorf("data folder %s: %w", dir, err)
}
