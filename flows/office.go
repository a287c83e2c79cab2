package flows

import (
	"context"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/digipunt"
)

// Office is what a dialogue asks about visits, by subject. Every method that changes
// something may be called twice with the same key, and changes it once: a webhook that
// arrives twice at the same instant runs its turn twice.
type Office struct {
	Residents  Residents
	Slots      Slots
	Bookings   Bookings
	Visits     Visits
	Digipunten Digipunten
	Callbacks  Callbacks
	Demand     DemandRegister
}

// Residents finds out who calls, or whom they call for.
type Residents interface {
	// Identify: see booking.Service.Identify.
	Identify(ctx context.Context, p *scheduling.Programme, code string) (booking.Caller, error)
	// IdentifyByPhone: see booking.Service.IdentifyByPhone.
	IdentifyByPhone(ctx context.Context, p *scheduling.Programme, phone, check string) (booking.Caller, error)
}

// Slots finds free times, and holds them for a caller.
type Slots interface {
	// Offer: see booking.Service.Offer.
	Offer(ctx context.Context, request booking.OfferRequest) ([]scheduling.Visit, error)
	// Keep: see booking.Service.Keep.
	Keep(ctx context.Context, p *scheduling.Programme, holder string, visitIDs ...int64) error
}

// Bookings makes, moves and cancels visits.
type Bookings interface {
	// Book: see booking.Service.Book.
	Book(ctx context.Context, request booking.PromiseRequest) (booking.Promise, error)
	// Request: see booking.Service.Request.
	Request(ctx context.Context, request booking.NewcomerRequest) (scheduling.Visit, error)
	// Move: see booking.Service.Move.
	Move(ctx context.Context, request booking.ChangeRequest) (booking.Promise, error)
	// Cancel: see booking.Service.Cancel.
	Cancel(ctx context.Context, request booking.ChangeRequest) (booking.Promise, error)
}

// Visits finds planned visits, and notes what a resident says of them.
type Visits interface {
	// Expected: see booking.Service.Expected.
	Expected(ctx context.Context, p *scheduling.Programme, phone string) (contact.Expected, error)
	// VisitOf: see booking.Service.VisitOf.
	VisitOf(ctx context.Context, messageID int64) (scheduling.Visit, error)
	// Answered: see booking.Service.Answered.
	Answered(ctx context.Context, visit scheduling.Visit) error
	// Here: see booking.Service.Here.
	Here(ctx context.Context, visit scheduling.Visit) error
	// Missing: see booking.Service.Missing.
	Missing(ctx context.Context, p *scheduling.Programme, visit scheduling.Visit, phone string) error
}

// Digipunten finds walk-in points, and texts where one is.
type Digipunten interface {
	// Nearby: see booking.Service.Nearby.
	Nearby(ctx context.Context, p *scheduling.Programme, postcode string) ([]digipunt.Nearby, error)
	// TextDigipunt: see booking.Service.TextDigipunt.
	TextDigipunt(ctx context.Context, p *scheduling.Programme, point digipunt.Nearby,
		language scheduling.Language, to, once string) error
}

// Callbacks notes whom a human calls back.
type Callbacks interface {
	// CallBack: see booking.Service.CallBack.
	CallBack(ctx context.Context, p *scheduling.Programme, c scheduling.Callback) (scheduling.Callback, error)
	// Discard: see booking.Service.Discard.
	Discard(ctx context.Context, recordingURL string) error
}

// DemandRegister counts what people ask for, whether they get it or not.
type DemandRegister interface {
	// RecordDemand: see booking.Service.RecordDemand.
	RecordDemand(ctx context.Context, demand scheduling.Demand) error
}
