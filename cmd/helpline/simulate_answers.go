package main

import (
	"net/url"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// heardOption is an option of a menu.
type heardOption struct {
	name, key, topic string
	language         scheduling.Language
	start            time.Time
}

func (t *simTalk) options() []heardOption {
	var options []heardOption
	for _, line := range t.last.Reply.Lines {
		if key := line.Args["key"]; key != "" {
			start, _ := time.Parse(time.RFC3339, line.Args["start"])
			options = append(options, heardOption{line.Key, key, line.Args["topic"], line.Language, start})
		}
	}
	return options
}

// press is the key of the first of these options that is offered; empty: none is.
func (t *simTalk) press(names ...string) string {
	for _, name := range names {
		for _, o := range t.options() {
			if o.name == name {
				return o.key
			}
		}
	}
	return ""
}

// answer is what they press, write or say; false: they hang up. Fields are of an
// answer that is no keys. Who understands everything at once is played here: how
// many do not is measured elsewhere (docs/simulation.md).
func (t *simTalk) answer() (keys string, fields url.Values, on bool) {
	s := &t.last
	switch s.Reply.Expect.Kind {
	case flows.ExpectNothing:
		return "", nil, false
	case flows.ExpectRecording:
		return t.who.Name, url.Values{
			"RecordingUrl": {"https://simulated.invalid/recording/" + t.id}, "RecordingSid": {"RE" + t.id}, "RecordingDuration": {"8"},
		}, true
	case flows.ExpectConnection:
		status := "no-answer"
		if chance(t.dice, t.rates.deskHere) {
			status = "completed"
		}
		return "", url.Values{"DialCallStatus": {status}}, true
	case flows.ExpectKeys:
	}
	if over := t.over(); over {
		return "", nil, false
	}
	if t.aim == simBook && chance(t.dice, t.rates.human) {
		return "0", nil, true
	}
	keys = t.keys()
	return keys, nil, keys != ""
}

// over: they have what they want, or cannot have it.
func (t *simTalk) over() bool {
	switch t.last.State {
	case flows.StateBooked, flows.StateRequested, flows.StateMoved, flows.StateCancelled, flows.StateExpected,
		flows.StateThere, flows.StateSought, flows.StateAfterTalk, flows.StateVoicemailDone, flows.StateNoVisit, flows.StateVisitGone:
		return true
	}
	return false
}

func (t *simTalk) keys() string {
	switch t.last.State {
	case flows.StateLanguage:
		for _, o := range t.options() {
			if o.language == t.who.language {
				return o.key
			}
		}
	case flows.StateMain:
		if t.aim == simBook {
			return t.press("option.book")
		}
		return t.press("option.visit")
	case flows.StateTopic:
		for _, o := range t.options() {
			if o.topic == string(t.who.topic) {
				return o.key
			}
		}
		return t.press("option.topic_more")
	case flows.StateSlots:
		return t.picksTime()
	case flows.StateWhich:
		return t.picksVisit()
	case flows.StateReminder, flows.StateVisit, flows.StateLate:
		return t.changes()
	}
	if typed := t.types(); typed != "" {
		return typed
	}
	return t.press("option.confirm", "option.cancel_yes", "option.continue", "option.newcomer", "option.try_again", "option.number_right",
		"option.callback")
}

// types is a number that is asked for.
func (t *simTalk) types() string {
	switch t.last.State {
	case flows.StateCode, flows.StateCodeAgain:
		switch {
		case t.who.noLetter && t.channel == scheduling.Voice:
			return "1"
		case t.last.State == flows.StateCode && chance(t.dice, t.rates.slip):
			return "999999"
		}
		return t.who.LetterCode
	case flows.StateNewcomer:
		return t.who.Postcode
	case flows.StateHouse:
		return t.who.HouseNumber
	case flows.StateNewNumber, flows.StateHumanNumber:
		return "0" + t.who.caller[len("+32"):]
	}
	return ""
}

// picksTime takes the first time that suits, asks for later ones, or gives up.
func (t *simTalk) picksTime() string {
	for _, o := range t.options() {
		if o.name == "option.slot" && t.who.fits(o.start, t.programme.Zone) {
			return o.key
		}
	}
	if t.pages >= t.rates.pages {
		return ""
	}
	return t.press("option.later")
}

func (t *simTalk) picksVisit() string {
	if promise := t.promises[t.visit]; promise != nil {
		for _, o := range t.options() {
			if o.start.Equal(promise.start) {
				return o.key
			}
		}
	}
	return t.press("option.other_visit")
}

// changes says what is to become of a visit that is spoken of.
func (t *simTalk) changes() string {
	if t.last.State == flows.StateLate {
		return t.seesDoor()
	}
	switch t.aim {
	case simMove:
		return t.press("option.move")
	case simCancel:
		return t.press("option.cancel")
	case simExpect:
		return t.press("option.confirm")
	case simBook, simDoor:
	}
	return "" // they have heard it
}

// seesDoor says whether the student is there.
func (t *simTalk) seesDoor() string {
	if promise := t.promises[t.visit]; promise != nil && promise.came != 0 {
		return t.press("option.there")
	}
	return t.press("option.nobody_there")
}
