package flows

import (
	"context"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/digipunt"
	"github.com/click-call-connect/helpline/scheduling/feedback"
	"github.com/click-call-connect/helpline/scheduling/referrals"
	"github.com/click-call-connect/helpline/scheduling/volunteers"
)

// Office is what a dialogue needs to know and change about visits, by subject. Every
// method that changes something may be called twice with the same key, and changes it
// once: if a webhook arrives twice at the same instant, its turn runs twice.
type Office struct {
	Residents  Residents
	Slots      Slots
	Bookings   Bookings
	Visits     Visits
	Digipunten Digipunten
	Callbacks  Callbacks
	Demand     DemandRegister
	Feedback   Feedbacks  // nil: nobody is asked whether a visit helped
	Referrals  Referrals  // nil: nobody is referred here
	Volunteers Volunteers // nil: nobody volunteers here
}

// Referrals takes who is referred, by organisations and to them. [referrals.Service]
// implements it.
type Referrals interface {
	// ByCode returns the organisation with a code, as [referrals.Service.ByCode] does.
	ByCode(ctx context.Context, p *scheduling.Programme, code string) (referrals.Organisation, error)
	// Add refers somebody, as [referrals.Service.Add] does.
	Add(ctx context.Context, p *scheduling.Programme, request referrals.Request) (r referrals.Referral, added bool, err error)
	// Onwards refers somebody to the organiser of a course, as [referrals.Service.Onwards]
	// does.
	Onwards(ctx context.Context, p *scheduling.Programme, course *scheduling.Course, request referrals.Request) (referrals.Referral, error)
}

// Volunteers takes who wants to help. [volunteers.Service] implements it.
type Volunteers interface {
	// Leave keeps a number and a callback to it, as [volunteers.Service.Leave] does.
	Leave(ctx context.Context, p *scheduling.Programme, left volunteers.Left) (volunteers.Volunteer, scheduling.Callback, error)
}

// Feedbacks takes what residents answer on the day after a visit. [feedback.Service]
// implements it.
type Feedbacks interface {
	// FeedbackOf returns the question that a message asks, as [feedback.Service.FeedbackOf]
	// does.
	FeedbackOf(ctx context.Context, messageID int64) (contact.Feedback, error)
	// TakeFeedback records an answer, as [feedback.Service.TakeFeedback] does.
	TakeFeedback(ctx context.Context, answer feedback.Answer) error
}

// Residents finds the resident who calls, or whom somebody calls for. [booking.Service]
// implements it.
type Residents interface {
	// Identify returns the resident of a letter code, as [booking.Service.Identify] does.
	Identify(ctx context.Context, p *scheduling.Programme, code string) (booking.Caller, error)
	// CodeDigits returns how many digits the shortest and the longest code of a programme's
	// letters has, as [booking.Service.CodeDigits] does.
	CodeDigits(ctx context.Context, p *scheduling.Programme) (shortest, longest int, err error)
	// IdentifyByPhone returns the resident with a number who also gives a check, as
	// [booking.Service.IdentifyByPhone] does.
	IdentifyByPhone(ctx context.Context, p *scheduling.Programme, phone, check string) (booking.Caller, error)
}

// Slots finds free times, and holds them for a caller. [booking.Service] implements it.
type Slots interface {
	// Offer returns times that are held for the caller, as [booking.Service.Offer] does.
	Offer(ctx context.Context, request booking.OfferRequest) ([]scheduling.Visit, error)
	// Keep prolongs the hold of some times and releases the caller's others, as
	// [booking.Service.Keep] does.
	Keep(ctx context.Context, p *scheduling.Programme, holder string, visitIDs ...int64) error
}

// Bookings books, moves and cancels visits. [booking.Service] implements it.
type Bookings interface {
	// Book books a visit, as [booking.Service.Book] does.
	Book(ctx context.Context, request booking.PromiseRequest) (booking.Promise, error)
	// Request reserves a time for a newcomer, as [booking.Service.Request] does.
	Request(ctx context.Context, request booking.NewcomerRequest) (scheduling.Visit, error)
	// MayRequest returns the error with which Request would refuse, as
	// [booking.Service.MayRequest] does.
	MayRequest(ctx context.Context, check booking.RequestCheck) error
	// Move moves a visit to another time, as [booking.Service.Move] does.
	Move(ctx context.Context, request booking.ChangeRequest) (booking.Promise, error)
	// Cancel cancels a visit, as [booking.Service.Cancel] does.
	Cancel(ctx context.Context, request booking.ChangeRequest) (booking.Promise, error)
}

// Visits finds planned visits, and records what a resident reports about them.
// [contact.Service] implements it.
type Visits interface {
	// Expected returns the visits of a number, as [contact.Service.Expected] does.
	Expected(ctx context.Context, p *scheduling.Programme, phone string) (contact.Expected, error)
	// VisitOf returns the visit of a reminder, as [contact.Service.VisitOf] does.
	VisitOf(ctx context.Context, messageID int64) (scheduling.Visit, error)
	// Answered records that a resident expects their visit, as [contact.Service.Answered]
	// does.
	Answered(ctx context.Context, visit scheduling.Visit) error
	// Here records that the student has arrived, as [contact.Service.Here] does.
	Here(ctx context.Context, visit scheduling.Visit) error
	// Missing records that nobody has come, as [contact.Service.Missing] does.
	Missing(ctx context.Context, p *scheduling.Programme, visit scheduling.Visit, phone string) error
}

// Digipunten finds walk-in points, and texts where one is. [digipunt.Service] implements
// it.
type Digipunten interface {
	// Nearby returns the walk-in points near a postcode, as [digipunt.Service.Nearby]
	// does.
	Nearby(ctx context.Context, p *scheduling.Programme, postcode string) ([]digipunt.Nearby, error)
	// TextDigipunt texts the place and hours of a walk-in point, as
	// [digipunt.Service.TextDigipunt] does.
	TextDigipunt(ctx context.Context, p *scheduling.Programme, point digipunt.Nearby,
		language scheduling.Language, to, dedupKey string) error
}

// Callbacks records who is to be called back. [contact.Service] implements it.
type Callbacks interface {
	// CallBack records that a human will call, as [contact.Service.CallBack] does.
	CallBack(ctx context.Context, p *scheduling.Programme, c scheduling.Callback) (scheduling.Callback, error)
	// Discard has a recording deleted, as [contact.Service.Discard] does.
	Discard(ctx context.Context, recordingURL string) error
}

// DemandRegister counts what people ask for, whether they get it or not.
// [contact.Service] implements it.
type DemandRegister interface {
	// RecordDemand records what somebody asked for and the outcome, as
	// [contact.Service.RecordDemand] does.
	RecordDemand(ctx context.Context, demand scheduling.Demand) error
}
