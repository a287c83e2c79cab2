package output

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

const (
	barWidth     = 24                     // with the words around it, less than a terminal's 80
	BarInterval  = 200 * time.Millisecond // between two looks of the bar
	LineInterval = 10 * time.Second       // between two lines, where there is no terminal
	rowInterval  = 1000                   // between two looks at the clock
)

// Meter is where long work shows how far it is: on a terminal in place, elsewhere a
// line now and then. Short work shows nothing.
type Meter struct {
	out      io.Writer
	now      func() time.Time
	Terminal bool
	begun    time.Time
	shown    time.Time
}

func NewMeter(out io.Writer, now func() time.Time) Meter {
	file, ok := out.(*os.File)
	begun := now()
	return Meter{out: out, now: now, Terminal: ok && term.IsTerminal(int(file.Fd())), begun: begun, shown: begun}
}

// Due reports whether it is time to show something again.
func (m *Meter) Due() bool {
	every := LineInterval
	if m.Terminal {
		every = BarInterval
	}
	now := m.now()
	if now.Sub(m.shown) < every {
		return false
	}
	m.shown = now
	return true
}

// Show writes how far the work is: inPlace on a terminal, without the end of a line;
// line elsewhere.
func (m *Meter) Show(inPlace, line string) {
	if m.Terminal {
		fmt.Fprint(m.out, inPlace)
		return
	}
	fmt.Fprintln(m.out, line)
}

// Bar draws a share from 0 to 1.
func (m *Meter) Bar(share float64) string {
	full := int(share * barWidth)
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", barWidth-full) + "]"
}

// End takes the bar away: what comes next is written in its place.
func (m *Meter) End() {
	if m.Terminal && m.shown != m.begun {
		fmt.Fprint(m.out, ClearLine)
	}
}

const ClearLine = "\r\033[K"

// Progress is the meter of work on rows.
type Progress struct {
	Meter
	doing string
	total int64 // of done; 0: not known
	done  int64
	read  bool // done is what was read, not the rows
	rows  int
}

func NewProgress(out io.Writer, now func() time.Time, doing string, total int64) *Progress {
	return &Progress{Meter: NewMeter(out, now), doing: doing, total: total}
}

// Reader makes what is read from a file the measure of how far the work is: nobody
// knows how many rows it has.
func (p *Progress) Reader(file *os.File) io.Reader {
	p.read = true
	return &measuring{file, p}
}

type measuring struct {
	file     *os.File
	progress *Progress
}

// Name is what mistakes in the file are named by.
func (m *measuring) Name() string { return m.file.Name() }

func (m *measuring) Read(into []byte) (int, error) {
	n, err := m.file.Read(into)
	m.progress.done += int64(n)
	return n, err
}

// Step is one row more.
func (p *Progress) Step() {
	p.rows++
	if !p.read {
		p.done++
	}
	if p.rows%rowInterval != 0 || !p.Due() {
		return
	}
	share := p.Bar(float64(p.percent()) / 100)
	rate := float64(p.rows) / p.shown.Sub(p.begun).Seconds()
	p.Show(
		fmt.Sprintf(ClearLine+"%s %s %3d %%, %d rows, %.0f a second", p.doing, share, p.percent(), p.rows, rate),
		fmt.Sprintf("%s: %d %%, %d rows so far", p.doing, p.percent(), p.rows),
	)
}

func (p *Progress) percent() int64 {
	const whole = 100
	if p.total <= 0 {
		return 0
	}
	return min(whole, whole*p.done/p.total)
}
