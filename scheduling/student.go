package scheduling

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
	Weekly       []WeeklyHours
	Exceptions   []Exception
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

// Shifts are the spans in which a student is available on one day: the weekly
// hours of that weekday and the extra hours, less what they are away, merged
// and in order. On a public holiday, and in the programme's school holidays and
// exam weeks, nobody is sent out.
//
// The hours are local: on the two days a year on which clocks change they are
// an hour more or less far apart in UTC, and never shift on the wall.
func (s *Student) Shifts(day Day, p *Programme) []Span {
	if p.closed(day) {
		return nil
	}
	var hours []clockSpan
	for _, w := range s.Weekly {
		if w.Weekday == day.Weekday() {
			hours = append(hours, clockSpan{w.From, w.To})
		}
	}
	hours = mergeClocks(hours)
	for _, e := range s.Exceptions { // what was said last holds
		switch {
		case e.Day != day:
		case e.Extra:
			hours = mergeClocks(append(hours, clockSpan{e.From, e.To}))
		default:
			hours = cutClocks(hours, clockSpan{e.From, e.To})
		}
	}
	return toSpans(hours, day, p.Zone)
}
