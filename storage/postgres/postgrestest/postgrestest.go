// Package postgrestest gives a test a store of its own, on a fresh database with
// every table in it. The server is the one of embeddedtest: a package that uses
// this calls embeddedtest.Main from its TestMain.
package postgrestest

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"testing"

	_ "github.com/lib/pq" // registers the driver
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// template is the database that those of the tests are copied from.
const template = "helpline_template"

// migrated makes the template, once per process and cluster.
var migrated sync.Map // *embedded.Postgres → func() error

// URL makes a migrated database for one test and returns where to reach it. It
// is dropped after the test.
func URL(t testing.TB) string {
	t.Helper()
	cluster := embeddedtest.Postgres(t)
	once, _ := migrated.LoadOrStore(cluster, sync.OnceValue(func() error { return migrate(cluster) }))
	require.NoError(t, once.(func() error)())
	return embeddedtest.Database(t, template)
}

// Empty makes a database without tables for one test.
func Empty(t testing.TB) string {
	t.Helper()
	return embeddedtest.Database(t, "")
}

// New opens a store on a database as of URL. It is closed after the test.
func New(t testing.TB) *postgres.Store {
	t.Helper()
	return Open(t, URL(t))
}

// Open opens one more store on a database: another process, to the store. It is
// closed after the test.
func Open(t testing.TB, url string) *postgres.Store {
	t.Helper()
	store, err := postgres.Open(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, store.Close()) })
	return store
}

// migrate leaves no connection behind: a template in use cannot be copied.
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
