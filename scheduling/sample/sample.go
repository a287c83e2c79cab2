package sample

import (
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// town is a programme seen as a place to invent people for.
type town struct {
	programme *scheduling.Programme
	block     int      // sets the shipped programmes apart: 0, 1, 2; others 3 to 7
	served    []string // postcodes, in order; the first is the middle of the city
	nearby    []string
	rand      *rand.Rand
}

// townOf seeds by name: a demo that is started again knows the same people.
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

// digit is 2 to 9, another one for each block: letter codes and telephone
// numbers begin with it, so that no two shipped programmes share any.
func (t town) digit() int { return t.block + 2 }

// pick is any of a few.
func pick[T any](t town, from []T) T { return from[t.rand.IntN(len(from))] }

// landline is a number of the programme's own exchange, n from 0 to 999.
func (t town) landline(n int) string {
	exchange := t.programme.Numbers.CallerID
	return exchange[:max(0, len(exchange)-3)] + threeDigits(n)
}

func threeDigits(n int) string {
	return string([]byte{byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)})
}

// words splits a list written on one line.
func words(text string) []string { return strings.Split(text, ", ") }
