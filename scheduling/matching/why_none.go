package matching

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// whyNone tells a full diary from one in which other callers are choosing.
func (d *Diary) whyNone(search Search) error {
	search.Rules.Now = search.Rules.Now.Add(beyondHolds)
	search.Rules.Programme = withNotice(search.Rules.Programme, -beyondHolds)
	search.Count = 1
	if len(d.Find(search)) > 0 {
		return scheduling.ErrSlotTaken
	}
	return scheduling.ErrNoSlot
}

// beyondHolds is longer than any hold: seen from then, all have expired.
const beyondHolds = 24 * time.Hour

func withNotice(p *scheduling.Programme, by time.Duration) *scheduling.Programme {
	later := *p
	later.Visit.Notice += by
	later.Visit.Horizon += by
	later.Dispatch.Ask += by
	return &later
}
