package scheduling

import (
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// Student is a person who visits residents. A zero cap means no cap.
type Student struct {
	ID           int64
	Programme    string
	Name         string
	Phone        string // E.164; the key an import updates by
	Postcode     string // of home, where a day's travel begins and ends
	Languages    []Language
	Topics       []Topic      // empty: all
	Means        travel.Means // empty: Bicycle
	Weekly       []calendar.WeeklyHours
	Exceptions   []calendar.Exception
	MaxHoursWeek float64
	OptedOut     bool         // sent STOP: is not texted
	StopsOn      calendar.Day // the first day without visits; zero: does not stop
	VettedOn     calendar.Day // when a partner vetted the student; zero: not yet
}

// StoppedOn reports whether the student takes no visits on a day any more.
func (s *Student) StoppedOn(day calendar.Day) bool {
	return !s.StopsOn.IsZero() && !day.Before(s.StopsOn)
}

// Reads returns the language a student is texted in: the first of nl, fr and en that
// the student speaks, else nl.
func (s *Student) Reads() Language {
	for _, language := range []Language{"nl", "fr", "en"} {
		if s.Speaks(language) {
			return language
		}
	}
	return "nl"
}

// Speaks reports whether the student speaks a language.
func (s *Student) Speaks(language Language) bool {
	for _, l := range s.Languages {
		if l == language {
			return true
		}
	}
	return false
}

// Helps reports whether the student helps with a topic. Every student helps with
// TopicOther.
func (s *Student) Helps(topic Topic) bool {
	if topic == TopicOther || len(s.Topics) == 0 {
		return true
	}
	for _, t := range s.Topics {
		if t == topic {
			return true
		}
	}
	return false
}

// Shifts returns the spans, UTC, in which a student is available on one day. See
// calendar.Shifts. There are none on the programme's holidays and closed days, and none
// from the day on which the student stops.
func (s *Student) Shifts(day calendar.Day, p *Programme) []calendar.Span {
	if p.ClosedOn(day) || s.StoppedOn(day) {
		return nil
	}
	return calendar.Shifts(s.Weekly, s.Exceptions, day, p.Zone)
}
