package pages

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// IsFirst reports whether the times on offer are the first ones, of any day and hour.
func IsFirst(s *flows.Session) bool { return s.After.IsZero() && s.Wish == scheduling.TimeWish{} }

// IsLater reports whether they are others.
func IsLater(s *flows.Session) bool { return !IsFirst(s) }

// leave notes the page that somebody turns away from.
func leave(s *flows.Session) {
	if IsFirst(s) {
		s.Heard = nil
		for _, offer := range s.Offer {
			s.Heard = append(s.Heard, offer.Start)
		}
	}
	s.Before = append(slices.Clone(s.Before), flows.TimePage{After: s.After, Wish: s.Wish})
	s.Last = false
}

// Next looks for times after those on offer.
func Next(s *flows.Session) {
	leave(s)
	if len(s.Offer) > 0 {
		s.After = s.Offer[len(s.Offer)-1].Start
	}
}

// Previous goes back to the page before.
func Previous(s *flows.Session) {
	last := len(s.Before) - 1
	if last < 0 {
		return
	}
	s.After, s.Wish, s.Last = s.Before[last].After, s.Before[last].Wish, false
	s.Before = slices.Clone(s.Before[:last])
}

// AnyTime looks for times of any day and hour, after the first that were heard.
func AnyTime(s *flows.Session) {
	leave(s)
	s.Wish, s.After = scheduling.TimeWish{}, time.Time{}
	if len(s.Heard) > 0 {
		s.After = s.Heard[len(s.Heard)-1]
	}
}

// WishFor looks for times of a wish, from the first possible day.
func WishFor(wish scheduling.TimeWish) func(*flows.Session) {
	return func(s *flows.Session) {
		leave(s)
		s.Wish, s.After = wish, time.Time{}
	}
}

// First goes back to the first page of the same wish: the times of all pages may have
// changed.
func First(s *flows.Session) {
	s.After, s.Last, s.Before = time.Time{}, false, nil
	if s.Wish != (scheduling.TimeWish{}) {
		s.Before = []flows.TimePage{{}}
	}
}

// Forget forgets which times were heard, and which were wished for.
func Forget(s *flows.Session) { s.After, s.Pages = time.Time{}, flows.Pages{} }
