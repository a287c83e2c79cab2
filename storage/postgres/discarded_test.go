package postgres_test

import (
	"testing"

	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
	"github.com/click-call-connect/helpline/storage/storagetest"
)

func TestDiscards(t *testing.T) {
	storagetest.Discards(t, func(t testing.TB) storagetest.DiscardBackend { return postgrestest.New(t) })
}
