package matching

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// noTimeError returns ErrSlotTaken if times would be free once all holds expire, else
// ErrNoSlot with its reason.
func (d *Diary) noTimeError(search Search) error {
	search.Rules.Now = search.Rules.Now.Add(beyondHolds)
	search.Rules.Programme = withNotice(search.Rules.Programme, -beyondHolds)
	search.Count = 1
	if len(d.Find(search)) > 0 {
		return scheduling.ErrSlotTaken
	}
	return d.whyNone(search.Need)
}

// whyNone returns ErrNoSlot, or the more precise error if no student suits a need at any
// time.
func (d *Diary) whyNone(need scheduling.Need) error {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if len(d.order) == 0 {
		return scheduling.ErrNoStudent
	}
	err := scheduling.ErrNoLanguage
	for _, page := range d.order {
		switch {
		case need.Suits(&page.student):
			return scheduling.ErrNoSlot
		case page.student.Speaks(need.Language):
			err = scheduling.ErrNoTopic
		}
	}
	return err
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
