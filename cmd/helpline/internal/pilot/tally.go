package pilot

import "github.com/click-call-connect/helpline/scheduling"

// tally counts what the database does not hold, while a pilot is played.
type tally struct {
	Letters, CallsIn, TextsIn, Answers, AnswerSegments int
	Sick, HoursChanged, Moved, NoneSuits               int
	Wanted                                             map[scheduling.Outcome]int
	broken                                             map[int64]bool
}

func newTally() tally { return tally{Wanted: map[scheduling.Outcome]int{}, broken: map[int64]bool{}} }
