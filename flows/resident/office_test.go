package resident_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/digipunt"
	"github.com/click-call-connect/helpline/scheduling/feedback"
	"github.com/click-call-connect/helpline/scheduling/referrals"
	"github.com/click-call-connect/helpline/scheduling/volunteers"
)

// office answers as it is set, and notes what it was asked to change.
type office struct {
	mu        sync.Mutex
	caller    booking.Caller
	identify  error
	lapsed    bool // the request that the part is of
	shortest  int  // digits of a code
	longest   int
	offer     error
	laterNone bool  // no times after the first three
	wishNone  bool  // no times of any wish
	keep      error // once
	book      error // once
	// and always:
	keepAlways, bookAlways error
	down                   error // everything that changes something

	request      error // always
	mayRequest   error // always, once an address is known
	mayNever     error // always
	move, cancel error // always
	near         []digipunt.Nearby
	nearTo       string // the postcode looked up last
	nearError    error
	landline     bool // no number receives texts

	expected contact.Expected // of every number
	answered []int64          // visits that were confirmed
	here     []int64          // visits whose student is there
	missing  []int64          // visits whose student is not

	offered   booking.OfferRequest // the last one
	bookings  []booking.PromiseRequest
	requests  []booking.NewcomerRequest
	moves     []booking.ChangeRequest
	cancels   []booking.ChangeRequest
	texts     map[string]string // once → to
	kept      []int64           // the last ones
	discarded []string
	callbacks map[string]scheduling.Callback
	demand    map[string]scheduling.Demand
	feedback  []feedback.Answer

	referred       []referrals.Request
	referredBefore bool
	volunteers     []volunteers.Left
}

const (
	rightCode  = "234567"
	rightPart  = "4567"
	lapsedPart = "47199" // of a request that nobody confirmed in time
)

func newOffice() *office {
	return &office{
		caller:    booking.Caller{Resident: scheduling.Resident{ID: 7, HouseNumber: "21 bus 4", Postcode: "2018", Phone: "+32470000007"}},
		shortest:  6,
		longest:   6,
		callbacks: map[string]scheduling.Callback{}, demand: map[string]scheduling.Demand{}, texts: map[string]string{},
		near: []digipunt.Nearby{
			{
				Digipunt: scheduling.Digipunt{Name: "Permeke", Street: "De Coninckplein 25", Postcode: "2060"}, Open: true,
				Hours: calendar.Span{From: monday(), To: monday().Add(3 * time.Hour)},
			},
			{
				Digipunt: scheduling.Digipunt{Name: "Couwelaar", Street: "Te Couwelaarlei 120", Postcode: "2100"},
				Hours:    calendar.Span{From: monday().Add(24 * time.Hour), To: monday().Add(27 * time.Hour)},
			},
			{Digipunt: scheduling.Digipunt{Name: "Luchtbal", Street: "Columbiastraat 8", Postcode: "2030"}},
		},
	}
}

// wholeOffice is all interfaces that a dialogue needs.
type wholeOffice interface {
	flows.Residents
	flows.Slots
	flows.Bookings
	flows.Visits
	flows.Digipunten
	flows.Callbacks
	flows.DemandRegister
	flows.Feedbacks
	flows.Referrals
	flows.Volunteers
}

func officeOf(d wholeOffice) flows.Office {
	return flows.Office{Residents: d, Slots: d, Bookings: d, Visits: d, Digipunten: d, Callbacks: d, Demand: d, Feedback: d, Referrals: d, Volunteers: d}
}

// visits are two planned ones, the first of them on the day after.
func visits() []scheduling.Visit {
	first := monday().Add(24 * time.Hour)
	second := first.Add(48 * time.Hour)
	return []scheduling.Visit{
		{ID: 71, Status: scheduling.Booked, Start: first, End: first.Add(time.Hour), Topic: "itsme", Postcode: "2018", Language: "nl", Reference: "47129", Word: "apple"},
		{ID: 72, Status: scheduling.Booked, Start: second, End: second.Add(time.Hour), Topic: "internet", Postcode: "2018", Language: "nl", Reference: "47128", Word: "moon"},
	}
}

func (o *office) Identify(_ context.Context, _ *scheduling.Programme, code string) (booking.Caller, error) {
	switch {
	case o.down != nil:
		return booking.Caller{}, o.down
	case code != rightCode:
		return booking.Caller{}, scheduling.ErrNotFound
	}
	return o.caller, o.identify
}

func (o *office) CodeDigits(context.Context, *scheduling.Programme) (shortest, longest int, err error) {
	return o.shortest, o.longest, o.down
}

func (o *office) IdentifyByPhone(_ context.Context, _ *scheduling.Programme, phone, check string) (booking.Caller, error) {
	if o.down != nil {
		return booking.Caller{}, o.down
	}
	if phone == "+32470000001" && (check == lapsedPart || o.lapsed && check == rightPart) {
		return booking.Caller{}, scheduling.ErrLapsed
	}
	reference := func(v scheduling.Visit) bool { return v.Reference == check }
	if phone != "+32470000001" || check != rightPart && !slices.ContainsFunc(o.caller.Planned, reference) {
		return booking.Caller{}, scheduling.ErrNotFound
	}
	return o.caller, o.identify
}

func (o *office) Request(_ context.Context, r booking.NewcomerRequest) (scheduling.Visit, error) {
	if err := errors.Join(o.request, o.down); err != nil {
		return scheduling.Visit{}, err
	}
	o.requests = append(o.requests, r)
	return scheduling.Visit{ID: r.VisitID, Reference: "47129", HeldUntil: r.Programme.CallbackDue(monday())}, nil
}

func (o *office) MayRequest(_ context.Context, check booking.RequestCheck) error {
	if check.Postcode == "" {
		return errors.Join(o.mayNever, o.down)
	}
	return errors.Join(o.mayRequest, o.mayNever, o.down)
}

func (o *office) Move(_ context.Context, r booking.ChangeRequest) (booking.Promise, error) {
	if err := errors.Join(o.move, o.down); err != nil {
		return booking.Promise{}, err
	}
	o.moves = append(o.moves, r)
	moved := scheduling.Visit{ID: r.Visit.ID, Start: r.Start, End: r.Start.Add(time.Hour), Reference: "47129", Word: "apple"}
	return booking.Promise{Visit: moved, Texted: true}, nil
}

func (o *office) Cancel(_ context.Context, r booking.ChangeRequest) (booking.Promise, error) {
	if err := errors.Join(o.cancel, o.down); err != nil {
		return booking.Promise{}, err
	}
	o.cancels = append(o.cancels, r)
	return booking.Promise{Visit: r.Visit, Texted: true}, nil
}

func (o *office) Nearby(_ context.Context, _ *scheduling.Programme, postcode string) ([]digipunt.Nearby, error) {
	o.nearTo = postcode
	return o.near, errors.Join(o.nearError, o.down)
}

func (o *office) TextDigipunt(
	_ context.Context, _ *scheduling.Programme, _ digipunt.Nearby, _ scheduling.Language, to, once string,
) error {
	if o.down != nil {
		return o.down
	}
	if o.landline || !strings.HasPrefix(to, "+324") {
		return scheduling.ErrInvalid
	}
	o.texts[once] = to
	return nil
}

func (o *office) Offer(_ context.Context, r booking.OfferRequest) ([]scheduling.Visit, error) {
	o.offered = r
	if o.offer != nil {
		return nil, o.offer
	}
	first := time.Date(2027, 3, 24, 9, 0, 0, 0, time.UTC)
	if !r.After.IsZero() {
		if o.laterNone {
			return nil, scheduling.ErrNoSlot
		}
		first = r.After.Add(24 * time.Hour)
	}
	if r.Wish != (scheduling.TimeWish{}) {
		return o.wished(r, first)
	}
	visits := make([]scheduling.Visit, r.Count)
	for i := range visits {
		visits[i] = scheduling.Visit{ID: int64(i + 1), Start: first.Add(time.Duration(i) * 28 * time.Hour)}
	}
	return visits, nil
}

// wished has a time at ten and one at two on each day, as far as the resident is free.
func (o *office) wished(r booking.OfferRequest, first time.Time) ([]scheduling.Visit, error) {
	if o.wishNone {
		return nil, scheduling.ErrNoSlot
	}
	var visits []scheduling.Visit
	for day := first.Truncate(24 * time.Hour); len(visits) < r.Count; day = day.Add(24 * time.Hour) {
		for _, at := range []time.Duration{10 * time.Hour, 14 * time.Hour} {
			start := day.Add(at).In(r.Programme.Zone)
			_, offset := start.Zone()
			start = start.Add(-time.Duration(offset) * time.Second)
			busy := slices.ContainsFunc(r.Busy, func(b calendar.Span) bool { return b.From.Before(start.Add(time.Hour)) && start.Before(b.To) })
			if r.Wish.Allows(start) && !busy {
				visits = append(visits, scheduling.Visit{ID: int64(100 + len(visits)), Start: start.UTC()})
				break
			}
		}
	}
	return visits, nil
}

func (o *office) Discard(_ context.Context, url string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.discarded = append(o.discarded, url)
	return o.down
}

func (o *office) Keep(_ context.Context, _ *scheduling.Programme, _ string, visits ...int64) error {
	o.kept = visits
	err := o.keep
	o.keep = nil // once: the next choice is free
	return errors.Join(err, o.keepAlways)
}

func (o *office) Book(_ context.Context, r booking.PromiseRequest) (booking.Promise, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := errors.Join(o.book, o.bookAlways); err != nil {
		o.book = nil
		return booking.Promise{}, err
	}
	o.bookings = append(o.bookings, r)
	return booking.Promise{Visit: scheduling.Visit{
		ID: r.VisitID, Status: scheduling.Booked, Start: r.Start, End: r.Start.Add(time.Hour), Reference: "47129", Word: "apple",
	}, Texted: true}, nil
}

func (o *office) CallBack(_ context.Context, p *scheduling.Programme, c scheduling.Callback) (scheduling.Callback, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down != nil {
		return scheduling.Callback{}, o.down
	}
	if c.Due.IsZero() {
		c.Due = p.CallbackDue(monday())
	}
	if before, ok := o.callbacks[c.Key]; ok { // as the store does: why and until when stay as they were
		c.Due, c.Reason, c.Note = before.Due, before.Reason, cmp.Or(c.Note, before.Note)
		c.Phone, c.ResidentID = cmp.Or(c.Phone, before.Phone), cmp.Or(c.ResidentID, before.ResidentID)
		c.RecordingURL = cmp.Or(c.RecordingURL, before.RecordingURL)
		if before.Status == scheduling.CallbackDone {
			c.Status = before.Status
		}
	}
	o.callbacks[c.Key] = c
	return c, nil
}

func (o *office) Expected(context.Context, *scheduling.Programme, string) (contact.Expected, error) {
	return o.expected, o.down
}

// FeedbackOf finds the question that the number was asked.
func (o *office) FeedbackOf(context.Context, int64) (contact.Feedback, error) {
	if o.down != nil {
		return contact.Feedback{}, o.down
	}
	if o.expected.Feedback.VisitID == 0 {
		return contact.Feedback{}, scheduling.ErrNotFound
	}
	return o.expected.Feedback, nil
}

func (o *office) TakeFeedback(_ context.Context, answer feedback.Answer) error {
	o.feedback = append(o.feedback, answer)
	return o.down
}

func (o *office) VisitOf(context.Context, int64) (scheduling.Visit, error) {
	if o.down != nil {
		return scheduling.Visit{}, o.down
	}
	if len(o.expected.Visits) == 0 {
		return scheduling.Visit{}, scheduling.ErrNotFound
	}
	return o.expected.Visits[0], nil
}

func (o *office) Answered(_ context.Context, v scheduling.Visit) error {
	if o.down != nil {
		return o.down
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.answered = append(o.answered, v.ID)
	return o.cancel
}

func (o *office) Here(_ context.Context, v scheduling.Visit) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down != nil || o.cancel != nil {
		return cmp.Or(o.down, o.cancel)
	}
	o.here = append(o.here, v.ID)
	return nil
}

func (o *office) Missing(_ context.Context, _ *scheduling.Programme, v scheduling.Visit, phone string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down != nil {
		return o.down
	}
	o.missing = append(o.missing, v.ID)
	o.callbacks[v.LateDedupKey()] = scheduling.Callback{Key: v.LateDedupKey(), Phone: phone, Reason: scheduling.ReasonNoArrival}
	return nil
}

func (o *office) RecordDemand(_ context.Context, d scheduling.Demand) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down != nil {
		return o.down
	}
	o.demand[d.Key] = d
	return nil
}

// changes counts what was booked, asked for, moved and called off.
func (o *office) changes() int {
	return len(o.bookings) + len(o.requests) + len(o.moves) + len(o.cancels)
}
