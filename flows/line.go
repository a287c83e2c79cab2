package flows

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states of the line, from the welcome to the goodbye. What follows a choice
// in the main menu is in identify.go, booking.go, visit.go and digipunt.go; the
// ways to a human are in human.go.
const (
	StateArrive   StateName = "arrive"
	StateResume   StateName = "resume"
	StateContinue StateName = "continue"
	StateLanguage StateName = "language"
	StateMain     StateName = "main"
	StateGoodbye  StateName = "goodbye"
)

// Helpline is the dialogue of the line.
func Helpline() *Dialogue {
	d := dialogueOf(StateArrive, StateHuman, StateSorry,
		lineStates(), identifyStates(), newcomerStates(), bookingStates(), visitStates(), digipuntStates(),
		refusalStates(), reminderStates(), humanStates())
	d.Unclear = StateUnclear
	d.Goals = map[Meaning]Option{
		MeaningBook:     {Next: StateCheckOpen, Pick: aim(GoalBook)},
		MeaningVisit:    {Next: StateIdentify, Pick: aim(GoalVisit)},
		MeaningDigipunt: {Next: StateDigipunt, Pick: aim(GoalDigipunt)},
	}
	return d
}

const (
	resultEarlier  Result = "broke_off_earlier"
	resultReminder Result = "we_called"
)

func lineStates() []*State {
	return []*State{
		{Name: StateArrive, Do: &Action{Run: arrive, Next: map[Result]StateName{
			OK: StateLanguage, resultEarlier: StateResume, resultReminder: StateRemind,
		}}},
		{
			Name: StateResume,
			Say:  []Say{{Key: "welcome", Facts: []Fact{FactTitle, FactCity}}, {Key: "resume.called"}},
			Menu: &Menu{Short: Say{Key: "resume.called"}, Options: resumeOptions, Tries: mostTries, Next: []StateName{StateContinue, StateLanguage}},
		},
		{Name: StateContinue, Do: &Action{Run: goOn, Next: map[Result]StateName{
			OK: StateCheckOpen, resultVisit: StateIdentify, resultDigipunt: StateDigipunt,
		}}},
		{
			Name: StateLanguage,
			Say:  []Say{{Key: "welcome", Facts: []Fact{FactTitle, FactCity}}},
			Menu: &Menu{Options: languageOptions, Tries: mostTries, Next: []StateName{StateMain}},
		},
		{
			Name: StateMain,
			Menu: &Menu{
				Short: Say{Key: "menu.short"}, Options: mainOptions, Tries: mostTries, Hints: true,
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
			Pick: func(s *Session) { s.Language = rule.Code },
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
	s.Goal, s.Request = "", Request{}
	s.Reason, s.Callback, s.Named = "", "", false
	s.Points, s.Point, s.WrongArea = nil, 0, 0
	if s.Proof == ProofNewcomer { // nothing was proved: the next request is another one
		s.Identity = Identity{WrongCodes: s.WrongCodes, Phone: s.Phone}
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
			Next: []StateName{StateMain}, Silent: StateGoodbye, Tries: 3, Whole: true, Hints: true,
		},
	}
}

func elseOptions(c *Conversation) []Option {
	options := []Option{{Say: Say{Key: "option.main"}, Next: StateMain, Pick: toMain}}
	if c.Session.ResidentID != 0 {
		options = append(options, Option{Say: Say{Key: "option.other_person"}, Next: StateMain, Pick: forOther})
	}
	return options
}

// settle notes what the conversation came to. A booked visit stays the outcome,
// whatever the caller asks for next.
func (c *Conversation) settle(outcome scheduling.Outcome) scheduling.Demand {
	if !c.Session.Outcome.Served() {
		c.Session.Outcome = outcome
	}
	return c.demand(c.Session.Outcome)
}

// arrive looks whether this number called a moment ago and was in the middle of
// something. That it called is all a caller hears of it: going on with somebody's
// visit takes their code again, because a number can be spoofed.
func arrive(ctx context.Context, c *Conversation) (Result, error) {
	switch {
	case c.Input.Reminder != 0:
		return resultReminder, nil
	case c.Session.Caller == "":
		return OK, nil
	}
	earlier, ok := c.brokenOff(ctx, callerName(c.Session.Programme, c.Session.Caller))
	if !ok || earlier.Outcome != "" {
		return OK, nil
	}
	c.Session.Earlier = Earlier{Key: earlier.Key}
	c.Session.Language = c.Programme.Language(earlier.Language).Code
	return resultEarlier, nil
}

func resumeOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.continue"}, Next: StateContinue, Means: []Meaning{MeaningYes}, Pick: func(s *Session) { s.Earlier.Wish = true }},
		{Say: Say{Key: "option.anew"}, Next: StateLanguage, Pick: func(s *Session) { s.Earlier.Done = true }},
	}
}

// The ways in which an earlier conversation goes on.
const (
	resultVisit    Result = "about_a_visit"
	resultDigipunt Result = "about_a_digipunt"
)

// goOn takes over what the caller had chosen. Who they are has to be proved
// again; see identified.
func goOn(ctx context.Context, c *Conversation) (Result, error) {
	earlier, ok := c.earlier(ctx)
	if !ok {
		c.Session.Goal = GoalBook
		return OK, nil
	}
	s := c.Session
	s.Goal = earlier.Goal
	switch {
	case earlier.Goal == GoalDigipunt:
		s.Postcode = earlier.Postcode
		return resultDigipunt, nil
	case earlier.Goal == GoalVisit || earlier.Goal == GoalMove:
		s.Goal = GoalVisit
		return resultVisit, nil
	}
	// Without a letter nothing was proved, and a number proves nothing: who spoke
	// their name is called about it, and may ask for a time again.
	return OK, nil
}

// programmeOpen is the reason why nothing can be booked; nil: it can.
func (c *Conversation) programmeOpen() error { return c.Programme.OpenAt(c.Input.At) }

// How long an earlier conversation can be gone on with, and after how long a
// silent one counts as broken off, in case nobody told us that it was.
const (
	resumable  = 30 * time.Minute
	goneSilent = 3 * time.Minute
)

// Names in Memory.
func callerName(programme, caller string) string   { return "call:" + programme + ":" + caller }
func residentName(programme, holder string) string { return "resident:" + programme + ":" + holder }
func leftName(session string) string               { return "left:" + session }

// leaveTrail notes where this conversation is to be found, should it break off.
func (c *Conversation) leaveTrail(ctx context.Context) {
	if c.Session.Caller != "" {
		c.remember(ctx, callerName(c.Session.Programme, c.Session.Caller), c.Session.Key)
	}
	if c.Session.ResidentID != 0 {
		c.remember(ctx, residentName(c.Session.Programme, c.holder()), c.Session.Key)
	}
}

// remember notes something for as long as a conversation can be gone on with.
// Failing to is no concern of the caller's.
func (c *Conversation) remember(ctx context.Context, name, value string) {
	if c.memory == nil {
		return
	}
	if err := c.memory.Remember(ctx, name, value, resumable); err != nil {
		c.fault("remembering a conversation", err)
	}
}

func (c *Conversation) recall(ctx context.Context, name string) string {
	if c.memory == nil {
		return ""
	}
	value, err := c.memory.Recall(ctx, name)
	if err != nil {
		c.fault("recalling a conversation", err)
	}
	return value
}

// brokenOff finds the conversation that a name leads to, if it is over, is not
// long ago, and was about something.
func (c *Conversation) brokenOff(ctx context.Context, name string) (Session, bool) {
	key := c.recall(ctx, name)
	if key == "" || key == c.Session.Key {
		return Session{}, false
	}
	earlier, err := c.loadEarlier(ctx, key)
	if err != nil || earlier.Goal == "" || earlier.Programme != c.Session.Programme {
		return Session{}, false
	}
	ago := c.Input.At.Sub(earlier.At)
	if ago > resumable || ago < goneSilent && c.recall(ctx, leftName(key)) == "" {
		return Session{}, false
	}
	return earlier, true
}

// earlier is the conversation that the caller goes on with.
func (c *Conversation) earlier(ctx context.Context) (Session, bool) {
	if c.Session.Earlier.Key == "" {
		return Session{}, false
	}
	earlier, err := c.loadEarlier(ctx, c.Session.Earlier.Key)
	return earlier, err == nil
}

// loadEarlier reads another conversation, which another process may have led.
func (c *Conversation) loadEarlier(ctx context.Context, key string) (Session, error) {
	if fresh, ok := c.sessions.(FreshLoader); ok {
		return fresh.LoadFresh(ctx, key)
	}
	return c.sessions.Load(ctx, key)
}
