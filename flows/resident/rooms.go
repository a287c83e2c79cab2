package resident

import (
	"context"
	"maps"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// Room is a dialogue of its own beside the one with residents. It is reached from the main
// menu by keys that are printed elsewhere, and by words in a text, and can lead back to any
// state of this package.
type Room struct {
	Parts  []flows.Part                               // the first begins with the state that Unsaid leads to
	Unsaid func(c *flows.Conversation) []flows.Option // in the main menu
	Goals  map[understand.Meaning]flows.Option
}

// furnished adds rooms to the dialogue.
func furnished(d *flows.Dialogue, rooms []Room) *flows.Dialogue {
	main := d.States[StateMain].Menu
	for _, room := range rooms {
		for _, part := range room.Parts {
			d.Add(part)
		}
		maps.Copy(d.Goals, room.Goals)
		before := main.Unsaid
		main.Unsaid = func(c *flows.Conversation) []flows.Option {
			if before == nil {
				return room.Unsaid(c)
			}
			return append(before(c), room.Unsaid(c)...)
		}
		main.Next = append(main.Next, room.Parts[0].States[0].Name)
	}
	return d
}

// GoalReached is the state after a goal that was reached: the caller may go on, or hang up.
func GoalReached(name flows.StateName, say ...flows.Say) *flows.State {
	return goalReached(name, say...)
}

// NumberRight reads a typed number back, and goes on to next if it is right.
func NumberRight(name, again, next flows.StateName) *flows.State {
	return numberRight(name, again, next)
}

// MainOption is the option that leads back to the main menu.
func MainOption() flows.Option { return mainOption() }

// PhoneOf returns the number to call back on; empty: none is known.
func PhoneOf(c *flows.Conversation) string { return phoneOf(c) }

// StartOver forgets what an earlier goal of the same call left behind, but for who the caller
// is.
func StartOver(s *flows.Session) { startOver(s) }

// TypedNumber notes a number to be called back on: the result is OK, ResultWrong or
// ResultTooMany.
func TypedNumber(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	return typedNumber(ctx, c)
}

// ToE164 returns a typed number in the form that numbers are stored in, and whether it has as
// many digits as telephone numbers have.
func ToE164(digits string) (string, bool) { return toE164(digits), couldBePhone(digits) }

// IsPostcode reports whether digits have the form of a postcode.
func IsPostcode(digits string) bool { return isPostcode(digits) }

// WrongPostcode asks for a postcode again: the result is ResultWrong or ResultTooMany.
func WrongPostcode(c *flows.Conversation) flows.Result { return wrongPostcode(c) }

// Reached notes that a goal was reached that is no visit: nobody goes on with it later.
func Reached(ctx context.Context, c *flows.Conversation) error {
	return c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed))
}

// The results that rooms share with this package.
const (
	ResultWrong   = resultWrong
	ResultTooMany = resultTooMany
)
