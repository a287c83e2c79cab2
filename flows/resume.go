package flows

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states in which a caller who was cut off goes on. Whoever calls with the
// same number is asked at once, and hears no more than that it called; whoever
// proves who they are is asked then.
const (
	StateResume   StateName = "resume"
	StateContinue StateName = "continue"
	StateGoOn     StateName = "go_on"
	StateTakeUp   StateName = "take_up"
)

// The ways in which an earlier conversation goes on, besides OK.
const (
	resultVisit    Result = "about_a_visit"
	resultDigipunt Result = "about_a_digipunt"
	resultTakeUp   Result = "take_up"
	resultChosen   Result = "time_chosen"
	resultNoTopic  Result = "topic_not_chosen"
)

func resumeStates() []*State {
	return []*State{
		{
			Name: StateResume,
			Say:  []Say{{Key: "welcome", Kind: ReplyUnclear, Facts: []Fact{FactTitle, FactCity}}, {Key: "resume.called"}},
			Menu: &Menu{Short: Say{Key: "resume.called"}, Options: resumeOptions, Tries: mostTries, Next: []StateName{StateContinue, StateLanguage}},
		},
		{Name: StateContinue, Do: &Action{Run: goOn, Next: map[Result]StateName{
			OK: StateCheckOpen, resultVisit: StateIdentify, resultDigipunt: StateDigipunt,
		}}},
		{
			Name: StateGoOn, Say: []Say{{Key: "resume.choosing"}},
			Menu: &Menu{Short: Say{Key: "resume.choosing"}, Options: goOnOptions, Next: []StateName{StateTakeUp, StateIdentified}},
		},
		{Name: StateTakeUp, Do: &Action{Run: takeUp, Next: map[Result]StateName{
			OK: StateFind, resultChosen: StateKeep, resultNoTopic: StateTopic, resultVisit: StateVisits,
		}}},
	}
}

// arrive looks whether this number called a moment ago and was in the middle of
// something. That it called is all a caller hears of it: going on with somebody's
// visit takes their code again, because a number can be spoofed. Whose session was
// lost in the middle of a call has chosen a language already.
func arrive(ctx context.Context, c *Conversation) (Result, error) {
	switch {
	case c.Input.Reminder != 0:
		return resultReminder, nil
	case c.Input.Turn > 0 && c.speaks(c.Input.Language):
		return resultLost, nil
	case c.Session.Caller == "":
		return OK, nil
	}
	earlier, ok := brokenOff(ctx, c, callerName(c.Session.Programme, c.Session.Caller))
	if !ok || earlier.Done {
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

// goOn takes over what the caller had chosen. Who they are has to be proved
// again; see identified. Without a letter nothing was proved, and a number proves
// nothing: they type their address again; see sameNewcomer.
func goOn(ctx context.Context, c *Conversation) (Result, error) {
	earlier, ok := earlierConversation(ctx, c)
	if !ok {
		c.Session.Goal = GoalBook
		return OK, nil
	}
	s := c.Session
	s.Goal = menuGoal(earlier.Goal)
	switch s.Goal {
	case GoalDigipunt:
		s.Postcode = earlier.Postcode
		return resultDigipunt, nil
	case GoalVisit:
		return resultVisit, nil
	}
	s.Earlier.NoLetter = hasNoLetter(&earlier)
	return OK, nil
}

// menuGoal is the goal as it is chosen in the main menu.
func menuGoal(g Goal) Goal {
	if g == GoalMove {
		return GoalVisit
	}
	return g
}

func hasNoLetter(s *Session) bool {
	return s.ResidentID == 0 && (s.State == StateNewcomer || s.Postcode != "")
}

// isUnfinished: a time was being looked for, and none is booked.
func isUnfinished(s *Session) bool { return !s.Done && s.Topic != "" }

// ownEarlier is the conversation about this resident that broke off, if there is
// one that was not decided on yet. It is found by the resident, so also for
// somebody who withholds their number.
func ownEarlier(ctx context.Context, c *Conversation) (Session, bool) {
	s := c.Session
	if s.Earlier.Done {
		return Session{}, false
	}
	earlier, ok := brokenOff(ctx, c, residentName(s.Programme, holderOf(c)))
	if !ok {
		return Session{}, false
	}
	s.Earlier.Key = earlier.Key
	return earlier, true
}

// bookedIn reports whether the earlier conversation made a booking that stands.
func bookedIn(c *Conversation, earlier *Session) bool {
	return earlier.Outcome == scheduling.OutcomeBooked && slices.ContainsFunc(c.Session.Planned, func(v PlannedVisit) bool {
		return v.Reference == earlier.Booked.Reference && v.Start.Equal(earlier.Chosen.Start)
	})
}

// offerToTakeUp asks whether to go on, unless the caller has said so.
func offerToTakeUp(c *Conversation) Result {
	if c.Session.Earlier.Wish {
		return resultTakeUp
	}
	return resultEarlier
}

func goOnOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.continue"}, Next: StateTakeUp, Means: []Meaning{MeaningYes}},
		{Say: Say{Key: "option.anew"}, Next: StateIdentified, Pick: func(s *Session) { s.Earlier.Done = true }},
	}
}

// takeUp goes on where an earlier conversation about this resident broke off. The
// time they had chosen is theirs for as long as it was held.
func takeUp(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	earlier, ok := earlierConversation(ctx, c)
	s.Earlier.Done = true
	moving := s.Goal == GoalVisit
	switch {
	case moving && !(ok && continueMove(c, &earlier)):
		return resultVisit, nil
	case !ok || earlier.ResidentID != s.ResidentID || earlier.Topic == "":
		return resultNoTopic, nil
	}
	s.Topic, s.After, s.Offer, s.Chosen = earlier.Topic, earlier.After, earlier.Offer, earlier.Chosen
	if !s.Chosen.Start.IsZero() {
		return resultChosen, nil
	}
	return OK, nil
}

// continueMove takes up the moving of a visit, if that visit still stands as it was.
func continueMove(c *Conversation, earlier *Session) bool {
	s := c.Session
	at := slices.IndexFunc(s.Planned, func(v PlannedVisit) bool {
		return v.ID == earlier.Visit.ID && v.Start.Equal(earlier.Visit.Start) && v.Status != scheduling.Requested
	})
	if at < 0 || earlier.ResidentID != s.ResidentID {
		return false
	}
	visit := s.Planned[at]
	s.Visit = visit
	if hasStarted(c) {
		return false
	}
	s.Goal, s.Done = GoalMove, false
	s.Booked = BookedVisit{Reference: visit.Reference, Word: visit.Word}
	return true
}

// hungUp notes that the caller has left, and keeps their times.
func hungUp(ctx context.Context, c *Conversation) {
	remember(ctx, c, leftName(c.Session.Key), "1")
	keepTimes(ctx, c)
}

// keepTimes holds what a caller who was cut off had chosen, or was choosing from,
// for as long again as a time is held: they may call back. That they cannot any
// more is no concern of anybody's.
func keepTimes(ctx context.Context, c *Conversation) {
	s := c.Session
	var held []int64
	switch {
	case !isUnfinished(s):
	case s.Chosen.Visit != 0:
		held = []int64{s.Chosen.Visit}
	default:
		for _, offer := range s.Offer {
			held = append(held, offer.Visit)
		}
	}
	if len(held) == 0 {
		return
	}
	if err := c.office.Slots.Keep(ctx, c.Programme, holderOf(c), held...); err != nil && !errors.Is(err, scheduling.ErrSlotTaken) {
		c.fault("keeping the times of a call that broke off", err)
	}
}

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
func leaveTrail(ctx context.Context, c *Conversation) {
	if c.Session.Caller != "" {
		remember(ctx, c, callerName(c.Session.Programme, c.Session.Caller), c.Session.Key)
	}
	if c.Session.ResidentID != 0 {
		remember(ctx, c, residentName(c.Session.Programme, holderOf(c)), c.Session.Key)
	}
}

// remember notes something for as long as a conversation can be gone on with.
// Failing to is no concern of the caller's.
func remember(ctx context.Context, c *Conversation, name, value string) {
	if c.memory == nil {
		return
	}
	if err := c.memory.Remember(ctx, name, value, resumable); err != nil {
		c.fault("remembering a conversation", err)
	}
}

func recall(ctx context.Context, c *Conversation, name string) string {
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
// long ago, and was about something. One that broke off again before it went on
// leads to the one before.
func brokenOff(ctx context.Context, c *Conversation, name string) (Session, bool) {
	earlier, ok := brokenOffIn(ctx, c, recall(ctx, c, name))
	for range mostDrops {
		before := earlier.Earlier
		if !ok || before.Key == "" || before.Done || earlier.Done || earlier.Named || isUnfinished(&earlier) {
			break
		}
		older, found := brokenOffIn(ctx, c, before.Key)
		if !found {
			break
		}
		earlier = older
	}
	return earlier, ok
}

// mostDrops is how often in a row somebody is cut off and still goes on.
const mostDrops = 5

func brokenOffIn(ctx context.Context, c *Conversation, key string) (Session, bool) {
	if key == "" || key == c.Session.Key {
		return Session{}, false
	}
	earlier, err := loadEarlier(ctx, c, key)
	if err != nil || earlier.Goal == "" || earlier.Programme != c.Session.Programme {
		return Session{}, false
	}
	ago := c.Input.At.Sub(earlier.At)
	if ago > resumable || ago < goneSilent && recall(ctx, c, leftName(key)) == "" {
		return Session{}, false
	}
	return earlier, true
}

// earlierConversation is the conversation that the caller goes on with.
func earlierConversation(ctx context.Context, c *Conversation) (Session, bool) {
	if c.Session.Earlier.Key == "" {
		return Session{}, false
	}
	earlier, err := loadEarlier(ctx, c, c.Session.Earlier.Key)
	return earlier, err == nil
}

// loadEarlier reads another conversation, which another process may have led.
func loadEarlier(ctx context.Context, c *Conversation, key string) (Session, error) {
	if fresh, ok := c.sessions.(FreshLoader); ok {
		return fresh.LoadFresh(ctx, key)
	}
	return c.sessions.Load(ctx, key)
}
