package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

const (
	barWidth   = 24                     // with the words around it, less than a terminal's 80
	barEvery   = 200 * time.Millisecond // between two looks of the bar
	linesEvery = 10 * time.Second       // between two lines, where there is no terminal
	rowsEvery  = 1000                   // between two looks at the clock
)

// meter is where long work shows how far it is: on a terminal in place, elsewhere a
// line now and then. Short work shows nothing.
type meter struct {
	out      io.Writer
	now      func() time.Time
	terminal bool
	begun    time.Time
	shown    time.Time
}

func newMeter(out io.Writer, now func() time.Time) meter {
	file, ok := out.(*os.File)
	begun := now()
	return meter{out: out, now: now, terminal: ok && term.IsTerminal(int(file.Fd())), begun: begun, shown: begun}
}

// due reports whether it is time to show something again.
func (m *meter) due() bool {
	every := linesEvery
	if m.terminal {
		every = barEvery
	}
	now := m.now()
	if now.Sub(m.shown) < every {
		return false
	}
	m.shown = now
	return true
}

// show writes how far the work is: inPlace on a terminal, without the end of a line;
// line elsewhere.
func (m *meter) show(inPlace, line string) {
	if m.terminal {
		fmt.Fprint(m.out, inPlace)
		return
	}
	fmt.Fprintln(m.out, line)
}

// bar draws a share from 0 to 1.
func (m *meter) bar(share float64) string {
	full := int(share * barWidth)
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", barWidth-full) + "]"
}

// end takes the bar away: what comes next is written in its place.
func (m *meter) end() {
	if m.terminal && m.shown != m.begun {
		fmt.Fprint(m.out, clearLine)
	}
}

const clearLine = "\r\033[K"

// progress is the meter of work on rows.
type progress struct {
	meter
	doing string
	total int64 // of done; 0: not known
	done  int64
	read  bool // done is what was read, not the rows
	rows  int
}

func newProgress(out io.Writer, now func() time.Time, doing string, total int64) *progress {
	return &progress{meter: newMeter(out, now), doing: doing, total: total}
}

// reads makes what is read from a file the measure of how far the work is: nobody
// knows how many rows it has.
func (p *progress) reads(file *os.File) io.Reader {
	p.read = true
	return &measuring{file, p}
}

type measuring struct {
	file     *os.File
	progress *progress
}

// Name is what mistakes in the file are named by.
func (m *measuring) Name() string { return m.file.Name() }

func (m *measuring) Read(into []byte) (int, error) {
	n, err := m.file.Read(into)
	m.progress.done += int64(n)
	return n, err
}

// step is one row more.
func (p *progress) step() {
	p.rows++
	if !p.read {
		p.done++
	}
	if p.rows%rowsEvery != 0 || !p.due() {
		return
	}
	share := p.bar(float64(p.percent()) / 100)
	rate := float64(p.rows) / p.shown.Sub(p.begun).Seconds()
	p.show(
		fmt.Sprintf(clearLine+"%s %s %3d %%, %d rows, %.0f a second", p.doing, share, p.percent(), p.rows, rate),
		fmt.Sprintf("%s: %d %%, %d rows so far", p.doing, p.percent(), p.rows),
	)
}

func (p *progress) percent() int64 {
	const whole = 100
	if p.total <= 0 {
		return 0
	}
	return min(whole, whole*p.done/p.total)
}
