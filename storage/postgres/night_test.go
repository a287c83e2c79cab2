package postgres_test

import (
	"testing"

	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
	"github.com/click-call-connect/helpline/storage/storagetest"
)

func TestNight(t *testing.T) {
	storagetest.Night(t, func(t testing.TB) storagetest.NightBackend { return postgrestest.New(t) })
}

func TestAddresses(t *testing.T) { storagetest.Addresses(t, open) }
