package postgres_test

import (
	"context"
	"database/sql"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// session is one connection to a database.
type session struct {
	*sql.Conn

	t *testing.T
}

func sessionOf(t *testing.T, store *postgres.Store) *session {
	t.Helper()
	conn, err := store.DB().Conn(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	return &session{conn, t}
}

// asks runs a query with one argument several times.
func (s *session) asks(query string, times int) {
	s.t.Helper()
	for range times {
		s.reads(query, func() {})
	}
}

// reads does something while the result of a query with one argument is read.
func (s *session) reads(query string, meanwhile func()) {
	s.t.Helper()
	rows, err := s.QueryContext(s.t.Context(), query, 1)
	require.NoError(s.t, err)
	defer rows.Close()
	meanwhile()
	for rows.Next() {
	}
	require.NoError(s.t, rows.Err())
}

// keeps requires that the server has these prepared statements, of those that were asked.
func (s *session) keeps(queries ...string) {
	s.t.Helper()
	rows, err := s.QueryContext(s.t.Context(), `SELECT statement FROM pg_prepared_statements`)
	require.NoError(s.t, err)
	defer rows.Close()
	kept := []string{}
	for rows.Next() {
		var text string
		require.NoError(s.t, rows.Scan(&text))
		kept = append(kept, text)
	}
	require.NoError(s.t, rows.Err())
	require.ElementsMatch(s.t, queries, kept)
}

func TestStatements(t *testing.T) {
	t.Parallel()
	const one, two, three = `SELECT $1::int + 1`, `SELECT $1::int + 2`, `SELECT $1::int + 3`
	address := postgrestest.URL(t)

	t.Run("are prepared when they are used again", func(t *testing.T) {
		s := sessionOf(t, postgrestest.Open(t, address))
		s.asks(one, 1)
		s.keeps()
		s.asks(one, 2)
		s.asks(two, 1)
		s.keeps(one)
	})

	t.Run("make room for those that are used", func(t *testing.T) {
		s := sessionOf(t, postgrestest.Open(t, address+"&statement_cache_capacity=2"))
		s.asks(one, 2)
		s.asks(two, 2)
		s.asks(one, 1)
		s.asks(three, 2)
		s.keeps(one, three)
	})

	t.Run("are not prepared if the address says so", func(t *testing.T) {
		s := sessionOf(t, postgrestest.Open(t, address+"&statement_cache_capacity=0"))
		s.asks(one, 3)
		s.keeps()
	})

	t.Run("are not prepared behind a pooler unless the address says so", func(t *testing.T) {
		pooled := throughTCP(t, address)
		s := sessionOf(t, postgrestest.Open(t, pooled))
		s.asks(one, 3)
		s.keeps()
		s = sessionOf(t, postgrestest.Open(t, pooled+"&statement_cache_capacity=9"))
		s.asks(one, 3)
		s.keeps(one)
	})

	t.Run("are not run while a result is read", func(t *testing.T) {
		s := sessionOf(t, postgrestest.Open(t, address))
		s.asks(one, 2)
		s.reads(one, func() {
			_, err := s.ExecContext(t.Context(), one, 1)
			require.ErrorContains(t, err, "in progress")
		})
		s.asks(one, 1)
	})

	t.Run("take their connection with them when they are cancelled", func(t *testing.T) {
		store := postgrestest.Open(t, address)
		store.DB().SetMaxOpenConns(1)
		wait := func(ctx context.Context, seconds float64) (pid int, err error) {
			err = store.DB().QueryRowContext(ctx, `SELECT pg_backend_pid() FROM pg_sleep($1)`, seconds).Scan(&pid)
			return pid, err
		}
		before, err := wait(t.Context(), 0)
		require.NoError(t, err)
		_, err = wait(t.Context(), 0)
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		_, err = wait(ctx, 60)
		require.Error(t, err)
		after, err := wait(t.Context(), 0)
		require.NoError(t, err)
		require.NotEqual(t, before, after)
	})
}

// throughTCP returns the address of something that stands before the Postgres on a unix
// socket, as a pooler does.
func throughTCP(t *testing.T, database string) (address string) {
	t.Helper()
	to, err := url.Parse(database)
	require.NoError(t, err)
	socket := filepath.Join(to.Query().Get("host"), ".s.PGSQL."+to.Query().Get("port"))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("unix", socket)
			if err != nil {
				return
			}
			forward := func(to, from net.Conn) {
				_, _ = io.Copy(to, from)
				_ = to.Close()
			}
			go forward(server, client)
			go forward(client, server)
		}
	}()
	to.RawQuery, to.Host = "sslmode=disable", listener.Addr().String()
	return to.String()
}

// A migration while the line runs changes what prepared statements return: each is prepared
// anew, in a transaction and outside, on every connection.
func TestStatementsOutliveAMigration(t *testing.T) {
	t.Parallel()
	store := postgrestest.New(t)
	const query = `SELECT * FROM readiness WHERE single AND $1 = 1`
	sessions := []*session{sessionOf(t, store), sessionOf(t, store)}
	for _, s := range sessions {
		s.asks(query, 2)
		s.keeps(query)
	}
	arrive := func() error { return store.Arrived(t.Context(), 1, 1, opening) }
	for range 3 {
		require.ErrorIs(t, arrive(), scheduling.ErrNotFound)
	}
	_, err := store.DB().ExecContext(t.Context(), `
		ALTER TABLE readiness ADD COLUMN by text;
		ALTER TABLE visits ALTER COLUMN status TYPE varchar(40)`)
	require.NoError(t, err)
	require.ErrorIs(t, arrive(), scheduling.ErrNotFound)
	sessions[0].asks(query, 1)
	for _, s := range sessions {
		s.asks(query, 2)
		s.keeps(query)
	}
}
