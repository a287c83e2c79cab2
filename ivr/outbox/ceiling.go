package outbox

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Ceilings on the texts of a day, in the programme's zone: to one number, so that nobody is
// bombarded with what strangers ask for, and of a whole programme, so that a fault or a fraud
// costs a day's ceiling and no more. Somebody who texts, and is answered in that webhook, is
// not counted here.
const (
	maxTextsPerNumber    = 40
	maxTextsPerProgramme = 5000
)

// aboutPromise is how many times a ceiling texts about promised visits may reach: they go
// on when others have used it up.
const aboutPromise = 2

// TextLog counts texts.
type TextLog interface {
	// Texted returns how many texts a programme has sent since an instant: to a number, and
	// to all.
	Texted(ctx context.Context, programme, phone string, since time.Time) (toNumber, all int, err error)
}

// aboveCeiling reports whether the texts of this day are used up, and returns when the next
// day's begin.
func (s *Sender) aboveCeiling(ctx context.Context, p *scheduling.Programme, m *scheduling.Message) (next time.Time, above bool, err error) {
	if s.Texts == nil {
		return time.Time{}, false, nil
	}
	today := calendar.DayOf(s.Now(), p.Zone).At(0, p.Zone)
	toNumber, all, err := s.Texts.Texted(ctx, m.Programme, m.To, today)
	if err != nil {
		return time.Time{}, false, err
	}
	times := 1
	switch m.Kind {
	case scheduling.Notice, scheduling.Reminder, scheduling.Assignment:
		times = aboutPromise
	}
	if toNumber < times*maxTextsPerNumber && all < times*maxTextsPerProgramme {
		return time.Time{}, false, nil
	}
	s.Log.ErrorContext(ctx, "the texts of this day are used up: one waits for tomorrow", "programme", p.Name, "message", m.ID,
		"to_number", toNumber, "all", all)
	return contact.NextContactTime(p, today.Add(nextDayOffset)), true, nil
}
