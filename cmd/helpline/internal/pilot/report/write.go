package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// Write prints the figures for people.
func (f *Figures) Write(w io.Writer) error {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(what, format string, args ...any) {
		fmt.Fprintf(tab, "%s\t%s\n", what, fmt.Sprintf(format, args...))
	}
	v, m, a := &f.Visits, &f.Messages, &f.Asks
	line("pilot", "%s, %d residents, %d students, %d weeks, seed %d (a simulation)", f.Programme, f.Residents, f.Students, f.Weeks, f.Seed)
	line("letters", "%d", f.Letters)
	line("calls, by outcome", "%s", listed(f.Demand.Calls))
	line("texts, by outcome", "%s", listed(f.Demand.Texts))
	line("residents who asked", "%d, of whom %d had a visit; %d conversations ended at times that do not suit",
		f.Demand.Asked, f.Demand.Served, f.Demand.NoneSuit)
	line("visits promised", "%d; %.0f %% at one of the first three times; %d without a letter",
		v.Promised, 100*v.FirstThree, v.ByNoLetters)
	line("completed", "%d", v.Completed)
	line("cancelled by residents", "%d", v.Cancelled)
	line("not confirmed", "%d", v.Lapsed)
	line("student did not come", "%d", v.NoShow)
	line("noted otherwise", "%d", v.Misnoted)
	line("nobody could come", "%d", v.Uncovered)
	line("days from call to visit", "median %.1f, p90 %.1f", v.WaitMedian, v.WaitP90)
	line("travel", "%.0f hours, %.1f minutes a visit", f.Travel.Hours, f.Travel.PerVisit)
	line("hours per student", "mean %.1f, median %.1f, p90 %.1f, most %.1f; %d without a visit",
		f.Hours.Mean, f.Hours.Median, f.Hours.P90, f.Hours.Max, f.Hours.None)
	line("asks", "yes %d, no %d, late %d, withdrawn %d; %d were to somebody else after another", a.Yes, a.No, a.Late, a.Withdrawn, a.Replaced)
	line("visits asked about", "%d, most often one %d times", a.Visits, a.Max)
	line("moved by night plans", "%d", v.NightMoves)
	line("students", "%d times ill on a day with a visit, %d changes of hours", f.Did.Ill, f.Did.HoursChanged)
	line("texts sent", "%s; %d segments", listed(m.Texts), m.Segments)
	line("answers to texts", "%d; %d segments; %d texts came in", m.Answers, m.AnswerSegments, m.TextsIn)
	line("calls", "%d came in, %d were made", m.CallsIn, m.Calls)
	line("residents told of students who fail", "%s", listed(f.Worries))
	line("for the office", "%s", listed(f.Callbacks))
	line("promises changed", "%d", f.Promises.Changed)
	line("visits at once", "%d, and %d ways too long", f.Promises.Overlaps, f.Travel.TooShort)
	return tab.Flush()
}

// listed lists counts with their names, the largest first.
func listed(counts map[string]int) string {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = fmt.Sprintf("%s %d", strings.ReplaceAll(name, "_", " "), counts[name])
	}
	return strings.Join(parts, ", ")
}
