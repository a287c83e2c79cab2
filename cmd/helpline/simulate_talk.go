package main

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// simAim is what somebody is on the line for.
type simAim string

const (
	simBook   simAim = "book"
	simMove   simAim = "move"
	simCancel simAim = "cancel"
	simExpect simAim = "expect" // says that they expect the visit
	simDoor   simAim = "door"   // says whether the student is there
)

// simTalk is one conversation of a resident, in a call or by text.
type simTalk struct {
	*simulation
	who     *simResident
	aim     simAim
	visit   int64 // that is moved or cancelled
	channel scheduling.Channel
	id      string // of the call
	message int64  // of a call that the line made; 0: they called
	text    string // the first one
	machine bool   // answered it
	turns   int
	pages   int // of times that they heard
	heard   []time.Time
	last    flows.Session
}

// maxTurns ends a conversation that goes round: everybody hangs up some time.
const maxTurns = 80

// calls has a resident call or text the line, unless they are on it already.
func (p *simulation) calls(r *simResident, aim simAim, visit int64) {
	if r.talk != nil {
		return
	}
	t := &simTalk{simulation: p, who: r, aim: aim, visit: visit, channel: scheduling.Voice}
	if r.texts {
		t.channel, t.text = scheduling.SMS, map[simAim]string{simBook: r.begins()}[aim]
		if t.text == "" {
			t.text = "mijn afspraak"
		}
	}
	p.starts(t)
}

// replies has a resident answer a text of the line.
func (p *simulation) replies(r *simResident, aim simAim, visit int64, text string) {
	if r.talk == nil {
		p.starts(&simTalk{simulation: p, who: r, aim: aim, visit: visit, channel: scheduling.SMS, text: text})
	}
}

func (p *simulation) starts(t *simTalk) {
	t.who.talk, t.id = t, p.post.id("CA")
	if t.channel == scheduling.Voice && t.message == 0 {
		p.tally.CallsIn++
	}
	fields := url.Values{}
	if t.machine {
		fields.Set("AnsweredBy", "machine_start")
	}
	p.after(0, func(ctx context.Context) error { return t.says(ctx, t.text, fields) })
}

// rings lets a telephone ring that the line called.
func (p *simulation) rings(ctx context.Context, id string, message int64, to string) error {
	m, err := p.line.store.Message(ctx, message)
	if err != nil {
		return err
	}
	r := p.byPhone[to]
	at := p.dice.Float64()
	if r == nil || r.talk != nil || at >= p.rates.answers+p.rates.machine {
		p.after(ringing, func(ctx context.Context) error { return p.callEnds(ctx, id, message, to, "no-answer") })
		return nil
	}
	t := &simTalk{
		simulation: p, who: r, aim: p.told(&m), visit: m.VisitID, channel: scheduling.Voice,
		message: message, machine: at >= p.rates.answers,
	}
	p.starts(t)
	t.id = id
	return nil
}

// ringing is how long a telephone rings that nobody answers.
const ringing = 45 * time.Second

// says gives the line the next input, and goes on from what it answers.
func (t *simTalk) says(ctx context.Context, text string, fields url.Values) error {
	var err error
	if t.channel == scheduling.SMS {
		err = t.simulation.texts(ctx, t.who.caller, text)
	} else {
		_, err = t.posts(ctx, t.address(), t.form(fields))
	}
	if err != nil {
		return err
	}
	if t.last, err = t.line.server.Sessions.Load(ctx, t.key()); err != nil {
		return t.ends(ctx) // the line answers no more: too many texts, say
	}
	t.turns++
	t.notes()
	return t.goesOn(ctx)
}

func (t *simTalk) key() string {
	if t.channel == scheduling.SMS {
		return ivr.TextKey(t.programme, t.who.caller)
	}
	return "voice:" + t.id
}

func (t *simTalk) address() string {
	switch {
	case t.turns > 0:
		return ivr.VoicePath + "?turn=" + strconv.Itoa(t.last.Turn)
	case t.message != 0:
		return ivr.VoicePath + "?message=" + strconv.FormatInt(t.message, 10)
	}
	return ivr.VoicePath
}

func (t *simTalk) form(fields url.Values) url.Values {
	return t.callForm(t.id, t.message, t.who.caller, "in-progress", fields)
}

// callForm is what every webhook about a call says, and fields.
func (p *simulation) callForm(id string, message int64, number, status string, fields url.Values) url.Values {
	form := url.Values{
		"CallSid": {id}, "AccountSid": {pilotAccount}, "From": {number}, "To": {p.programme.Numbers.Voice},
		"CallStatus": {status}, "Direction": {"inbound"},
	}
	if message != 0 {
		form["From"], form["To"], form["Direction"] = []string{p.programme.Numbers.CallerID}, []string{number}, []string{"outbound-api"}
	}
	for name, values := range fields {
		form[name] = values
	}
	return form
}

// callEnds reports that a call is over.
func (p *simulation) callEnds(ctx context.Context, id string, message int64, number, status string) error {
	path := ivr.CallStatusPath
	if message != 0 {
		path += "?message=" + strconv.FormatInt(message, 10)
	}
	_, err := p.posts(ctx, path, p.callForm(id, message, number, status, nil))
	return err
}

// goesOn decides what they do next, and does it after a moment.
func (t *simTalk) goesOn(ctx context.Context) error {
	keys, fields, on := t.answer()
	voice := t.channel == scheduling.Voice
	switch {
	case !on || t.turns > maxTurns:
		return t.ends(ctx)
	case voice && t.aim == simBook && t.visit == 0 && chance(t.dice, t.rates.cutOff):
		t.after(soonOrLater(t.dice, callBackIn/2), func(context.Context) error { t.calls(t.who, t.aim, t.visit); return nil })
		return t.hangsUp(ctx)
	case fields == nil && voice:
		fields = url.Values{}
		if keys != "" && !chance(t.dice, t.rates.silent) {
			fields.Set("Digits", keys)
		}
	}
	pause := keyWithin/4 + time.Duration(t.dice.Int64N(int64(keyWithin*3/4)))
	if !voice {
		pause += time.Duration(t.dice.Int64N(int64(writesWithin)))
	}
	t.after(pause, func(ctx context.Context) error { return t.says(ctx, keys, fields) })
	return nil
}

// hangsUp ends the call, or lets the texts be.
func (t *simTalk) hangsUp(ctx context.Context) error {
	t.who.talk = nil
	if t.channel != scheduling.Voice {
		return t.sends(ctx)
	}
	if err := t.callEnds(ctx, t.id, t.message, t.who.caller, "completed"); err != nil {
		return err
	}
	return t.sends(ctx)
}

// ends hangs up, and lets what came of it have its consequences.
func (t *simTalk) ends(ctx context.Context) error {
	if err := t.hangsUp(ctx); err != nil {
		return err
	}
	if t.aim == simBook {
		t.asked(t)
	}
	return nil
}

// notes writes down what the line says that they can rely on.
func (t *simTalk) notes() {
	s := &t.last
	switch s.State {
	case flows.StateSlots:
		t.pages++
		for _, offer := range s.Offer {
			if !slices.ContainsFunc(t.heard, offer.Start.Equal) {
				t.heard = append(t.heard, offer.Start)
			}
		}
	case flows.StateBooked, flows.StateRequested:
		t.promised(t, s.Chosen.Visit, s.Chosen.Start, s.State == flows.StateRequested)
	case flows.StateMoved:
		t.movesPromise(s.Visit.ID, s.Chosen.Start)
	case flows.StateCancelled:
		if promise := t.promises[s.Visit.ID]; promise != nil {
			promise.cancelled = true
		}
	}
}
