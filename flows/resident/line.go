package resident

import (
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident/keys"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// The states of the line, from the welcome to the goodbye. What follows a choice
// in the main menu is in identify.go, booking.go, visit.go and digipunt.go; the
// ways to a human are in human.go.
const (
	StateArrive   flows.StateName = "arrive"
	StateLanguage flows.StateName = "language"
	StateChosen   flows.StateName = "language_chosen"
	StateMain     flows.StateName = "main"
	StateGoodbye  flows.StateName = "goodbye"
)

// Helpline is the dialogue of the line, with rooms beside it. What people text is read by texts.
func Helpline(texts flows.TextReader, rooms ...Room) *flows.Dialogue {
	d := flows.NewDialogue(StateArrive, StateHuman, StateSorry,
		flows.Part{Name: "line", States: lineStates()},
		flows.Part{Name: "resume", States: resumeStates()},
		flows.Part{Name: "identify", States: identifyStates()},
		flows.Part{Name: "claim", States: claimStates()},
		flows.Part{Name: "newcomer", States: append(newcomerStates(), requestedStates()...)},
		flows.Part{Name: "booking", States: bookingStates()},
		flows.Part{Name: "times", States: whenStates()},
		flows.Part{Name: "visit", States: visitStates()},
		flows.Part{Name: "digipunt", States: digipuntStates()},
		flows.Part{Name: "refusals", States: refusalStates()},
		flows.Part{Name: "reminder", States: reminderStates()},
		flows.Part{Name: "feedback", States: feedbackStates()},
		flows.Part{Name: "late", States: lateStates()},
		flows.Part{Name: "door", States: doorStates()},
		flows.Part{Name: "danger", States: dangerStates()},
		flows.Part{Name: "human", States: humanStates()})
	d.Unclear, d.Danger, d.Language = StateUnclear, StateDanger, StateLanguage
	d.Recorded, d.Talked, d.Missed = StateRecorded, StateAfterTalk, StateMissed
	d.Texts, d.KeepRecording, d.HungUp = texts, keepRecording, hungUp
	d.Goals = map[understand.Meaning]flows.Option{
		understand.MeaningBook:     {Next: StateCheckOpen, Pick: aim(flows.GoalBook)},
		understand.MeaningVisit:    {Next: StateIdentify, Pick: aim(flows.GoalVisit)},
		understand.MeaningDigipunt: {Next: StateDigipunt, Pick: aim(flows.GoalDigipunt)},
		understand.MeaningCancel:   {Next: StateIdentify, Pick: aim(flows.GoalVisit)}, // where it is shown, both are on offer
		understand.MeaningMove:     {Next: StateIdentify, Pick: aim(flows.GoalVisit)},
		understand.MeaningNoLetter: {Next: StateCheckOpen, Pick: aim(flows.GoalBook)}, // as the answer to the code that is asked first
		understand.MeaningMenu:     {Next: StateMain, Pick: toMain},
	}
	return keys.Assign(furnished(d, rooms))
}

// The ways in which a conversation begins, besides OK.
const (
	resultEarlier  flows.Result = "broke_off_earlier"
	resultReminder flows.Result = "we_called"
	resultLost     flows.Result = "lost_track"
)

func lineStates() []*flows.State {
	return []*flows.State{
		{Name: StateArrive, Do: &flows.Action{Run: arrive, Next: map[flows.Result]flows.StateName{
			flows.OK: StateLanguage, resultReminder: StateRemind, resultLost: StateMain,
		}}},
		{
			Name: StateLanguage,
			Say: []flows.Say{{
				Key: "welcome", Kind: flows.ReplyUnclear, Facts: []flows.Fact{flows.FactTitle, flows.FactCity}, If: isWelcome,
			}},
			Menu: &flows.Menu{
				Options: languageOptions, Tries: flows.MaxTries, Next: []flows.StateName{StateChosen, StateMain},
				Wordless: true, ChooseByWords: saidLanguage,
			},
		},
		{Name: StateChosen, Do: &flows.Action{Run: languageChosen, Next: map[flows.Result]flows.StateName{
			flows.OK: StateMain, resultEarlier: StateResume,
		}}},
		{
			Name: StateMain, Say: slices.Concat(closedSays(), refusedSays()),
			Menu: &flows.Menu{
				Options: mainOptions, Tries: flows.MaxTries, Hints: true, Languages: true,
				Next: []flows.StateName{StateCheckOpen, StateIdentify, StateDigipunt, StateLanguage},
			},
		},
		{Name: StateGoodbye, Say: []flows.Say{{Key: "goodbye"}}, End: true},
	}
}

// isWelcome reports whether the call or the conversation begins: whoever comes back to the
// languages was welcomed.
func isWelcome(s *flows.Session) bool { return s.Channel == scheduling.SMS || s.Turn == 0 }

// languageOptions says each language that can be used here in that language. The choice is asked on
// every call and kept with this call and its visit only (DOMAIN.md, law).
func languageOptions(c *flows.Conversation) []flows.Option {
	var options []flows.Option
	for i, rule := range c.Programme.Languages {
		if !c.CanUse(rule) {
			continue
		}
		options = append(options, flows.Option{
			Say: flows.Say{Key: "option.language"}, Key: i + 1, Spoken: rule.Code, Next: StateChosen,
			Pick: func(s *flows.Session) { s.Language, s.Spoken = rule.Code, true },
		})
	}
	return options
}

// aim begins a goal, and forgets what an earlier one of the same call left behind.
func aim(goal flows.Goal) func(*flows.Session) {
	return func(s *flows.Session) {
		startOver(s)
		s.Goal = goal
	}
}

// startOver forgets what an earlier goal of the same call left behind, but for who the
// caller is.
func startOver(s *flows.Session) {
	s.Goal, s.Done, s.Request = "", false, flows.Request{}
	s.Reason, s.Callback, s.Named, s.AtDoor = "", "", false, flows.AtDoor{}
	s.Points, s.Point, s.WrongArea = nil, 0, 0
	s.Aside = flows.Aside{WrongCodes: s.Aside.WrongCodes}
	if s.Proof == flows.ProofNewcomer { // nothing was proved: the next request is another one
		s.Identity = flows.Identity{WrongCodes: s.WrongCodes}
	}
	if s.ResidentID == 0 {
		s.Postcode = "" // it was typed, perhaps wrongly
	}
}

// mainOption is the option that leads back to the main menu.
func mainOption() flows.Option {
	return flows.Option{Say: flows.Say{Key: "option.main"}, Next: StateMain, Pick: toMain}
}

// toMain goes back to the main menu.
func toMain(s *flows.Session) {
	startOver(s)
	s.Returned = true
}

// forOther forgets whom the call was about: somebody calls for several people.
func forOther(s *flows.Session) {
	startOver(s)
	s.Identity = flows.Identity{WrongCodes: s.WrongCodes}
}

// goalReached is the state after a goal that was reached: the caller may go on, or hang up.
// Here silence is an answer too, and leads to the goodbye.
func goalReached(name flows.StateName, say ...flows.Say) *flows.State {
	return &flows.State{
		Name: name, Say: say,
		Menu: &flows.Menu{
			Ask: "else.ask", Options: elseOptions, Wait: flows.PenWait,
			Next: []flows.StateName{StateMain}, Silent: StateGoodbye, Tries: 3, Whole: true, Hints: true, Idle: true,
		},
	}
}

// choosingByWords lets a text choose what is in none of a state's options. What is not understood
// there is read by a human at once.
func choosingByWords(
	state *flows.State, said func(*flows.Conversation, understand.Understood) (flows.Option, bool), next ...flows.StateName,
) *flows.State {
	state.Menu.ChooseByWords = said
	state.Menu.Next = append(state.Menu.Next, next...)
	return readByHuman(state)
}

func elseOptions(c *flows.Conversation) []flows.Option {
	main := mainOption()
	if c.Session.ResidentID == 0 {
		return []flows.Option{main}
	}
	return []flows.Option{{Say: flows.Say{Key: "option.other_person"}, Next: StateMain, Pick: forOther}, main}
}

// noteOutcome notes what the conversation came to, and that there is nothing to go on
// with. A booked visit stays the outcome, whatever the caller asks for next.
func noteOutcome(c *flows.Conversation, outcome scheduling.Outcome) scheduling.Demand {
	c.Session.Done = true
	if !c.Session.Outcome.Served() {
		c.Session.Outcome = outcome
	}
	return c.Demand(c.Session.Outcome)
}

// programmeOpen is the reason why nothing can be booked; nil: it can.
func programmeOpen(c *flows.Conversation) error { return c.Programme.OpenAt(c.Input.At) }
