package resident

import (
	"context"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// What a caller writes down is said in a part of its own: they have time for pen and
// paper, hear it twice, and with * as often as they like.

// byChannel goes on with what is said in a call, or with what stands in a text.
func byChannel(name, voice, text flows.StateName) *flows.State {
	run := func(_ context.Context, c *flows.Conversation) (flows.Result, error) {
		if c.Session.Channel == scheduling.SMS {
			return resultByText, nil
		}
		return flows.OK, nil
	}
	return &flows.State{Name: name, Do: &flows.Action{Run: run, Next: map[flows.Result]flows.StateName{flows.OK: voice, resultByText: text}}}
}

// penState says something, and waits while the caller takes pen and paper. A key ends the
// wait.
func penState(name, next flows.StateName, say ...flows.Say) *flows.State {
	return &flows.State{
		Name: name, Say: append(say, flows.Say{Key: "booked.pen"}),
		Menu: &flows.Menu{
			Options: goesOn(next), Next: []flows.StateName{next}, Silent: next, Tries: 1, Wait: flows.PenPause, Whole: true, Idle: true,
		},
	}
}

// dictation says what is written down, with * for whoever is not ready. After a silence it
// is said again, slower, and after another the line goes on.
func dictation(name, next flows.StateName, say ...flows.Say) *flows.State {
	return &flows.State{
		Name: name, Say: say,
		Menu: &flows.Menu{
			Options: goesOn(next), Next: []flows.StateName{next}, Silent: next, Tries: 2, Whole: true, Star: true, Idle: true,
		},
	}
}

func goesOn(next flows.StateName) func(*flows.Conversation) []flows.Option {
	return func(*flows.Conversation) []flows.Option {
		return []flows.Option{{Say: flows.Say{Key: "option.continue"}, Next: next}}
	}
}

// saidTwice says a number or a word, and once more, in the same language.
func saidTwice(once flows.Say) []flows.Say {
	again := once
	again.Key, again.Pause = once.Key+"_again", flows.AgainPause
	return []flows.Say{once, again}
}

func sayReference() flows.Say {
	return flows.Say{Key: "booked.reference", Facts: []flows.Fact{flows.FactReference}}
}

func sayWord() flows.Say {
	return flows.Say{Key: "booked.word", Facts: []flows.Fact{flows.FactWord}, If: mayHearWord, In: bookedLanguage}
}

// sayWordSent says that the word goes to the number on file, if it is not told here.
func sayWordSent() flows.Say {
	return flows.Say{Key: "booked.word_sent", If: func(s *flows.Session) bool { return !mayHearWord(s) }}
}
