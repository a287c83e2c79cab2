package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/spool"
)

// awayNotes is a store whose database is away.
type awayNotes struct{ contact.Store }

func (awayNotes) SaveCallback(context.Context, scheduling.Callback) (scheduling.Callback, error) {
	return scheduling.Callback{}, context.DeadlineExceeded
}

// Somebody who booked, texted and called is exported and erased: the database, Redis, the
// spool and the log hold nothing of them any more.
func TestOnePersonIsExportedAndErased(t *testing.T) {
	redisURL := embeddedtest.InProcessRedis(t).URL()
	r := newRigOn(t, redisURL)
	play(r.dial(knownMobile), "1 1 "+knownCode+" 1 1 1").Hears("staat vast").HangsUp()
	r.writes(knownMobile, "AFSPRAAK")
	play(r.dial(knownMobile), "1 0").HangsUp()
	resident, err := r.line.Store.ResidentByCode(t.Context(), "antwerpen", knownCode)
	require.NoError(t, err)
	folder := filepath.Join(t.TempDir(), "spool")
	kept, err := spool.Open(folder)
	require.NoError(t, err)
	_, err = (&spool.Store{Store: awayNotes{}, Spool: kept, Log: r.line.Log}).SaveCallback(t.Context(), scheduling.Callback{
		Key: "CA9", Programme: "antwerpen", Phone: knownMobile, Note: "Petrova", CreatedAt: r.now(), Due: r.now(),
	})
	require.NoError(t, err)
	theirs := []string{resident.Name, knownCode, knownMobile, resident.Street + "," + resident.HouseNumber + "," + resident.Postcode}
	for _, trace := range []string{resident.Name, knownCode, knownMobile} {
		require.Contains(t, r.remains(redisURL, folder), trace)
	}

	file := filepath.Join(t.TempDir(), "person.txt")
	flags := " " + knownCode + " --programme antwerpen --spool " + folder
	require.NotContains(t, r.office(exit.CodeOK, "privacy export"+flags+" --out "+file), resident.Name)
	exported, err := os.ReadFile(file)
	require.NoError(t, err)
	for _, part := range []string{
		"RESIDENTS\n- ", "name: " + resident.Name, "VISITS\n", "MESSAGES\n", "CALLBACKS\n", "SPOOL\n", "HISTORY\n", `"kept": {`, `"letter_code": "` + knownCode + `"`,
	} {
		require.Contains(t, string(exported), part)
	}

	erase := "privacy erase" + flags + " --redis-url " + redisURL
	require.Contains(t, r.office(exit.CodeUsage, erase+" --yes"), "--cancel-visits")
	require.Contains(t, r.office(exit.CodeUsage, erase+" --cancel-visits"), "add --yes")
	require.Contains(t, r.office(exit.CodeOK, erase+" --cancel-visits --yes"), "Erased.")
	remains := r.remains(redisURL, folder)
	for _, trace := range theirs {
		before, _, found := strings.Cut(remains, trace)
		require.False(t, found, "%s after %s", trace, before[max(0, len(before)-shownBefore):])
	}
	require.Contains(t, r.office(exit.CodeUsage, erase+" --yes"), "nobody of antwerpen")
	require.Len(t, r.visits(), 1, "a figure")
	require.Equal(t, scheduling.Cancelled, r.visits()[0].Status)
	play(r.dial(knownMobile), "1 1 "+knownCode).DoesNotHear("uw code is goed").HangsUp()
}

// shownBefore is how much is shown of what stands before a trace.
const shownBefore = 300

// remains returns all that the database, Redis, the spool and the log hold.
func (r *rig) remains(redisURL, folder string) string {
	r.t.Helper()
	var all strings.Builder
	rows, err := r.line.Store.DB().QueryContext(r.t.Context(), `
		SELECT query_to_xml(query => format('SELECT t::text FROM %I t', table_name), nulls => true, tableforest => true, targetns => '')::text
		FROM information_schema.tables WHERE table_schema = 'public'`)
	require.NoError(r.t, err)
	defer rows.Close()
	for rows.Next() {
		var table string
		require.NoError(r.t, rows.Scan(&table))
		all.WriteString(table)
	}
	require.NoError(r.t, rows.Err())
	options, err := goredis.ParseURL(redisURL)
	require.NoError(r.t, err)
	client := goredis.NewClient(options)
	defer client.Close()
	keys, err := client.Keys(r.t.Context(), "*").Result()
	require.NoError(r.t, err)
	for _, key := range keys {
		value, _ := client.Get(r.t.Context(), key).Result() // one of another type has no text
		all.WriteString(key + value)
		require.NotEqual(r.t, time.Duration(-1), client.TTL(r.t.Context(), key).Val(), "without an end: %s", key)
	}
	require.NoError(r.t, filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all.Write(content)
		return err
	}))
	r.logs.mu.Lock()
	defer r.logs.mu.Unlock()
	return all.String() + r.logs.lines.String()
}
