package postgres

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// row is a *sql.Row or *sql.Rows.
type row interface{ Scan(dest ...any) error }

// visitColumns are scanned by scanVisit, from a table or alias v. Instants are
// transferred as microseconds, because a diary holds thousands of them and a number is
// cheaper to parse than a date.
const visitColumns = `v.id, v.programme, v.status, v.student_id,
	(date_part('epoch', v.starts_at) * 1e6)::bigint, (date_part('epoch', v.ends_at) * 1e6)::bigint,
	v.postcode, v.topic, v.language, v.channel, v.holder,
	COALESCE((date_part('epoch', v.held_until) * 1e6)::bigint, 0),
	COALESCE(v.resident_id, 0), COALESCE(v.reference, ''), v.word,
	COALESCE((date_part('epoch', v.booked_at) * 1e6)::bigint, 0), v.alone_since IS NOT NULL`

// visitScan holds the columns of a visit while it is scanned.
type visitScan struct {
	scheduling.Visit
	start, end, heldUntil, bookedAt int64
}

func (v *visitScan) fields() []any {
	return []any{
		&v.ID, &v.Programme, &v.Status, &v.StudentID, &v.start, &v.end,
		&v.Postcode, &v.Topic, &v.Language, &v.Channel, &v.Holder, &v.heldUntil,
		&v.ResidentID, &v.Reference, &v.Word, &v.bookedAt, &v.Unstaffed,
	}
}

func (v *visitScan) visit() scheduling.Visit {
	v.Start, v.End = instant(v.start), instant(v.end)
	v.HeldUntil, v.BookedAt = instant(v.heldUntil), instant(v.bookedAt)
	return v.Visit
}

// scanVisit scans visitColumns, followed by more.
func scanVisit(r row, more ...any) (scheduling.Visit, error) {
	var v visitScan
	if err := r.Scan(append(v.fields(), more...)...); err != nil {
		return scheduling.Visit{}, err
	}
	return v.visit(), nil
}

// instant converts microseconds to a time; 0 is the zero time.
func instant(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

// studentColumns are scanned by scanStudent, from a table or alias s.
const studentColumns = `s.id AS students_id, s.programme, s.name, s.phone, s.postcode, s.languages, s.topics,
	s.means, s.weekly, s.exceptions, s.max_hours_week,
	EXISTS (SELECT FROM opt_outs o WHERE o.programme = s.programme AND o.phone = s.phone), s.stops_on, s.vetted_on`

// studentScan holds the columns of a student while it is scanned.
type studentScan struct {
	scheduling.Student
	languages, topics  pq.StringArray
	weekly, exceptions []byte
	stops, vetted      sql.NullTime
}

func (s *studentScan) fields() []any {
	return []any{
		&s.ID, &s.Programme, &s.Name, &s.Phone, &s.Postcode, &s.languages, &s.topics,
		&s.Means, &s.weekly, &s.exceptions, &s.MaxHoursWeek,
		&s.OptedOut, &s.stops, &s.vetted,
	}
}

func (s *studentScan) student() (scheduling.Student, error) {
	s.Languages, s.Topics = words[scheduling.Language](s.languages), words[scheduling.Topic](s.topics)
	var err error
	if s.Weekly, err = decodeWeekly(s.weekly); err != nil {
		return s.Student, err
	}
	s.StopsOn, s.VettedOn = dayOf(s.stops), dayOf(s.vetted)
	s.Exceptions, err = decodeExceptions(s.exceptions)
	return s.Student, err
}

// scanStudent scans studentColumns, followed by more.
func scanStudent(r row, more ...any) (scheduling.Student, error) {
	var s studentScan
	if err := r.Scan(append(s.fields(), more...)...); err != nil {
		return scheduling.Student{}, err
	}
	return s.student()
}

// dayOf returns a date column as a day; the zero day for NULL.
func dayOf(date sql.NullTime) calendar.Day {
	if !date.Valid {
		return calendar.Day{}
	}
	return calendar.DayOf(date.Time, date.Time.Location())
}

// words converts between text[] and a string type of the domain; it returns nil if
// there are none.
func words[To, From ~string](from []From) []To {
	if len(from) == 0 {
		return nil
	}
	to := make([]To, len(from))
	for i, word := range from {
		to[i] = To(word)
	}
	return to
}

// textArray returns a text[] parameter that is never NULL.
func textArray[T ~string](from []T) pq.StringArray {
	return append(pq.StringArray{}, words[string](from)...)
}

// weeklyHours and exception are the JSON of students.weekly and students.exceptions.
// Clocks are minutes after midnight.
type weeklyHours struct {
	Weekday time.Weekday   `json:"weekday"` // 0: Sunday
	From    calendar.Clock `json:"from"`
	To      calendar.Clock `json:"to"`
}

type exception struct {
	Day   string         `json:"day"` // 2027-03-28
	Extra bool           `json:"extra"`
	From  calendar.Clock `json:"from"`
	To    calendar.Clock `json:"to"`
}

func encodeWeekly(hours []calendar.WeeklyHours) string {
	stored := make([]weeklyHours, len(hours))
	for i, h := range hours {
		stored[i] = weeklyHours(h)
	}
	return encode(stored)
}

func decodeWeekly(data []byte) ([]calendar.WeeklyHours, error) {
	var stored []weeklyHours
	if err := json.Unmarshal(data, &stored); err != nil {
		return nil, fmt.Errorf("reading weekly hours: %w", err)
	}
	var hours []calendar.WeeklyHours
	for _, h := range stored {
		hours = append(hours, calendar.WeeklyHours(h))
	}
	return hours, nil
}

func encodeExceptions(exceptions []calendar.Exception) string {
	stored := make([]exception, len(exceptions))
	for i, e := range exceptions {
		stored[i] = exception{Day: e.Day.String(), Extra: e.Extra, From: e.From, To: e.To}
	}
	return encode(stored)
}

func decodeExceptions(data []byte) ([]calendar.Exception, error) {
	var stored []exception
	if err := json.Unmarshal(data, &stored); err != nil {
		return nil, fmt.Errorf("reading exceptions: %w", err)
	}
	var exceptions []calendar.Exception
	for _, e := range stored {
		day, err := calendar.ParseDay(e.Day)
		if err != nil {
			return nil, fmt.Errorf("reading exceptions: %w", err)
		}
		exceptions = append(exceptions, calendar.Exception{Day: day, Extra: e.Extra, From: e.From, To: e.To})
	}
	return exceptions, nil
}

// encode returns the JSON of a value that can always be encoded.
func encode(value any) string {
	data, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("postgres: encoding %T: %v", value, err))
	}
	return string(data)
}
