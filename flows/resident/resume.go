package resident

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// The states in which a caller who was cut off goes on. Somebody who calls with the same
// number is asked at once, and is told no more than that the number called; somebody who
// proves who they are is asked then.
const (
	StateResume   flows.StateName = "resume"
	StateContinue flows.StateName = "continue"
	StateGoOn     flows.StateName = "go_on"
	StateTakeUp   flows.StateName = "take_up"
)

// The ways in which an earlier conversation goes on, besides OK.
const (
	resultVisit    flows.Result = "about_a_visit"
	resultDigipunt flows.Result = "about_a_digipunt"
	resultTakeUp   flows.Result = "take_up"
	resultChosen   flows.Result = "time_chosen"
	resultNoTopic  flows.Result = "topic_not_chosen"
)

func resumeStates() []*flows.State {
	return []*flows.State{
		{
			Name: StateResume,
			Say:  []flows.Say{{Key: "resume.called"}},
			Menu: &flows.Menu{
				Short: flows.Say{Key: "resume.called"}, Options: resumeOptions, Tries: flows.MaxTries, Languages: true,
				Next: []flows.StateName{StateContinue, StateMain, StateLanguage},
			},
		},
		{Name: StateContinue, Do: &flows.Action{Run: goOn, Next: map[flows.Result]flows.StateName{
			flows.OK: StateCheckOpen, resultVisit: StateIdentify, resultDigipunt: StateDigipunt,
		}}},
		{
			Name: StateGoOn, Say: []flows.Say{{Key: "resume.choosing"}},
			Menu: &flows.Menu{Short: flows.Say{Key: "resume.choosing"}, Options: goOnOptions, Next: []flows.StateName{StateTakeUp, StateIdentified}},
		},
		{Name: StateTakeUp, Do: &flows.Action{Run: takeUp, Next: map[flows.Result]flows.StateName{
			flows.OK: StateFind, resultChosen: StateKeep, resultNoTopic: StateTopic, resultVisit: StateVisits,
		}}},
	}
}

// arrive finds whether this number called a moment ago and was cut off in the middle of
// something. A caller is told no more than that it called: going on with a visit takes the
// code again, because a number can be spoofed. If the session was lost in the middle of a
// call, a language was chosen already.
func arrive(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	if err := NoteClosed(ctx, c); err != nil {
		return "", err
	}
	switch {
	case c.Input.Reminder != 0:
		return resultReminder, nil
	case c.Input.Turn > 0 && c.UseLanguage(c.Input.Language):
		return resultLost, nil
	case c.Session.Caller == "":
		return flows.OK, nil
	}
	name := callerName(c.Session.Programme, c.Session.Caller)
	earlier, ok := brokenOff(ctx, c, name)
	if earlier.Done { // the call after it broke off all the same
		earlier, ok = brokenOffIn(ctx, c, recall(ctx, c, name))
	}
	closed := earlier.Goal == flows.GoalBook && c.Session.Closed != "" // since they were cut off
	if !ok || earlier.Done || closed {
		return flows.OK, nil
	}
	c.Session.Earlier = flows.Earlier{Key: earlier.Key, Asked: true}
	return flows.OK, nil
}

// languageChosen goes on with a conversation that broke off, or to the main menu. The
// language is chosen first: the one of that conversation may have been a slip, or a
// neighbour's whose number is shown as the same.
func languageChosen(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	if s := c.Session; s.Earlier.Asked && !s.Earlier.Done && s.Goal == "" {
		return resultEarlier, nil
	}
	return flows.OK, nil
}

func resumeOptions(*flows.Conversation) []flows.Option {
	return []flows.Option{
		{
			Say: flows.Say{Key: "option.continue"}, Next: StateContinue, Means: []understand.Meaning{understand.MeaningYes},
			Pick: func(s *flows.Session) { s.Earlier.GoOn = true },
		},
		{Say: flows.Say{Key: "option.anew"}, Next: StateMain, Pick: func(s *flows.Session) { s.Earlier.Done = true }},
	}
}

// goOn takes over what the caller had chosen. Who they are has to be proved again; see
// identified. Without a letter nothing was proved, and the address is typed again; see
// sameNewcomer.
func goOn(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	earlier, ok := earlierConversation(ctx, c)
	if !ok {
		c.Session.Goal = flows.GoalBook
		return flows.OK, nil
	}
	s := c.Session
	s.Goal = menuGoal(earlier.Goal)
	switch s.Goal {
	case flows.GoalDigipunt:
		s.Postcode = earlier.Postcode
		return resultDigipunt, nil
	case flows.GoalVisit:
		return resultVisit, nil
	}
	s.Earlier.NoLetter = hasNoLetter(&earlier)
	return flows.OK, nil
}

// menuGoal is the goal as it is chosen in the main menu.
func menuGoal(g flows.Goal) flows.Goal {
	if g == flows.GoalMove {
		return flows.GoalVisit
	}
	return g
}

func hasNoLetter(s *flows.Session) bool {
	return s.ResidentID == 0 && (s.State == StateNewcomer || s.Postcode != "")
}

// isUnfinished reports whether a topic was chosen, and no visit was booked.
func isUnfinished(s *flows.Session) bool { return !s.Done && s.Topic != "" }

// ownEarlier finds the conversation about this resident that broke off, unless the caller
// decided about it already. It is found by the resident, and therefore also for somebody
// who withholds their number.
func ownEarlier(ctx context.Context, c *flows.Conversation) (flows.Session, bool) {
	s := c.Session
	if s.Earlier.Done {
		return flows.Session{}, false
	}
	earlier, ok := brokenOff(ctx, c, residentName(s.Programme, holderOf(c)))
	if !ok {
		return flows.Session{}, false
	}
	s.Earlier.Key = earlier.Key
	return earlier, true
}

// bookedIn reports whether the earlier conversation made a booking that stands.
func bookedIn(c *flows.Conversation, earlier *flows.Session) bool {
	return earlier.Outcome == scheduling.OutcomeBooked && slices.ContainsFunc(c.Session.Planned, func(v flows.PlannedVisit) bool {
		return v.Reference == earlier.Booked.Reference && v.Start.Equal(earlier.Chosen.Start)
	})
}

// offerToTakeUp asks whether to go on, unless the caller chose that already.
func offerToTakeUp(c *flows.Conversation) flows.Result {
	if c.Session.Earlier.GoOn {
		return resultTakeUp
	}
	return resultEarlier
}

func goOnOptions(*flows.Conversation) []flows.Option {
	return []flows.Option{
		{Say: flows.Say{Key: "option.continue"}, Next: StateTakeUp, Means: []understand.Meaning{understand.MeaningYes}},
		{Say: flows.Say{Key: "option.anew"}, Next: StateIdentified, Pick: func(s *flows.Session) { s.Earlier.Done = true }},
	}
}

// takeUp goes on where an earlier conversation about this resident broke off. The
// time they had chosen is theirs for as long as it was held.
func takeUp(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	earlier, ok := earlierConversation(ctx, c)
	s.Earlier.Done = true
	moving := s.Goal == flows.GoalVisit
	switch {
	case moving && !(ok && continueMove(c, &earlier)):
		return resultVisit, nil
	case !ok || earlier.ResidentID != s.ResidentID || earlier.Topic == "":
		return resultNoTopic, nil
	}
	s.Topic, s.After, s.Offer, s.Chosen = earlier.Topic, earlier.After, earlier.Offer, earlier.Chosen
	s.Pages = earlier.Pages
	if !s.Chosen.Start.IsZero() {
		return resultChosen, nil
	}
	return flows.OK, nil
}

// continueMove takes up the moving of a visit, if that visit still stands as it was.
func continueMove(c *flows.Conversation, earlier *flows.Session) bool {
	s := c.Session
	at := slices.IndexFunc(s.Planned, func(v flows.PlannedVisit) bool {
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
	s.Goal, s.Done = flows.GoalMove, false
	s.Booked = flows.BookedVisit{Reference: visit.Reference, Word: visit.Word, Language: visit.Language}
	return true
}

// hungUp notes that the caller has left, and keeps their times.
func hungUp(ctx context.Context, c *flows.Conversation) {
	remember(ctx, c, leftName(c.Session.Key), "1")
	keepTimes(ctx, c)
}

// keepTimes renews the holds on the time that a caller who was cut off had chosen, or on
// those they were choosing from: they may call back. Times that are taken by then are not
// reported.
func keepTimes(ctx context.Context, c *flows.Conversation) {
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
	if err := c.Office.Slots.Keep(ctx, c.Programme, holderOf(c), held...); err != nil && !errors.Is(err, scheduling.ErrSlotTaken) {
		c.ReportFault("keeping the times of a call that broke off", err)
	}
}

const (
	resumeWindow   = 30 * time.Minute // in which an earlier conversation can be gone on with
	silenceTimeout = 3 * time.Minute  // after which a conversation counts as broken off, without a hang-up
)

// Names in Memory.
func callerName(programme, caller string) string   { return "call:" + programme + ":" + caller }
func residentName(programme, holder string) string { return "resident:" + programme + ":" + holder }
func leftName(session string) string               { return "left:" + session }

// leaveTrail notes under the caller and the resident where this conversation is found, if it
// breaks off.
func leaveTrail(ctx context.Context, c *flows.Conversation) {
	if c.Session.Caller != "" {
		remember(ctx, c, callerName(c.Session.Programme, c.Session.Caller), c.Session.Key)
	}
	if c.Session.ResidentID != 0 {
		remember(ctx, c, residentName(c.Session.Programme, holderOf(c)), c.Session.Key)
	}
}

// remember notes a value for as long as a conversation can be gone on with. An error is only
// reported.
func remember(ctx context.Context, c *flows.Conversation, name, value string) {
	if c.Memory == nil {
		return
	}
	if err := c.Memory.Remember(ctx, name, value, resumeWindow); err != nil {
		c.ReportFault("remembering a conversation", err)
	}
}

// recall returns the value that remember noted; empty if there is none, or on an error, which
// is reported.
func recall(ctx context.Context, c *flows.Conversation, name string) string {
	if c.Memory == nil {
		return ""
	}
	value, err := c.Memory.Recall(ctx, name)
	if err != nil {
		c.ReportFault("recalling a conversation", err)
	}
	return value
}

// brokenOff finds the conversation noted under a name, if it broke off within resumeWindow
// and had a goal. If it broke off again before it was finished, it leads to the one before.
func brokenOff(ctx context.Context, c *flows.Conversation, name string) (flows.Session, bool) {
	earlier, ok := brokenOffIn(ctx, c, recall(ctx, c, name))
	for range maxDrops {
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

// maxDrops limits how many calls in a row can break off and still be gone on with.
const maxDrops = 5

func brokenOffIn(ctx context.Context, c *flows.Conversation, key string) (flows.Session, bool) {
	if key == "" || key == c.Session.Key {
		return flows.Session{}, false
	}
	earlier, err := loadEarlier(ctx, c, key)
	if err != nil || earlier.Goal == "" || earlier.Programme != c.Session.Programme {
		return flows.Session{}, false
	}
	ago := c.Input.At.Sub(earlier.At)
	if ago > resumeWindow || ago < silenceTimeout && recall(ctx, c, leftName(key)) == "" {
		return flows.Session{}, false
	}
	return earlier, true
}

// earlierConversation loads the conversation that the caller goes on with.
func earlierConversation(ctx context.Context, c *flows.Conversation) (flows.Session, bool) {
	if c.Session.Earlier.Key == "" {
		return flows.Session{}, false
	}
	earlier, err := loadEarlier(ctx, c, c.Session.Earlier.Key)
	return earlier, err == nil
}

// loadEarlier loads a conversation that another process may have saved.
func loadEarlier(ctx context.Context, c *flows.Conversation, key string) (flows.Session, error) {
	if fresh, ok := c.Sessions.(flows.FreshLoader); ok {
		return fresh.LoadFresh(ctx, key)
	}
	return c.Sessions.Load(ctx, key)
}
