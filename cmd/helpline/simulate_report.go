package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// write prints the figures for people.
func (f *pilotFigures) write(w io.Writer) error {
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
	line("nobody could come", "%d", v.Nobody)
	line("days from call to visit", "median %.1f, p90 %.1f", v.WaitMedian, v.WaitP90)
	line("travel", "%.0f hours, %.1f minutes a visit", f.Travel.Hours, f.Travel.PerVisit)
	line("hours per student", "mean %.1f, median %.1f, p90 %.1f, most %.1f; %d without a visit",
		f.Hours.Mean, f.Hours.Median, f.Hours.P90, f.Hours.Max, f.Hours.None)
	line("asks", "yes %d, no %d, late %d, withdrawn %d; %d were to somebody else after another", a.Yes, a.No, a.Late, a.Withdrawn, a.Replaced)
	line("visits asked about", "%d, most often one %d times", a.Visits, a.Most)
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

// listed is a count by name, the most first.
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

// pilotBar is the meter of a pilot.
type pilotBar struct {
	meter
	pilot *pilot
}

func newPilotBar(t *terminal, p *pilot) *pilotBar { return &pilotBar{newMeter(t), p} }

// says is a line about something that takes longer than a moment.
func (b *pilotBar) says(line string) { fmt.Fprintln(b.out, line) }

func (b *pilotBar) show() {
	if !b.due() {
		return
	}
	share := float64(b.pilot.now.Sub(b.pilot.begin)) / float64(b.pilot.end.Sub(b.pilot.begin))
	day := b.pilot.now.In(b.pilot.programme.Zone).Format("Mon 2 Jan")
	if b.terminal {
		fmt.Fprintf(b.out, clearLine+"playing %s %3.0f %%, %s, %d promises", b.bar(share), 100*share, day, len(b.pilot.promises))
		return
	}
	fmt.Fprintf(b.out, "playing: %.0f %%, %s, %d promises\n", 100*share, day, len(b.pilot.promises))
}

// simLogs is what the line logs in a pilot. An error ends it: people behave, and
// nothing breaks here, so that it is a mistake of ours.
type simLogs struct {
	out   io.Writer
	first string
}

// Write implements io.Writer.
func (l *simLogs) Write(line []byte) (int, error) {
	if l.first == "" && bytes.Contains(line, []byte("level=ERROR")) {
		l.first = string(line)
	}
	return len(line), nil
}

func (l *simLogs) mistake() error {
	if l.first == "" {
		return nil
	}
	return errors.New("the line logged: " + strings.TrimSpace(l.first))
}
