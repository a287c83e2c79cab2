package scheduling

import (
	"time"
)

// whyNone tells a full diary from one in which other callers are choosing.
func (d *Diary) whyNone(search Search) error {
	search.Rules.Now = search.Rules.Now.Add(holdsForgotten)
	search.Rules.Programme = withNotice(search.Rules.Programme, -holdsForgotten)
	search.Count = 1
	if len(d.Find(search)) > 0 {
		return ErrSlotTaken
	}
	return ErrNoSlot
}

// holdsForgotten is longer than any hold: seen from then, all have expired.
const holdsForgotten = 24 * time.Hour

func withNotice(p *Programme, by time.Duration) *Programme {
	later := *p
	later.Visit.Notice += by
	later.Visit.Horizon += by
	later.Dispatch.Ask += by
	return &later
}
