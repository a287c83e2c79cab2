package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/lib/pq"
)

// A database can accept connections and never answer: a process that is stopped, a disk that
// hangs. The driver then waits for as long as the server is silent, whatever the context of a
// query says: it only asks the server to cancel. So a connection is given up shortly after
// the end of a context, and further queries fail at once for a while, because each would wait
// as long again.
const (
	cancelTime   = 500 * time.Millisecond // in which the server may still answer after a cancel request
	silencePause = 2 * time.Second        // in which nothing is asked of a silent server
)

// errSilent is the error of everything that is asked of a server shortly after it was silent.
var errSilent = errors.New("the database accepts connections and does not answer")

// connector opens connections that honour contexts.
type connector struct {
	config pq.Config
	silent atomic.Bool // whether the server was silent a moment ago
}

var _ driver.Connector = (*connector)(nil)

// Driver implements driver.Connector.
func (c *connector) Driver() driver.Driver { return &pq.Driver{} }

// Connect implements driver.Connector. It returns at the end of the context even if the
// server accepts the connection and is silent.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	if c.silent.Load() {
		return nil, errSilent
	}
	inner, err := pq.NewConnectorConfig(c.config)
	if err != nil {
		return nil, err
	}
	wire := &wire{fellSilent: c.fellSilent}
	inner.Dialer(wire)
	stop := context.AfterFunc(ctx, wire.giveUp)
	opened, err := inner.Connect(ctx)
	stopped := stop()
	if err != nil {
		return nil, err
	}
	if !stopped { // the deadline of the past may have been set already
		return nil, errors.Join(ctx.Err(), opened.Close())
	}
	wire.open.Store(true)
	if full, ok := opened.(pqConn); ok {
		return &conn{full, c, wire}, nil
	}
	return opened, nil
}

// fellSilent lets everything fail for a while.
func (c *connector) fellSilent() {
	if c.silent.CompareAndSwap(false, true) {
		time.AfterFunc(silencePause, func() { c.silent.Store(false) })
	}
}

// pqConn is what the driver's connections implement.
type pqConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
	driver.NamedValueChecker
}

// conn is a connection that asks nothing of a silent server.
type conn struct {
	pqConn
	connector *connector
	wire      *wire
}

// BeginTx implements driver.ConnBeginTx. The driver honours the context from the first
// query on, but not for the BEGIN.
func (c *conn) BeginTx(ctx context.Context, options driver.TxOptions) (driver.Tx, error) {
	if c.connector.silent.Load() {
		return nil, errSilent
	}
	stop := context.AfterFunc(ctx, c.wire.giveUpSoon)
	tx, err := c.pqConn.BeginTx(ctx, options)
	if !stop() && err == nil {
		return nil, errors.Join(driver.ErrBadConn, tx.Rollback())
	}
	return tx, err
}

// QueryContext implements driver.QueryerContext.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if c.connector.silent.Load() {
		return nil, errSilent
	}
	return c.pqConn.QueryContext(ctx, query, args)
}

// ExecContext implements driver.ExecerContext.
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if c.connector.silent.Load() {
		return nil, errSilent
	}
	return c.pqConn.ExecContext(ctx, query, args)
}

// Ping implements driver.Pinger.
func (c *conn) Ping(ctx context.Context) error {
	if c.connector.silent.Load() {
		return errSilent
	}
	return c.pqConn.Ping(ctx)
}

// wire dials one connection. When the connection is open, a further dial is the driver's
// request to cancel a query, at the end of its context.
type wire struct {
	fellSilent func()
	open       atomic.Bool

	mu       sync.Mutex // guards the fields below
	conn     net.Conn
	givingUp bool
}

var _ pq.DialerContext = (*wire)(nil)

// Dial implements pq.Dialer.
func (w *wire) Dial(network, address string) (net.Conn, error) {
	return w.DialContext(context.Background(), network, address)
}

// DialTimeout implements pq.Dialer.
func (w *wire) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return w.DialContext(ctx, network, address)
}

// DialContext implements pq.DialerContext.
func (w *wire) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	if w.open.Load() {
		w.giveUpSoon()
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	dialled, err := (&net.Dialer{}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.conn = dialled
	return &watched{dialled, w}, nil
}

func (w *wire) giveUpSoon() { time.AfterFunc(cancelTime, w.giveUp) }

// giveUp ends whatever waits for the server.
func (w *wire) giveUp() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.givingUp = true
	if w.conn != nil {
		_ = w.conn.SetDeadline(time.Unix(1, 0)) // in the past; a closed connection needs none
	}
}

// watched notices that the server was silent until its connection was given up.
type watched struct {
	net.Conn
	wire *wire
}

// Read implements net.Conn.
func (c *watched) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		c.wire.mu.Lock()
		defer c.wire.mu.Unlock()
		if c.wire.givingUp {
			c.wire.fellSilent()
		}
	}
	return n, err
}
