package scheduling

import (
	"time"
)

// Resident is a person the programme may visit. It has no language and no
// national number: a Flemish municipality may not register the first, and
// nobody here needs the second.
type Resident struct {
	ID          int64
	Programme   string
	LetterCode  string // six digits from 1 to 9; identity and eligibility in one
	Name        string
	Phone       string // E.164; may be empty
	Street      string
	HouseNumber string
	Postcode    string
	Ground      Ground
	Vouchers    int // left, those held for a planned visit taken off
}

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

// WeeklyHours are hours a student is available every week, local time.
type WeeklyHours struct {
	Weekday  time.Weekday
	From, To Clock
}

// Exception changes one date: away, or extra hours.
type Exception struct {
	Day      Day
	Extra    bool  // true: available From..To besides the weekly hours; false: away
	From, To Clock // of an away: 0..24:00 is the whole day
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
