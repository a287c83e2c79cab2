package timeline

import (
	"cmp"
	"io"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// Line is one thing that happened.
type Line struct {
	At    time.Time
	Who   string // made it happen
	About string // such as "visit 76883"; empty: the person or visit that is shown
	What  string
	Why   string // empty: not said
}

// Names are what the ids in entries stand for. Each function returns "" if it does not
// know an id, and may be nil.
type Names struct {
	Student func(id int64) string
	Visit   func(id int64) string // its reference
	Zone    *time.Location
}

// Of returns the lines of entries.
func Of(entries []history.Entry, names Names) []Line {
	lines := make([]Line, len(entries))
	for i, e := range entries {
		lines[i] = Line{At: e.At, Who: who(e.Actor), About: names.about(e.Subject), What: names.what(&e), Why: why(e.Why)}
	}
	return lines
}

// Print prints lines as a table, oldest first.
func Print(w io.Writer, zone *time.Location, lines []Line) error {
	lines = Sorted(lines)
	rows := make([][]string, len(lines))
	for i, l := range lines {
		rows[i] = []string{output.Instant(l.At, zone), l.Who, output.OrDash(l.About), l.What, output.OrDash(l.Why)}
	}
	return output.Table(w, []string{"WHEN", "WHO", "ABOUT", "WHAT", "WHY"}, rows)
}

func who(a history.Actor) string {
	switch a.Kind {
	case history.Line:
		return "the line"
	case history.Night:
		return "the night plan"
	case history.Import:
		return "a list, by " + cmp.Or(a.Name, "somebody")
	}
	name := cmp.Or(a.Name, "the office")
	if a.Role != "" {
		name += ", " + a.Role
	}
	return name
}

// Sorted returns lines by instant; those of one instant stay in their order.
func Sorted(lines []Line) []Line {
	slices.SortStableFunc(lines, func(a, b Line) int { return a.At.Compare(b.At) })
	return lines
}
