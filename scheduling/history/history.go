package history

import (
	"context"
	"time"
)

// Entry is one change.
type Entry struct {
	ID        int64     // order of entries with the same instant; given by the storage
	At        time.Time // UTC
	Actor     Actor     // zero: that of the context, see By
	Programme string
	Subject   Subject
	What      What
	From, To  string // what they are depends on What; empty: nothing
	Why       string // a code, or a short reason that an office worker wrote
}

// MaxWhy is the maximum length of a reason in characters.
const MaxWhy = 200

// Subject is what was changed.
type Subject struct {
	Kind Kind
	ID   int64
}

// Kind is a kind of Subject.
type Kind string

// The kinds of a subject. The id of a Voucher is that of the resident whose vouchers were
// changed.
const (
	Person   Kind = "person" // a resident
	Visit    Kind = "visit"
	Voucher  Kind = "voucher"
	Callback Kind = "callback"
	Referral Kind = "referral"
	Student  Kind = "student"
	// Volunteer is somebody who wants to help beside the students.
	Volunteer Kind = "volunteer"
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Person, Visit, Voucher, Callback, Referral, Student, Volunteer} }

// ActorKind is a kind of Actor.
type ActorKind string

// The kinds of an actor.
const (
	Office ActorKind = "office" // somebody who works for the programme; has a name
	Line   ActorKind = "line"   // the line, for somebody who called or texted, or by the clock
	Night  ActorKind = "night"  // the night plan
	Import ActorKind = "import" // a list; the name is that of whoever imported it
)

// Actor is who made a change.
type Actor struct {
	Kind ActorKind
	Name string // of an office worker; never of a resident or student
	Role string // of an office worker; empty: not known
}

type actorKey struct{}

// By returns a context whose changes are made by an actor. It replaces the actor that the
// context had.
func By(ctx context.Context, actor Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, actor)
}

// ByDefault is By for a context without an actor, and leaves any other as it is.
func ByDefault(ctx context.Context, kind ActorKind) context.Context {
	if _, ok := ctx.Value(actorKey{}).(Actor); ok {
		return ctx
	}
	return By(ctx, Actor{Kind: kind})
}

// ActorOf returns the actor of a context; without one, the line.
func ActorOf(ctx context.Context) Actor {
	actor, ok := ctx.Value(actorKey{}).(Actor)
	if !ok {
		return Actor{Kind: Line}
	}
	return actor
}

type whyKey struct{}

// Because returns a context whose changes have a reason: that of entries that give none.
func Because(ctx context.Context, why string) context.Context {
	if why == "" {
		return ctx
	}
	if text := []rune(why); len(text) > MaxWhy {
		why = string(text[:MaxWhy])
	}
	return context.WithValue(ctx, whyKey{}, why)
}

// WhyOf returns the reason of a context; empty: none was given.
func WhyOf(ctx context.Context) string {
	why, _ := ctx.Value(whyKey{}).(string)
	return why
}

// Store returns what was changed.
type Store interface {
	// History returns the entries of subjects, oldest first.
	History(ctx context.Context, subjects ...Subject) ([]Entry, error)
	// PersonHistory returns the entries of a resident, of their vouchers, and of their
	// visits, callbacks and referrals, oldest first. The entries of a record that was
	// merged into this one are included.
	PersonHistory(ctx context.Context, residentID int64) ([]Entry, error)
}
