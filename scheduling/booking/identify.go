package booking

import (
	"context"
	"errors"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Caller is an identified resident with their visits.
type Caller struct {
	Resident scheduling.Resident
	Planned  []scheduling.Visit // earliest first
	Ended    []scheduling.Visit // those that ended within DoorGrace, and may still be at the door
	Last     scheduling.Visit   // the latest completed visit; ID 0 if there is none
}

// DoorGrace is how long after its end a visit can still be the one at a resident's door:
// students are late, and come back for what they forgot.
const DoorGrace = 30 * time.Minute

// Identify finds the resident with a letter code and checks whether they may book. It
// returns ErrNotFound if no resident has the code, ErrCodeReplaced if a newer letter
// replaced it, ErrOutsideArea if the programme does not serve their postcode,
// ErrVisitLimit if they have the maximum of planned visits, and ErrNoVoucher if their
// vouchers do not cover the shortest visit. With the last three errors the Caller is filled in.
func (d *Service) Identify(ctx context.Context, p *scheduling.Programme, code string) (Caller, error) {
	resident, err := d.Store.ResidentByCode(ctx, p.Name, code)
	if err != nil {
		return Caller{}, err
	}
	return d.caller(ctx, p, resident)
}

// CodeDigits returns how many digits the shortest and the longest letter code of a programme
// has: what a caller can type. They are zeros if the programme has no codes.
func (d *Service) CodeDigits(ctx context.Context, p *scheduling.Programme) (shortest, longest int, err error) {
	return d.Store.CodeDigits(ctx, p.Name)
}

// IdentifyByPhone finds the resident with a phone number and a check: the last digits
// of their letter code, or the reference of a planned visit. The number alone
// identifies no one, because it can be spoofed. IdentifyByPhone returns the errors of
// Identify, and ErrLapsed as Store.ResidentByPhone does.
func (d *Service) IdentifyByPhone(ctx context.Context, p *scheduling.Programme, phone, check string) (Caller, error) {
	if phone == "" {
		return Caller{}, scheduling.ErrNotFound
	}
	resident, err := d.Store.ResidentByPhone(ctx, p.Name, phone, check, d.Now())
	if err != nil {
		return Caller{}, err
	}
	return d.caller(ctx, p, resident)
}

func (d *Service) caller(ctx context.Context, p *scheduling.Programme, resident scheduling.Resident) (Caller, error) {
	caller := Caller{Resident: resident}
	now := d.Now()
	visits, err := d.Store.PlannedVisits(ctx, resident.ID, now.Add(-DoorGrace))
	if err != nil {
		return Caller{}, err
	}
	for _, v := range visits {
		switch {
		case !v.End.After(now):
			caller.Ended = append(caller.Ended, v)
		case v.Status != scheduling.Requested || v.Live(now):
			caller.Planned = append(caller.Planned, v)
		}
	}
	if caller.Last, err = d.Store.LastVisit(ctx, resident.ID); err != nil && !errors.Is(err, scheduling.ErrNotFound) {
		return Caller{}, err
	}
	switch {
	case !p.Serves(resident.Postcode):
		return caller, scheduling.ErrOutsideArea
	case p.Visit.Open > 0 && len(caller.Planned) >= p.Visit.Open:
		return caller, scheduling.ErrVisitLimit
	case p.Voucher.Required && resident.Minutes < p.MinMinutes():
		return caller, scheduling.ErrNoVoucher
	}
	return caller, nil
}
