package privacy_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/privacy"
)

var errAway = errors.New("the database is away")

// book is a store with a number of rows that are due in each step.
type book struct {
	due     map[privacy.Step]int
	fails   privacy.Step
	asked   []privacy.Due
	batches int
	files   int
}

func (b *book) CountDue(_ context.Context, due privacy.Due) (int, error) { return b.due[due.Step], nil }

func (b *book) EndDue(_ context.Context, due privacy.Due, after int64, limit int) (privacy.Batch, error) {
	b.asked = append(b.asked, due)
	b.batches++
	if due.Step == b.fails {
		return privacy.Batch{}, errAway
	}
	ended := min(b.due[due.Step], limit)
	b.due[due.Step] -= ended
	return privacy.Batch{Ended: ended, Next: after + int64(ended), More: ended == limit}, nil
}

func (b *book) Expire(cutoff func(string) time.Time, _ bool) (int, error) {
	b.files++
	if !cutoff("antwerpen").Equal(time.Date(2027, time.March, 3, 8, 0, 0, 0, time.UTC)) {
		return 0, errors.New("another day")
	}
	return 1, nil
}

func antwerpen(t *testing.T) *scheduling.Programme {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return &scheduling.Programme{Name: "antwerpen", Zone: zone, Keep: scheduling.Retention{AddressDays: 30, CallLogDays: 90}}
}

func keeper(t *testing.T, b *book, now *time.Time) *privacy.Keeper {
	t.Helper()
	return &privacy.Keeper{
		Store: b, Files: b, Programmes: scheduling.Programmes{antwerpen(t)}, Now: func() time.Time { return *now }, Log: slog.New(slog.DiscardHandler),
	}
}

// The day is the programme's, whatever the clocks did in between.
func TestEachStepHasTheDaysOfTheProgrammesFile(t *testing.T) {
	now := time.Date(2027, time.June, 1, 7, 0, 0, 0, time.UTC) // nine o'clock, in summer
	b := &book{due: map[privacy.Step]int{privacy.Demand: 1700}}
	ended, err := keeper(t, b, &now).Run(t.Context(), antwerpen(t), false)
	require.NoError(t, err)
	require.Len(t, ended, len(privacy.Steps()))
	for i, step := range privacy.Steps() {
		require.Equal(t, step, ended[i].Step)
	}
	require.Equal(t, privacy.Ended{Step: privacy.Demand, Key: privacy.CallLogDays, Days: 90, Count: 1700}, ended[len(ended)-1])
	require.Equal(t, len(privacy.Steps())+3, b.batches, "in batches")
	for _, due := range b.asked {
		want := time.Date(2027, time.March, 3, 8, 0, 0, 0, time.UTC) // nine o'clock, in winter
		if due.Step == privacy.People || due.Step == privacy.Visits {
			want = time.Date(2027, time.May, 2, 7, 0, 0, 0, time.UTC)
		}
		require.Equal(t, want, due.Before, due.Step)
		require.False(t, due.Over)
	}
}

func TestAProgrammeIsOverDaysAfterItsLast(t *testing.T) {
	b := &book{due: map[privacy.Step]int{}}
	p := antwerpen(t)
	p.Window.LastDay = calendar.Day{Year: 2027, Month: time.May, Day: 1}
	for day, over := range map[int]bool{31: false, 32: true} {
		now := time.Date(2027, time.May, day, 0, 0, 0, 0, p.Zone)
		b.asked = nil
		_, err := keeper(t, b, &now).Run(t.Context(), p, false)
		require.NoError(t, err)
		require.Equal(t, over, b.asked[1].Over, day)
	}
}

func TestAStepThatFailsStopsNoOther(t *testing.T) {
	now := time.Date(2027, time.June, 1, 7, 0, 0, 0, time.UTC)
	b := &book{due: map[privacy.Step]int{privacy.Demand: 3}, fails: privacy.People}
	ended, err := keeper(t, b, &now).Run(t.Context(), antwerpen(t), false)
	require.ErrorIs(t, err, errAway)
	require.Equal(t, 3, ended[len(ended)-1].Count)
}

func TestEachNightOnceAndAgainAfterAFailure(t *testing.T) {
	now := time.Date(2027, time.June, 1, 1, 0, 0, 0, time.UTC) // three o'clock
	b := &book{due: map[privacy.Step]int{}, fails: privacy.Messages}
	k := keeper(t, b, &now)
	k.Files = nil
	var log bytes.Buffer
	k.Log = slog.New(slog.NewTextHandler(&log, nil))
	runs := func() int {
		before := b.batches
		_ = k.RunDue(t.Context())
		return (b.batches - before) / len(privacy.Steps())
	}
	require.Equal(t, 0, runs())
	now = now.Add(time.Hour)
	require.ErrorIs(t, k.RunDue(t.Context()), errAway)
	b.fails, b.due[privacy.Demand] = "", 7
	require.Equal(t, 1, runs(), "again, because it was not complete")
	require.Contains(t, log.String(), "programme=antwerpen demand=7")
	require.Equal(t, 0, runs())
	now = now.AddDate(0, 0, 1)
	require.Equal(t, 1, runs())
}

func TestWhatWaitsOnDiskHasADayToo(t *testing.T) {
	now := time.Date(2027, time.June, 1, 7, 0, 0, 0, time.UTC)
	b := &book{due: map[privacy.Step]int{}}
	count, err := keeper(t, b, &now).RunFiles(true)
	require.NoError(t, err)
	require.Equal(t, 1, count)
	require.NoError(t, keeper(t, b, &now).RunDue(t.Context()))
	require.Equal(t, 2, b.files)
}
