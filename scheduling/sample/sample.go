package sample

import (
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// town is a programme with what is needed to invent people.
type town struct {
	programme *scheduling.Programme
	block     int      // distinguishes the shipped programmes: 0, 1, 2; others 3 to 7
	served    []string // postcodes, sorted; the first is the centre of the city
	nearby    []string
	rand      *rand.Rand
}

// townOf returns a town seeded by the programme's name, so that every demo has the same
// people.
func townOf(p *scheduling.Programme) town {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(p.Name)) // never fails
	block := slices.Index([]string{"antwerpen", "gent", "hasselt"}, p.Name)
	if block < 0 {
		block = 3 + int(hash.Sum64()%5)
	}
	return town{
		programme: p,
		block:     block,
		served:    slices.Sorted(maps.Keys(p.Area)),
		nearby:    slices.Sorted(maps.Keys(p.Nearby)),
		rand:      rand.New(rand.NewPCG(hash.Sum64(), 1)), //nolint:gosec // the same people each time; nothing is secret
	}
}

// digit returns 2 to 9, the first digit of letter codes and telephone numbers. It
// differs between the shipped programmes.
func (t town) digit() int { return t.block + 2 }

// pick returns a random element.
func pick[T any](t town, from []T) T { return from[t.rand.IntN(len(from))] }

// landline returns the n-th number, from 0 to 999, in the programme's area code.
func (t town) landline(n int) string {
	exchange := t.programme.Numbers.CallerID
	return exchange[:max(0, len(exchange)-3)] + threeDigits(n)
}

func threeDigits(n int) string {
	return string([]byte{byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)})
}

// words splits a list written on one line.
func words(text string) []string { return strings.Split(text, ", ") }
