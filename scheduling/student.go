package scheduling

import "github.com/click-call-connect/helpline/scheduling/calendar"

// Student visits residents. The zero caps are no caps.
type Student struct {
	ID           int64
	Programme    string
	Name         string
	Phone        string // E.164; the key an import updates by
	Postcode     string // of home: where a day's travel begins and ends
	Languages    []Language
	Topics       []Topic // empty: all
	Means        Means   // empty: Bicycle
	Weekly       []calendar.WeeklyHours
	Exceptions   []calendar.Exception
	MaxHoursWeek float64
}

// Reads is the language a student is texted in: the first of theirs that the line
// has words for students in; Dutch otherwise.
func (s *Student) Reads() Language {
	for _, language := range []Language{"nl", "fr", "en"} {
		if s.Speaks(language) {
			return language
		}
	}
	return "nl"
}

// Speaks reports whether the student can help in this language.
func (s *Student) Speaks(language Language) bool {
	for _, l := range s.Languages {
		if l == language {
			return true
		}
	}
	return false
}

// Helps reports whether the student can help with this topic.
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

// Shifts are the spans in which a student is available on one day: see
// calendar.Shifts. On a public holiday, and in the programme's school holidays
// and exam weeks, nobody is sent out.
func (s *Student) Shifts(day calendar.Day, p *Programme) []calendar.Span {
	if p.ClosedOn(day) {
		return nil
	}
	return calendar.Shifts(s.Weekly, s.Exceptions, day, p.Zone)
}
