package pilot

import (
	"net/url"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
)

// menuOption is an option of a menu.
type menuOption struct {
	name, key, topic string
	language         scheduling.Language
	start            time.Time
}

func (t *conversation) options() []menuOption {
	var options []menuOption
	for _, line := range t.last.Reply.Lines {
		if key := line.Args["key"]; key != "" {
			start, _ := time.Parse(time.RFC3339, line.Args["start"])
			options = append(options, menuOption{line.Key, key, line.Args["topic"], line.Language, start})
		}
	}
	return options
}

// press returns the key of the first of these options that is offered; empty: none is.
func (t *conversation) press(names ...string) string {
	for _, name := range names {
		for _, o := range t.options() {
			if o.name == name {
				return o.key
			}
		}
	}
	return ""
}

// answer returns what a resident presses, writes or speaks; false: they hang up. The
// fields are of an answer that is no keys. Everybody here understands each prompt: how
// many people do not is measured elsewhere (docs/simulation.md).
func (t *conversation) answer() (keys string, fields url.Values, on bool) {
	s := &t.last
	switch s.Reply.Expect.Kind {
	case flows.ExpectNothing:
		return "", nil, false
	case flows.ExpectRecording:
		return t.who.Name, url.Values{
			"RecordingUrl": {"https://simulated.invalid/recording/" + t.id}, "RecordingSid": {"RE" + t.id}, "RecordingDuration": {"8"},
		}, true
	case flows.ExpectConnection:
		if chance(t.dice, t.rates.deskHere) {
			return "", url.Values{"DialCallStatus": {"completed"}, "DialBridged": {"true"}, "DialCallDuration": {"180"}}, true
		}
		return "", url.Values{"DialCallStatus": {"no-answer"}}, true
	case flows.ExpectKeys:
	}
	if over := t.isOver(); over {
		return "", nil, false
	}
	if t.aim == goalBook && chance(t.dice, t.rates.human) {
		return "0", nil, true
	}
	keys = t.keys()
	return keys, nil, keys != ""
}

// isOver reports whether they have what they want, or cannot have it.
func (t *conversation) isOver() bool {
	switch t.last.State {
	case resident.StateAgreed, resident.StateBookedSMS, resident.StateKept, resident.StateRequestedSMS, resident.StateMoved,
		resident.StateCancelled, resident.StateExpected,
		resident.StateThere, resident.StateSought, resident.StateAfterTalk, resident.StateVoicemailDone,
		resident.StateNoVisit, resident.StateVisitGone:
		return true
	}
	return false
}

func (t *conversation) keys() string {
	if t.last.Begun != "" { // all of the number
		return "#"
	}
	switch t.last.State {
	case resident.StateLanguage:
		for _, o := range t.options() {
			if o.language == t.who.language {
				return o.key
			}
		}
	case resident.StateMain:
		if t.aim == goalBook {
			return t.press("option.book")
		}
		return t.press("option.visit")
	case resident.StateLetter:
		if t.who.noLetter {
			return t.press("option.letter_no")
		}
		return t.press("option.letter_yes")
	case resident.StateTopic:
		return t.pickTopic()
	case resident.StateSlots:
		return t.pickTime()
	case resident.StateWhen:
		return t.press("option.any_time", "option.pick_day")
	case resident.StateWhich:
		return t.pickVisit()
	case resident.StateReminder, resident.StateVisit, resident.StateLate:
		return t.changeVisit()
	}
	if typed := t.typedNumber(); typed != "" {
		return typed
	}
	return t.press("option.confirm", "option.cancel_yes", "option.continue", "option.newcomer", "option.try_again", "option.number_right",
		"option.callback")
}

// typedNumber returns the number that a prompt asks for.
func (t *conversation) typedNumber() string {
	switch t.last.State {
	case resident.StateCode, resident.StateCodeAgain:
		if t.last.State == resident.StateCode && chance(t.dice, t.rates.slip) {
			return "999999"
		}
		return t.who.LetterCode
	case resident.StateNewcomer:
		return t.who.Postcode
	case resident.StateWeekday:
		return strconv.Itoa(1 + t.dice.IntN(5))
	case resident.StateHouse:
		return t.who.HouseNumber
	case resident.StateNewNumber, resident.StateHumanNumber:
		return "0" + t.who.caller[len("+32"):]
	}
	return ""
}

func (t *conversation) pickTopic() string {
	for _, o := range t.options() {
		if o.topic == string(t.who.topic) {
			return o.key
		}
	}
	return t.press("option.topic_more")
}

// pickTime takes the first time that suits, asks for later ones, or gives up.
func (t *conversation) pickTime() string {
	for _, o := range t.options() {
		if o.name == "option.slot" && t.who.fits(o.start, t.programme.Zone) {
			return o.key
		}
	}
	if t.pages >= t.rates.pages {
		return ""
	}
	return t.press("option.later", "option.other_wish")
}

func (t *conversation) pickVisit() string {
	if promise := t.promises[t.visit]; promise != nil {
		for _, o := range t.options() {
			if o.start.Equal(promise.start) {
				return o.key
			}
		}
	}
	return t.press("option.other_visit")
}

// changeVisit returns the key for what is to become of the visit that was read out.
func (t *conversation) changeVisit() string {
	if t.last.State == resident.StateLate {
		return t.answerAtDoor()
	}
	switch t.aim {
	case goalMove:
		return t.press("option.move")
	case goalCancel:
		return t.press("option.cancel")
	case goalConfirm:
		return t.press("option.confirm")
	case goalBook, goalDoor:
	}
	return "" // they have heard it
}

// answerAtDoor returns the key for whether the student is there.
func (t *conversation) answerAtDoor() string {
	if promise := t.promises[t.visit]; promise != nil && promise.came != 0 {
		return t.press("option.there")
	}
	return t.press("option.nobody_there")
}
