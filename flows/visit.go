package flows

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states of "my visit": hear it, move it, cancel it, or hear whether one is
// planned now, when somebody is at the door.
const (
	StateVisits     StateName = "visits"
	StateWhich      StateName = "which_visit"
	StateShow       StateName = "show_visit"
	StateVisit      StateName = "visit"
	StateNoVisit    StateName = "no_visit"
	StateMove       StateName = "move"
	StateMoved      StateName = "moved"
	StateCancelSure StateName = "cancel_sure"
	StateCancel     StateName = "cancel"
	StateCancelled  StateName = "cancelled"
	StateVisitGone  StateName = "visit_gone"
)

const (
	resultSeveral Result = "several"
	resultStarted Result = "started"
)

func visitStates() []*State {
	return append(showStates(), []*State{
		{Name: StateMove, Do: &Action{Run: beginMove, Next: map[Result]StateName{OK: StateFind, resultStarted: StateVisitGone}}},
		anythingElse(StateMoved,
			Say{Key: "moved.when", Facts: []Fact{FactStart}},
			Say{Key: "moved.same", If: provedByCode},
			Say{Key: "booked.text_follows", If: texted},
		),
		{
			Name: StateCancelSure, Say: []Say{{Key: "cancel.sure", Facts: []Fact{FactVisit}}},
			Menu: &Menu{
				Short: Say{Key: "cancel.sure", Facts: []Fact{FactVisit}}, Options: cancelOptions,
				Next: []StateName{StateCancel, StateShow}, Clear: confirmsCancelling,
			},
		},
		{Name: StateCancel, Do: &Action{Run: cancelVisit, Next: map[Result]StateName{
			OK: StateCancelled, resultGone: StateVisitGone, resultStarted: StateVisitGone,
		}}},
		anythingElse(StateCancelled, Say{Key: "cancelled.done"}, Say{Key: "text.sent", If: texted}),
		{
			Name: StateVisitGone, Say: []Say{{Key: "visit.gone"}},
			Menu: &Menu{Ask: "refused.ask", Options: refusalOptions, Next: []StateName{StateCallback, StateDigipunt, StateMain}},
		},
	}...)
}

func showStates() []*State {
	return []*State{
		{Name: StateVisits, Do: &Action{Run: listVisits, Next: map[Result]StateName{
			OK: StateShow, resultSeveral: StateWhich, resultNone: StateNoVisit,
		}}},
		{Name: StateWhich, Menu: &Menu{Ask: "visit.which", Options: visitOptions, Next: []StateName{StateShow, StateWhich, StateHuman}}},
		{Name: StateShow, Do: &Action{Run: showVisit, Next: map[Result]StateName{OK: StateVisit}}},
		{
			Name: StateVisit,
			Say: []Say{
				{Key: "visit.when", Facts: []Fact{FactVisit}},
				{Key: "visit.requested", If: func(s *Session) bool { return s.Visit.Status == scheduling.Requested }},
				{Key: "visit.alone", If: alone},
				{Key: "visit.nobody", If: nobody},
				{Key: "booked.reference", Facts: []Fact{FactReference}, If: provedByCode},
				{Key: "booked.word", Facts: []Fact{FactWord}, If: hearsWord, In: visitLanguage},
				{Key: "visit.word_hidden", If: func(s *Session) bool { return s.Visit.Now && !hearsWord(s) }},
				{Key: "booked.safe", If: func(s *Session) bool { return hearsWord(s) && !s.Visit.Now }},
				{Key: "visit.unsure", If: func(s *Session) bool { return s.Visit.Now }},
			},
			Menu: &Menu{
				Short: Say{Key: "visit.when", Facts: []Fact{FactVisit}}, Options: changeOptions, Wait: penWait,
				Next: []StateName{StateMove, StateCancelSure, StateMissing, StateMain}, Silent: StateGoodbye, Whole: true, Idle: true,
			},
		},
		{
			Name: StateNoVisit, Say: []Say{{Key: "visit.none"}, {Key: "visit.door"}, {Key: "human.danger"}},
			Menu: &Menu{Short: Say{Key: "visit.none"}, Options: noVisitOptions, Next: []StateName{StateCheckOpen, StateMain}},
		},
	}
}

// provedByCode: the word that opens a door is for who has the whole letter code. A
// number can be spoofed, and a visit's reference stands in a text with its day.
func provedByCode(s *Session) bool { return s.Proof == ProofCode }

func hearsWord(s *Session) bool { return provedByCode(s) && s.Booked.Word != "" }

// visitLanguage: the student says the word in the language the visit was booked in,
// whoever calls about it, in whatever language.
func visitLanguage(s *Session) scheduling.Language { return s.Visit.Language }

// alone: nobody can be promised to come, before somebody has said yes. Nobody: it
// is too late for that.
func alone(s *Session) bool  { return s.Visit.Alone && !s.Visit.Nobody }
func nobody(s *Session) bool { return s.Visit.Nobody }

// updateStaffing notes whether somebody may still be found for a visit that has nobody, and
// whether they may be at the door.
func updateStaffing(c *Conversation) {
	v := &c.Session.Visit
	v.Now = isNow(v, c.Input.At)
	v.Nobody = v.Alone && v.Start.Sub(c.Input.At) <= scheduling.LastAnswer
}

func texted(s *Session) bool { return s.Booked.Texted }

// early is how long before its start a visit counts as planned now.
const early = 15 * time.Minute

// listVisits says at once whether a visit is planned now: the caller may be
// standing at their door.
func listVisits(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	s.Goal, s.VisitPage = GoalVisit, 0
	if err := c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed)); err != nil {
		return "", err
	}
	s.Planned = slices.DeleteFunc(slices.Clone(s.Planned), func(v PlannedVisit) bool { return !v.End.After(c.Input.At) })
	if len(s.Planned) == 0 {
		return resultNone, nil
	}
	if slices.ContainsFunc(s.Planned, func(v PlannedVisit) bool { return isNow(&v, c.Input.At) }) {
		c.say(Say{Key: "visit.now"})
	} else {
		c.say(Say{Key: "visit.not_now"})
		c.say(Say{Key: "visit.door"})
		c.say(Say{Key: "human.danger"})
	}
	if len(s.Planned) > 1 {
		return resultSeveral, nil
	}
	s.Visit = s.Planned[0]
	return OK, nil
}

func isNow(v *PlannedVisit, at time.Time) bool {
	return v.Status != scheduling.Requested && !v.Alone && !at.Before(v.Start.Add(-early)) && at.Before(v.End)
}

// visitOptions pages through visits, as topicOptions does through topics.
func visitOptions(c *Conversation) []Option {
	return paged(c.Session.Planned, c.Session.VisitPage,
		func(v PlannedVisit) Option {
			return Option{
				Say: Say{Key: "option.slot", With: map[string]string{"start": instant(v.Start)}}, Next: StateShow,
				Pick: func(s *Session) { s.Visit = v },
			}
		},
		another("option.other_visit", StateWhich, c.Session.VisitPage, func(s *Session) { s.VisitPage++ }),
	)
}

// showVisit makes the visit the one that is spoken of.
func showVisit(_ context.Context, c *Conversation) (Result, error) {
	updateStaffing(c)
	v := c.Session.Visit
	c.Session.Booked = BookedVisit{Reference: v.Reference, Word: v.Word}
	return OK, nil
}

// changeOptions: a visit that has begun can be heard, and no longer changed.
func changeOptions(c *Conversation) []Option {
	main := Option{Say: Say{Key: "option.main"}, Next: StateMain, Pick: toMain}
	switch {
	case isLate(c):
		return []Option{{Say: Say{Key: "option.nobody_there"}, Next: StateMissing}, main}
	case hasStarted(c):
		return []Option{main}
	}
	cancel := Option{Say: Say{Key: "option.cancel"}, Next: StateCancelSure, Means: []Meaning{MeaningCancel}, Pick: undecided}
	if c.Session.Visit.Status == scheduling.Requested {
		return []Option{cancel, main}
	}
	return []Option{{Say: Say{Key: "option.move"}, Next: StateMove, Means: []Meaning{MeaningOther, MeaningMove}}, cancel, main}
}

// undecided: whoever is cut off now can go on.
func undecided(s *Session) { s.Done = false }

// hasStarted: nothing about it can be changed any more. To a visit that has nobody,
// nobody has come.
func hasStarted(c *Conversation) bool {
	v := c.Session.Visit
	return v.Status == scheduling.Underway || !v.Start.After(c.Input.At) && !v.Alone
}

func noVisitOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.book"}, Next: StateCheckOpen, Pick: aim(GoalBook)},
		{Say: Say{Key: "option.main"}, Next: StateMain, Pick: toMain},
	}
}

// beginMove looks for other times for the same help.
func beginMove(_ context.Context, c *Conversation) (Result, error) {
	if hasStarted(c) {
		return resultStarted, nil
	}
	s := c.Session
	visit := s.Visit
	s.Request = Request{Visit: visit, Topic: visit.Topic, Booked: s.Booked}
	s.Goal, s.Done = GoalMove, false
	return OK, nil
}

// moveVisit gives the visit its new time. Its reference and word stay: the caller has
// written them down.
func moveVisit(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	if hasStarted(c) { // while we were choosing
		return resultGone, nil
	}
	request := changeRequest(c)
	request.Holder, request.HeldID, request.Start = holderOf(c), s.Chosen.Visit, s.Chosen.Start
	promise, err := c.office.Bookings.Move(ctx, request)
	switch {
	case errors.Is(err, scheduling.ErrSlotTaken):
		return slotTaken(ctx, c)
	case errors.Is(err, scheduling.ErrTransition), errors.Is(err, scheduling.ErrNotFound):
		return resultGone, nil
	case err != nil:
		return "", err
	}
	noteChange(c, scheduling.OutcomeMoved, promise)
	s.Planned = append(slices.Clone(s.Planned), planned([]scheduling.Visit{promise.Visit})...)
	return resultMoved, nil
}

func cancelOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.cancel_yes"}, Next: StateCancel, Means: []Meaning{MeaningYes, MeaningCancel}},
		{Say: Say{Key: "option.cancel_no"}, Next: StateShow, Means: []Meaning{MeaningNo, MeaningKeep}, Pick: func(s *Session) { s.Done = true }},
	}
}

// confirmsCancelling: a visit is called off by words that say that, or yes, and nothing
// beside it. "Ik kom wel" is a yes in other places; "zeker niet afzeggen", "was een foutje"
// and a question are none here. What says no keeps the visit.
func confirmsCancelling(c *Conversation) bool {
	switch c.understood().Meaning {
	case MeaningYes, MeaningCancel:
		return onlyConfirms(c.Input.Text)
	case MeaningNo: // "ik kan niet" is no reason to keep it
		return bareNo(c.Input.Text)
	}
	return true
}

func cancelVisit(ctx context.Context, c *Conversation) (Result, error) {
	if hasStarted(c) {
		return resultStarted, nil
	}
	promise, err := c.office.Bookings.Cancel(ctx, changeRequest(c))
	switch {
	case errors.Is(err, scheduling.ErrTransition), errors.Is(err, scheduling.ErrNotFound):
		return resultGone, nil
	case err != nil:
		return "", err
	}
	noteChange(c, scheduling.OutcomeCancelled, promise)
	return OK, nil
}

// changeRequest asks for the visit that is spoken of to be changed.
func changeRequest(c *Conversation) scheduling.ChangeRequest {
	s := c.Session
	return scheduling.ChangeRequest{
		Need:   scheduling.Need{Postcode: s.Visit.Postcode, Topic: s.Visit.Topic, Language: s.Visit.Language},
		Spoken: s.Language, Programme: c.Programme, Visit: scheduling.Visit{ID: s.Visit.ID, Start: s.Visit.Start},
		ResidentID: s.ResidentID, Phones: phonesOf(c), Channel: s.Channel, DemandKey: c.demandKey(),
	}
}

// noteChange notes what became of the visit, which is planned no more as it was.
func noteChange(c *Conversation, outcome scheduling.Outcome, promise scheduling.Promise) {
	s := c.Session
	s.Outcome, s.Done, s.Booked.Texted = outcome, true, promise.Texted
	if outcome == scheduling.OutcomeCancelled && s.Refused != string(resultArea) {
		s.Refused = "" // the visit, and its voucher, are free again
	}
	s.Planned = slices.DeleteFunc(slices.Clone(s.Planned), func(v PlannedVisit) bool { return v.ID == promise.ID })
}
