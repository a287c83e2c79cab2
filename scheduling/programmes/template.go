package programmes

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// City is what differs between a programme and the one it is modelled on.
type City struct {
	Name   string   // of the programme and of its file
	Title  string   // as residents know it
	City   string   // in Dutch
	Voice  string   // E.164
	SMS    string   // E.164
	Caller string   // E.164
	Places []string // "2800 Mechelen 51.0280 4.4713": what is served
}

// placeShape is a postcode, a name, a latitude and a longitude.
var placeShape = regexp.MustCompile(`^([1-9][0-9]{3}) (.+) (-?[0-9.]+) (-?[0-9.]+)$`)

// Template returns the file of a new programme: a shipped one with everything that is a city's
// own replaced, and its comments kept, but for what they quote. What nobody can know of the new city is left out: who
// answers at the desk and on duty, the neighbouring towns, and the city's own names in other
// languages. The error wraps scheduling.ErrNotFound if there is no such shipped programme, and
// scheduling.ErrInvalid if the result would not be accepted.
func Template(like string, city City) ([]byte, error) {
	model, err := ShippedFile(like)
	if err != nil {
		return nil, err
	}
	area, err := areaOf(city.Places)
	if err != nil {
		return nil, err
	}
	text := string(model)
	for _, block := range []struct{ key, with string }{
		{"name", "name: " + city.Name + " # the name of this file; the key in every table\n"},
		{"title", "title: " + quoted(city.Title) + " # as residents know it\n"},
		{"city", "city: " + quoted(city.City) + " # one name, or one for each language that has its own\n"},
		{"numbers", fmt.Sprintf("numbers:\n  voice: %q\n  sms: %q\n  caller_id: %q\n", city.Voice, city.SMS, city.Caller) +
			"  # desk: where a human answers in office hours; duty: who is rung when somebody is at a door\n"},
		{"area", area},
		{"nearby", ""},
		{"courses", ""},
	} {
		text = replaceBlock(text, block.key, block.with)
	}
	text = headline.ReplaceAllString(text, "# "+city.Title+", "+city.City+".\n$1")
	text = quotation.ReplaceAllString(text, "")
	if _, err := Parse(city.Name+extension, []byte(text)); err != nil {
		return nil, err
	}
	return []byte(text), nil
}

// headline is the comment at the beginning of a shipped file, which is about its city, up to
// the line that is true of every file.
var headline = regexp.MustCompile(`\A(?:#[^\n]*\n)*?(# Every key is checked)`)

// quotation is a comment that does nothing but quote what somebody wrote about the model's city.
var quotation = regexp.MustCompile(`(?m)^# [^"\n]{0,12}"[^"\n]*"\n`)

// areaOf returns the postcodes that are served as a block of the file.
func areaOf(places []string) (string, error) {
	if len(places) == 0 {
		return "", fmt.Errorf("%w: a programme serves at least one postcode, such as %q", scheduling.ErrInvalid, "2800 Mechelen 51.0280 4.4713")
	}
	var b strings.Builder
	b.WriteString("area:\n")
	for _, place := range places {
		at := placeShape.FindStringSubmatch(strings.Join(strings.Fields(place), " "))
		if at == nil {
			return "", fmt.Errorf("%w: a place is a postcode, a name, a latitude and a longitude, such as %q",
				scheduling.ErrInvalid, "2800 Mechelen 51.0280 4.4713")
		}
		fmt.Fprintf(&b, "  - {postcode: %s, name: %s, lat: %s, lon: %s}\n", at[1], quoted(at[2]), at[3], at[4])
	}
	return b.String(), nil
}

// quoted returns a text as YAML reads it back.
func quoted(text string) string { return fmt.Sprintf("%q", text) }

// replaceBlock replaces a top-level key with everything below it. With nothing in its place,
// the comment above it goes as well.
func replaceBlock(text, key, with string) string {
	lines := strings.SplitAfter(text, "\n")
	from := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, key+":") })
	if from < 0 {
		return text
	}
	to := from + 1
	for to < len(lines) && (strings.HasPrefix(lines[to], " ") || strings.HasPrefix(lines[to], "\t")) {
		to++
	}
	if with == "" {
		for from > 0 && strings.HasPrefix(lines[from-1], "#") {
			from--
		}
	}
	return strings.Join(lines[:from], "") + with + strings.Join(lines[to:], "")
}
