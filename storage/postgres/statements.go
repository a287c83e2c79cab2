package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"net"
	"sync/atomic"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// statementCapacity is how many prepared statements a connection keeps unless the address
// says otherwise. The store has fewer statements; each takes the server some 30 kB.
const statementCapacity = 256

// errInProgress is the error of a statement on a connection that another one's result is
// still read from.
var errInProgress = errors.New("the connection has a query in progress")

// statements are those that one connection has prepared, by their text: two thirds of what
// the store's statements cost the server is to parse and plan them. The capacity bounds
// them.
//
// A statement is prepared when its text is used again. The first time it is sent together
// with its arguments, in one round trip, so what is asked once costs no more than before.
type statements struct {
	capacity int
	refusals *atomic.Int64 // of the connector: how often a prepared statement was refused
	before   int64         // refusals when the first of these was prepared

	texts map[string]*statement
	uses  int64 // counts all uses
}

type statement struct {
	prepared preparedStmt // nil until the second use
	used     int64        // when last, in uses
}

// preparedStmt is what the driver's statements implement.
type preparedStmt interface {
	driver.Stmt
	driver.StmtQueryContext
	driver.StmtExecContext
}

func newStatements(capacity int, refusals *atomic.Int64) *statements {
	return &statements{capacity: capacity, refusals: refusals, before: refusals.Load(), texts: map[string]*statement{}}
}

// get returns the prepared statement of a text; found is false if it is to be sent
// unprepared.
func (s *statements) get(ctx context.Context, conn driver.ConnPrepareContext, text string) (prepared preparedStmt, found bool, err error) {
	if s.capacity == 0 {
		return nil, false, nil
	}
	if err := s.renew(); err != nil {
		return nil, false, err
	}
	s.uses++
	kept, known := s.texts[text]
	if !known {
		s.texts[text] = &statement{used: s.uses}
		return nil, false, s.trim()
	}
	kept.used = s.uses
	if kept.prepared == nil {
		made, err := conn.PrepareContext(ctx, text)
		if err != nil {
			return nil, false, err
		}
		kept.prepared, _ = made.(preparedStmt)
	}
	return kept.prepared, kept.prepared != nil, nil
}

// renew closes all statements if one was refused meanwhile, on whichever connection: what
// made that one stale, a migration, made others stale too.
func (s *statements) renew() error {
	refusals := s.refusals.Load()
	if refusals == s.before {
		return nil
	}
	s.before = refusals
	for text := range s.texts {
		if err := s.close(text); err != nil {
			return err
		}
	}
	return nil
}

// trim closes the statement that was used longest ago if there is one too many.
func (s *statements) trim() error {
	if len(s.texts) <= s.capacity {
		return nil
	}
	oldest, used := "", s.uses
	for text, kept := range s.texts {
		if kept.used < used {
			oldest, used = text, kept.used
		}
	}
	return s.close(oldest)
}

func (s *statements) close(text string) error {
	kept := s.texts[text]
	delete(s.texts, text)
	if kept.prepared == nil {
		return nil
	}
	return kept.prepared.Close()
}

// wasRefused reports whether the server refused to run a prepared statement at all: a
// migration changed its columns, or another connection of a pooler has it.
func wasRefused(err error) bool {
	refused := pq.As(err, pqerror.FeatureNotSupported, pqerror.InvalidSQLStatementName, pqerror.DuplicatePstatement)
	return refused != nil && (refused.Code != pqerror.FeatureNotSupported || refused.Routine == "RevalidateCachedQuery")
}

// capacityFor returns how many statements a connection keeps. Behind a pooler that shares
// connections between transactions, a prepared statement is found on another client's
// connection, under the same name and with another text. So by default nothing is kept
// unless the server has this end of the connection for its client.
func (c *connector) capacityFor(ctx context.Context, conn driver.QueryerContext, local net.Addr) (int, error) {
	if c.capacity != automatic {
		return c.capacity, nil
	}
	const query = `SELECT COALESCE(inet_client_port(), 0), current_setting('port')::int`
	rows, err := conn.QueryContext(ctx, query, nil)
	if err != nil {
		return 0, err
	}
	ports := make([]driver.Value, 2) //nolint:mnd // the columns of the query
	err = errors.Join(rows.Next(ports), rows.Close())
	if err != nil {
		return 0, err
	}
	if c.isDirect(local, ports[0], ports[1]) {
		return statementCapacity, nil
	}
	return 0, nil
}

// isDirect reports whether a connection leads to the server itself. A connection by a unix
// socket has no port; the name of its socket has the server's.
func (c *connector) isDirect(local net.Addr, client, server driver.Value) bool {
	if tcp, ok := local.(*net.TCPAddr); ok {
		return client == int64(tcp.Port)
	}
	return client == int64(0) && server == int64(c.config.Port)
}

// pqRows is what the driver's rows implement.
type pqRows interface {
	driver.RowsNextResultSet
	driver.RowsColumnTypeScanType
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypePrecisionScale
}

// openRows frees their connection for the next statement when they are closed. The driver
// does so itself only for statements that are not prepared.
type openRows struct {
	pqRows
	conn    *conn
	raw     bool     // whether sealed values are returned as they are stored
	columns []string // their names, once they are needed
}

// Close implements driver.Rows.
func (r *openRows) Close() error {
	r.conn.reading = false
	return r.pqRows.Close()
}
