package postgres_test

import (
	"testing"

	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
	"github.com/click-call-connect/helpline/storage/storagetest"
)

func TestLetters(t *testing.T) {
	storagetest.Letters(t, func(t testing.TB) storagetest.LettersBackend { return postgrestest.New(t) })
}
