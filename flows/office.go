package flows

import (
	"context"

	"github.com/click-call-connect/helpline/scheduling"
)

// Office is what the dialogues ask about visits; *scheduling.Desk is one. Every
// method that changes something may be called twice with the same key, and
// changes it once: a webhook that arrives twice at the same instant runs its
// turn twice.
type Office interface {
	// Identify: see scheduling.Desk.Identify.
	Identify(ctx context.Context, p *scheduling.Programme, code string) (scheduling.Caller, error)
	// IdentifyByPhone: see scheduling.Desk.IdentifyByPhone.
	IdentifyByPhone(ctx context.Context, p *scheduling.Programme, phone, check string) (scheduling.Caller, error)
	// Offer: see scheduling.Desk.Offer.
	Offer(ctx context.Context, request scheduling.OfferRequest) ([]scheduling.Visit, error)
	// Keep: see scheduling.Desk.Keep.
	Keep(ctx context.Context, p *scheduling.Programme, holder string, visitIDs ...int64) error
	// Book: see scheduling.Desk.Book.
	Book(ctx context.Context, request scheduling.BookingRequest) (scheduling.Promise, error)
	// Request: see scheduling.Desk.Request.
	Request(ctx context.Context, request scheduling.NewcomerRequest) (scheduling.Visit, error)
	// Move: see scheduling.Desk.Move.
	Move(ctx context.Context, request scheduling.ChangeRequest) (scheduling.Promise, error)
	// Cancel: see scheduling.Desk.Cancel.
	Cancel(ctx context.Context, request scheduling.ChangeRequest) (scheduling.Promise, error)
	// Nearby: see scheduling.Desk.Nearby.
	Nearby(ctx context.Context, p *scheduling.Programme, postcode string) ([]scheduling.Nearby, error)
	// TextDigipunt: see scheduling.Desk.TextDigipunt.
	TextDigipunt(ctx context.Context, p *scheduling.Programme, point scheduling.Nearby,
		language scheduling.Language, to, once string) error
	// CallBack: see scheduling.Desk.CallBack.
	CallBack(ctx context.Context, p *scheduling.Programme, c scheduling.Callback) (scheduling.Callback, error)
	// Discard: see scheduling.Desk.Discard.
	Discard(ctx context.Context, recordingURL string) error
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
	// RecordDemand: see scheduling.Desk.RecordDemand.
	RecordDemand(ctx context.Context, demand scheduling.Demand) error
}
