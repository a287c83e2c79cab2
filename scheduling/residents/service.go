package residents

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Service changes the records of residents. It is safe for concurrent use.
type Service struct {
	Store   Store
	Diaries *matching.Diaries
	Now     func() time.Time
	// Mobile reports whether a number can receive texts. If Mobile is nil, none can.
	Mobile func(e164 string) bool
}

// maxCodes is how many codes are drawn for one resident. Of 3,000 codes in use, ten
// taken ones in a row are practically impossible.
const maxCodes = 10

func drawCodes() ([]string, error) {
	codes := make([]string, maxCodes)
	for i := range codes {
		code, err := lettercode.New(rand.Reader)
		if err != nil {
			return nil, err
		}
		codes[i] = code
	}
	return codes, nil
}

// Add adds a resident with a new letter code. It does not look for somebody like them:
// see Recognise.
func (s *Service) Add(ctx context.Context, r *scheduling.Resident, callback int64) (scheduling.Resident, error) {
	codes, err := drawCodes()
	if err != nil {
		return scheduling.Resident{}, err
	}
	return s.Store.AddResident(ctx, AddRequest{Resident: *r, Codes: codes, Callback: callback, Now: s.Now()})
}

// NewCode replaces the letter code of a resident. Whoever uses the old one is told that a
// newer letter replaced it.
func (s *Service) NewCode(ctx context.Context, residentID int64) (string, error) {
	codes, err := drawCodes()
	if err != nil {
		return "", err
	}
	return s.Store.NewCode(ctx, residentID, codes, s.Now())
}

// Stop ends everything ahead of a resident. Nobody tells the resident; students who were
// asked are told that the visit is withdrawn.
func (s *Service) Stop(ctx context.Context, residentID int64, why Stop) ([]scheduling.Visit, error) {
	return s.Store.StopResident(ctx, residentID, why, s.Now())
}

// Merge makes one record of two.
func (s *Service) Merge(ctx context.Context, p *scheduling.Programme, into, from int64) error {
	if into == from {
		return fmt.Errorf("%w: both are the same record", scheduling.ErrInvalid)
	}
	return s.Store.MergeResidents(ctx, MergeRequest{Programme: p.Name, Into: into, From: from, Now: s.Now()})
}

// maxRelocations is how often a relocation begins again because a visit was booked
// meanwhile.
const maxRelocations = 5

// Move gives a resident another address. Their visits ahead follow: see Store.Relocate.
func (s *Service) Move(ctx context.Context, p *scheduling.Programme, residentID int64, to Address) ([]Followed, error) {
	var followed []Followed
	var err error
	for range maxRelocations {
		if followed, err = s.relocate(ctx, p, residentID, to); !errors.Is(err, scheduling.ErrSlotTaken) {
			break
		}
	}
	return followed, err
}

// FollowAll has the visits ahead of everybody whose address a list changed follow. It
// returns how many people there were.
func (s *Service) FollowAll(ctx context.Context, p *scheduling.Programme) (int, error) {
	astray, err := s.Store.Astray(ctx, p.Name, s.Now())
	for _, r := range astray {
		if _, failed := s.Move(ctx, p, r.ID, AddressOf(&r.Resident)); failed != nil {
			err = errors.Join(err, fmt.Errorf("resident %d: %w", r.ID, failed))
		}
	}
	return len(astray), err
}

// RunDue is FollowAll for every programme: an import that was cut off leaves visits at the
// address before, and any process of the line has them follow.
func (s *Service) RunDue(ctx context.Context, programmes scheduling.Programmes) error {
	var failed []error
	for _, p := range programmes {
		if _, err := s.FollowAll(ctx, p); err != nil {
			failed = append(failed, fmt.Errorf("visits of people who moved in %s: %w", p.Name, err))
		}
	}
	return errors.Join(failed...)
}

func (s *Service) relocate(ctx context.Context, p *scheduling.Programme, residentID int64, to Address) ([]Followed, error) {
	now := s.Now()
	ahead, err := s.Store.PlannedVisits(ctx, residentID, now)
	if err != nil {
		return nil, err
	}
	rules := s.Diaries.Rules(p, now)
	request := RelocateRequest{
		ResidentID: residentID, To: to, Served: p.Serves(to.Postcode), Candidates: map[int64]matching.Candidates{},
		Fits: rules.Fits, Cancelled: s.cancelled(p, now), Unstaffed: unstaffed(p, now), Now: now, From: matching.HistoryStart(p, now),
	}
	last, err := s.Store.LastVisit(ctx, residentID)
	if err != nil && !errors.Is(err, scheduling.ErrNotFound) {
		return nil, err
	}
	for i := range ahead {
		v := ahead[i]
		v.Postcode = to.Postcode
		request.Candidates[v.ID] = nil
		if !request.Served {
			continue
		}
		if request.Candidates[v.ID], err = s.Diaries.Candidates(ctx, &v, last.StudentID, []int64{v.StudentID}, rules); err != nil {
			return nil, err
		}
	}
	return s.Store.Relocate(ctx, request)
}

// readingTime is the minimum time before a visit in which a resident can read that it is
// cancelled.
const readingTime = 30 * time.Minute

// cancelled returns how the resident of a visit is told that the programme does not come
// to their new address.
func (s *Service) cancelled(p *scheduling.Programme, now time.Time) func(*scheduling.Visit, string) *scheduling.Message {
	return func(v *scheduling.Visit, to string) *scheduling.Message {
		if to == "" || s.Mobile == nil {
			return nil
		}
		m := contact.AboutVisit(p, scheduling.Notice, contact.CancelledKey, v, to, now)
		contact.ScheduleNotice(m, p, now, readingTime, v.Start, v.Start)
		if !s.Mobile(to) {
			m.Channel = scheduling.Voice
		}
		return m
	}
}

// unstaffed returns the callback about a visit that nobody can make at its new address.
func unstaffed(p *scheduling.Programme, now time.Time) func(*scheduling.Visit, string) scheduling.Callback {
	return func(v *scheduling.Visit, phone string) scheduling.Callback {
		return scheduling.Callback{
			Key: scheduling.UnstaffedDedupKey(v.ID, now), Programme: p.Name, Reason: scheduling.ReasonNoStudent,
			Status: scheduling.CallbackOpen, Phone: phone, ResidentID: v.ResidentID, VisitID: v.ID, Language: v.Language,
			Due: p.CallbackDue(now), CreatedAt: now, Note: scheduling.NoStudentNote(v, 0),
		}
	}
}
