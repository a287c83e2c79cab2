package resident

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// Limits on guessing: wrong codes within guessWindow of one number, of all callers who
// withhold theirs, and of a whole programme. One guess in 177 would hit one of 3,000 letters.
const (
	maxGuessesPerNumber    = 9
	maxGuessesWithheld     = 30
	maxGuessesPerProgramme = 100
	guessWindow            = 24 * time.Hour
)

// guessName returns the name that wrong codes of this number are counted under, and their
// limit.
func guessName(c *flows.Conversation) (name string, limit int) {
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
	name, limit := guessName(c)
	return guessCount(ctx, c, name) >= limit
}

// guessesFlooded reports whether so many wrong codes came from all numbers together that
// somebody must be guessing from several. A code is then accepted only from the number on
// its resident's file: nothing can be guessed, and most residents notice nothing.
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

// countGuess counts a wrong code. When the limit of the number, or of the programme, is
// reached, the coordinator gets one callback about it.
func countGuess(ctx context.Context, c *flows.Conversation) {
	if c.Memory == nil {
		return
	}
	name, limit := guessName(c)
	countUpTo(ctx, c, name, limit, scheduling.Callback{
		Key: c.OperationKey() + ":guesses", Phone: c.Session.Caller, Note: scheduling.NoteGuessedHere.With(),
	})
	countUpTo(ctx, c, allGuessesName(c), maxGuessesPerProgramme, scheduling.Callback{
		Key: c.OperationKey() + ":all-guesses", Note: scheduling.NoteGuessedAnywhere.With(),
	})
}

// countUpTo counts a guess, and saves the callback when the count reaches the limit.
func countUpTo(ctx context.Context, c *flows.Conversation, name string, limit int, alarm scheduling.Callback) {
	guesses, err := c.Memory.Count(ctx, name, guessWindow)
	if err == nil && guesses == limit {
		alarm.Reason = scheduling.ReasonGuessing
		_, err = c.Office.Callbacks.CallBack(ctx, c.Programme, alarm)
	}
	if err != nil {
		c.ReportFault("counting wrong codes", err)
	}
}
