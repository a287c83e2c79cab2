package contact

import (
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// ToResident is a message about a visit to whoever is reached about it: a text,
// due now, with the start of the visit and where the programme is called. The
// store adds the id and the reference when it makes the visit's change; a
// message about a visit as it stands is AboutVisit.
func ToResident(p *scheduling.Programme, kind scheduling.MessageKind, key string, language scheduling.Language, to string, start, now time.Time) *scheduling.Message {
	return &scheduling.Message{
		Programme: p.Name, To: to, Channel: scheduling.SMS, Kind: kind, Key: key, Language: language,
		Status: scheduling.MessagePending, RunAt: now,
		Args: map[string]string{"start": start.UTC().Format(time.RFC3339), "title": p.Title, "phone": p.Numbers.Voice},
	}
}

// AboutVisit is a message to a resident about a visit as it stands.
func AboutVisit(p *scheduling.Programme, kind scheduling.MessageKind, key string, v *scheduling.Visit, to string, now time.Time) *scheduling.Message {
	m := ToResident(p, kind, key, v.Language, to, v.Start, now)
	m.VisitID, m.Args["reference"] = v.ID, v.Reference
	return m
}

// placeholder stands where name, street and word are filled in when a message is
// sent: none is stored with them.
const placeholder = "…"

// DoorWord tells a resident the word for the door in a text of its own, without
// the day.
func DoorWord(p *scheduling.Programme, now time.Time) *scheduling.Message {
	return &scheduling.Message{
		Programme: p.Name, Channel: scheduling.SMS, Kind: scheduling.Confirmation, Key: DoorKey, Status: scheduling.MessagePending, RunAt: now,
		Args: map[string]string{"word": placeholder},
	}
}

// ToStudent is a text about a visit to a student, in a language of theirs, that
// makes sense until the visit begins.
func ToStudent(p *scheduling.Programme, s *scheduling.Student, key string, visit scheduling.VisitRef, now time.Time) *scheduling.Message {
	return &scheduling.Message{
		Programme: p.Name, VisitID: visit.ID, To: s.Phone, Channel: scheduling.SMS, Kind: scheduling.Assignment, Key: key,
		Args: map[string]string{"start": visit.Start.UTC().Format(time.RFC3339)}, Language: s.Reads(), RunAt: now, Until: visit.Start,
	}
}

// StudentQuestion asks a student to do a visit.
func StudentQuestion(p *scheduling.Programme, s *scheduling.Student, v *scheduling.Visit, now time.Time) *scheduling.Message {
	m := ToStudent(p, s, AskKey, v.Ref(), now)
	m.Args["topic"], m.Args["minutes"] = string(v.Topic), fmt.Sprint(int(v.End.Sub(v.Start)/time.Minute))
	m.Args["postcode"], m.Args["city"], m.Args["title"] = v.Postcode, p.City, p.Title
	return m
}

// StudentAddress tells a student where a visit is, until it ends.
func StudentAddress(p *scheduling.Programme, s *scheduling.Student, v *scheduling.Visit, now time.Time) *scheduling.Message {
	m := ToStudent(p, s, AddressKey, v.Ref(), now)
	m.Args["postcode"], m.Args["name"], m.Args["street"] = v.Postcode, placeholder, placeholder
	m.Until = v.End
	return m
}

// StudentDoorWord tells a student the word for the door in a text of its own,
// with the hour and no day, until the visit ends.
func StudentDoorWord(p *scheduling.Programme, s *scheduling.Student, v *scheduling.Visit, now time.Time) *scheduling.Message {
	m := ToStudent(p, s, WordKey, v.Ref(), now)
	m.Args = map[string]string{"word": placeholder, "hour": calendar.ClockOf(v.Start, p.Zone).String()}
	m.Until = v.End
	return m
}
