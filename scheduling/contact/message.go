package contact

import (
	"cmp"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// ToResident returns a text about a change to a visit, due now, with the visit's start
// and the programme's title and voice number as arguments. The store adds the visit's
// id and reference when it saves the change. Use AboutVisit for a message about an
// unchanged visit.
func ToResident(
	p *scheduling.Programme, kind scheduling.MessageKind, key string, language scheduling.Language, to string, start, now time.Time,
) *scheduling.Message {
	return &scheduling.Message{
		Programme: p.Name, To: to, Channel: scheduling.SMS, Kind: kind, Key: key, Language: language,
		Status: scheduling.MessagePending, RunAt: now,
		Args: map[string]string{"start": start.UTC().Format(time.RFC3339), "title": p.Title, "phone": p.Numbers.Voice},
	}
}

// AboutVisit returns a message to a resident about a visit as it is stored.
func AboutVisit(
	p *scheduling.Programme, kind scheduling.MessageKind, key string, v *scheduling.Visit, to string, now time.Time,
) *scheduling.Message {
	m := ToResident(p, kind, key, v.Language, to, v.Start, now)
	m.VisitID, m.Args["reference"] = v.ID, v.Reference
	return m
}

// placeholder is stored in place of name, street and word, which are filled in when a
// message is sent.
const placeholder = "…"

// DoorWord returns the text with the door word for a resident, separate from the other
// details of the visit and without its day.
func DoorWord(p *scheduling.Programme, now time.Time) *scheduling.Message {
	return &scheduling.Message{
		Programme: p.Name, Channel: scheduling.SMS, Kind: scheduling.Confirmation, Key: DoorKey, Status: scheduling.MessagePending, RunAt: now,
		Args: map[string]string{"word": placeholder, "phone": p.Numbers.Voice},
	}
}

// DoorWordTo returns the text with the door word of DoorWord, or a call in its place if
// the number is no mobile. A text that is not delivered becomes a call, and a call that is
// not answered a callback.
func DoorWordTo(p *scheduling.Programme, language scheduling.Language, to string, mobile bool, now time.Time) *scheduling.Message {
	m := DoorWord(p, now)
	m.Kind, m.Language, m.To = scheduling.Notice, language, to
	if !mobile {
		m.Channel = scheduling.Voice
	}
	return m
}

// FillWord adds the door word of a visit to a message with a door word when it is sent.
// The word is one word: that of the visit's language, which the resident was told. A
// resident gets it in that language. A student who reads another language gets it as it
// sounds, with what it means. An empty language stands for Dutch.
func FillWord(m *scheduling.Message, word string, language scheduling.Language) {
	m.Args["word"] = word
	language = cmp.Or(language, dutch)
	switch {
	case m.Key == DoorKey:
		m.Language = language
	case cmp.Or(m.Language, dutch) != language:
		m.Key, m.Args["said"] = WordSaidKey, string(language)+"/"+word
	}
}

// dutch is the language of a message or visit without one.
const dutch scheduling.Language = "nl"

// ToStudent returns a text to a student about a visit, in the language the student
// reads, valid until the visit begins.
func ToStudent(p *scheduling.Programme, s *scheduling.Student, key string, visit scheduling.VisitRef, now time.Time) *scheduling.Message {
	return &scheduling.Message{
		Programme: p.Name, VisitID: visit.ID, To: s.Phone, Channel: scheduling.SMS, Kind: scheduling.Assignment, Key: key,
		Args: map[string]string{"start": visit.Start.UTC().Format(time.RFC3339)}, Language: s.Reads(), RunAt: now, Until: visit.Start,
	}
}

// StudentQuestion returns the text that asks a student to do a visit.
func StudentQuestion(p *scheduling.Programme, s *scheduling.Student, v *scheduling.Visit, now time.Time) *scheduling.Message {
	m := ToStudent(p, s, AskKey, v.Ref(), now)
	m.Args["topic"], m.Args["minutes"] = string(v.Topic), fmt.Sprint(int(v.End.Sub(v.Start)/time.Minute))
	m.Args["postcode"], m.Args["city"], m.Args["title"] = v.Postcode, p.City, p.Title
	return m
}

// StudentAddress returns the text with the address of a visit for its student, valid
// until the visit ends.
func StudentAddress(p *scheduling.Programme, s *scheduling.Student, v *scheduling.Visit, now time.Time) *scheduling.Message {
	m := ToStudent(p, s, AddressKey, v.Ref(), now)
	m.Args["postcode"], m.Args["name"], m.Args["street"] = v.Postcode, placeholder, placeholder
	m.Until = v.End
	return m
}

// StudentDoorWord returns the text with the door word and the hour for a student,
// without the day, valid until the visit ends.
func StudentDoorWord(p *scheduling.Programme, s *scheduling.Student, v *scheduling.Visit, now time.Time) *scheduling.Message {
	m := ToStudent(p, s, WordKey, v.Ref(), now)
	m.Args = map[string]string{"word": placeholder, "hour": calendar.ClockOf(v.Start, p.Zone).String()}
	m.Until = v.End
	return m
}
