package guesses

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// What a code, or a part of one, must come with. Nobody is refused for what others typed: the
// more wrong ones there were, the more is asked. The numbers are kept in sessions.
const (
	NeedNothing = iota
	NeedHouse   // the number of the resident's house
	NeedAddress // the number of the house, and the postcode
	NeedOwn     // the telephone on the resident's file: nothing that is typed is looked up
)

// limit is how many guesses of a kind are looked up, in a window, at each need; the next guess
// needs more. 0: without a limit.
type limit struct {
	window                  time.Duration
	alone, house, withPlace int
}

// The limits of one number, which may be that of a care home, and of all callers who withhold
// theirs; of codes that were made here, from all numbers together; and of all other codes
// and parts. ADR 0038 has the arithmetic: with 3,000 made codes, whoever calls with ever new
// numbers opens one of them in a year with a probability under 1 %.
func limitOfNumber() limit { return limit{window: 24 * time.Hour, alone: 9} }
func limitWithheld() limit { return limit{window: 24 * time.Hour, alone: 30} }
func limitOfMade() limit   { return limit{window: madeWindow, alone: 5, house: 60, withPlace: 900} }
func limitOfOthers() limit { return limit{window: 24 * time.Hour, alone: 100, house: 1000} }

const madeWindow = 30 * 24 * time.Hour

// needOf returns what the n-th guess of a window needs.
func (l *limit) needOf(n int) int {
	switch {
	case l.alone == 0 || n <= l.alone:
		return NeedNothing
	case l.house == 0 || n <= l.house:
		return NeedHouse
	case l.withPlace == 0 || n <= l.withPlace:
		return NeedAddress
	}
	return NeedOwn
}

// Counter counts guesses under a name.
type Counter struct {
	limit
	name  string
	count int // with this guess
}

// Guess is one guess, which was counted before anything is looked up: of many at the same
// instant, each has its own place in the count.
type Guess struct {
	Number, All Counter
}

// Reserve counts a guess. If it cannot be counted, more is asked.
func Reserve(ctx context.Context, c *flows.Conversation, claim *flows.Claim) *Guess {
	g := &Guess{Number: OfNumber(c), All: OfAll(c, claim)}
	for _, counter := range g.counters() {
		if c.Memory == nil {
			return g
		}
		count, err := c.Memory.Count(ctx, counter.name, counter.window)
		if err != nil {
			c.ReportFault("counting a code", err)
			count = counter.alone + 1
		}
		counter.count = count
	}
	return g
}

func (g *Guess) counters() []*Counter { return []*Counter{&g.Number, &g.All} }

// OfNumber returns the counter of the caller's number.
func OfNumber(c *flows.Conversation) Counter {
	name := "guesses:" + c.Session.Programme + ":"
	if c.Session.Caller == "" {
		return Counter{limit: limitWithheld(), name: name + "withheld"}
	}
	return Counter{limit: limitOfNumber(), name: name + c.Session.Caller}
}

// OfAll returns the counter of all callers' guesses of a kind.
func OfAll(c *flows.Conversation, claim *flows.Claim) Counter {
	if lettercode.IsMade(claim.Code) {
		return Counter{limit: limitOfMade(), name: "guesses-made:" + c.Session.Programme}
	}
	return Counter{limit: limitOfOthers(), name: "guesses:" + c.Session.Programme}
}

// Need returns what the guess needs to be a proof that somebody calls for a resident; nil: no
// resident was found. What all numbers typed together matters to no caller with the number
// on the resident's file.
func (g *Guess) Need(c *flows.Conversation, resident *scheduling.Resident) int {
	need := g.Number.needOf(g.Number.count)
	if resident == nil || c.Session.Caller == "" || c.Session.Caller != resident.Phone {
		need = max(need, g.All.needOf(g.All.count))
	}
	return need
}

// Release takes the guess back: it was right.
func (g *Guess) Release(ctx context.Context, c *flows.Conversation) {
	if c.Memory == nil {
		return
	}
	for _, counter := range g.counters() {
		if err := c.Memory.Uncount(ctx, counter.name); err != nil {
			c.ReportFault("taking back a count of codes", err)
		}
	}
}

// Confirm leaves the guess counted: it was wrong. The coordinator gets one callback in each
// window in which a number, or all of them together, reach a limit.
func (g *Guess) Confirm(ctx context.Context, c *flows.Conversation) {
	if c.Memory == nil {
		return
	}
	key := c.OperationKey()
	if n := &g.Number; n.count >= n.alone {
		n.inform(ctx, c, scheduling.Callback{
			Key: key + ":guesses", Phone: c.Session.Caller, Note: scheduling.NoteGuessedHere.With(),
		})
	}
	all := &g.All
	if all.count >= all.alone {
		all.inform(ctx, c, scheduling.Callback{Key: key + ":all-guesses", Note: scheduling.NoteGuessedAnywhere.With()})
	}
	if all.needOf(all.count) == NeedOwn {
		all.inform(ctx, c, scheduling.Callback{Key: key + ":guarded", Note: scheduling.NoteCodesGuarded.With()})
	}
}

// inform saves a callback about guesses, unless one with its note was saved in this window.
func (n *Counter) inform(ctx context.Context, c *flows.Conversation, alarm scheduling.Callback) {
	told, err := c.Memory.Count(ctx, "told-of-"+n.name+":"+alarm.Note, n.window)
	if err == nil && told == 1 {
		alarm.Reason = scheduling.ReasonGuessing
		_, err = c.Office.Callbacks.CallBack(ctx, c.Programme, alarm)
	}
	if err != nil {
		c.ReportFault("reporting wrong codes", err)
	}
}
