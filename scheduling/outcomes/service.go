package outcomes

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Store is the persistence that Service needs.
type Store interface {
	// SaveOutcome adds to the outcome of a visit, and saves a callback unless it is nil, in
	// one transaction.
	SaveOutcome(ctx context.Context, p string, o Outcome, callback *scheduling.Callback, now time.Time) error
	// Outcome returns the outcome of a visit; nothing but its VisitID if none was recorded.
	Outcome(ctx context.Context, visitID int64) (Outcome, error)
}

// Service records outcomes.
type Service struct {
	Store Store
	Now   func() time.Time
}

// Record adds to what is known of a visit. What has to follow becomes a callback to the
// resident, with a note of what was written. Record returns the errors of Outcome.Check.
func (s *Service) Record(ctx context.Context, p *scheduling.Programme, v *scheduling.Visit, o Outcome, note string) error {
	o.VisitID = v.ID
	if err := o.Check(p); err != nil {
		return err
	}
	if o.IsZero() {
		return nil
	}
	now := s.Now()
	return s.Store.SaveOutcome(ctx, p.Name, o, follow(p, v, o.FollowUp, note, now), now)
}

// follow returns the callback of what has to follow, or nil.
func follow(p *scheduling.Programme, v *scheduling.Visit, what FollowUp, note string, now time.Time) *scheduling.Callback {
	reason := map[FollowUp]scheduling.CallbackReason{FollowVisit: scheduling.ReasonFollowUp, FollowBehind: scheduling.ReasonBehind}[what]
	if reason == "" {
		return nil
	}
	about := scheduling.NoteVisit.With("reference", v.Reference)
	if note = scheduling.PlainNote(note); note != "" {
		about += "; " + note
	}
	return &scheduling.Callback{
		Key: fmt.Sprint("follow:", what, ":", v.ID), Programme: p.Name, Reason: reason, Status: scheduling.CallbackOpen,
		ResidentID: v.ResidentID, VisitID: v.ID, Due: p.CallbackDue(now), CreatedAt: now, Note: about,
	}
}
