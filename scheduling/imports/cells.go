package imports

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

var (
	phoneShape    = regexp.MustCompile(`^\+?[0-9 ()./-]+$`)
	postcodeShape = regexp.MustCompile(`^[1-9][0-9]{3}$`)
)

// languages returns the languages a student can speak with a resident: ISO 639 codes of
// the languages spoken in Flemish cities, including those without recorded prompts.
func languages() []scheduling.Language {
	return []scheduling.Language{
		"nl", "fr", "en", "de", "es", "it", "pt", "pl", "ro", "bg", "sq", "ru", "uk",
		"tr", "ar", "fa", "ps", "ku", "so", "ti", "am", "ur", "hi", "zh",
		"rif", "shi", "zgh", "ary", "prs", // Tamazight, Darija, Dari: no carrier has a voice for them
	}
}

// phone parses a number as people write it, Belgian if it has no country code, and
// returns it as E.164. The number is not repeated in an error.
func (r *row) phone(text string) string {
	if text == "" {
		return ""
	}
	number, err := phonenumbers.Parse(text, "BE")
	if err != nil || !phoneShape.MatchString(text) || !phonenumbers.IsValidNumber(number) {
		r.refuse("phone", "is not a telephone number; write it as in +32470123456")
		return ""
	}
	return phonenumbers.Format(number, phonenumbers.E164)
}

// warnOfLandline warns of a student's number that gets no texts.
func (r *row) warnOfLandline(phone string) {
	number, err := phonenumbers.Parse(phone, "BE")
	if err != nil {
		return
	}
	switch phonenumbers.GetNumberType(number) {
	case phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE:
	default:
		r.warn("phone", "is no mobile number: this student gets no texts, and is asked for no visit until a mobile number is imported")
	}
}

// knownPostcode parses a postcode that has coordinates.
func (r *row) knownPostcode(p *scheduling.Programme, list string) string {
	text := r.postcode()
	if _, known := p.Place(text); text != "" && !known {
		r.refuse("postcode", fmt.Sprintf("%s is not in the programme; add it under %s: in %s.yaml", text, list, p.Name))
		return ""
	}
	return text
}

// postcode parses any Belgian postcode.
func (r *row) postcode() string {
	text, ok := r.required("postcode", "four digits: 2000")
	if ok && !postcodeShape.MatchString(text) {
		r.refuse("postcode", "is not a Belgian postcode; write four digits: 2000")
		return ""
	}
	return text
}

// list splits a cell at semicolons.
func list(text string) []string {
	var parts []string
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// languages parses nl;fr.
func (r *row) languages() []scheduling.Language {
	text, _ := r.required("languages", "nl;fr")
	var spoken []scheduling.Language
	parts := list(text)
	for i, part := range parts {
		language := scheduling.Language(strings.ToLower(part))
		if !slices.Contains(languages(), language) {
			r.refuse("languages", place(i, len(parts))+"is not a language code; use "+joined(languages())+", several with ; between them")
			return nil
		}
		if !slices.Contains(spoken, language) {
			spoken = append(spoken, language)
		}
	}
	return spoken
}

// topics parses itsme;bankieren, of the topics that are known. An empty cell means all topics.
func (r *row) topics(known []scheduling.Topic) []scheduling.Topic {
	var topics []scheduling.Topic
	parts := list(r.optional("topics"))
	for i, part := range parts {
		topic, err := scheduling.ParseTopic(part, known)
		if err != nil {
			r.refuse("topics", place(i, len(parts))+"is not a topic; use one of "+joined(known)+", several with ; between them")
			return nil
		}
		if !slices.Contains(topics, topic) {
			topics = append(topics, topic)
		}
	}
	return topics
}

// hours parses 12 or 12,5, from 0 to limit; empty is 0.
func (r *row) hours(column string, limit float64) float64 {
	text := r.optional(column)
	if text == "" {
		return 0
	}
	hours, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || !(hours >= 0 && hours <= limit) {
		r.refuse(column, fmt.Sprintf("is not a number of hours; write 0 to %v, or leave it empty", limit))
		return 0
	}
	return hours
}

// whole parses a whole number from 0 to limit; empty is 0.
func (r *row) whole(column string, limit int) int {
	text := r.optional(column)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > limit {
		r.refuse(column, fmt.Sprintf("is not a number of them; write 0 to %d, or leave it empty", limit))
		return 0
	}
	return n
}

// joined formats names for an error.
func joined[T ~string](names []T) string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = string(name)
	}
	return strings.Join(texts, ", ")
}

// place returns which of several parts of a cell is meant. A part is not repeated, because
// in a row that is out of line it may be anything.
func place(i, parts int) string {
	if parts == 1 {
		return ""
	}
	return fmt.Sprintf("part %d of %d: ", i+1, parts)
}

// hoursReason returns what is wrong with hours, without repeating them; parse is how they
// were parsed.
func hoursReason[T any](text string, err error, parse func(string) (T, error)) string {
	reason := textReason(err)
	parts := list(text)
	for i, part := range parts {
		if _, err := parse(part); err != nil && textReason(err) == reason {
			return place(i, len(parts)) + reason
		}
	}
	return reason
}

func textReason(err error) string {
	var text *calendar.TextError
	if errors.As(err, &text) {
		return text.Reason
	}
	return "is not a list of hours"
}
