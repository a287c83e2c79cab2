package resident_test

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/referrals"
	"github.com/click-call-connect/helpline/scheduling/volunteers"
)

// organisationCode is the code of an organisation that refers clients.
const organisationCode = "962738321"

// coursesNearby are two courses, one with days and one that returns every week.
func coursesNearby() []scheduling.Course {
	weekly, _ := calendar.ParseOpening("tu 13:30-16:00")
	first := monday().Add(72 * time.Hour)
	return []scheduling.Course{
		{
			Name: "Drie dagdelen", By: "Ligo", Street: "Kerkstraat 1", Postcode: "2018", Phone: "+3232010101",
			Sessions: []calendar.Span{{From: first, To: first.Add(3 * time.Hour)}, {From: first.Add(168 * time.Hour), To: first.Add(171 * time.Hour)}},
		},
		{Name: "Open atelier", By: "Buurthuis", Street: "Plein 2", Postcode: "2100", Weekly: weekly},
	}
}

func (o *office) ByCode(_ context.Context, _ *scheduling.Programme, code string) (referrals.Organisation, error) {
	switch {
	case o.down != nil:
		return referrals.Organisation{}, o.down
	case code != organisationCode:
		return referrals.Organisation{}, scheduling.ErrNotFound
	}
	return referrals.Organisation{ID: 5, Programme: "antwerpen", Name: "OCMW Berchem", Kind: referrals.SocialWorker, Code: code}, nil
}

func (o *office) Add(_ context.Context, p *scheduling.Programme, request referrals.Request) (referrals.Referral, bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down != nil {
		return referrals.Referral{}, false, o.down
	}
	r := referrals.Referral{
		Programme: p.Name, Reference: "76883", Direction: request.Direction, Organisation: request.Organisation, Phone: request.Phone,
		Ground: request.Ground, Status: referrals.New,
	}
	o.referred = append(o.referred, request)
	o.callbacks[request.CallID] = scheduling.Callback{
		Key: request.CallID, Programme: p.Name, Reason: scheduling.ReasonReferral, Status: scheduling.CallbackOpen, Phone: request.Phone,
		Note: r.CallNote(request.Wish),
	}
	return r, !o.referredBefore, nil
}

func (o *office) Onwards(
	ctx context.Context, p *scheduling.Programme, course *scheduling.Course, request referrals.Request,
) (referrals.Referral, error) {
	request.Direction, request.Wish = referrals.Out, course.Name
	request.Organisation = referrals.Organisation{ID: 6, Name: course.By, Kind: referrals.Course}
	r, _, err := o.Add(ctx, p, request)
	return r, err
}

func (o *office) Leave(
	_ context.Context, p *scheduling.Programme, left volunteers.Left,
) (volunteers.Volunteer, scheduling.Callback, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down != nil {
		return volunteers.Volunteer{}, scheduling.Callback{}, o.down
	}
	o.volunteers = append(o.volunteers, left)
	c := scheduling.Callback{
		Key: left.CallID, Programme: p.Name, Reason: scheduling.ReasonVolunteer, Status: scheduling.CallbackOpen, Phone: left.Phone,
		Due: monday().Add(7 * time.Hour), Note: scheduling.NoteVolunteer.With("postcode", left.Postcode),
	}
	o.callbacks[c.Key] = c
	return volunteers.Volunteer{Phone: left.Phone, Status: volunteers.New}, c, nil
}
