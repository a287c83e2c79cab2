package flows

import (
	"github.com/click-call-connect/helpline/scheduling"
)

// The states of the line, from the welcome to the goodbye. What follows a choice
// in the main menu is in identify.go, booking.go, visit.go and digipunt.go; the
// ways to a human are in human.go.
const (
	StateArrive   StateName = "arrive"
	StateLanguage StateName = "language"
	StateMain     StateName = "main"
	StateGoodbye  StateName = "goodbye"
)

// Helpline is the dialogue of the line.
func Helpline() *Dialogue {
	d := NewDialogue(StateArrive, StateHuman, StateSorry,
		Part{Name: "line", States: lineStates()},
		Part{Name: "resume", States: resumeStates()},
		Part{Name: "identify", States: identifyStates()},
		Part{Name: "newcomer", States: newcomerStates()},
		Part{Name: "booking", States: bookingStates()},
		Part{Name: "visit", States: visitStates()},
		Part{Name: "digipunt", States: digipuntStates()},
		Part{Name: "refusals", States: refusalStates()},
		Part{Name: "reminder", States: reminderStates()},
		Part{Name: "late", States: lateStates()},
		Part{Name: "danger", States: dangerStates()},
		Part{Name: "human", States: humanStates()})
	d.Unclear, d.Danger = StateUnclear, StateDanger
	d.Recorded, d.Talked, d.Missed = StateRecorded, StateAfterTalk, StateMissed
	d.OpenText, d.ReadText, d.KeepRecording, d.HungUp = openText, readText, keepRecording, hungUp
	d.Goals = map[Meaning]Option{
		MeaningBook:     {Next: StateCheckOpen, Pick: aim(GoalBook)},
		MeaningVisit:    {Next: StateIdentify, Pick: aim(GoalVisit)},
		MeaningDigipunt: {Next: StateDigipunt, Pick: aim(GoalDigipunt)},
		MeaningCancel:   {Next: StateIdentify, Pick: aim(GoalVisit)}, // where it is shown, both are on offer
		MeaningMove:     {Next: StateIdentify, Pick: aim(GoalVisit)},
		MeaningNoLetter: {Next: StateCheckOpen, Pick: aim(GoalBook)}, // as the answer to the code that is asked first
		MeaningMenu:     {Next: StateMain, Pick: toMain},
	}
	return d
}

// The ways in which a conversation begins, besides OK.
const (
	resultEarlier  Result = "broke_off_earlier"
	resultReminder Result = "we_called"
	resultLost     Result = "lost_track"
)

func lineStates() []*State {
	return []*State{
		{Name: StateArrive, Do: &Action{Run: arrive, Next: map[Result]StateName{
			OK: StateLanguage, resultEarlier: StateResume, resultReminder: StateRemind, resultLost: StateMain,
		}}},
		{
			Name: StateLanguage,
			Say:  []Say{{Key: "welcome", Kind: ReplyUnclear, Facts: []Fact{FactTitle, FactCity}}},
			Menu: &Menu{Options: languageOptions, Tries: mostTries, Next: []StateName{StateMain}, Wordless: true, Said: saidLanguage},
		},
		{
			Name: StateMain,
			Menu: &Menu{
				Options: mainOptions, Tries: mostTries, Hints: true,
				Next: []StateName{StateCheckOpen, StateIdentify, StateDigipunt},
			},
		},
		{Name: StateGoodbye, Say: []Say{{Key: "goodbye"}}, End: true},
	}
}

// languageOptions says each language in that language. The choice is asked on
// every call and kept with this call and its visit only (DOMAIN.md, law).
func languageOptions(c *Conversation) []Option {
	options := make([]Option, len(c.Programme.Languages))
	for i, rule := range c.Programme.Languages {
		options[i] = Option{
			Say: Say{Key: "option.language"}, Spoken: rule.Code, Next: StateMain,
			Pick: func(s *Session) { s.Language, s.Spoken = rule.Code, true },
		}
	}
	return options
}

// mainOptions are the goals. Whoever has proved in this call who they are, and
// has had a visit, gets the next one with one key.
func mainOptions(c *Conversation) []Option {
	options := []Option{
		{Say: Say{Key: "option.book"}, Next: StateCheckOpen, Pick: aim(GoalBook)},
		{Say: Say{Key: "option.visit"}, Next: StateIdentify, Pick: aim(GoalVisit)},
		{Say: Say{Key: "option.digipunt"}, Next: StateDigipunt, Pick: aim(GoalDigipunt)},
	}
	if topic := c.Session.LastTopic; c.Session.ResidentID != 0 && topic != "" {
		again := Option{
			Say: Say{Key: "option.book_again", With: map[string]string{"topic": string(topic)}}, Next: StateCheckOpen,
			Pick: func(s *Session) { aim(GoalBook)(s); s.Topic = topic },
		}
		options = append(options, again)
	}
	return options
}

// aim begins a goal, and forgets what an earlier one of the same call left behind.
func aim(goal Goal) func(*Session) {
	return func(s *Session) {
		startOver(s)
		s.Goal = goal
	}
}

// startOver forgets what an earlier goal of the same call left behind. Who the
// caller is stays known.
func startOver(s *Session) {
	s.Goal, s.Done, s.Request = "", false, Request{}
	s.Reason, s.Callback, s.Named = "", "", false
	s.Points, s.Point, s.WrongArea = nil, 0, 0
	if s.Proof == ProofNewcomer { // nothing was proved: the next request is another one
		s.Identity = Identity{WrongCodes: s.WrongCodes}
	}
	if s.ResidentID == 0 {
		s.Postcode = "" // it was typed, perhaps wrongly
	}
}

// toMain goes back to the main menu.
func toMain(s *Session) {
	startOver(s)
	s.Returned = true
}

// forOther forgets who the call was about: somebody calls for several people.
func forOther(s *Session) {
	startOver(s)
	s.Identity = Identity{WrongCodes: s.WrongCodes}
}

// anythingElse is where a goal that was reached leads: the caller may go on, or
// hang up. Here silence is an answer too, and the line says goodbye.
func anythingElse(name StateName, say ...Say) *State {
	return &State{
		Name: name, Say: say,
		Menu: &Menu{
			Ask: "else.ask", Options: elseOptions, Wait: penWait,
			Next: []StateName{StateMain}, Silent: StateGoodbye, Tries: 3, Whole: true, Hints: true, Idle: true,
		},
	}
}

// hearing lets a text choose what is in none of a state's options. What is not understood
// there is read by a human at once.
func hearing(state *State, said func(*Conversation, Understood) (Option, bool), next ...StateName) *State {
	state.Menu.Said = said
	state.Menu.Next = append(state.Menu.Next, next...)
	return heeding(state)
}

func elseOptions(c *Conversation) []Option {
	options := []Option{{Say: Say{Key: "option.main"}, Next: StateMain, Pick: toMain}}
	if c.Session.ResidentID != 0 {
		options = append(options, Option{Say: Say{Key: "option.other_person"}, Next: StateMain, Pick: forOther})
	}
	return options
}

// noteOutcome notes what the conversation came to, and that there is nothing to go on
// with. A booked visit stays the outcome, whatever the caller asks for next.
func noteOutcome(c *Conversation, outcome scheduling.Outcome) scheduling.Demand {
	c.Session.Done = true
	if !c.Session.Outcome.Served() {
		c.Session.Outcome = outcome
	}
	return c.demand(c.Session.Outcome)
}

// programmeOpen is the reason why nothing can be booked; nil: it can.
func programmeOpen(c *Conversation) error { return c.Programme.OpenAt(c.Input.At) }
