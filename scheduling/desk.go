package scheduling

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sync"
	"time"
)

// Desk is the one booking core behind every channel: call, text, API, console.
// It is safe for concurrent use.
type Desk struct {
	Store Store
	Now   func() time.Time
	// Mobile reports whether a number can receive texts. nil: none can.
	Mobile func(e164 string) bool
	// Words are the keys of the visit words that flows/locale knows.
	Words []string
	// Travel replaces the programme's straight lines; nil: StraightLine.
	Travel func(*Programme) Travel
	// Random returns a number below n; nil: crypto/rand, because a
	// visit word that can be guessed opens a door.
	Random func(n int) int

	mu      sync.Mutex
	diaries map[string]*Diary
}

// searches is how often a time is looked for again after losing it to another
// caller. Each time somebody else won, so that the line as a whole moves on.
const searches = 12

// Caller is a resident who proved who they are, and what they have.
type Caller struct {
	Resident Resident
	Planned  []Visit // earliest first
	Last     Visit   // the latest that was completed; no ID: none yet
}

// Identify finds the resident of a letter code and says whether they may book:
// nil, or ErrNotFound, ErrCodeReplaced, ErrOutsideArea, ErrVisitLimit,
// ErrNoVoucher. With the last three the Caller is filled in all the same.
func (d *Desk) Identify(ctx context.Context, p *Programme, code string) (Caller, error) {
	resident, err := d.Store.ResidentByCode(ctx, p.Name, code)
	if err != nil {
		return Caller{}, err
	}
	return d.caller(ctx, p, resident)
}

// IdentifyByPhone finds the resident with a number who knows a check: the last
// digits of their letter code, or the reference of a planned visit. The number
// alone finds nobody, because it can be spoofed. Errors as of Identify, and ErrLapsed
// as of Store.ResidentByPhone.
func (d *Desk) IdentifyByPhone(ctx context.Context, p *Programme, phone, check string) (Caller, error) {
	if phone == "" {
		return Caller{}, ErrNotFound
	}
	resident, err := d.Store.ResidentByPhone(ctx, p.Name, phone, check, d.Now())
	if err != nil {
		return Caller{}, err
	}
	return d.caller(ctx, p, resident)
}

func (d *Desk) caller(ctx context.Context, p *Programme, resident Resident) (Caller, error) {
	caller := Caller{Resident: resident}
	var err error
	if caller.Planned, err = d.Store.PlannedVisits(ctx, resident.ID, d.Now()); err != nil {
		return Caller{}, err
	}
	if caller.Last, err = d.Store.LastVisit(ctx, resident.ID); err != nil && !errors.Is(err, ErrNotFound) {
		return Caller{}, err
	}
	switch {
	case !p.Serves(resident.Postcode):
		return caller, ErrOutsideArea
	case p.Visit.Open > 0 && len(caller.Planned) >= p.Visit.Open:
		return caller, ErrVisitLimit
	case p.Voucher.Required && resident.Vouchers < p.PerVisit():
		return caller, ErrNoVoucher
	}
	return caller, nil
}

// OfferRequest asks for times to be spoken to somebody.
type OfferRequest struct {
	Need
	Programme *Programme
	Key       string // of the request: asking again with it returns the same times
	Holder    string
	Channel   Channel
	After     time.Time // only later days; zero: from the first possible
	Busy      []Span    // when the resident has another visit
	Within    []Span    // when it suits the resident that the visit begins; none: whenever
	Count     int
}

// Slots finds times without holding them: what could be offered at this moment.
// Errors as of Offer.
func (d *Desk) Slots(ctx context.Context, r OfferRequest) ([]Wish, error) {
	wishes, _, err := d.find(ctx, r)
	return wishes, err
}

// find brings the diary up to date and searches it.
func (d *Desk) find(ctx context.Context, r OfferRequest) ([]Wish, Search, error) {
	now, diary := d.Now(), d.diary(r.Programme)
	search := Search{
		Need: r.Need, Rules: d.rules(r.Programme, now), Holder: r.Holder,
		After: r.After, Busy: r.Busy, Within: r.Within, Count: r.Count, Moves: LongestChain,
	}
	if err := diary.Refresh(ctx, now); err != nil {
		return nil, search, err
	}
	wishes := diary.Find(search)
	if len(wishes) == 0 {
		return nil, search, diary.whyNone(search)
	}
	return wishes, search, nil
}

// Offer finds times and holds them for the holder, who loses what they held
// before. It returns at least one held visit, in order of time, or ErrNoSlot,
// or ErrSlotTaken when every time left is held for somebody else right now.
func (d *Desk) Offer(ctx context.Context, r OfferRequest) ([]Visit, error) {
	for range searches {
		wishes, search, err := d.find(ctx, r)
		if err != nil {
			return nil, err
		}
		visits, err := d.Store.Hold(ctx, d.holdRequest(r, search, wishes))
		if err != nil || len(visits) > 0 {
			return visits, err
		}
	}
	return nil, ErrSlotTaken
}

func (d *Desk) holdRequest(r OfferRequest, search Search, wishes []Wish) HoldRequest {
	now := search.Rules.Now
	return HoldRequest{
		Key: r.Key, Holder: r.Holder, Programme: r.Programme.Name,
		Postcode: r.Postcode, Topic: r.Topic, Language: r.Language, Channel: r.Channel,
		Wishes: wishes, Until: now.Add(r.Programme.Visit.Hold), Now: now,
		From: diaryFrom(r.Programme, now), Fits: search.Rules.Fits(r.Need), Follow: search.Rules.Follow,
	}
}

// whyNone tells a full diary from one in which other callers are choosing.
func (d *Diary) whyNone(search Search) error {
	search.Rules.Now = search.Rules.Now.Add(holdsForgotten)
	search.Rules.Programme = withNotice(search.Rules.Programme, -holdsForgotten)
	search.Count = 1
	if len(d.Find(search)) > 0 {
		return ErrSlotTaken
	}
	return ErrNoSlot
}

// holdsForgotten is longer than any hold: seen from then, all have expired.
const holdsForgotten = 24 * time.Hour

func withNotice(p *Programme, by time.Duration) *Programme {
	later := *p
	later.Visit.Notice += by
	later.Visit.Horizon += by
	later.Dispatch.Ask += by
	return &later
}

// Keep prolongs the chosen time for a holder, or the times they choose from, and
// gives back their others. ErrSlotTaken: none is theirs any longer.
func (d *Desk) Keep(ctx context.Context, p *Programme, holder string, visitIDs ...int64) error {
	now := d.Now()
	return d.Store.Keep(ctx, holder, visitIDs, now.Add(p.Visit.Hold), now)
}

// BookingRequest asks for a held time to become a promise.
type BookingRequest struct {
	Need
	Programme  *Programme
	Holder     string
	VisitID    int64
	Start      time.Time
	ResidentID int64
	Phones     []string // a confirmation is texted to the first that is a mobile
	Channel    Channel
	DemandKey  string
}

// Promise is a booked visit, and whether a text confirms it.
type Promise struct {
	Visit
	Texted bool
}

// Book makes the promise: the visit, its voucher, its confirmation and its
// demand record in one transaction. Errors as of Store.Book.
func (d *Desk) Book(ctx context.Context, r BookingRequest) (Promise, error) {
	now := d.Now()
	planned, err := d.Store.PlannedVisits(ctx, r.ResidentID, now)
	if err != nil {
		return Promise{}, err
	}
	request := BookRequest{
		Holder: r.Holder, VisitID: r.VisitID, ResidentID: r.ResidentID,
		References: d.references(), Word: d.word(planned), Contact: d.contact(r.Phones),
		Vouchers: r.Programme.PerVisit(), Open: r.Programme.Visit.Open,
		Demand: Demand{
			Key: r.DemandKey, Programme: r.Programme.Name, At: now, Channel: r.Channel,
			Language: r.Language, Topic: r.Topic, Postcode: r.Postcode, Outcome: OutcomeBooked,
		},
		Now: now, From: diaryFrom(r.Programme, now), Fits: d.keepable(r.Programme, r.Need, now),
	}
	if to, ok := d.firstMobile(r.Phones); ok && r.Channel != SMS { // there, the answer confirms it
		request.Message = ToResident(r.Programme, Confirmation, ConfirmationKey, r.Language, to, r.Start, now)
	}
	visit, err := d.Store.Book(ctx, request)
	return Promise{Visit: visit, Texted: request.Message != nil}, err
}

// thinking is how much nearer a visit may come while somebody decides.
const thinking = time.Hour

// keepable is what decides whether an offered time can still be promised. Somebody who
// answers a text hours later may say yes to a time that has come so near since that
// nobody would be offered it, and that no student can be asked about any more.
func (d *Desk) keepable(p *Programme, need Need, now time.Time) Fits {
	fits, nearest := d.rules(p, now).Fits(need), now.Add(p.Visit.Notice-thinking)
	return func(student Student, visits []Visit, slot Slot) error {
		if slot.Start.Before(nearest) || slot.Start.Before(now) {
			return fmt.Errorf("%w: it was offered too long ago", ErrSlotTaken)
		}
		return fits(student, visits, slot)
	}
}

// word draws a visit word that none of the resident's planned visits has: whoever
// expects two students must be able to tell them apart.
func (d *Desk) word(planned []Visit) string {
	for first, i := d.random(len(d.Words)), 0; i < len(d.Words); i++ {
		word := d.Words[(first+i)%len(d.Words)]
		if !slices.ContainsFunc(planned, func(v Visit) bool { return v.Word == word }) {
			return word
		}
	}
	return d.Words[0]
}

// contact is where a resident hears about a visit: on a mobile if they have one.
func (d *Desk) contact(phones []string) string {
	if mobile, ok := d.firstMobile(phones); ok {
		return mobile
	}
	for _, phone := range phones {
		if phone != "" {
			return phone
		}
	}
	return ""
}

func (d *Desk) firstMobile(phones []string) (string, bool) {
	for _, phone := range phones {
		if phone != "" && d.Mobile != nil && d.Mobile(phone) {
			return phone, true
		}
	}
	return "", false
}

// referenceTries is how many references are drawn for one booking: with 59,049
// of them, ten taken ones in a row do not happen.
const referenceTries = 10

// references draws five-digit references without 0, like letter codes: easy to
// hear, and 0 keeps its one meaning.
func (d *Desk) references() []string {
	drawn := make([]string, referenceTries)
	for i := range drawn {
		digits := make([]byte, 5)
		for j := range digits {
			digits[j] = byte('1' + d.random(9))
		}
		drawn[i] = string(digits)
	}
	return drawn
}

// CallBack notes that a human will call, and until when that can be promised; or,
// with the status CallbackDone, that they talked.
func (d *Desk) CallBack(ctx context.Context, p *Programme, c Callback) (Callback, error) {
	now := d.Now()
	c.Programme, c.CreatedAt = p.Name, now
	if c.Status == "" {
		c.Status = CallbackOpen
	}
	if c.Due.IsZero() {
		c.Due = p.CallbackDue(now)
	}
	saved, err := d.Store.SaveCallback(ctx, c)
	if err == nil && saved.Due.Before(now) { // one that is late already: it stays so in the list, and nobody hears of a day that is over
		saved.Due = p.CallbackDue(now)
	}
	return saved, err
}

// Discard has a recording deleted that nobody needs.
func (d *Desk) Discard(ctx context.Context, recordingURL string) error {
	return d.Store.Discard(ctx, recordingURL, d.Now())
}

// RecordDemand notes what somebody wanted and what came of it.
func (d *Desk) RecordDemand(ctx context.Context, demand Demand) error {
	demand.At = d.Now()
	return d.Store.SaveDemand(ctx, demand)
}

func (d *Desk) rules(p *Programme, now time.Time) Rules {
	var travel Travel = p.Travel
	if d.Travel != nil {
		travel = d.Travel(p)
	}
	return Rules{Programme: p, Travel: travel, Now: now}
}

func (d *Desk) random(n int) int {
	if d.Random != nil {
		return d.Random(n)
	}
	drawn, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		return 0 // the system has no randomness: crypto/rand ends the process before this
	}
	return int(drawn.Int64())
}

// diary returns the programme's diary, an empty one the first time.
func (d *Desk) diary(p *Programme) *Diary {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.diaries == nil {
		d.diaries = map[string]*Diary{}
	}
	if d.diaries[p.Name] == nil {
		d.diaries[p.Name] = NewDiary(p, d.Store)
	}
	return d.diaries[p.Name]
}

// Warm reads the diaries of programmes, so that the first caller does not wait
// for it.
func (d *Desk) Warm(ctx context.Context, programmes Programmes) error {
	for _, p := range programmes {
		if err := d.diary(p).Refresh(ctx, d.Now()); err != nil {
			return fmt.Errorf("reading the diary of %s: %w", p.Name, err)
		}
	}
	return nil
}
