package storagetest

import (
	"errors"
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling"
)

// property performs random operations in random order and checks the invariants after
// each. Every run continues in the same store, a week later, with what earlier runs
// left.
func property(t *testing.T, open Opener) {
	checkTimes(t, propertyRuns)
	w := newWorld(t, open(t), 3, 3)
	run := 0
	rapid.Check(t, func(r *rapid.T) {
		run++
		s := &script{world: w, run: run, movedTo: map[int64]bool{}}
		s.now = monday().AddDate(0, 0, 7*run)
		s.from(r)
		s.clear(r)
	})
}

// checkTimes makes rapid run n times unless -rapid.checks is set.
func checkTimes(t *testing.T, n int) {
	const name = "rapid.checks"
	chosen := false
	flag.Visit(func(f *flag.Flag) { chosen = chosen || f.Name == name })
	if chosen {
		return
	}
	before := flag.Lookup(name).Value.String()
	require.NoError(t, flag.Set(name, fmt.Sprint(n)))
	t.Cleanup(func() { require.NoError(t, flag.Set(name, before)) })
}

// script is one run of the property.
type script struct {
	*world
	run, step int
	held      []scheduling.Visit // all visits ever held
	promised  []promised
	movedTo   map[int64]bool // held times that a promise was moved to
}

type promised struct {
	id       int64
	resident int
}

func (s *script) from(r *rapid.T) {
	r.Repeat(map[string]func(*rapid.T){
		"hold":    s.holdSome,
		"book":    s.bookOne,
		"move":    s.moveOne,
		"cancel":  s.cancelOne,
		"request": s.requestOne,
		"confirm": s.confirmOne,
		"wait": func(r *rapid.T) {
			s.now = s.now.Add(time.Duration(rapid.IntRange(1, 40).Draw(r, "minutes")) * time.Minute)
		},
		"": func(r *rapid.T) { s.consistent(r) },
	})
}

func (s *script) slotAnywhere(r *rapid.T) scheduling.Slot {
	start := s.at(9, 15*rapid.IntRange(0, 24).Draw(r, "start"))
	return s.slot(rapid.IntRange(0, len(s.students)-1).Draw(r, "student"), start.AddDate(0, 0, 2))
}

func (s *script) holdSome(r *rapid.T) {
	s.step++
	holder := fmt.Sprintf("run-%d-%d", s.run, rapid.IntRange(0, 4).Draw(r, "holder"))
	held, err := s.Hold(s.ctx, s.holdRequest(holder, fmt.Sprint(s.step), s.slotAnywhere(r), s.slotAnywhere(r)))
	require.NoError(r, err)
	s.held = append(s.held, held...)
}

// anyHeld draws one of the held visits, or skips the step if there is none.
func (s *script) anyHeld(r *rapid.T) scheduling.Visit {
	if len(s.held) == 0 {
		r.Skip("nothing is held")
	}
	return rapid.SampledFrom(s.held).Draw(r, "held")
}

func (s *script) anyPromise(r *rapid.T) promised {
	if len(s.promised) == 0 {
		r.Skip("nothing is promised")
	}
	return rapid.SampledFrom(s.promised).Draw(r, "promise")
}

func (s *script) bookOne(r *rapid.T) {
	held, who := s.anyHeld(r), rapid.IntRange(0, len(s.residents)-1).Draw(r, "resident")
	visit, err := s.Book(s.ctx, s.bookRequest(held, who))
	if allowed(r, err, scheduling.ErrSlotTaken, scheduling.ErrNoVoucher) {
		s.promised = append(s.promised, promised{visit.ID, who})
	}
}

func (s *script) moveOne(r *rapid.T) {
	p, held := s.anyPromise(r), s.anyHeld(r)
	visit, err := s.Move(s.ctx, s.moveRequest(scheduling.Visit{ID: p.id}, held, p.resident))
	if !allowed(r, err, scheduling.ErrSlotTaken, scheduling.ErrTransition) {
		return
	}
	got, want := slotOf(visit), slotOf(held)
	if s.movedTo[held.ID] { // moved before; the visit may have another student since
		got.StudentID, want.StudentID = 0, 0
	}
	require.Equal(r, want, got)
	s.movedTo[held.ID] = true
}

func (s *script) cancelOne(r *rapid.T) {
	p := s.anyPromise(r)
	visit, err := s.Cancel(s.ctx, s.cancelRequest(scheduling.Visit{ID: p.id}, p.resident))
	require.NoError(r, err)
	require.Equal(r, scheduling.Cancelled, visit.Status)
}

func (s *script) requestOne(r *rapid.T) {
	request := s.visitRequest(s.anyHeld(r))
	request.Until, request.PerAddress = s.now.Add(time.Hour), 2
	_, err := s.Request(s.ctx, request)
	allowed(r, err, scheduling.ErrSlotTaken, scheduling.ErrVisitLimit)
}

func (s *script) confirmOne(r *rapid.T) {
	visit := s.stored(s.anyHeld(r).ID)
	_, err := s.Confirm(s.ctx, s.confirmRequest(visit))
	allowed(r, err, scheduling.ErrTransition, scheduling.ErrSlotTaken, scheduling.ErrNotFound)
}

// clear restores the residents' vouchers for the next run.
func (s *script) clear(r *rapid.T) {
	for _, p := range s.promised {
		_, err := s.Cancel(s.ctx, s.cancelRequest(scheduling.Visit{ID: p.id}, p.resident))
		require.NoError(r, err)
	}
	s.consistent(r)
}

// allowed reports whether an operation succeeded; if not, the error must be one of the
// reasons.
func allowed(r *rapid.T, err error, reasons ...error) bool {
	if err != nil && !isAny(err, reasons...) {
		require.NoError(r, err)
	}
	return err == nil
}

func isAny(err error, those ...error) bool {
	for _, one := range those {
		if errors.Is(err, one) {
			return true
		}
	}
	return false
}
