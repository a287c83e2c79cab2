package postgres_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// BenchmarkFindResident finds one among 400,000, by name and street with a typing error,
// by a common name, by number and by what nobody has. It reports the slowest of a
// hundred.
func BenchmarkFindResident(b *testing.B) {
	const many = 400_000
	store := postgrestest.New(b)
	draw := rand.New(rand.NewPCG(1, 2))
	_, err := store.ImportResidents(b.Context(), "antwerpen", population(many, draw), opening)
	require.NoError(b, err)
	_, err = store.DB().ExecContext(b.Context(), `ANALYZE residents, word_keys`)
	require.NoError(b, err)
	office := registry(store)
	var took []time.Duration
	b.ResetTimer()
	for range b.N {
		words := question(draw)
		began := time.Now()
		_, _, err := office.Find(b.Context(), "antwerpen", words, 20)
		took = append(took, time.Since(began))
		require.NoError(b, err)
	}
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// syllables make names that are spread as names are: few are frequent, many are rare.
func syllables() []string {
	return []string{
		"jan", "pee", "ver", "mae", "wou", "ters", "sens", "broek", "lin", "den", "hae", "gen", "bos", "mar", "cou", "rens", "dam", "vel", "rie", "tier",
		"el", "ben", "ali", "yil", "maz", "kow", "ski", "ndo", "kar", "im",
	}
}

func word(draw *rand.Rand, most int) string {
	n := int(float64(most) * draw.Float64() * draw.Float64() * draw.Float64())
	made, syllables := "", syllables()
	for range 3 {
		made += syllables[n%len(syllables)]
		n /= len(syllables)
	}
	return made
}

func population(n int, draw *rand.Rand) func(func(scheduling.Resident, error) bool) {
	return func(yield func(scheduling.Resident, error) bool) {
		for i := range n {
			r := scheduling.Resident{
				LetterCode: letterCode9(i), Name: word(draw, 2000) + " " + word(draw, 20_000), Phone: fmt.Sprintf("+3247%07d", i),
				Street: word(draw, 4000) + "straat", HouseNumber: fmt.Sprint(1 + i%90), Postcode: []string{"2060", "2018", "2000", "2100"}[i%4],
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

func letterCode9(n int) string {
	digits := []byte("111111111")
	for place := 8; n > 0; place-- {
		digits[place] += byte(n % 9)
		n /= 9
	}
	return string(digits)
}

func question(draw *rand.Rand) string {
	first, last, street := word(draw, 2000), word(draw, 20_000), word(draw, 4000)+"straat"
	mistyped := func(w string) string {
		at := 1 + draw.IntN(len(w)-1)
		return w[:at] + w[at+1:]
	}
	switch draw.IntN(6) {
	case 0:
		return first
	case 1:
		return first + " " + last
	case 2:
		return mistyped(last) + " " + street
	case 3:
		return fmt.Sprintf("0047%07d", draw.IntN(400_000))[2:]
	case 4:
		return mistyped(street) + fmt.Sprintf(" %d 2060", draw.IntN(90))
	}
	return mistyped(last)
}

// BenchmarkMoveResident moves a resident with three visits ahead to and fro, among forty
// students.
func BenchmarkMoveResident(b *testing.B) {
	p, store := antwerpen(b), postgrestest.New(b)
	students, resident := people(b, store, 40, 1)
	friday := time.Date(2027, time.March, 12, 10, 0, 0, 0, time.UTC)
	for i, at := range []time.Duration{0, 3 * time.Hour, 3 * 24 * time.Hour} {
		bookedIn(b, store, students[i], resident, "2060", friday.Add(at))
	}
	office := registry(store)
	homes := []residents.Address{{Street: "Dorpstraat", HouseNumber: "4", Postcode: "2040"}, {Street: "Dorpsstraat", HouseNumber: "0", Postcode: "2060"}}
	b.ResetTimer()
	for i := range b.N {
		followed, err := office.Move(b.Context(), p, resident, homes[i%2])
		require.NoError(b, err)
		require.Len(b, followed, 3)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "move-ms")
}
