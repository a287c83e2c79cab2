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
	"github.com/lib/pq/pqerror"

	"github.com/click-call-connect/helpline/storage/sealing"
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

	keys     *sealing.Keys // nil: nothing is sealed
	capacity int           // of a connection's statements, or automatic
	refusals atomic.Int64  // of prepared statements
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
	opened, err := c.open(ctx, inner, wire)
	stopped := stop()
	if err != nil {
		return nil, err
	}
	if !stopped { // the deadline of the past may have been set already
		return nil, errors.Join(ctx.Err(), opened.Close())
	}
	wire.open.Store(true)
	return opened, nil
}

// open opens a connection and decides which statements it keeps.
func (c *connector) open(ctx context.Context, inner *pq.Connector, wire *wire) (driver.Conn, error) {
	opened, err := inner.Connect(ctx)
	if err != nil {
		return nil, err
	}
	full, ok := opened.(pqConn)
	if !ok {
		return opened, nil
	}
	capacity, err := c.capacityFor(ctx, full, wire.local())
	if err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return &conn{pqConn: full, connector: c, wire: wire, statements: newStatements(capacity, &c.refusals)}, nil
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

// conn is a connection that asks nothing of a silent server, and keeps prepared statements.
type conn struct {
	pqConn
	connector  *connector
	wire       *wire
	statements *statements
	reading    bool // whether a result is being read
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
	rows, err := run(ctx, c, query, args, c.pqConn.QueryContext, preparedStmt.QueryContext)
	full, ok := rows.(pqRows)
	if err != nil || !ok {
		return rows, err
	}
	c.reading = true
	return &openRows{pqRows: full, conn: c, raw: sealing.IsRaw(ctx)}, nil
}

// ExecContext implements driver.ExecerContext.
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	return run(ctx, c, query, args, c.pqConn.ExecContext, preparedStmt.ExecContext)
}

// run runs a statement prepared, if it is kept, and else unprepared. If the prepared one is
// refused, all connections prepare theirs anew, and the statement is run unprepared. In a
// transaction, which the refusal aborts, inTx runs everything again.
func run[R any](
	ctx context.Context, c *conn, query string, args []driver.NamedValue,
	unprepared func(context.Context, string, []driver.NamedValue) (R, error),
	prepared func(preparedStmt, context.Context, []driver.NamedValue) (R, error),
) (result R, err error) {
	kept, found, err := c.prepared(ctx, query, args)
	switch {
	case err != nil:
		return result, err
	case !found:
		return unprepared(ctx, query, args)
	}
	result, refusal := prepared(kept, ctx, args)
	if !wasRefused(refusal) {
		return result, refusal
	}
	c.connector.refusals.Add(1)
	result, err = unprepared(ctx, query, args)
	if pq.As(err, pqerror.InFailedSQLTransaction) != nil {
		return result, refusal
	}
	return result, err
}

// prepared returns the prepared statement of a query; found is false if it is to be sent
// unprepared, as a query without arguments is: it can be several.
func (c *conn) prepared(ctx context.Context, query string, args []driver.NamedValue) (kept preparedStmt, found bool, err error) {
	switch {
	case c.connector.silent.Load():
		return nil, false, errSilent
	case c.wire.cancelled.Load():
		return nil, false, driver.ErrBadConn
	case c.reading:
		return nil, false, errInProgress
	case len(args) == 0:
		return nil, false, nil
	}
	return c.statements.get(ctx, c.pqConn, query)
}

// IsValid implements driver.Validator. A cancelled statement takes its connection with it:
// what the server does about it is still to come.
func (c *conn) IsValid() bool { return !c.wire.cancelled.Load() && c.pqConn.IsValid() }

// ResetSession implements driver.SessionResetter.
func (c *conn) ResetSession(ctx context.Context) error {
	if c.wire.cancelled.Load() {
		return driver.ErrBadConn
	}
	return c.pqConn.ResetSession(ctx)
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
	cancelled  atomic.Bool

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
		return w.dialCancel(ctx, network, address)
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

// dialCancel dials for the request to cancel a query. The driver waits until the server
// closes that connection, which a silent server never does.
func (w *wire) dialCancel(ctx context.Context, network, address string) (net.Conn, error) {
	w.cancelled.Store(true)
	w.giveUpSoon()
	dialled, err := (&net.Dialer{Timeout: cancelTime}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	time.AfterFunc(cancelTime, func() { _ = dialled.Close() })
	return dialled, nil
}

// local returns this end of the connection.
func (w *wire) local() net.Addr {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.conn.LocalAddr()
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
