package resident

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// The states of "my visit": hear it, move it, cancel it, or hear whether one is
// planned now, when somebody is at the door.
const (
	StateVisits     flows.StateName = "visits"
	StateWhich      flows.StateName = "which_visit"
	StateShow       flows.StateName = "show_visit"
	StateVisit      flows.StateName = "visit"
	StateNoVisit    flows.StateName = "no_visit"
	StateMove       flows.StateName = "move"
	StateMoved      flows.StateName = "moved"
	StateCancelSure flows.StateName = "cancel_sure"
	StateCancel     flows.StateName = "cancel"
	StateCancelled  flows.StateName = "cancelled"
	StateVisitGone  flows.StateName = "visit_gone"
)

const (
	resultSeveral flows.Result = "several"
	resultStarted flows.Result = "started"
)

func visitStates() []*flows.State {
	return append(showStates(), []*flows.State{
		{Name: StateMove, Do: &flows.Action{Run: beginMove, Next: map[flows.Result]flows.StateName{flows.OK: StateFind, resultStarted: StateVisitGone}}},
		goalReached(StateMoved,
			flows.Say{Key: "moved.when", Facts: []flows.Fact{flows.FactStart}},
			flows.Say{Key: "moved.same", If: provedByCode},
			flows.Say{Key: "booked.text_follows", If: willBeTexted},
		),
		{
			Name: StateCancelSure, Say: []flows.Say{{Key: "cancel.sure", Facts: []flows.Fact{flows.FactVisit}}},
			Menu: &flows.Menu{
				Short: flows.Say{Key: "cancel.sure", Facts: []flows.Fact{flows.FactVisit}}, Options: cancelOptions,
				Next: []flows.StateName{StateCancel, StateShow}, IsClear: confirmsCancelling,
			},
		},
		{Name: StateCancel, Do: &flows.Action{Run: cancelVisit, Next: map[flows.Result]flows.StateName{
			flows.OK: StateCancelled, resultGone: StateVisitGone, resultStarted: StateVisitGone,
		}}},
		goalReached(StateCancelled, flows.Say{Key: "cancelled.done"}, flows.Say{Key: "text.sent", If: willBeTexted}),
		{
			Name: StateVisitGone, Say: []flows.Say{{Key: "visit.gone"}},
			Menu: &flows.Menu{Ask: "refused.ask", Options: refusalOptions, Next: []flows.StateName{StateCallback, StateDigipunt, StateMain}},
		},
	}...)
}

func showStates() []*flows.State {
	return []*flows.State{
		{Name: StateVisits, Do: &flows.Action{Run: listVisits, Next: map[flows.Result]flows.StateName{
			flows.OK: StateShow, resultSeveral: StateWhich, resultNone: StateNoVisit,
		}}},
		{Name: StateWhich, Menu: &flows.Menu{Ask: "visit.which", Options: visitOptions, Next: []flows.StateName{StateShow, StateWhich, StateHuman}}},
		{Name: StateShow, Do: &flows.Action{Run: showVisit, Next: map[flows.Result]flows.StateName{flows.OK: StateVisit}}},
		{
			Name: StateVisit,
			Say: []flows.Say{
				{Key: "visit.when", Facts: []flows.Fact{flows.FactVisit}},
				{Key: "visit.requested", If: func(s *flows.Session) bool { return s.Visit.Status == scheduling.Requested }},
				{Key: "visit.alone", If: isUnstaffed},
				{Key: "visit.nobody", If: isTooLateToStaff},
				{Key: "booked.reference", Facts: []flows.Fact{flows.FactReference}, If: provedByCode},
				{Key: "booked.word", Facts: []flows.Fact{flows.FactWord}, If: hearsWord, In: visitLanguage},
				{Key: "visit.word_hidden", If: func(s *flows.Session) bool { return s.Visit.Now && !hearsWord(s) }},
				{Key: "booked.safe", If: func(s *flows.Session) bool { return hearsWord(s) && !s.Visit.Now }},
				{Key: "visit.unsure", If: func(s *flows.Session) bool { return s.Visit.Now }},
			},
			Menu: &flows.Menu{
				Short: flows.Say{Key: "visit.when", Facts: []flows.Fact{flows.FactVisit}}, Options: changeOptions, Wait: flows.PenWait,
				Next: []flows.StateName{StateMove, StateCancelSure, StateMissing, StateMain}, Silent: StateGoodbye, Whole: true, Idle: true,
			},
		},
		{
			Name: StateNoVisit, Say: []flows.Say{{Key: "visit.none"}, {Key: "visit.door"}, {Key: "human.danger"}},
			Menu: &flows.Menu{Short: flows.Say{Key: "visit.none"}, Options: noVisitOptions, Next: []flows.StateName{StateCheckOpen, StateMain}},
		},
	}
}

// provedByCode: the word that opens a door is for who has the whole letter code. A
// number can be spoofed, and a visit's reference stands in a text with its day.
func provedByCode(s *flows.Session) bool { return s.Proof == flows.ProofCode }

func hearsWord(s *flows.Session) bool { return provedByCode(s) && s.Booked.Word != "" }

// visitLanguage: the student says the word in the language the visit was booked in,
// whoever calls about it, in whatever language.
func visitLanguage(s *flows.Session) scheduling.Language { return s.Visit.Language }

// isUnstaffed: nobody can be promised to come, before somebody has said yes. Nobody: it
// is too late for that.
func isUnstaffed(s *flows.Session) bool      { return s.Visit.Unstaffed && !s.Visit.TooLateToStaff }
func isTooLateToStaff(s *flows.Session) bool { return s.Visit.TooLateToStaff }

// updateStaffing notes whether somebody may still be found for a visit that has nobody, and
// whether they may be at the door.
func updateStaffing(c *flows.Conversation) {
	v := &c.Session.Visit
	v.Now = isNow(v, c.Input.At)
	v.TooLateToStaff = v.Unstaffed && v.Start.Sub(c.Input.At) <= dispatch.LastAnswerMargin
}

func willBeTexted(s *flows.Session) bool { return s.Booked.Texted }

// earlyArrival is how long before its start a visit counts as planned now.
const earlyArrival = 15 * time.Minute

// listVisits says at once whether a visit is planned now: the caller may be
// standing at their door.
func listVisits(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	s.Goal, s.VisitPage = flows.GoalVisit, 0
	if err := c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed)); err != nil {
		return "", err
	}
	s.Planned = slices.DeleteFunc(slices.Clone(s.Planned), func(v flows.PlannedVisit) bool { return !v.End.After(c.Input.At) })
	if len(s.Planned) == 0 {
		return resultNone, nil
	}
	if slices.ContainsFunc(s.Planned, func(v flows.PlannedVisit) bool { return isNow(&v, c.Input.At) }) {
		c.Say(flows.Say{Key: "visit.now"})
	} else {
		c.Say(flows.Say{Key: "visit.not_now"})
		c.Say(flows.Say{Key: "visit.door"})
		c.Say(flows.Say{Key: "human.danger"})
	}
	if len(s.Planned) > 1 {
		return resultSeveral, nil
	}
	s.Visit = s.Planned[0]
	return flows.OK, nil
}

func isNow(v *flows.PlannedVisit, at time.Time) bool {
	return v.Status != scheduling.Requested && !v.Unstaffed && !at.Before(v.Start.Add(-earlyArrival)) && at.Before(v.End)
}

// visitOptions pages through visits, as topicOptions does through topics.
func visitOptions(c *flows.Conversation) []flows.Option {
	return paged(c.Session.Planned, c.Session.VisitPage,
		func(v flows.PlannedVisit) flows.Option {
			return flows.Option{
				Say: flows.Say{Key: "option.slot", With: map[string]string{"start": flows.FormatInstant(v.Start)}}, Next: StateShow,
				Pick: func(s *flows.Session) { s.Visit = v },
			}
		},
		another("option.other_visit", StateWhich, c.Session.VisitPage, func(s *flows.Session) { s.VisitPage++ }),
	)
}

// showVisit makes the visit the one that is spoken of.
func showVisit(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	updateStaffing(c)
	v := c.Session.Visit
	c.Session.Booked = flows.BookedVisit{Reference: v.Reference, Word: v.Word}
	return flows.OK, nil
}

// changeOptions: a visit that has begun can be heard, and no longer changed.
func changeOptions(c *flows.Conversation) []flows.Option {
	main := flows.Option{Say: flows.Say{Key: "option.main"}, Next: StateMain, Pick: toMain}
	switch {
	case isLate(c):
		return []flows.Option{{Say: flows.Say{Key: "option.nobody_there"}, Next: StateMissing}, main}
	case hasStarted(c):
		return []flows.Option{main}
	}
	cancel := flows.Option{Say: flows.Say{Key: "option.cancel"}, Next: StateCancelSure, Means: []understand.Meaning{understand.MeaningCancel}, Pick: undecided}
	if c.Session.Visit.Status == scheduling.Requested {
		return []flows.Option{cancel, main}
	}
	return []flows.Option{{Say: flows.Say{Key: "option.move"}, Next: StateMove, Means: []understand.Meaning{understand.MeaningOther, understand.MeaningMove}}, cancel, main}
}

// undecided: whoever is cut off now can go on.
func undecided(s *flows.Session) { s.Done = false }

// hasStarted: nothing about it can be changed any more. To a visit that has nobody,
// nobody has come.
func hasStarted(c *flows.Conversation) bool {
	v := c.Session.Visit
	return v.Status == scheduling.Underway || !v.Start.After(c.Input.At) && !v.Unstaffed
}

func noVisitOptions(*flows.Conversation) []flows.Option {
	return []flows.Option{
		{Say: flows.Say{Key: "option.book"}, Next: StateCheckOpen, Pick: aim(flows.GoalBook)},
		{Say: flows.Say{Key: "option.main"}, Next: StateMain, Pick: toMain},
	}
}

// beginMove looks for other times for the same help.
func beginMove(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	if hasStarted(c) {
		return resultStarted, nil
	}
	s := c.Session
	visit := s.Visit
	s.Request = flows.Request{Visit: visit, Topic: visit.Topic, Booked: s.Booked}
	s.Goal, s.Done = flows.GoalMove, false
	return flows.OK, nil
}

// moveVisit gives the visit its new time. Its reference and word stay: the caller has
// written them down.
func moveVisit(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	if hasStarted(c) { // while we were choosing
		return resultGone, nil
	}
	request := changeRequest(c)
	request.Holder, request.HeldID, request.Start = holderOf(c), s.Chosen.Visit, s.Chosen.Start
	promise, err := c.Office.Bookings.Move(ctx, request)
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

func cancelOptions(*flows.Conversation) []flows.Option {
	return []flows.Option{
		{Say: flows.Say{Key: "option.cancel_yes"}, Next: StateCancel, Means: []understand.Meaning{understand.MeaningYes, understand.MeaningCancel}},
		{Say: flows.Say{Key: "option.cancel_no"}, Next: StateShow, Means: []understand.Meaning{understand.MeaningNo, understand.MeaningKeep}, Pick: func(s *flows.Session) { s.Done = true }},
	}
}

// confirmsCancelling: a visit is called off by words that say that, or yes, and nothing
// beside it. "Ik kom wel" is a yes in other places; "zeker niet afzeggen", "was een foutje"
// and a question are none here. What says no keeps the visit.
func confirmsCancelling(c *flows.Conversation) bool {
	switch c.Understood().Meaning {
	case understand.MeaningYes, understand.MeaningCancel:
		return understand.SaysOnlyConfirmed(c.Input.Text)
	case understand.MeaningNo: // "ik kan niet" is no reason to keep it
		return understand.IsBareNo(c.Input.Text)
	}
	return true
}

func cancelVisit(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	if hasStarted(c) {
		return resultStarted, nil
	}
	promise, err := c.Office.Bookings.Cancel(ctx, changeRequest(c))
	switch {
	case errors.Is(err, scheduling.ErrTransition), errors.Is(err, scheduling.ErrNotFound):
		return resultGone, nil
	case err != nil:
		return "", err
	}
	noteChange(c, scheduling.OutcomeCancelled, promise)
	return flows.OK, nil
}

// changeRequest asks for the visit that is spoken of to be changed.
func changeRequest(c *flows.Conversation) booking.ChangeRequest {
	s := c.Session
	return booking.ChangeRequest{
		Need:   scheduling.Need{Postcode: s.Visit.Postcode, Topic: s.Visit.Topic, Language: s.Visit.Language},
		Spoken: s.Language, Programme: c.Programme, Visit: scheduling.Visit{ID: s.Visit.ID, Start: s.Visit.Start},
		ResidentID: s.ResidentID, Phones: phonesOf(c), Channel: s.Channel, DemandKey: c.DemandKey(),
	}
}

// noteChange notes what became of the visit, which is planned no more as it was.
func noteChange(c *flows.Conversation, outcome scheduling.Outcome, promise booking.Promise) {
	s := c.Session
	s.Outcome, s.Done, s.Booked.Texted = outcome, true, promise.Texted
	if outcome == scheduling.OutcomeCancelled && s.Refused != string(resultArea) {
		s.Refused = "" // the visit, and its voucher, are free again
	}
	s.Planned = slices.DeleteFunc(slices.Clone(s.Planned), func(v flows.PlannedVisit) bool { return v.ID == promise.ID })
}
