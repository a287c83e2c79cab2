package settings

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func mondayMorning() time.Time { return time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC) }

func TestADemosClockIsTheOnlyClock(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	require.Equal(t, mondayMorning(), DatabaseFlag{}.Clock(t.Context(), mondayMorning), "no demo")

	answers := map[string]string{
		"/demo/clock": `{"now":"2027-05-01T09:00:00+02:00"}`, "/page/demo/clock": "<html>", "/empty/demo/clock": "{}",
	}
	demo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(answers[r.URL.Path]))
	}))
	t.Cleanup(demo.Close)
	state := DemoState{Folder: DemoFolder(), External: "postgres://demo", PublicURL: demo.URL}
	require.NoError(t, os.MkdirAll(state.Folder, 0o700))
	require.NoError(t, state.Write())
	there := time.Date(2027, 5, 1, 7, 0, 0, 0, time.UTC)
	for database, want := range map[string]time.Time{"": there, "postgres://demo": there, "postgres://production": mondayMorning()} {
		require.True(t, want.Equal(DatabaseFlag{Database: database}.Clock(t.Context(), mondayMorning)), database)
	}
	for _, path := range []string{"/page", "/empty"} {
		state.PublicURL = demo.URL + path
		require.NoError(t, state.Write())
		require.Equal(t, mondayMorning(), DatabaseFlag{}.Clock(t.Context(), mondayMorning), path)
	}
	demo.Close()
	require.Equal(t, mondayMorning(), DatabaseFlag{}.Clock(t.Context(), mondayMorning), "it runs no longer")
}
