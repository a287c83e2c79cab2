package flows

import (
	"context"

	"github.com/click-call-connect/helpline/scheduling"
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
	// Identify: see scheduling.Desk.Identify.
	Identify(ctx context.Context, p *scheduling.Programme, code string) (scheduling.Caller, error)
	// IdentifyByPhone: see scheduling.Desk.IdentifyByPhone.
	IdentifyByPhone(ctx context.Context, p *scheduling.Programme, phone, check string) (scheduling.Caller, error)
}

// Slots finds free times, and holds them for a caller.
type Slots interface {
	// Offer: see scheduling.Desk.Offer.
	Offer(ctx context.Context, request scheduling.OfferRequest) ([]scheduling.Visit, error)
	// Keep: see scheduling.Desk.Keep.
	Keep(ctx context.Context, p *scheduling.Programme, holder string, visitIDs ...int64) error
}

// Bookings makes, moves and cancels visits.
type Bookings interface {
	// Book: see scheduling.Desk.Book.
	Book(ctx context.Context, request scheduling.BookingRequest) (scheduling.Promise, error)
	// Request: see scheduling.Desk.Request.
	Request(ctx context.Context, request scheduling.NewcomerRequest) (scheduling.Visit, error)
	// Move: see scheduling.Desk.Move.
	Move(ctx context.Context, request scheduling.ChangeRequest) (scheduling.Promise, error)
	// Cancel: see scheduling.Desk.Cancel.
	Cancel(ctx context.Context, request scheduling.ChangeRequest) (scheduling.Promise, error)
}

// Visits finds planned visits, and notes what a resident says of them.
type Visits interface {
	// Expected: see scheduling.Desk.Expected.
	Expected(ctx context.Context, p *scheduling.Programme, phone string) (scheduling.Expected, error)
	// VisitOf: see scheduling.Desk.VisitOf.
	VisitOf(ctx context.Context, messageID int64) (scheduling.Visit, error)
	// Answered: see scheduling.Desk.Answered.
	Answered(ctx context.Context, visit scheduling.Visit) error
	// Here: see scheduling.Desk.Here.
	Here(ctx context.Context, visit scheduling.Visit) error
	// Missing: see scheduling.Desk.Missing.
	Missing(ctx context.Context, p *scheduling.Programme, visit scheduling.Visit, phone string) error
}

// Digipunten finds walk-in points, and texts where one is.
type Digipunten interface {
	// Nearby: see scheduling.Desk.Nearby.
	Nearby(ctx context.Context, p *scheduling.Programme, postcode string) ([]scheduling.Nearby, error)
	// TextDigipunt: see scheduling.Desk.TextDigipunt.
	TextDigipunt(ctx context.Context, p *scheduling.Programme, point scheduling.Nearby,
		language scheduling.Language, to, once string) error
}

// Callbacks notes whom a human calls back.
type Callbacks interface {
	// CallBack: see scheduling.Desk.CallBack.
	CallBack(ctx context.Context, p *scheduling.Programme, c scheduling.Callback) (scheduling.Callback, error)
	// Discard: see scheduling.Desk.Discard.
	Discard(ctx context.Context, recordingURL string) error
}

// DemandRegister counts what people ask for, whether they get it or not.
type DemandRegister interface {
	// RecordDemand: see scheduling.Desk.RecordDemand.
	RecordDemand(ctx context.Context, demand scheduling.Demand) error
}
