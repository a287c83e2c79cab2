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
	barWidth    = 24   // with the words around it, less than a terminal's 80
	rowInterval = 1000 // rows between two readings of the clock
)

// The intervals of a meter: between two drawings of the bar, and between two lines if
// there is no terminal.
const (
	BarInterval  = 200 * time.Millisecond
	LineInterval = 10 * time.Second
)

// Meter shows the progress of long work: in place on a terminal, elsewhere as a line
// now and then. Short work shows nothing.
type Meter struct {
	out      io.Writer
	now      func() time.Time
	Terminal bool
	begun    time.Time
	shown    time.Time
}

// NewMeter returns the meter of work that begins now.
func NewMeter(out io.Writer, now func() time.Time) Meter {
	file, ok := out.(*os.File)
	begun := now()
	return Meter{out: out, now: now, Terminal: ok && term.IsTerminal(int(file.Fd())), begun: begun, shown: begun}
}

// Due reports whether the interval since the last drawing is over.
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

// Show writes inPlace on a terminal, over what it wrote before, and line elsewhere.
func (m *Meter) Show(inPlace, line string) {
	if m.Terminal {
		fmt.Fprint(m.out, inPlace)
		return
	}
	fmt.Fprintln(m.out, line)
}

// Bar returns a bar for a share from 0 to 1.
func (m *Meter) Bar(share float64) string {
	full := int(share * barWidth)
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", barWidth-full) + "]"
}

// End removes the bar: the next output is written in its place.
func (m *Meter) End() {
	if m.Terminal && m.shown != m.begun {
		fmt.Fprint(m.out, ClearLine)
	}
}

// ClearLine makes a terminal clear the current line.
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

// NewProgress returns the meter of work on rows that begins now; total is 0 if it is not
// known.
func NewProgress(out io.Writer, now func() time.Time, doing string, total int64) *Progress {
	return &Progress{Meter: NewMeter(out, now), doing: doing, total: total}
}

// Reader measures the progress by the bytes that are read from a file: its number of
// rows is not known.
func (p *Progress) Reader(file *os.File) io.Reader {
	p.read = true
	return &measuring{file, p}
}

type measuring struct {
	file     *os.File
	progress *Progress
}

// Name returns the file's name, for errors.
func (m *measuring) Name() string { return m.file.Name() }

// Read implements io.Reader.
func (m *measuring) Read(into []byte) (int, error) {
	n, err := m.file.Read(into)
	m.progress.done += int64(n)
	return n, err
}

// Step counts one more row.
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
