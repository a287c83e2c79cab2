package main

import (
	"context"
	"database/sql"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// manyResidents is a year's letters of a city.
const manyResidents = 100_000

// BenchmarkImport is the whole of helpline import, from a file of 100,000 residents
// that is checked and then imported, in turns with COPY of the same rows into the
// same table, none of them known. of-copy is its rate as a share of COPY's (aim: at
// least 0.2); peak-MB is the max heap meanwhile, garbage included,
// and peak-growth that in the peak of a quarter of the rows (aim: 1, but for noise).
func BenchmarkImport(b *testing.B) {
	few, many := residentsFile(b, manyResidents/4), residentsFile(b, manyResidents)
	var oursTook, copyTook time.Duration
	var peakFew, peakMany uint64
	b.ResetTimer()
	for range b.N {
		peakFew = max(peakFew, peak(func() { importFile(b, few) }))
		peakMany = max(peakMany, peak(func() { oursTook += importFile(b, many) }))
		url := postgrestest.URL(b)
		began := time.Now()
		require.NoError(b, bareCopy(b.Context(), postgrestest.Open(b, url).DB(), many))
		copyTook += time.Since(began)
	}
	b.ReportMetric(float64(manyResidents*b.N)/oursTook.Seconds(), "rows/s")
	b.ReportMetric(copyTook.Seconds()/oursTook.Seconds(), "of-copy")
	b.ReportMetric(float64(peakMany)/(1<<20), "peak-MB")
	b.ReportMetric(float64(peakMany)/float64(peakFew), "peak-growth")
}

// maxHouse is the highest house number of the list. Higher ones can be dates, which imports
// refuse.
const maxHouse = 900

// residentsFile writes a list, and returns where.
func residentsFile(b *testing.B, rows int) string {
	b.Helper()
	file, err := os.Create(filepath.Join(b.TempDir(), "residents.csv"))
	require.NoError(b, err)
	out := csv.NewWriter(file)
	require.NoError(b, out.Write([]string{"letter_code", "name", "phone", "street", "house_number", "postcode", "ground", "vouchers"}))
	for i := range rows {
		require.NoError(b, out.Write([]string{
			codeOf(i), fmt.Sprint("Resident ", i), "", "Dorpsstraat", strconv.Itoa(i%maxHouse + 1), "2018", "taxicheque", "0",
		}))
	}
	out.Flush()
	require.NoError(b, out.Error())
	require.NoError(b, file.Close())
	return file.Name()
}

// codeOf writes a number in the nine digits of letter codes.
func codeOf(n int) string {
	code := []byte("111111")
	for place := len(code) - 1; n > 0; place-- {
		code[place] += byte(n % 9)
		n /= 9
	}
	return string(code)
}

// importFile runs the command on a database of its own.
func importFile(b *testing.B, file string) time.Duration {
	url := postgrestest.URL(b)
	began := time.Now()
	code := runIn(b.Context(), []string{"import", "residents", file, "--programme", "antwerpen", "--database-url", url},
		&terminal.Terminal{Out: io.Discard, Err: os.Stderr, Now: monday})
	require.Equal(b, exit.CodeOK, code)
	return time.Since(began)
}

// peak returns the max heap while a function runs.
func peak(do func()) uint64 {
	runtime.GC()
	done, largest := make(chan struct{}), uint64(0)
	var looking sync.WaitGroup
	looking.Go(func() {
		ticks := time.NewTicker(2 * time.Millisecond)
		defer ticks.Stop()
		for {
			var stats runtime.MemStats
			runtime.ReadMemStats(&stats)
			largest = max(largest, stats.HeapAlloc)
			select {
			case <-done:
				return
			case <-ticks.C:
			}
		}
	})
	do()
	close(done)
	looking.Wait()
	return largest
}

// bareCopy puts the rows of a file into the table, and checks nothing.
func bareCopy(ctx context.Context, db *sql.DB, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	rows := csv.NewReader(file)
	if _, err := rows.Read(); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	target, err := tx.PrepareContext(ctx, `
		COPY residents (programme, letter_code, name, phone, street, house_number, postcode, ground,
			person_key, created_at, changed_at) FROM STDIN`)
	if err != nil {
		return err
	}
	defer func() { _ = target.Close() }()
	for row, err := rows.Read(); err != io.EOF; row, err = rows.Read() {
		if err != nil {
			return err
		}
		_, err := target.ExecContext(ctx, "antwerpen", row[0], row[1], row[2], row[3], row[4], row[5], row[6],
			uuid.NewString(), monday(), monday())
		if err != nil {
			return err
		}
	}
	if _, err := target.ExecContext(ctx); err != nil {
		return err
	}
	return tx.Commit()
}
