package pilot

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// rates hold how people behave in a simulated pilot: shares from 0 to 1 of those who
// could, and times. They are guesses, all in one place, to be replaced by the figures of
// a real pilot, and they are pessimistic: bad days test a line.
type rates struct {
	// Letters go out on Mondays, in waves of the same size, in the first share of the
	// weeks. The post and the residents take some days each.
	lettersUntil float64
	post         time.Duration
	responds     float64       // of those who got a letter
	respondsIn   time.Duration // mean, after the post
	again        float64       // of those who had a visit, wants another
	againIn      time.Duration // mean, after the visit

	// Who residents are.
	mobile, landline float64 // of residents; the others have no number on file, and call with a mobile
	languages        []share[scheduling.Language]
	texts            float64 // of those who have a mobile, write and do not call
	suits            float64 // of half days from Monday to Saturday, suit somebody
	noLetter         float64 // of those who call, have no letter at hand
	dead             float64 // of mobiles, cannot be reached by text

	// What residents do on the line.
	human    float64 // of turns, press 0
	cutOff   float64 // of turns, end the call
	silent   float64 // of turns, no key is pressed
	slip     float64 // of codes, a wrong one is typed
	pages    int     // of times, until they give up
	retry    float64 // of those who got nothing, call again
	retryIn  time.Duration
	deskHere float64 // of calls to the desk, somebody answers

	// Between booking and visit.
	cancels, moves           float64 // of visits, without being asked
	confirms                 float64 // of reminders that are read or heard
	remindCancel, remindMove float64
	answers, machine         float64 // of calls that we make; the others ring out
	nobodyMoves              float64 // of those who are informed that nobody was found, choose another day
	saysThere                float64 // of those who are asked whether their student is there, answer

	// Students.
	yes, no     float64 // of asks; the others do not answer
	lateYes     float64 // of those who do not answer, say yes later, perhaps too late
	answersIn   time.Duration
	sick        float64 // of days with a visit
	noShow      float64 // of visits they said yes to, they never arrive
	forgetsHere float64 // of visits, they do not text that they are there
	forgetsDone float64 // of visits, they do not text that they are done
	reminded    float64 // of those who forgot that, text it when they are asked
	away, extra float64 // of weeks, they text that they cannot, or can

	confirmed float64 // of those who came without a letter, the office finds eligible
}

// share is one of several, with how many in all have it.
type share[T any] struct {
	is T
	of float64
}

// usual returns the rates that a pilot is played with.
func usual() rates {
	const minutes, hours, days = time.Minute, time.Hour, 24 * time.Hour
	return rates{
		lettersUntil: 0.67, post: 2 * days, responds: 0.6, respondsIn: 6 * days, again: 0.35, againIn: 12 * days,

		mobile: 0.45, landline: 0.40, texts: 0.25, suits: 0.6, noLetter: 0.03, dead: 0.01,
		languages: []share[scheduling.Language]{{"nl", 0.74}, {"fr", 0.13}, {"en", 0.13}},

		human: 0.004, cutOff: 0.006, silent: 0.03, slip: 0.05, pages: 6, retry: 0.5, retryIn: 3 * days, deskHere: 0.8,

		cancels: 0.05, moves: 0.06, confirms: 0.55, remindCancel: 0.03, remindMove: 0.04,
		answers: 0.65, machine: 0.15, nobodyMoves: 0.6, saysThere: 0.5,

		yes: 0.84, no: 0.08, lateYes: 0.4, answersIn: 80 * minutes,
		sick: 0.015, noShow: 0.01, forgetsHere: 0.08, forgetsDone: 0.1, reminded: 0.7, away: 0.05, extra: 0.03,

		confirmed: 0.9,
	}
}

// opening holds how many of a hundred calls come in each hour from 8 to 20, local time.
func opening() []int { return []int{4, 13, 16, 13, 7, 6, 10, 9, 8, 6, 4, 4} }

const opensAt = 8

// These are the speeds of people and of the carrier.
const (
	maxKeyTime     = 20 * time.Second // between two turns of a call: 5 to 20 seconds
	maxWritingTime = 4 * time.Minute  // between two texts of a conversation
	maxRedialTime  = 20 * time.Minute // after being cut off
	deliveryTime   = 5 * time.Second  // a text, or the ringing of a telephone
	dueInterval    = 15 * time.Minute // between two runs of what is due, by day
	nightInterval  = time.Hour
)

// timetables hold the hours of students beside their lectures.
func timetables() []string {
	return []string{
		"mo 13:00-18:00; we 09:00-12:30",
		"tu 09:00-12:30; th 13:00-18:00",
		"mo 09:00-12:30; we 13:00-19:00",
		"we 13:00-19:00; sa 10:00-16:00",
		"tu 13:00-18:00; fr 09:00-12:30",
		"mo-fr 16:00-19:00",
		"th 13:00-19:00; sa 09:00-13:00",
		"fr 09:00-17:00",
		"mo 10:00-15:00; th 10:00-15:00",
	}
}

// weekCaps hold the max hours a week that students want; 0: the programme's.
func weekCaps() []float64 { return []float64{0, 4, 6, 8, 12} }
