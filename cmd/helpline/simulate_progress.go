package main

import (
	"fmt"
	"io"
	"time"
)

// pilotBar is the meter of a pilot.
type pilotBar struct {
	meter
	pilot *simulation
}

func newPilotBar(out io.Writer, now func() time.Time, p *simulation) *pilotBar {
	return &pilotBar{newMeter(out, now), p}
}

// show draws how far the pilot is, when it is time to.
func (b *pilotBar) show() {
	if !b.due() {
		return
	}
	share := float64(b.pilot.now.Sub(b.pilot.begin)) / float64(b.pilot.end.Sub(b.pilot.begin))
	day := b.pilot.now.In(b.pilot.programme.Zone).Format("Mon 2 Jan")
	b.meter.show(
		fmt.Sprintf(clearLine+"playing %s %3.0f %%, %s, %d promises", b.bar(share), 100*share, day, len(b.pilot.promises)),
		fmt.Sprintf("playing: %.0f %%, %s, %d promises", 100*share, day, len(b.pilot.promises)),
	)
}
