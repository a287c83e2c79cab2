package postgres_test

import (
	"testing"

	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
	"github.com/click-call-connect/helpline/storage/storagetest"
)

func TestDispatch(t *testing.T) {
	storagetest.Dispatch(t, func(t testing.TB) storagetest.DispatchBackend { return postgrestest.New(t) })
}
