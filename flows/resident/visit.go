package resident

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident/pages"
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
		{Name: StateMove, Do: &flows.Action{Run: beginMove, Next: map[flows.Result]flows.StateName{
			flows.OK: StateFind, resultStarted: StateVisitGone,
		}}},
		goalReached(StateMoved,
			flows.Say{Key: "moved.when", Facts: []flows.Fact{flows.FactStart}},
			flows.Say{Key: "moved.same", If: provedByCode},
			flows.Say{Key: "booked.text_follows", If: willBeTexted},
		),
		{
			Name: StateCancelSure, Say: []flows.Say{{Key: "cancel.sure", Facts: []flows.Fact{flows.FactVisit}}},
			Menu: &flows.Menu{
				Short: flows.Say{Key: "cancel.sure", Facts: []flows.Fact{flows.FactVisit}}, Options: cancelOptions, Binding: true,
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
		{Name: StateWhich, Menu: &flows.Menu{
			Ask: "visit.which", Options: visitOptions, Next: []flows.StateName{StateShow, StateWhich, StateDoor, StateHuman},
		}},
		{Name: StateShow, Do: &flows.Action{Run: showVisit, Next: map[flows.Result]flows.StateName{flows.OK: StateVisit}}},
		{
			Name: StateVisit,
			Say: []flows.Say{
				sayNobody(), sayWhen(), sayAsked(),
				{Key: "visit.requested", If: isRequested},
				{Key: "visit.alone", If: isUnstaffed},
				{Key: "booked.reference", Facts: []flows.Fact{flows.FactReference}, If: provedByCode},
				sayDoorWord(hearsWord),
				{Key: "visit.word_hidden", If: func(s *flows.Session) bool { return s.Visit.Near && !hearsWord(s) }},
				{Key: "visit.safe", Facts: []flows.Fact{flows.FactPhone}, If: func(s *flows.Session) bool { return hearsWord(s) && !s.Visit.Near }},
				{Key: "visit.unsure", If: isNear},
				sayVouchersLeft(), sayMinutesLeft(), sayNoneLeft(),
			},
			Menu: &flows.Menu{
				Short: sayWhen(), Still: []flows.Say{sayNobody(), sayAsked(), sayDoorWord(needsWord)}, Options: visitMenu, Wait: flows.PenWait,
				Next:   []flows.StateName{StateDoor, StateMove, StateCancelSure, StateMissing, StateWhich, StateMain},
				Silent: StateGoodbye, StarAgain: provedByCode, Idle: true,
			},
		},
		{
			Name: StateNoVisit, Say: []flows.Say{
				{Key: "visit.none"},
				{Key: "visit.not_now", If: func(s *flows.Session) bool { return s.ResidentID != 0 && len(s.Ended) == 0 }},
				{Key: "visit.door"},
				{Key: "human.danger"},
				sayVouchersLeft(), sayMinutesLeft(), sayNoneLeft(),
			},
			Menu: &flows.Menu{
				Short: flows.Say{Key: "visit.none"}, Options: strangerOptions, Next: []flows.StateName{StateDoor, StateCheckOpen, StateMain},
			},
		},
	}
}

// provedByCode reports whether the whole code of the letter was given: only then is the word
// said that opens the door. A number can be spoofed, and a visit's reference stands in a
// text with its day.
func provedByCode(s *flows.Session) bool { return s.Proof == flows.ProofCode }

// mayHearWord reports whether the word of a visit is told here as it is booked. A text goes to
// the number on file, whoever sent the one before; a call comes from whoever set that number.
func mayHearWord(s *flows.Session) bool { return provedByCode(s) || s.Channel == scheduling.SMS }

// wordTo returns the number on file that is told the word for the door, or "" if it is told here.
func wordTo(c *flows.Conversation) string {
	if mayHearWord(c.Session) {
		return ""
	}
	return cmp.Or(c.Session.Phone, c.Session.Caller)
}

// hearsWord reports whether the word for the door is said: of a visit to which a student
// comes, and to whoever proved who they are.
func hearsWord(s *flows.Session) bool {
	return provedByCode(s) && s.Booked.Word != "" && !isTooLateToStaff(s) && !isRequested(s)
}

// isRequested reports whether the visit was asked for and is not certain yet.
func isRequested(s *flows.Session) bool { return s.Visit.Status == scheduling.Requested }

// hasVouchers reports whether the programme has vouchers, and the resident some left.
func hasVouchers(s *flows.Session) bool { return s.ResidentID != 0 && s.Vouchers.Left > 0 }

// sayVouchersLeft and sayMinutesLeft say the balance: whole vouchers, or minutes when a
// visit used a part of one.
func sayVouchersLeft() flows.Say {
	return flows.Say{Key: "voucher.left", Facts: []flows.Fact{flows.FactVouchers}, If: func(s *flows.Session) bool {
		return hasVouchers(s) && s.Vouchers.Whole()
	}}
}

// sayNoneLeft says that the vouchers are used, if the programme has any.
func sayNoneLeft() flows.Say {
	return flows.Say{Key: "refused.no_voucher", If: func(s *flows.Session) bool {
		return s.ResidentID != 0 && s.Vouchers.Worth > 0 && s.Vouchers.Left == 0
	}}
}

func sayMinutesLeft() flows.Say {
	return flows.Say{Key: "voucher.minutes", Facts: []flows.Fact{flows.FactMinutes}, If: func(s *flows.Session) bool {
		return hasVouchers(s) && !s.Vouchers.Whole()
	}}
}

// sayNobody says first that nobody comes; sayWhen and sayAsked say of any other visit when
// it is, or was asked for.
func sayNobody() flows.Say {
	return flows.Say{Key: "visit.nobody", Facts: []flows.Fact{flows.FactVisit}, If: isTooLateToStaff}
}

func sayWhen() flows.Say {
	return flows.Say{Key: "visit.when", Facts: []flows.Fact{flows.FactVisit}, If: func(s *flows.Session) bool {
		return !isTooLateToStaff(s) && !isRequested(s)
	}}
}

func sayAsked() flows.Say {
	return flows.Say{Key: "visit.asked", Facts: []flows.Fact{flows.FactVisit}, If: func(s *flows.Session) bool {
		return isRequested(s) && !isTooLateToStaff(s)
	}}
}

// sayDoorWord says the word for the door.
func sayDoorWord(when func(*flows.Session) bool) flows.Say {
	return flows.Say{Key: "booked.word", Facts: []flows.Fact{flows.FactWord}, If: when, In: bookedLanguage}
}

// isNear reports whether the student of the visit may be at the door.
func isNear(s *flows.Session) bool { return s.Visit.Near }

// needsWord reports whether the word is said each time the question is asked: whoever listens
// to somebody at their door cannot wait for it.
func needsWord(s *flows.Session) bool { return isNear(s) && hearsWord(s) }

// bookedLanguage is the language that the visit was booked in: the student says the word in it,
// whatever the language of the call.
func bookedLanguage(s *flows.Session) scheduling.Language { return s.Booked.Language }

// isUnstaffed reports whether no student is assigned, and one can still be found.
func isUnstaffed(s *flows.Session) bool { return s.Visit.Unstaffed && !s.Visit.TooLateToStaff }

// isTooLateToStaff reports whether no student is assigned, and none can be found in time.
func isTooLateToStaff(s *flows.Session) bool { return s.Visit.TooLateToStaff }

// updateStaffing notes whether a student can still be found for an unstaffed visit, and
// whether one may be at the door now.
func updateStaffing(c *flows.Conversation) {
	v := &c.Session.Visit
	v.Now, v.Near = isNow(v, c.Input.At), canBeAtDoor(v, c.Input.At)
	v.TooLateToStaff = tooLateToStaff(v, c.Input.At)
}

// tooLateToStaff reports whether nobody can come to a visit any more.
func tooLateToStaff(v *flows.PlannedVisit, at time.Time) bool {
	return v.Unstaffed && v.Start.Sub(at) <= dispatch.LastAnswerMargin
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
	}
	if i := slices.IndexFunc(s.Planned, func(v flows.PlannedVisit) bool { return canBeAtDoor(&v, c.Input.At) }); i >= 0 {
		s.Visit = s.Planned[i] // whoever is at the door matters more than the list
		return flows.OK, nil
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

// visitOptions pages through visits, as topicOptions does through topics. The first option
// is for somebody at the door.
func visitOptions(c *flows.Conversation) []flows.Option {
	visits := pages.Of(c.Session.Planned, c.Session.VisitPage,
		func(v flows.PlannedVisit) flows.Option {
			return flows.Option{
				Say: flows.Say{Key: "option.slot", With: map[string]string{"start": flows.FormatInstant(v.Start)}}, Next: StateShow,
				Pick: func(s *flows.Session) { s.Visit = v },
			}
		},
		another("option.other_visit", StateWhich, c.Session.VisitPage, func(s *flows.Session) { s.VisitPage++ }),
	)
	return slices.Insert(visits, 0, doorOption())
}

// showVisit notes what can be said of the visit that the conversation is about.
func showVisit(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	updateStaffing(c)
	v := c.Session.Visit
	c.Session.Booked = flows.BookedVisit{Reference: v.Reference, Word: v.Word, Language: v.Language}
	return flows.OK, nil
}

// visitMenu returns the options of a visit that is shown. While somebody can be at the door
// for it, that comes first, and other visits take the place of the main menu.
func visitMenu(c *flows.Conversation) []flows.Option {
	changes := changeOptions(c)
	main := mainOption()
	if _, now := doorVisit(c); !now {
		return slices.Concat([]flows.Option{doorOption()}, changes, []flows.Option{main}) // the last three are remembered
	}
	if len(c.Session.Planned) > 1 {
		main = flows.Option{Say: flows.Say{Key: "option.visits"}, Next: StateWhich, Pick: func(s *flows.Session) { s.VisitPage = 0 }}
	}
	door := flows.Option{Say: flows.Say{Key: "option.door_word"}, Next: StateDoor}
	return slices.Concat([]flows.Option{door}, changes, []flows.Option{main})
}

// changeOptions are the ways to change the visit. One that has begun can only be heard.
func changeOptions(c *flows.Conversation) []flows.Option {
	switch {
	case IsLate(c):
		return []flows.Option{{Say: flows.Say{Key: "option.nobody_there"}, Next: StateMissing}}
	case hasStarted(c):
		return nil
	}
	cancel := flows.Option{
		Say: flows.Say{Key: "option.cancel"}, Next: StateCancelSure, Means: []understand.Meaning{understand.MeaningCancel}, Pick: undecided,
	}
	if isRequested(c.Session) || c.Session.Closed != "" {
		return []flows.Option{cancel}
	}
	move := flows.Option{
		Say: flows.Say{Key: "option.move"}, Next: StateMove, Means: []understand.Meaning{understand.MeaningOther, understand.MeaningMove},
	}
	return []flows.Option{move, cancel}
}

// undecided notes that the goal is open again: a caller who is cut off now can go on.
func undecided(s *flows.Session) { s.Done = false }

// hasStarted reports whether the visit has begun, and can no longer be changed. An unstaffed
// visit does not begin.
func hasStarted(c *flows.Conversation) bool {
	v := c.Session.Visit
	return v.Status == scheduling.Underway || !v.Start.After(c.Input.At) && !v.Unstaffed
}

// strangerOptions are for a caller without a visit: somebody may be at their door.
func strangerOptions(c *flows.Conversation) []flows.Option {
	return slices.Insert(noVisitOptions(c), 0, doorOption())
}

func noVisitOptions(c *flows.Conversation) []flows.Option {
	main := mainOption()
	if !mayBook(c.Session) {
		return []flows.Option{main}
	}
	return []flows.Option{{Say: flows.Say{Key: "option.book"}, Next: StateCheckOpen, Pick: aim(flows.GoalBook)}, main}
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

// moveVisit moves the visit to the chosen time. Its reference and word stay: the caller has
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
		{
			Say: flows.Say{Key: "option.cancel_yes"}, Next: StateCancel,
			Means: []understand.Meaning{understand.MeaningYes, understand.MeaningCancel},
		},
		{
			Say: flows.Say{Key: "option.cancel_no"}, Next: StateShow, Pick: func(s *flows.Session) { s.Done = true },
			Means: []understand.Meaning{understand.MeaningNo, understand.MeaningKeep},
		},
	}
}

// confirmsCancelling reports whether a text is clear enough to call a visit off, or to keep
// it. Calling off takes words that say so, or a yes, and nothing beside them: "ik kom wel"
// is a yes elsewhere, and "zeker niet afzeggen", "was een foutje" and a question are none
// here. A bare no keeps the visit.
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

// changeRequest is the request to change the visit that the conversation is about.
func changeRequest(c *flows.Conversation) booking.ChangeRequest {
	s := c.Session
	return booking.ChangeRequest{
		Need:   scheduling.Need{Postcode: s.Visit.Postcode, Topic: s.Visit.Topic, Language: s.Visit.Language},
		Spoken: s.Language, Programme: c.Programme, Visit: scheduling.Visit{ID: s.Visit.ID, Start: s.Visit.Start},
		ResidentID: s.ResidentID, Phones: phonesOf(c), Channel: s.Channel, DemandKey: c.DemandKey(),
	}
}

// noteChange notes the outcome of a change, and removes the visit as it was from those that
// are planned.
func noteChange(c *flows.Conversation, outcome scheduling.Outcome, promise booking.Promise) {
	s := c.Session
	s.Outcome, s.Done, s.Booked.Texted = outcome, true, promise.Texted
	if outcome == scheduling.OutcomeCancelled && s.Refused != string(resultArea) {
		s.Refused = "" // the visit, and its vouchers, are free again
		s.Vouchers.Left += c.Programme.MinutesOf(promise.End.Sub(promise.Start))
	}
	s.Planned = slices.DeleteFunc(slices.Clone(s.Planned), func(v flows.PlannedVisit) bool { return v.ID == promise.ID })
}
