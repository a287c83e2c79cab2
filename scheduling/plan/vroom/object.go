package vroom

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/click-call-connect/helpline/scheduling/plan/internal/mistakes"
)

// object is a JSON object and its path in the file, such as "jobs[3]".
type object struct {
	where  string
	fields map[string]json.RawMessage
	wrong  *mistakes.List
}

func newObject(where string, source []byte, wrong *mistakes.List) (object, bool) {
	o := object{where: where, wrong: wrong}
	if err := json.Unmarshal(source, &o.fields); err != nil || o.fields == nil {
		wrong.Add("%s is no object: write {…} there", where)
		return o, false
	}
	return o, true
}

// named adds the id to the path, if there is one, since it is easier to find than an
// index.
func (o *object) named(id int64) {
	if o.fields["id"] != nil {
		o.where += fmt.Sprintf(" (id %d)", id)
	}
}

// only refuses every unknown field unless it has its neutral value. neutral holds those
// values by field, as in "0 []".
func (o *object) only(known, neutral map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(o.fields)) {
		if _, ok := known[name]; ok {
			continue
		}
		values, documented := neutral[name]
		if !documented {
			o.wrong.Add("%s: there is no field %q: remove it, or correct its name", o.where, name)
			continue
		}
		var written bytes.Buffer
		if json.Compact(&written, o.fields[name]) == nil && slices.Contains(strings.Fields(values), written.String()) {
			continue
		}
		o.wrong.Add("%s: %q is not supported: remove it, and check whether the plan is still what you need", o.where, name)
	}
}

// number returns a field that is a non-negative whole number. If it is missing, number
// returns absent, or records a mistake if absent is nil.
func (o *object) number(name string, absent *int64) int64 {
	source, given := o.fields[name]
	if !given {
		if absent == nil {
			o.wrong.Add("%s has no %q: add it", o.where, name)
			return 0
		}
		return *absent
	}
	n, err := strconv.ParseInt(string(bytes.TrimSpace(source)), 10, 64)
	switch {
	case err != nil:
		o.wrong.Add("%s: %q is %s, and not a whole number", o.where, name, brief(source))
	case n < 0:
		o.wrong.Add("%s: %q is %d, and cannot be negative", o.where, name, n)
	default:
		return n
	}
	return 0
}

func (o *object) text(name string) string {
	source, given := o.fields[name]
	if !given {
		return ""
	}
	var text string
	if json.Unmarshal(source, &text) != nil {
		o.wrong.Add("%s: %q is %s, and not a text", o.where, name, brief(source))
	}
	return text
}

// skills returns the skills, which are small whole numbers.
func (o *object) skills() []int {
	source, given := o.fields["skills"]
	if !given {
		return nil
	}
	var skills []int
	if json.Unmarshal(source, &skills) != nil {
		o.wrong.Add("%s: \"skills\" is %s, and not a list of whole numbers", o.where, brief(source))
	}
	return skills
}

// location returns a pair of coordinates, which is only copied to the solution.
func (o *object) location(name string) []float64 {
	source, given := o.fields[name]
	if !given {
		return nil
	}
	var pair []float64
	if json.Unmarshal(source, &pair) != nil || len(pair) != 2 {
		o.wrong.Add("%s: %q is %s, and not [longitude, latitude]", o.where, name, brief(source))
	}
	return pair
}

// window returns a time window.
func (o *object) window(name string, source []byte) (from, to int64, ok bool) {
	var pair []int64
	switch err := json.Unmarshal(source, &pair); {
	case err != nil || len(pair) != 2:
		o.wrong.Add("%s: %s is %s, and not [from, to] in whole seconds", o.where, name, brief(source))
	case pair[0] < 0:
		o.wrong.Add("%s: %s begins at %d: times are not negative", o.where, name, pair[0])
	case pair[0] > pair[1]:
		o.wrong.Add("%s: %s ends at %d, before it begins at %d: exchange them", o.where, name, pair[1], pair[0])
	case pair[1] > latest:
		o.wrong.Add("%s: %s ends at %d, which is later than %d", o.where, name, pair[1], int64(latest))
	default:
		return pair[0], pair[1], true
	}
	return 0, 0, false
}

// latest is the last instant that is accepted, some 30,000 years of seconds.
const latest = 1 << 40

// brief returns the beginning of a JSON value, for an error.
func brief(source []byte) string {
	const maxLength = 40
	text := []rune(string(bytes.TrimSpace(source)))
	if len(text) > maxLength {
		return string(text[:maxLength]) + "…"
	}
	return string(text)
}
