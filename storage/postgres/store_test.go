package postgres_test

import (
	"testing"

	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
	"github.com/click-call-connect/helpline/storage/storagetest"
)

func open(t testing.TB) storagetest.Backend { return postgrestest.New(t) }

func TestStore(t *testing.T) { storagetest.Store(t, open) }

func TestOutbox(t *testing.T)    { storagetest.Outbox(t, open) }
func TestLanes(t *testing.T)     { storagetest.Lanes(t, open) }
func TestReminders(t *testing.T) { storagetest.Reminders(t, open) }
func TestPrices(t *testing.T)    { storagetest.Prices(t, open) }
