// Package postgrestest gives a test its own store, on a new database with all tables.
// The server is that of embeddedtest: a package that uses postgrestest calls
// embeddedtest.Main from its TestMain. If the server or a database cannot be made, the
// test fails.
package postgrestest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"

	_ "github.com/lib/pq" // registers the driver
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// template is the database that test databases are copied from.
const template = "helpline_template"

// migrated holds the function that makes the template, once per process and cluster.
var migrated sync.Map // *embedded.Postgres → func() error

// URL makes a migrated database for one test and returns its URL. The database is
// dropped after the test.
func URL(t testing.TB) string {
	t.Helper()
	ready(t)
	return embeddedtest.Database(t, template)
}

// ready returns the cluster, with the template in it.
func ready(t testing.TB) *embedded.Postgres {
	t.Helper()
	cluster := embeddedtest.Postgres(t)
	once, _ := migrated.LoadOrStore(cluster, sync.OnceValue(func() error { return migrate(cluster) }))
	require.NoError(t, once.(func() error)())
	return cluster
}

// filled holds the function that makes a filled template, once per process, cluster and
// name.
var filled sync.Map // filledKey → func() error

type filledKey struct {
	cluster *embedded.Postgres
	name    string
}

// FilledURL is URL with rows in the tables: fill is called once for each name, and every
// database is a copy of what it left. The database is dropped after the test.
func FilledURL(t testing.TB, name string, fill func(context.Context, *postgres.Store) error) string {
	t.Helper()
	cluster, copied := ready(t), template+"_"+name
	once, _ := filled.LoadOrStore(filledKey{cluster, name}, sync.OnceValue(func() error {
		return fillTemplate(cluster, copied, fill)
	}))
	require.NoError(t, once.(func() error)())
	return embeddedtest.Database(t, copied)
}

// fillTemplate makes a filled template, and closes all connections to it.
func fillTemplate(cluster *embedded.Postgres, name string, fill func(context.Context, *postgres.Store) error) error {
	ctx := context.Background()
	if err := cluster.Database(ctx, name, template); err != nil {
		return err
	}
	store, err := postgres.Open(ctx, cluster.URL(name))
	if err != nil {
		return err
	}
	return errors.Join(fill(ctx, store), store.Close())
}

// Empty makes a database without tables for one test and returns its URL.
func Empty(t testing.TB) string {
	t.Helper()
	return embeddedtest.Database(t, "")
}

// New opens a store on a database as of URL. It is closed after the test.
func New(t testing.TB) *postgres.Store {
	t.Helper()
	return Open(t, URL(t))
}

// Open opens another store on a database, as another process would. It is closed after
// the test.
func Open(t testing.TB, url string, options ...postgres.Option) *postgres.Store {
	t.Helper()
	store, err := postgres.Open(t.Context(), url, options...)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, store.Close()) })
	return store
}

// migrate makes the template and closes all connections to it, because a template in
// use cannot be copied.
func migrate(cluster *embedded.Postgres) error {
	ctx := context.Background()
	if err := cluster.Database(ctx, template, ""); err != nil {
		return err
	}
	db, err := sql.Open("postgres", cluster.URL(template))
	if err != nil {
		return fmt.Errorf("opening the template: %w", err)
	}
	defer db.Close()
	_, _, err = postgres.Migrate(ctx, db)
	return err
}
