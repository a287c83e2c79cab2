package volunteers

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Store keeps volunteers.
type Store interface {
	// SaveVolunteer adds a volunteer with their callback, or completes the one with this
	// number in the programme: what is not empty replaces what was there. One who stopped is
	// New again. A callback is made only for one who is New, and has one open at most. The same
	// callback key changes nothing twice.
	SaveVolunteer(ctx context.Context, v Volunteer, c scheduling.Callback, now time.Time) (Volunteer, error)
	// Volunteers returns those of a programme, the latest first.
	Volunteers(ctx context.Context, filter Filter) ([]Volunteer, error)
	// ChangeVolunteer changes what a change says. If the status is no longer From, it returns
	// ErrTransition and changes nothing. A status other than New closes the callbacks about it.
	ChangeVolunteer(ctx context.Context, change Change) (Volunteer, error)
	// Digipunten returns the walk-in points of a programme.
	Digipunten(ctx context.Context, programme string) ([]scheduling.Digipunt, error)
}

// Filter selects volunteers. Its zero value selects all.
type Filter struct {
	Programme string
	Status    Status
	Language  scheduling.Language
	Phone     string
	ID        int64
}

// Change is the input of Store.ChangeVolunteer. What is empty stays.
type Change struct {
	ID        int64
	From, To  Status
	Name      string
	Postcode  string
	Languages []scheduling.Language
	Why       string // for the history
	Now       time.Time
}

// Service is the core behind every way in which volunteers are found. It is safe for concurrent
// use.
type Service struct {
	Store Store
	Now   func() time.Time
}

// Left is what somebody left who wants to help.
type Left struct {
	Phone        string
	Postcode     string
	Languages    []scheduling.Language
	Channel      scheduling.Channel
	Language     scheduling.Language // to call back in
	Name         string              // if the office adds them
	Note         string              // coded, or as they wrote it
	RecordingURL string              // with their name
	CallID       string              // of the conversation: it is stored once
}

// postcodeShape is the form of a Belgian postcode. Any is accepted: whoever wants to help can
// come from elsewhere, and is only not the nearest.
var postcodeShape = regexp.MustCompile(`^[1-9][0-9]{3}$`)

// Leave keeps somebody who wants to help, and a callback to them. It returns ErrInvalid without
// a number, or for a postcode that is none.
func (s *Service) Leave(ctx context.Context, p *scheduling.Programme, left Left) (Volunteer, scheduling.Callback, error) {
	switch {
	case left.Phone == "":
		return Volunteer{}, scheduling.Callback{}, fmt.Errorf("%w: a volunteer needs a telephone number", scheduling.ErrInvalid)
	case left.Postcode != "" && !postcodeShape.MatchString(left.Postcode):
		return Volunteer{}, scheduling.Callback{}, fmt.Errorf("%w: a postcode is four digits", scheduling.ErrInvalid)
	}
	points, err := s.Store.Digipunten(ctx, p.Name)
	if err != nil {
		return Volunteer{}, scheduling.Callback{}, err
	}
	now := s.Now()
	v := Volunteer{
		Programme: p.Name, Name: left.Name, Phone: left.Phone, Postcode: left.Postcode, Languages: distinct(left.Languages),
		Status: New, Channel: left.Channel, CreatedAt: now, ChangedAt: now,
	}
	note := scheduling.NoteVolunteer.With("postcode", v.Postcode, "languages", joined(v.Languages), "point", pointOf(p, points, v.Postcode))
	if left.Note != "" {
		note += "; " + left.Note
	}
	c := scheduling.Callback{
		Key: left.CallID, Programme: p.Name, Reason: scheduling.ReasonVolunteer, Status: scheduling.CallbackOpen, Phone: v.Phone,
		Due: p.CallbackDue(now), RecordingURL: left.RecordingURL, Note: note, Language: left.Language, CreatedAt: now,
	}
	v, err = s.Store.SaveVolunteer(ctx, v, c, now)
	return v, c, err
}

// List returns the volunteers of a programme, the nearest to a postcode first if one is given.
func (s *Service) List(ctx context.Context, p *scheduling.Programme, filter Filter, near string) ([]Placed, error) {
	if _, known := p.Place(near); near != "" && !known {
		return nil, fmt.Errorf("%w: %s does not have this postcode", scheduling.ErrInvalid, p.Name)
	}
	filter.Programme = p.Name
	all, err := s.Store.Volunteers(ctx, filter)
	if err != nil {
		return nil, err
	}
	points, err := s.Store.Digipunten(ctx, p.Name)
	return Near(p, all, points, near), err
}

// Change notes what the office learned about a volunteer. A change without a status keeps it.
// It returns ErrTransition if the status cannot follow, and ErrInvalid for a postcode that is
// none.
func (s *Service) Change(ctx context.Context, v *Volunteer, change Change) (Volunteer, error) {
	change.ID, change.From, change.Now = v.ID, v.Status, s.Now()
	change.Languages = distinct(change.Languages)
	switch {
	case change.Postcode != "" && !postcodeShape.MatchString(change.Postcode):
		return *v, fmt.Errorf("%w: a postcode is four digits", scheduling.ErrInvalid)
	case change.To == "":
		change.To = v.Status
	case change.To != v.Status && !v.Status.CanBecome(change.To):
		return *v, scheduling.ErrTransition
	}
	return s.Store.ChangeVolunteer(ctx, change)
}

func distinct(languages []scheduling.Language) []scheduling.Language {
	var all []scheduling.Language
	for _, l := range languages {
		if l != "" && !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	return all
}

func joined(languages []scheduling.Language) string {
	codes := make([]string, len(languages))
	for i, l := range languages {
		codes[i] = string(l)
	}
	return strings.Join(codes, ", ")
}
