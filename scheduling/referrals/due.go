package referrals

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// noon parts the day, local time.
const noon = calendar.Clock(12 * 60)

// maxDaysAhead limits the search for office hours. No programme is closed that long.
const maxDaysAhead = 31

// CallTime returns until when a client should be called, UTC: the end of the next office
// hours in the part of the day in which they are best called, after now. If the programme
// has none within a month, it is a week from now.
func CallTime(p *scheduling.Programme, part scheduling.DayPart, now time.Time) time.Time {
	day := calendar.DayOf(now, p.Zone)
	for range maxDaysAhead {
		if end, ok := officeEnd(p, day, part, now); ok {
			return end
		}
		day = day.Add(1)
	}
	return now.Add(receiverTimeout).UTC()
}

// officeEnd returns the end of a day's office hours in a part of the day, if that is later
// than now.
func officeEnd(p *scheduling.Programme, day calendar.Day, part scheduling.DayPart, now time.Time) (time.Time, bool) {
	if p.Holidays.On(day) {
		return time.Time{}, false
	}
	var last time.Time
	for _, h := range p.Office {
		from, to := h.From, h.To
		switch part {
		case scheduling.Morning:
			to = min(to, noon)
		case scheduling.Afternoon:
			from = max(from, noon)
		}
		if h.Weekday != day.Weekday() || from >= to {
			continue
		}
		if end := day.At(to, p.Zone).UTC(); end.After(now) && end.After(last) {
			last = end
		}
	}
	return last, !last.IsZero()
}

// RunDue does what is due in every programme: it notes a client's visit, tells the referrer,
// begins anew when the visit is cancelled, and calls for a person when a date has passed.
func (s *Service) RunDue(ctx context.Context, programmes scheduling.Programmes) error {
	var failed error
	for _, p := range programmes {
		if err := s.runDue(ctx, p); err != nil {
			failed = errors.Join(failed, fmt.Errorf("referrals of %s: %w", p.Name, err))
		}
	}
	return failed
}

func (s *Service) runDue(ctx context.Context, p *scheduling.Programme) error {
	due, err := s.Store.DueReferrals(ctx, p.Name, s.Now())
	if err != nil {
		return err
	}
	var failed error
	for i := range due {
		if err := s.step(ctx, p, &due[i]); err != nil && !wasFirst(err) {
			failed = errors.Join(failed, fmt.Errorf("referral %d: %w", due[i].ID, err))
		}
	}
	return failed
}

// step makes the next change of one referral. What follows from it is due at the next run.
func (s *Service) step(ctx context.Context, p *scheduling.Programme, r *DueReferral) error {
	now := s.Now()
	switch {
	case r.Visit.ID != 0 && r.Status.CanBecome(Booked):
		return s.noteVisit(ctx, p, r, now)
	case r.Cancelled && r.Status.CanBecome(Contacted):
		return s.beginAnew(ctx, p, r, now)
	case r.Status == Booked:
		return s.tell(ctx, p, r, now)
	case r.Overdue(now):
		return s.remind(ctx, p, r, now)
	}
	return nil
}

// noteVisit notes the visit of a client. If the referrer cannot be texted, a person is asked
// to tell them.
func (s *Service) noteVisit(ctx context.Context, p *scheduling.Programme, r *DueReferral, now time.Time) error {
	change := Change{
		ID: r.ID, From: r.Status, To: Booked, VisitID: r.Visit.ID, Due: CallTime(p, scheduling.AnyPart, now), Closes: true,
		Note: scheduling.NoteVisit.With("reference", r.Visit.Reference), Now: now,
	}
	textable, err := s.isTextable(ctx, &r.Organisation)
	if err != nil {
		return err
	}
	if !textable {
		booked := r.Referral
		booked.Status = Booked
		change.Callback = toReferrer(&booked, scheduling.NoteReferralTell, change.Due, now)
	}
	_, err = s.advance(ctx, &r.Referral, change)
	return err
}

// tell texts the referrer that their client has a visit. It names no client: the reference
// is what both sides have. A referrer who cannot be texted is left to the office, which is
// asked again when the date has passed.
func (s *Service) tell(ctx context.Context, p *scheduling.Programme, r *DueReferral, now time.Time) error {
	textable, err := s.isTextable(ctx, &r.Organisation)
	switch {
	case err != nil:
		return err
	case !textable && r.Overdue(now):
		return s.remind(ctx, p, r, now)
	case !textable:
		return nil
	}
	_, err = s.advance(ctx, &r.Referral, Change{
		ID: r.ID, From: Booked, To: Confirmed, VisitID: r.VisitID, Due: r.Due, Closes: true, Now: now,
		Message: bookedMessage(p, &r.Referral, contact.NextContactTime(p, now)),
	})
	return err
}

func bookedMessage(p *scheduling.Programme, r *Referral, at time.Time) *scheduling.Message {
	return &scheduling.Message{
		DedupKey: scheduling.ReferralToldDedupKey(r.ID, r.VisitID), Programme: r.Programme, To: r.Organisation.Phone,
		Channel: scheduling.SMS, Kind: scheduling.Notice, Key: contact.ReferralBookedKey, Language: dutch,
		Status: scheduling.MessagePending, RunAt: at,
		Args: map[string]string{"reference": r.Reference, "title": p.Title, "phone": p.Numbers.Voice},
	}
}

// dutch is the language of everybody who refers: theirs is not asked.
const dutch scheduling.Language = "nl"

// beginAnew gives a client whose visit was cancelled back to the office.
func (s *Service) beginAnew(ctx context.Context, p *scheduling.Programme, r *DueReferral, now time.Time) error {
	due := CallTime(p, r.Part, now)
	again := r.Referral
	again.Status = Contacted
	c := callback(&again, r.note(scheduling.NoteReferralFell), due, now)
	_, err := s.advance(ctx, &r.Referral, Change{ID: r.ID, From: r.Status, To: Contacted, Due: due, Closes: true, Callback: &c, Now: now})
	return err
}

// remind calls for a person when a date has passed, and sets the next date.
func (s *Service) remind(ctx context.Context, p *scheduling.Programme, r *DueReferral, now time.Time) error {
	due := CallTime(p, r.Part, now)
	var c *scheduling.Callback
	if r.Direction == Out || r.Status == Booked {
		c = toReferrer(&r.Referral, scheduling.NoteReferralLate, due, now)
	} else {
		toClient := callback(&r.Referral, r.note(scheduling.NoteReferralLate), due, now)
		c = &toClient
	}
	_, err := s.Store.AdvanceReferral(ctx, Change{ID: r.ID, From: r.Status, To: r.Status, VisitID: r.VisitID, Due: due, Callback: c, Now: now})
	return err
}

// toReferrer returns a callback to the organisation.
func toReferrer(r *Referral, code scheduling.NoteCode, due, now time.Time) *scheduling.Callback {
	c := callback(r, r.note(code), due, now)
	c.Phone, c.ResidentID = r.Organisation.Phone, 0
	return &c
}

func (r *Referral) note(code scheduling.NoteCode) string {
	return code.With("from", r.Organisation.Name, "reference", r.Reference)
}
