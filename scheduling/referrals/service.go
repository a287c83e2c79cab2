package referrals

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// Service is the core behind every way in which people are referred. It is safe for
// concurrent use.
type Service struct {
	Store Store
	Now   func() time.Time
	// Mobile reports whether a number can receive texts. If Mobile is nil, none can.
	Mobile func(e164 string) bool
	// Random draws a number from 0 to n-1. If Random is nil, it is drawn by crypto/rand.
	Random func(n int) int
}

const (
	maxReferenceTries = 10
	referenceDigits   = 5
	// receiverTimeout is how long a receiver has to confirm before the office asks.
	receiverTimeout = 7 * 24 * time.Hour
	// maxNameLength limits an organisation's name, in characters.
	maxNameLength = 80
)

// AddOrganisation adds an organisation, or changes the one with this name. It returns
// ErrInvalid if the name or the kind is missing. If withCode is true and it has no code yet,
// one is made.
func (s *Service) AddOrganisation(ctx context.Context, o Organisation, withCode bool) (Organisation, error) {
	o.Name = strings.Join(strings.Fields(o.Name), " ")
	if o.Name == "" || len([]rune(o.Name)) > maxNameLength {
		return o, fmt.Errorf("%w: an organisation needs a name of at most %d characters", scheduling.ErrInvalid, maxNameLength)
	}
	if !slices.Contains(Kinds(), o.Kind) {
		return o, fmt.Errorf("%w: the kind of an organisation is one of %s", scheduling.ErrInvalid, joined(Kinds()))
	}
	if withCode {
		code, err := lettercode.New(rand.Reader)
		if err != nil {
			return o, err
		}
		o.Code = code
	}
	return s.Store.SaveOrganisation(ctx, o, s.Now())
}

// Named returns the organisation of a programme with a name, however it is written in
// capitals. It returns ErrNotFound if there is none.
func (s *Service) Named(ctx context.Context, p *scheduling.Programme, name string) (Organisation, error) {
	return s.find(ctx, p.Name, func(o *Organisation) bool { return strings.EqualFold(o.Name, strings.TrimSpace(name)) })
}

// ByCode returns the organisation of a programme with a code. It returns ErrNotFound if there
// is none.
func (s *Service) ByCode(ctx context.Context, p *scheduling.Programme, code string) (Organisation, error) {
	return s.find(ctx, p.Name, func(o *Organisation) bool { return code != "" && o.Code == code })
}

func (s *Service) find(ctx context.Context, programme string, is func(*Organisation) bool) (Organisation, error) {
	all, err := s.Store.Organisations(ctx, programme)
	if err != nil {
		return Organisation{}, err
	}
	for i := range all {
		if is(&all[i]) {
			return all[i], nil
		}
	}
	return Organisation{}, fmt.Errorf("organisation: %w", scheduling.ErrNotFound)
}

// Onwards refers somebody who asked for a course on the line to its organiser, which is added
// to the organisations of the programme if it is not there yet. It is open until the
// organiser confirms, and the office has a callback to bring both together.
func (s *Service) Onwards(ctx context.Context, p *scheduling.Programme, course *scheduling.Course, request Request) (Referral, error) {
	organiser, err := s.Named(ctx, p, course.By)
	if errors.Is(err, scheduling.ErrNotFound) {
		organiser, err = s.AddOrganisation(ctx, Organisation{Programme: p.Name, Name: course.By, Kind: Course, Phone: course.Phone}, false)
	}
	if err != nil {
		return Referral{}, err
	}
	request.Direction, request.Organisation, request.Wish = Out, organiser, course.Name
	r, _, err := s.Add(ctx, p, request)
	return r, err
}

// Request is somebody who is to be referred.
type Request struct {
	Direction    Direction
	Organisation Organisation
	ResidentID   int64
	Phone        string // of the client, E.164; may be empty if the resident is known
	Topic        scheduling.Topic
	Ground       scheduling.Ground
	Part         scheduling.DayPart
	Consent      bool   // the person agreed to be referred
	Wish         string // of a referral onwards that was asked for on the line: the course
	RecordingURL string // with the client's name, of a referral by telephone
	CallID       string // of a referral by telephone: it is stored once
}

// Add refers somebody. If the same organisation already has a waiting referral of this
// person, that one is returned with added false. It returns ErrInvalid without consent,
// without anybody to contact, or with a topic that the programme does not have.
func (s *Service) Add(ctx context.Context, p *scheduling.Programme, request Request) (r Referral, added bool, err error) {
	if err := request.check(p); err != nil {
		return Referral{}, false, err
	}
	now := s.Now()
	r = Referral{
		Programme: p.Name, Direction: request.Direction, Organisation: request.Organisation, ResidentID: request.ResidentID,
		Phone: request.Phone, Topic: request.Topic, Ground: request.Ground, Part: request.Part, ConsentAt: now, CreatedAt: now,
		Status: Sent, Due: now.Add(receiverTimeout),
	}
	add := AddRequest{References: s.references(), Now: now}
	switch {
	case request.Direction == In:
		r.Status, r.Due = New, CallTime(p, request.Part, now)
		add.Callback = clientCallback(&r, request, r.Due, now)
	case request.Wish != "":
		add.Callback = clientCallback(&r, request, CallTime(p, request.Part, now), now)
	}
	add.Referral = r
	return s.Store.AddReferral(ctx, add)
}

func (request *Request) check(p *scheduling.Programme) error {
	switch {
	case !request.Consent:
		return fmt.Errorf("%w: nobody is referred who did not agree to it; ask, and note that they did", scheduling.ErrInvalid)
	case request.Organisation.ID == 0:
		return fmt.Errorf("%w: a referral needs an organisation", scheduling.ErrInvalid)
	case request.ResidentID == 0 && request.Phone == "":
		return fmt.Errorf("%w: a referral needs a resident, or a telephone number", scheduling.ErrInvalid)
	case request.Topic != "" && !slices.Contains(p.Topics, request.Topic):
		return fmt.Errorf("%w: %s has no such topic; it has %s", scheduling.ErrInvalid, p.Name, joined(p.Topics))
	case request.Ground != "" && !slices.Contains(p.Grounds, request.Ground):
		return fmt.Errorf("%w: %s has no such ground; it has %s", scheduling.ErrInvalid, p.Name, joined(p.Grounds))
	case request.Part != scheduling.AnyPart && request.Part != scheduling.Morning && request.Part != scheduling.Afternoon:
		return fmt.Errorf("%w: when to call is morning, afternoon, or left out", scheduling.ErrInvalid)
	}
	return nil
}

// clientCallback returns the callback by which the office contacts a client, or brings a
// resident and the receiver together.
func clientCallback(r *Referral, request Request, due, now time.Time) scheduling.Callback {
	c := callback(r, r.CallNote(request.Wish), due, now)
	c.RecordingURL = request.RecordingURL
	c.Key = request.CallID // the call's recording belongs to it; Store.AddReferral makes a key if there is none
	return c
}

// CallNote returns the note of the callback by which a new referral begins, coded and without
// its reference. wish is the course that was asked for on the line, if there is one.
func (r *Referral) CallNote(wish string) string {
	if wish != "" {
		return scheduling.NoteWish.With("to", r.Organisation.Name, "wish", wish)
	}
	note := scheduling.NoteReferred.With("from", r.Organisation.Name)
	if r.Ground != "" {
		note += "; " + scheduling.NoteGround.With("ground", string(r.Ground))
	}
	switch r.Part {
	case scheduling.Morning:
		note += "; " + scheduling.NoteBestMorning.With()
	case scheduling.Afternoon:
		note += "; " + scheduling.NoteBestAfternoon.With()
	}
	return note
}

// callback returns a callback about a referral.
func callback(r *Referral, note string, due, now time.Time) scheduling.Callback {
	return scheduling.Callback{
		Key: scheduling.ReferralDedupKey(r.ID, string(r.Status), due), Programme: r.Programme, Reason: scheduling.ReasonReferral,
		Status: scheduling.CallbackOpen, Phone: r.Phone, ResidentID: r.ResidentID, Due: due, Note: note, CreatedAt: now,
	}
}

// Accept notes the next step that a person made: of a referral that comes in, that the
// client was contacted; of one that goes out, that the receiver confirmed. It returns
// ErrTransition if the referral is past that.
func (s *Service) Accept(ctx context.Context, p *scheduling.Programme, r *Referral, why string) (Referral, error) {
	now := s.Now()
	change := Change{ID: r.ID, From: r.Status, To: Accepted, Due: r.Due, Closes: true, Why: why, Now: now}
	if r.Direction == In {
		change.To, change.Due, change.Closes = Contacted, CallTime(p, r.Part, now), false
	}
	return s.advance(ctx, r, change)
}

// Close ends a referral. A referral whose client has a visit is closed as Done when the
// referrer was told by a person. It returns ErrTransition if the referral has ended, and
// ErrInvalid for an unknown outcome.
func (s *Service) Close(ctx context.Context, r *Referral, outcome Outcome, why string) (Referral, error) {
	if !slices.Contains(Outcomes(), outcome) {
		return *r, fmt.Errorf("%w: the outcome of a referral is one of %s", scheduling.ErrInvalid, joined(Outcomes()))
	}
	return s.advance(ctx, r, Change{
		ID: r.ID, From: r.Status, To: Closed, Outcome: outcome, VisitID: r.VisitID, Due: r.Due, Closes: true, Why: why, Now: s.Now(),
	})
}

func (s *Service) advance(ctx context.Context, r *Referral, change Change) (Referral, error) {
	if !change.From.CanBecome(change.To) {
		return *r, scheduling.ErrTransition
	}
	return s.Store.AdvanceReferral(ctx, change)
}

// references draws references of five digits without 0, as those of visits.
func (s *Service) references() []string {
	drawn := make([]string, maxReferenceTries)
	for i := range drawn {
		digits := make([]byte, referenceDigits)
		for j := range digits {
			digits[j] = byte('1' + s.random(9))
		}
		drawn[i] = string(digits)
	}
	return drawn
}

func (s *Service) random(n int) int {
	if s.Random != nil {
		return s.Random(n)
	}
	drawn, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		return 0 // unreachable: crypto/rand ends the process if the system has no randomness
	}
	return int(drawn.Int64())
}

func joined[T ~string](all []T) string {
	names := make([]string, len(all))
	for i, name := range all {
		names[i] = string(name)
	}
	return strings.Join(names, ", ")
}

// isTextable reports whether an organisation is told by text.
func (s *Service) isTextable(ctx context.Context, o *Organisation) (bool, error) {
	answer, err := contact.MayText(ctx, s.Store, s.Mobile, o.Programme, o.Phone)
	return answer == contact.MayBeTexted, err
}

// errors that RunDue may ignore: another process was first.
func wasFirst(err error) bool { return errors.Is(err, scheduling.ErrTransition) }
