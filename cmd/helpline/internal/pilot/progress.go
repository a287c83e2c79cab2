package pilot

import (
	"fmt"
	"io"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
)

// progressBar is the meter of a pilot.
type progressBar struct {
	output.Meter
	pilot *simulation
}

func newProgressBar(out io.Writer, now func() time.Time, p *simulation) *progressBar {
	return &progressBar{output.NewMeter(out, now), p}
}

// show draws the bar, if it is due.
func (b *progressBar) show() {
	if !b.Due() {
		return
	}
	share := float64(b.pilot.now.Sub(b.pilot.begin)) / float64(b.pilot.end.Sub(b.pilot.begin))
	day := b.pilot.now.In(b.pilot.programme.Zone).Format("Mon 2 Jan")
	b.Meter.Show(
		fmt.Sprintf(output.ClearLine+"playing %s %3.0f %%, %s, %d promises", b.Bar(share), 100*share, day, len(b.pilot.promises)),
		fmt.Sprintf("playing: %.0f %%, %s, %d promises", 100*share, day, len(b.pilot.promises)),
	)
}
