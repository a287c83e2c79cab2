package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// A number is known to its own programme only.
func TestWhoseNumberIsKnown(t *testing.T) {
	store := postgrestest.New(t)
	now := time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC)
	resident := scheduling.Resident{LetterCode: "234567", Name: "Maria", Phone: "+3232010201", Street: "Dorpsstraat", HouseNumber: "1", Postcode: "2000"}
	_, err := store.ImportResidents(t.Context(), "antwerpen", imports.RowsOf([]scheduling.Resident{resident}), now)
	require.NoError(t, err)
	for number, known := range map[string]bool{"+3232010201": true, "+3232010202": false, "": false} {
		got, err := store.KnowsNumber(t.Context(), "antwerpen", number)
		require.NoError(t, err)
		require.Equal(t, known, got, number)
	}
	elsewhere, err := store.KnowsNumber(t.Context(), "gent", resident.Phone)
	require.NoError(t, err)
	require.False(t, elsewhere)
}

// A database that can be read and not written is not ready.
func TestADatabaseThatCannotBeWrittenIsNotReady(t *testing.T) {
	url := postgrestest.URL(t)
	now := time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC)
	for range 2 {
		require.NoError(t, postgrestest.Open(t, url).Writable(t.Context(), now))
	}
	readOnly := postgrestest.Open(t, url+"&default_transaction_read_only=on")
	require.NoError(t, readOnly.Ready(t.Context()), "it answers")
	require.ErrorContains(t, readOnly.Writable(t.Context(), now), "read-only")
}
