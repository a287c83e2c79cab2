package matching

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// noTimeError returns ErrSlotTaken if times would be free once all holds expire, else
// ErrNoSlot.
func (d *Diary) noTimeError(search Search) error {
	search.Rules.Now = search.Rules.Now.Add(beyondHolds)
	search.Rules.Programme = withNotice(search.Rules.Programme, -beyondHolds)
	search.Count = 1
	if len(d.Find(search)) > 0 {
		return scheduling.ErrSlotTaken
	}
	return scheduling.ErrNoSlot
}

// beyondHolds is longer than any hold.
const beyondHolds = 24 * time.Hour

func withNotice(p *scheduling.Programme, by time.Duration) *scheduling.Programme {
	later := *p
	later.Visit.Notice += by
	later.Visit.Horizon += by
	later.Dispatch.Ask += by
	return &later
}
