package resident_test

import (
	"context"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/digipunt"
)

// The people whom a simulated call can be about: who calls, whom they call for
// as well, and whoever else a mistyped code may belong to.
const (
	self       = 7
	relative   = 8
	unknownOne = 9
)

// books is the office of one simulated call: it stores what was changed, so that the outcome of
// the call is read from it, and not from the dialogue.
type books struct {
	*office
	codes     map[string]int64 // whose letter a code is
	phone     string           // on the caller's file; empty: not on file
	part      string
	postcode  string
	planned   map[int64][]scheduling.Visit
	asked     []booking.NewcomerRequest
	cancelled []scheduling.Visit // visits that were cancelled
	texted    []digipunt.Nearby
	told      []string // postcodes whose walk-in points were told
	now       time.Time
}

// oneLetterIn is of how many mistyped codes one is the code
// of another letter (3,000 letters among the codes of six digits from 1 to 9).
const oneLetterIn = 177

func (b *books) Identify(_ context.Context, _ *scheduling.Programme, code string) (booking.Caller, error) {
	if who, ok := b.codes[code]; ok {
		return b.resident(who), nil
	}
	digest := fnv.New32a()
	digest.Write([]byte(code))
	if digest.Sum32()%oneLetterIn == 0 {
		return b.resident(unknownOne), nil
	}
	return booking.Caller{}, scheduling.ErrNotFound
}

func (b *books) resident(who int64) booking.Caller {
	return booking.Caller{
		Resident: scheduling.Resident{ID: who, Postcode: b.postcode, Phone: b.phone},
		Planned:  slices.Clone(b.planned[who]),
	}
}

func (b *books) CodeDigits(context.Context, *scheduling.Programme) (shortest, longest int, err error) {
	return 6, 6, nil
}

func (b *books) IdentifyByPhone(_ context.Context, _ *scheduling.Programme, phone, check string) (booking.Caller, error) {
	if b.phone == "" || phone != b.phone || check != b.part {
		return booking.Caller{}, scheduling.ErrNotFound
	}
	return b.resident(self), nil
}

// Offer gives one time on each of the next working days, until the diary ends.
func (b *books) Offer(_ context.Context, r booking.OfferRequest) ([]scheduling.Visit, error) {
	day := time.Date(2027, 3, 24, 0, 0, 0, 0, r.Programme.Zone)
	if !r.After.IsZero() {
		day = r.After.In(r.Programme.Zone).AddDate(0, 0, 1)
	}
	end := time.Date(2027, 5, 3, 0, 0, 0, 0, r.Programme.Zone)
	hours := []time.Duration{10 * time.Hour, 14 * time.Hour, 690 * time.Minute, 16 * time.Hour, 570 * time.Minute}
	var visits []scheduling.Visit
	for len(visits) < r.Count && day.Before(end) {
		if weekday := day.Weekday(); weekday != time.Saturday && weekday != time.Sunday {
			midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, r.Programme.Zone)
			if start := midnight.Add(hours[day.YearDay()%len(hours)]); r.Wish.Allows(start) {
				visits = append(visits, scheduling.Visit{ID: int64(1000 + day.YearDay()), Start: start.UTC()})
			}
		}
		day = day.AddDate(0, 0, 1)
	}
	if len(visits) == 0 {
		return nil, scheduling.ErrNoSlot
	}
	return visits, nil
}

func (b *books) Book(_ context.Context, r booking.PromiseRequest) (booking.Promise, error) {
	visit := scheduling.Visit{
		ID: r.VisitID, Status: scheduling.Booked, Start: r.Start, End: r.Start.Add(time.Hour), Topic: r.Need.Topic,
		Postcode: b.postcode, Language: r.Need.Language, Reference: "47131", Word: "moon",
	}
	b.planned[r.ResidentID] = append(b.planned[r.ResidentID], visit)
	return booking.Promise{Visit: visit, Texted: true}, nil
}

func (b *books) Request(_ context.Context, r booking.NewcomerRequest) (scheduling.Visit, error) {
	b.asked = append(b.asked, r)
	return scheduling.Visit{ID: r.VisitID, Reference: "47131", HeldUntil: r.Programme.CallbackDue(b.now)}, nil
}

func (b *books) MayRequest(context.Context, booking.RequestCheck) error { return nil }

func (b *books) Move(_ context.Context, r booking.ChangeRequest) (booking.Promise, error) {
	visits := b.planned[r.ResidentID]
	for i := range visits {
		if visits[i].ID == r.Visit.ID {
			visits[i].Start, visits[i].End = r.Start, r.Start.Add(time.Hour)
			return booking.Promise{Visit: visits[i], Texted: true}, nil
		}
	}
	return booking.Promise{}, scheduling.ErrNotFound
}

func (b *books) Cancel(_ context.Context, r booking.ChangeRequest) (booking.Promise, error) {
	for i, visit := range b.planned[r.ResidentID] {
		if visit.ID == r.Visit.ID {
			b.planned[r.ResidentID] = slices.Delete(slices.Clone(b.planned[r.ResidentID]), i, i+1)
			b.cancelled = append(b.cancelled, visit)
			return booking.Promise{Visit: visit, Texted: true}, nil
		}
	}
	return booking.Promise{}, scheduling.ErrNotFound
}

// Nearby knows the served postcodes; which one was asked for is noted.
func (b *books) Nearby(_ context.Context, p *scheduling.Programme, postcode string) ([]digipunt.Nearby, error) {
	if !p.Serves(postcode) {
		return nil, scheduling.ErrNotFound
	}
	b.told = append(b.told, postcode)
	near := slices.Clone(b.near)
	for i := range near {
		near[i].Postcode = postcode
	}
	return near, nil
}

func (b *books) TextDigipunt(
	_ context.Context, _ *scheduling.Programme, point digipunt.Nearby, _ scheduling.Language, to, _ string,
) error {
	if !strings.HasPrefix(to, "+324") {
		return scheduling.ErrInvalid
	}
	b.texted = append(b.texted, point)
	return nil
}

// Keep, CallBack and RecordDemand are the harness's office's.

// callable reports whether a human knows whom to call, or has something to
// listen to.
func (b *books) callable(phone string) bool {
	for _, c := range b.callbacks {
		if c.RecordingURL != "" || c.Phone != "" && c.Phone == phone {
			return true
		}
	}
	return false
}
