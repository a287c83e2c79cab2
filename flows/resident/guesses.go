package resident

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// Guesses that somebody may make: wrong codes of one number in a day, of all who
// withhold theirs, and of a whole programme. One guess in 177 would hit one of
// 3,000 letters.
const (
	maxGuessesPerNumber    = 9
	maxGuessesWithheld     = 30
	maxGuessesPerProgramme = 100
	guessWindow            = 24 * time.Hour
)

// guessName is what the wrong codes of this number are counted under.
func guessName(c *flows.Conversation) (name string, most int) {
	name = allGuessesName(c) + ":"
	if c.Session.Caller == "" {
		return name + "withheld", maxGuessesWithheld
	}
	return name + c.Session.Caller, maxGuessesPerNumber
}

func allGuessesName(c *flows.Conversation) string { return "guesses:" + c.Session.Programme }

// tooManyGuesses reports whether so many wrong codes came from this number that no more
// are looked at.
func tooManyGuesses(ctx context.Context, c *flows.Conversation) bool {
	name, most := guessName(c)
	return guessCount(ctx, c, name) >= most
}

// guessesFlooded reports whether so many wrong codes came from all numbers together that
// somebody is changing theirs. A code is then good only with the number on its
// resident's file: nothing can be guessed, and most residents notice nothing.
func guessesFlooded(ctx context.Context, c *flows.Conversation, resident *scheduling.Resident) bool {
	known := c.Session.Caller != "" && c.Session.Caller == resident.Phone
	return !known && guessCount(ctx, c, allGuessesName(c)) >= maxGuessesPerProgramme
}

func guessCount(ctx context.Context, c *flows.Conversation, name string) int {
	if c.Memory == nil {
		return 0
	}
	guesses, err := c.Memory.Counted(ctx, name)
	if err != nil {
		c.ReportFault("looking up wrong codes", err)
	}
	return guesses
}

// countGuess counts a wrong code, and tells the coordinator, once of a number and
// once of all together, when there are more than people mistype.
func countGuess(ctx context.Context, c *flows.Conversation) {
	if c.Memory == nil {
		return
	}
	name, most := guessName(c)
	countUpTo(ctx, c, name, most, scheduling.Callback{
		Key: c.OperationKey() + ":guesses", Phone: c.Session.Caller, Note: scheduling.NoteGuessedHere.With(),
	})
	countUpTo(ctx, c, allGuessesName(c), maxGuessesPerProgramme, scheduling.Callback{
		Key: c.OperationKey() + ":all-guesses", Note: scheduling.NoteGuessedAnywhere.With(),
	})
}

func countUpTo(ctx context.Context, c *flows.Conversation, name string, most int, alarm scheduling.Callback) {
	guesses, err := c.Memory.Count(ctx, name, guessWindow)
	if err == nil && guesses == most {
		alarm.Reason = scheduling.ReasonGuessing
		_, err = c.Office.Callbacks.CallBack(ctx, c.Programme, alarm)
	}
	if err != nil {
		c.ReportFault("counting wrong codes", err)
	}
}
