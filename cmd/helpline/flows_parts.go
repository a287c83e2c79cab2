package main

import (
	"maps"
	"slices"

	"github.com/click-call-connect/helpline/flows"
)

// part is a part of the dialogue: the states of one file of the package flows.
type part struct {
	name   string
	states []flows.StateName
}

// dialogueParts holds every state once, in the order of a call. A test compares
// it with the files.
func dialogueParts() []part {
	return []part{
		{"line", []flows.StateName{
			flows.StateArrive, flows.StateLanguage, flows.StateMain, flows.StateGoodbye,
		}},
		{"resume", []flows.StateName{
			flows.StateResume, flows.StateContinue, flows.StateGoOn, flows.StateTakeUp,
		}},
		{"identify", []flows.StateName{
			flows.StateIdentify, flows.StateCode, flows.StateCodeAgain, flows.StateCheckCode, flows.StateNoLetter,
			flows.StateNoLetterMenu, flows.StateHiddenMenu, flows.StateReference, flows.StatePart, flows.StateCheckPart,
			flows.StateLapsed, flows.StateIdentified,
		}},
		{"newcomer", []flows.StateName{
			flows.StateNewcomer, flows.StateCheckPostcode, flows.StateHouse, flows.StateCheckHouse, flows.StateNewNumber,
			flows.StateNewTyped, flows.StateNewRight, flows.StateSpeakName, flows.StateNameAgain, flows.StateNamed, flows.StateRequested,
		}},
		{"booking", []flows.StateName{
			flows.StateCheckOpen, flows.StateTopic, flows.StateFind, flows.StateSlots, flows.StateKeep, flows.StateConfirm,
			flows.StateBook, flows.StateBooked,
		}},
		{"visit", []flows.StateName{
			flows.StateVisits, flows.StateWhich, flows.StateShow, flows.StateVisit, flows.StateNoVisit, flows.StateMove,
			flows.StateMoved, flows.StateCancelSure, flows.StateCancel, flows.StateCancelled, flows.StateVisitGone,
		}},
		{"digipunt", []flows.StateName{
			flows.StateDigipunt, flows.StatePostcode, flows.StateNearby, flows.StatePoint, flows.StateNoPoint, flows.StateText,
			flows.StateTextNumber, flows.StateTextTyped, flows.StateTextRight, flows.StateTextSend, flows.StateTexted,
		}},
		{"refusals", []flows.StateName{
			flows.StateNotYetOpen, flows.StateOver, flows.StateOutsideArea, flows.StateNoSlot, flows.StateNoVoucher, flows.StateLimit,
			flows.StateBusy, flows.StateAskedAlready, flows.StateManyRequests, flows.StateCallback,
			flows.StateCallbackNumber, flows.StateCallbackTyped,
			flows.StateCallbackRight, flows.StateCallbackSave, flows.StateCallbackNoted,
		}},
		{"reminder", []flows.StateName{
			flows.StateRemind, flows.StateReminder, flows.StateComing, flows.StateExpected, flows.StateMachine, flows.StateUnclear,
			flows.StateReadable,
		}},
		{"late", []flows.StateName{
			flows.StateLate, flows.StateHere, flows.StateThere, flows.StateMissing, flows.StateSought,
		}},
		{"danger", []flows.StateName{flows.StateDanger, flows.StateWarned}},
		{"human", []flows.StateName{
			flows.StateHuman, flows.StateSorry, flows.StateConnect, flows.StateTalked, flows.StateAfterTalk, flows.StateMissed,
			flows.StateHumanNumber, flows.StateHumanTyped, flows.StateHumanRight, flows.StateHumanRetype, flows.StateVoicemail, flows.StateRecorded,
			flows.StateVoicemailDone, flows.StateVoicemailEmpty, flows.StateNothingSaid, flows.StateNoNumber, flows.StateUnsaved,
		}},
	}
}

func partNames() []string {
	var names []string
	for _, part := range dialogueParts() {
		names = append(names, part.name)
	}
	return names
}

// partOf says in which part a state is.
func partOf(name flows.StateName) string {
	for _, part := range dialogueParts() {
		if slices.Contains(part.states, name) {
			return part.name
		}
	}
	return ""
}

// stateKind is what a state does after it has spoken.
type stateKind string

const (
	kindMenu    stateKind = "menu"
	kindNumber  stateKind = "number"
	kindRecord  stateKind = "recording"
	kindConnect stateKind = "connection"
	kindDo      stateKind = "action"
	kindEnd     stateKind = "end"
)

func kindOf(s *flows.State) stateKind {
	switch {
	case s.Menu != nil:
		return kindMenu
	case s.Number != nil:
		return kindNumber
	case s.Record != nil:
		return kindRecord
	case s.Connect != nil:
		return kindConnect
	case s.Do != nil:
		return kindDo
	}
	return kindEnd
}

// lead is one way on from a state. A choice of the caller's has no words: what
// is on offer depends on who calls.
type lead struct {
	to   flows.StateName
	when string
}

// Why a state leads on, where it is not the caller's choice or an action's result.
const (
	whenSilent   = "silence"
	whenEmpty    = "nothing said"
	whenAnswered = "answered"
	whenMissed   = "not answered"
)

// leadsOf are the ways of State.Leads, with what takes them. The result OK comes
// first, then the others by name.
func leadsOf(s *flows.State) []lead {
	var leads []lead
	add := func(to flows.StateName, when string) {
		if to != "" {
			leads = append(leads, lead{to, when})
		}
	}
	switch {
	case s.Menu != nil:
		for _, to := range s.Menu.Next {
			add(to, "")
		}
		add(s.Menu.Silent, whenSilent)
	case s.Number != nil:
		add(s.Number.Next, "")
		add(s.Number.Silent, whenSilent)
	case s.Record != nil:
		add(s.Record.Next, "")
		add(s.Record.Empty, whenEmpty)
	case s.Connect != nil:
		add(s.Connect.Talked, whenAnswered)
		add(s.Connect.Missed, whenMissed)
	case s.Do != nil:
		add(s.Do.Next[flows.OK], string(flows.OK))
		for _, result := range slices.Sorted(maps.Keys(s.Do.Next)) {
			if result != flows.OK {
				add(s.Do.Next[result], string(result))
			}
		}
	}
	return leads
}
