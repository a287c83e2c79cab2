package booking

import (
	"context"
	"errors"

	"github.com/click-call-connect/helpline/scheduling"
)

// Caller is a resident who proved who they are, and what they have.
type Caller struct {
	Resident scheduling.Resident
	Planned  []scheduling.Visit // earliest first
	Last     scheduling.Visit   // the latest that was completed; no ID: none yet
}

// Identify finds the resident of a letter code and says whether they may book:
// nil, or ErrNotFound, ErrCodeReplaced, ErrOutsideArea, ErrVisitLimit,
// ErrNoVoucher. With the last three the Caller is filled in all the same.
func (d *Service) Identify(ctx context.Context, p *scheduling.Programme, code string) (Caller, error) {
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
	var err error
	if caller.Planned, err = d.Store.PlannedVisits(ctx, resident.ID, d.Now()); err != nil {
		return Caller{}, err
	}
	if caller.Last, err = d.Store.LastVisit(ctx, resident.ID); err != nil && !errors.Is(err, scheduling.ErrNotFound) {
		return Caller{}, err
	}
	switch {
	case !p.Serves(resident.Postcode):
		return caller, scheduling.ErrOutsideArea
	case p.Visit.Open > 0 && len(caller.Planned) >= p.Visit.Open:
		return caller, scheduling.ErrVisitLimit
	case p.Voucher.Required && resident.Vouchers < p.PerVisit():
		return caller, scheduling.ErrNoVoucher
	}
	return caller, nil
}
