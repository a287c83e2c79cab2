package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"github.com/click-call-connect/helpline/storage/embedded/internal/child"
)

// ErrRunning says that a living process has this data folder open; Attach finds
// its server.
var ErrRunning = errors.New("data folder is in use by another process")

// Options say where a cluster lives and how careful it is.
type Options struct {
	// Dir is the folder the data is kept in; it is made when it is not there.
	// Empty: a temporary folder, removed by Close.
	Dir string
	// Durable keeps what was committed through a power cut. Without it the
	// cluster is faster, and may be lost with the machine.
	Durable bool
	// Log gets what the server writes; nil: nobody. It holds no values of rows.
	Log io.Writer
	// Progress is told, in one line each, what takes longer than a moment; nil: nobody.
	Progress func(string)
	// Bin is the folder of PostgreSQL's programs. Empty: Sources are asked.
	Bin string
	// Sources are the places to look for PostgreSQL, in order; nil: DefaultSources.
	Sources []Source
}

// Postgres is a running private cluster. It is safe for concurrent use.
type Postgres struct {
	home   *home
	server *child.Child
	close  func() error
}

// OpenPostgres starts the cluster in a data folder, which is made first when it
// is empty. The context bounds the start alone; Close ends the cluster.
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
	p.close = sync.OnceValue(func() error { return errors.Join(server.Stop(), h.close()) })
	return p, nil
}

// URL is where to reach one database, in the form of DATABASE_URL.
func (p *Postgres) URL(database string) string { return socketURL(p.home.socket, port, database) }

// Close ends the cluster in an orderly way, also when clients are connected, and
// waits for it. A temporary folder is removed. Calling it again does nothing.
func (p *Postgres) Close() error { return p.close() }

// Attach finds the server that a living process runs in a data folder, to read
// what it holds. It returns where to reach a database of it, and whether there is one.
func Attach(dir string) (url func(database string) string, ok bool) {
	pid, err := readPidFile(filepath.Join(dir, dataFolder))
	if err != nil || !pid.ready || !pid.alive() {
		return nil, false
	}
	return func(database string) string { return socketURL(pid.socket, pid.port, database) }, true
}

// socketURL is understood by lib/pq and by psql; the server asks for no
// password, because only this user reaches the socket's folder.
func socketURL(socket, port, database string) string {
	query := url.Values{"host": {socket}, "port": {port}, "sslmode": {"disable"}}
	u := url.URL{Scheme: "postgres", User: url.User(superuser), Path: "/" + database, RawQuery: query.Encode()}
	return u.String()
}

// describe names a folder in an error.
func describe(dir string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, os.ErrPermission) {
		return fmt.Errorf("data folder %s: %w (make it yours, or choose another)", dir, err)
	}
	return fmt.Errorf("data folder %s: %w", dir, err)
}
