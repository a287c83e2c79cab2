package pilot

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/invitations"
)

// promise is a promise to a resident, kept apart from the database to compare the two.
type promise struct {
	who       *citizen
	start     time.Time
	asked     time.Time // since when they wanted it
	place     int       // of the chosen time among those offered; the first is 1
	waits     bool      // for the office: they came without a letter
	cancelled bool
	came      int64 // the student who was there
	failed    bool  // the student who said yes never arrived
	took      time.Duration
}

// sendLetters sends a wave, and the texts that go with it.
func (p *simulation) sendLetters(ctx context.Context, week int) error {
	waves := max(1, int(float64(p.size.Weeks)*p.rates.lettersUntil))
	if week >= waves {
		return nil
	}
	size := len(p.residents)*(week+1)/waves - len(p.residents)*week/waves
	wave, err := p.line.Store.Wave(ctx, invitations.WaveRequest{
		Programme: p.programme.Name, Wave: week + 1, Size: size, Postcodes: slices.Sorted(maps.Keys(p.programme.Area)), Now: p.now,
	})
	if err != nil {
		return err
	}
	for _, message := range invitations.Messages(p.programme, week+1, &wave, phonenumber.IsHomeMobile, p.now) {
		if err := p.line.Store.SaveMessage(ctx, message, p.now); err != nil {
			return err
		}
	}
	for _, letter := range wave.Letters {
		p.tally.Letters++
		r := p.byCode[letter.Resident.LetterCode]
		if chance(p.dice, p.rates.responds) {
			p.scheduleAttempt(r, p.now.Add(p.rates.post+exponential(p.dice, p.rates.respondsIn)))
		}
	}
	return nil
}

// scheduleAttempt makes a resident try to get a visit, at the next opening moment after
// an instant.
func (p *simulation) scheduleAttempt(r *citizen, from time.Time) {
	at := p.openingMoment(from)
	p.agenda.add(at, func(context.Context) error {
		if r.asks == 0 {
			r.wanted = p.now
		}
		r.asks++
		p.startContact(r, goalBook, 0)
		return nil
	})
}

// openingMoment draws a moment of an instant's day, by the spread of calls over the
// hours; on a Sunday, of the next day.
func (p *simulation) openingMoment(from time.Time) time.Time {
	day := calendar.DayOf(from, p.programme.Zone)
	if day.Weekday() == time.Sunday {
		day = day.Add(1)
	}
	at := p.dice.IntN(100)
	for hour, share := range opening() {
		if at -= share; at < 0 {
			clock := calendar.Clock((opensAt+hour)*60 + p.dice.IntN(60))
			return latest(day.At(clock, p.programme.Zone), from)
		}
	}
	return from
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// maxAsks is how often a resident tries to get one visit.
const maxAsks = 4

// afterAttempt schedules what follows from the end of a conversation about a visit.
func (p *simulation) afterAttempt(t *conversation) {
	r := t.who
	outcome := t.last.Outcome
	p.tally.Wanted[outcome]++
	switch outcome {
	case scheduling.OutcomeBooked, scheduling.OutcomeRequested:
		r.asks = 0
		return
	case scheduling.OutcomeOver, scheduling.OutcomeLimit, scheduling.OutcomeArea, scheduling.OutcomeNoVoucher:
		r.asks = 0
		return
	}
	if t.last.State == resident.StateSlots {
		p.tally.NoneSuits++
	}
	if r.asks < maxAsks && chance(p.dice, p.rates.retry) {
		p.scheduleAttempt(r, p.now.Add(24*time.Hour+exponential(p.dice, p.rates.retryIn)))
		return
	}
	r.asks = 0
}

// recordPromise keeps a promise to a resident, and schedules what follows from it.
func (p *simulation) recordPromise(t *conversation, visit int64, start time.Time, waits bool) {
	if p.promises[visit] != nil {
		return
	}
	place := 1
	for i, heard := range t.heard {
		if heard.Equal(start) {
			place = i + 1
		}
	}
	promise := &promise{who: t.who, start: start, asked: t.who.wanted, place: place, waits: waits}
	p.promises[visit], t.who.visit = promise, visit
	p.awaitVisit(visit, promise)
	if waits {
		return
	}
	between := time.Duration(p.dice.Int64N(int64(max(start.Sub(p.now), 1))))
	aim := goal("")
	switch at := p.dice.Float64(); {
	case at < p.rates.cancels:
		aim = goalCancel
	case at < p.rates.cancels+p.rates.moves:
		aim = goalMove
	default:
		return
	}
	p.agenda.add(p.openingMoment(p.now.Add(between)), func(context.Context) error {
		if !promise.cancelled && promise.start.After(p.now) {
			p.startContact(promise.who, aim, visit)
		}
		return nil
	})
}

// awaitVisit makes a resident wait at the door.
func (p *simulation) awaitVisit(visit int64, promise *promise) {
	start := promise.start
	p.agenda.add(start, func(ctx context.Context) error {
		if promise.cancelled || !promise.start.Equal(start) {
			return nil
		}
		return p.playVisit(ctx, visit, promise)
	})
}

// movePromise gives a promise the new time that the resident chose.
func (p *simulation) movePromise(visit int64, start time.Time) {
	promise := p.promises[visit]
	if promise == nil || promise.start.Equal(start) {
		return
	}
	promise.start = start
	p.awaitVisit(visit, promise)
}

// goalAfterReminder returns what a resident does after a reminder.
func (p *simulation) goalAfterReminder() goal {
	at := p.dice.Float64()
	for _, act := range []share[goal]{{goalConfirm, p.rates.confirms}, {goalMove, p.rates.remindMove}, {goalCancel, p.rates.remindCancel}} {
		if at -= act.of; at < 0 {
			return act.is
		}
	}
	return ""
}

// goalAfter returns what a resident does after a message about a visit.
func (p *simulation) goalAfter(m *scheduling.Message) goal {
	switch m.Key {
	case contact.UnstaffedKey, contact.NobodyComesKey:
		if chance(p.dice, p.rates.nobodyMoves) {
			return goalMove
		}
		return ""
	case contact.LateKey:
		if chance(p.dice, p.rates.saysThere) {
			return goalDoor
		}
		return ""
	case contact.EarlyReminderKey, contact.LateReminderKey:
		return p.goalAfterReminder()
	}
	return ""
}

// deliverToResident makes a resident read a text of the line, and perhaps answer it.
func (p *simulation) deliverToResident(r *citizen, m *scheduling.Message) {
	aim, within := p.goalAfter(m), time.Hour
	text := map[goal]string{goalConfirm: "1", goalMove: "2", goalCancel: "3"}[aim]
	promise := p.promises[m.VisitID]
	if aim == goalDoor && promise != nil {
		if text, within = "2", 5*time.Minute; promise.came != 0 {
			text = "1"
		}
	}
	if text == "" {
		return
	}
	p.after(exponential(p.dice, within), func(context.Context) error {
		if promise != nil && !promise.cancelled && (aim == goalDoor || promise.start.After(p.now)) {
			p.replyAsResident(r, aim, m.VisitID, text)
		}
		return nil
	})
}
