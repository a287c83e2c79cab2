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

// progress shows how far long work is: on a terminal a bar that grows, elsewhere a
// line now and then. Short work shows nothing.
type progress struct {
	out      io.Writer
	now      func() time.Time
	terminal bool
	doing    string
	total    int64 // of done; 0: not known
	done     int64
	read     bool // done is what was read, not the rows
	begun    time.Time
	shown    time.Time
	rows     int
}

func newProgress(t *terminal, doing string, total int64) *progress {
	file, ok := t.err.(*os.File)
	return &progress{
		out: t.err, now: t.now, terminal: ok && term.IsTerminal(int(file.Fd())),
		doing: doing, total: total, begun: t.now(), shown: t.now(),
	}
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
	if p.rows%rowsEvery != 0 {
		return
	}
	every := linesEvery
	if p.terminal {
		every = barEvery
	}
	now := p.now()
	if now.Sub(p.shown) < every {
		return
	}
	p.shown = now
	if p.terminal {
		fmt.Fprintf(p.out, "\r\033[K%s %s %3d %%, %d rows, %.0f a second", p.doing, p.bar(), p.percent(), p.rows,
			float64(p.rows)/now.Sub(p.begun).Seconds())
		return
	}
	fmt.Fprintf(p.out, "%s: %d %%, %d rows so far\n", p.doing, p.percent(), p.rows)
}

func (p *progress) percent() int64 {
	const whole = 100
	if p.total <= 0 {
		return 0
	}
	return min(whole, whole*p.done/p.total)
}

func (p *progress) bar() string {
	full := int(p.percent()) * barWidth / 100
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", barWidth-full) + "]"
}

// end takes the bar away: what comes next is written in its place.
func (p *progress) end() {
	if p.terminal && p.shown != p.begun {
		fmt.Fprint(p.out, "\r\033[K")
	}
}
