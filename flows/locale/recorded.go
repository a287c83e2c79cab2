package locale

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Recording is a piece of speech in a file of its own, for a language that no voice
// speaks. docs/recorded-prompts.md describes the names of the files.
type Recording struct {
	Name     string // of the file, without its extension
	Text     string // the words to read aloud, in Dutch
	Optional bool   // empty in Dutch; another language may have a word there
}

// Recordings returns a message as pieces that are played in the order of the Dutch text.
// It returns false if a piece cannot be recorded beforehand, such as a street.
func (c *Catalogue) Recordings(zone *time.Location, m Message) ([]Recording, bool) {
	_, e := c.find(dutch, &m)
	if e == nil {
		return nil, false
	}
	if zone == nil {
		zone = time.UTC
	}
	var pieces []Recording
	for _, piece := range e.choose(c.books[dutch].tag, m.Args).pieces(m.Key) {
		if piece.name == "" {
			pieces = append(pieces, piece.recording)
			continue
		}
		value, ok := m.Args[piece.name]
		filled, recorded := c.fill(piece.part, value, zone)
		if !ok || !recorded {
			return nil, false
		}
		pieces = append(pieces, filled...)
	}
	return pieces, true
}

// piece is a fixed part of a text or, if it has a name, a placeholder.
type piece struct {
	part
	recording Recording
}

// pieces splits a text around its placeholders: the part before the first is <key>.1, the
// part between it and the second <key>.2. A text without placeholders is <key>.
func (t *template) pieces(key string) []piece {
	if text, ok := t.plain(); ok {
		return []piece{{recording: Recording{Name: key, Text: text}}}
	}
	var cut []piece
	number, text := 1, ""
	literal := func() {
		cut = append(cut, piece{recording: Recording{
			Name: key + "." + strconv.Itoa(number), Text: strings.TrimSpace(text),
			Optional: !strings.ContainsFunc(text, unicode.IsLetter),
		}})
		number, text = number+1, ""
	}
	for _, p := range t.parts {
		if p.name == "" {
			text = p.literal
			continue
		}
		literal()
		cut = append(cut, piece{part: p})
	}
	literal()
	return cut
}

// fill returns the recordings of an argument.
func (c *Catalogue) fill(p part, value string, zone *time.Location) ([]Recording, bool) {
	switch p.format {
	case asDay, asClock:
		instant, err := time.Parse(time.RFC3339, value)
		if err != nil {
			return nil, false
		}
		if p.format == asDay {
			return dayRecordings(instant.In(zone)), true
		}
		return []Recording{clockRecording(instant.In(zone).Hour(), instant.In(zone).Minute())}, true
	case asDigits:
		return digitRecordings(value)
	case asPhone:
		written, ok := writtenPhone(value)
		if !ok {
			return nil, false
		}
		return digitRecordings(strings.Join(strings.FieldsFunc(written, notDigit), ""))
	case asTopic, asWord, asLanguage:
		key := p.format.name() + "." + value
		if c.entry(dutch, key) == nil {
			return nil, false
		}
		return []Recording{{Name: key, Text: c.Text(dutch, key)}}, true
	case asKey:
		return digitRecordings(value)
	case asIs, asName:
		if slices.Contains(namesOfProgramme(), p.name) {
			return []Recording{{Name: p.name, Text: value}}, true
		}
		return digitRecordings(value)
	}
	return nil, false
}

// namesOfProgramme returns the arguments that a programme gives the same value in every
// call.
func namesOfProgramme() []string { return []string{"city", "title"} }

func dayRecordings(local time.Time) []Recording {
	return []Recording{weekdayRecording(local.Weekday()), dayOfMonthRecording(local.Day()), monthRecording(local.Month())}
}

// weekdayRecording returns the recording of a weekday. Its name counts from Monday, 1, to
// Sunday, 7.
func weekdayRecording(day time.Weekday) Recording {
	return Recording{Name: fmt.Sprintf("weekday.%d", (int(day)+6)%7+1), Text: dutchDays[day]}
}

func dayOfMonthRecording(day int) Recording {
	return Recording{Name: fmt.Sprintf("day_of_month.%d", day), Text: strconv.Itoa(day)}
}

func monthRecording(month time.Month) Recording {
	return Recording{Name: fmt.Sprintf("month.%d", month), Text: dutchMonths[month-1]}
}

func clockRecording(hour, minute int) Recording {
	return Recording{Name: fmt.Sprintf("clock.%d.%02d", hour, minute), Text: string(dutchSpeaker{}.clock(nil, hour, minute))}
}

// digitRecordings returns a recording of each digit. It returns false if the value is not
// all digits.
func digitRecordings(value string) ([]Recording, bool) {
	if value == "" || strings.ContainsFunc(value, notDigit) {
		return nil, false
	}
	digits := make([]Recording, len(value))
	for i := range value {
		digits[i] = Recording{Name: "digits." + value[i:i+1], Text: value[i : i+1]}
	}
	return digits, true
}

// onlyRead reports whether the words of a key are read, and never spoken.
func onlyRead(key string) bool {
	return slices.ContainsFunc([]string{writtenPrefix, "text.say.", "letter_page."}, func(prefix string) bool {
		return strings.HasPrefix(key, prefix)
	})
}

// RecordingScript returns everything that has to be recorded for a programme, each once,
// by name. It leaves out optional recordings, and what cannot be recorded beforehand and
// is spoken in Dutch.
func (c *Catalogue) RecordingScript(p *scheduling.Programme) []Recording {
	script := map[string]Recording{}
	for _, r := range append(c.sentences(p), fillings(p)...) {
		script[r.Name] = r
	}
	return slices.SortedFunc(maps.Values(script), func(a, b Recording) int { return strings.Compare(a.Name, b.Name) })
}

// sentences returns the pieces of every text that is spoken.
func (c *Catalogue) sentences(p *scheduling.Programme) []Recording {
	var all []Recording
	for _, key := range c.Keys() {
		if onlyRead(key) || otherTopic(key, p) {
			continue
		}
		_, e := c.find(dutch, &Message{Key: key, programme: p.Name})
		for _, form := range e.forms {
			if form == nil || !form.recordable() {
				continue
			}
			for _, cut := range form.pieces(key) {
				if cut.name == "" && !cut.recording.Optional {
					all = append(all, cut.recording)
				}
			}
		}
	}
	return all
}

// otherTopic reports whether a key is about a topic that the programme does not have.
func otherTopic(key string, p *scheduling.Programme) bool {
	topic, is := strings.CutPrefix(key, topicPrefix)
	return is && key != "topic.ask" && !slices.Contains(p.Topics, scheduling.Topic(topic))
}

// fillings returns the recordings of arguments other than topics and words, which are
// texts.
func fillings(p *scheduling.Programme) []Recording {
	all := []Recording{{Name: "city", Text: p.City}, {Name: "title", Text: p.Title}}
	for n := range 10 {
		all = append(all, Recording{Name: fmt.Sprintf("digits.%d", n), Text: strconv.Itoa(n)})
	}
	for day := range time.Weekday(7) {
		all = append(all, weekdayRecording(day))
	}
	for day := 1; day <= 31; day++ {
		all = append(all, dayOfMonthRecording(day))
	}
	for month := time.January; month <= time.December; month++ {
		all = append(all, monthRecording(month))
	}
	if grid := calendar.Clock(p.Visit.Grid / time.Minute); grid > 0 {
		for at := p.Visit.From; at < p.Visit.To; at += grid {
			all = append(all, clockRecording(int(at)/60, int(at)%60))
		}
	}
	return all
}

// recordable reports whether every argument can be played from files.
func (t *template) recordable() bool {
	return !slices.ContainsFunc(t.parts, func(p part) bool {
		return p.name != "" && p.format.name() == "" && !slices.Contains([]string{"city", "title", "key", "digits", "count"}, p.name)
	})
}
