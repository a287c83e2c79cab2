package pilot

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// goal is what a resident calls or writes for.
type goal string

const (
	goalBook    goal = "book"
	goalMove    goal = "move"
	goalCancel  goal = "cancel"
	goalConfirm goal = "expect" // confirms that they expect the visit
	goalDoor    goal = "door"   // answers whether the student is there
)

// conversation is one conversation of a resident, in a call or by text.
type conversation struct {
	*simulation
	who     *citizen
	aim     goal
	visit   int64 // that is moved or cancelled
	channel scheduling.Channel
	id      string // of the call
	message int64  // of a call that the line made; 0: they called
	text    string // the first one
	machine bool   // answered it
	turns   int
	pages   int // of times that were offered
	heard   []time.Time
	last    flows.Session
}

// maxTurns is after how many turns a resident hangs up.
const maxTurns = 80

// startContact makes a resident call or text the line, unless they are on it already.
func (p *simulation) startContact(r *citizen, aim goal, visit int64) {
	if r.talk != nil {
		return
	}
	t := &conversation{simulation: p, who: r, aim: aim, visit: visit, channel: scheduling.Voice}
	if r.texts {
		t.channel, t.text = scheduling.SMS, map[goal]string{goalBook: r.openingText()}[aim]
		if t.text == "" {
			t.text = "mijn afspraak"
		}
	}
	p.startConversation(t)
}

// replyAsResident makes a resident answer a text of the line.
func (p *simulation) replyAsResident(r *citizen, aim goal, visit int64, text string) {
	if r.talk == nil {
		p.startConversation(&conversation{simulation: p, who: r, aim: aim, visit: visit, channel: scheduling.SMS, text: text})
	}
}

func (p *simulation) startConversation(t *conversation) {
	t.who.talk, t.id = t, p.carrier.id("CA")
	if t.channel == scheduling.Voice && t.message == 0 {
		p.tally.CallsIn++
	}
	fields := url.Values{}
	if t.machine {
		fields.Set("AnsweredBy", "machine_end_beep")
	}
	p.after(0, func(ctx context.Context) error { return t.turn(ctx, t.text, fields) })
}

// ring makes a telephone ring that the line calls.
func (p *simulation) ring(ctx context.Context, id string, message int64, to string) error {
	m, err := p.line.Store.Message(ctx, message)
	if err != nil {
		return err
	}
	r := p.byPhone[to]
	at := p.dice.Float64()
	if r == nil || r.talk != nil || at >= p.rates.answers+p.rates.machine {
		p.after(ringTime, func(ctx context.Context) error { return p.endCall(ctx, id, message, to, "no-answer") })
		return nil
	}
	t := &conversation{
		simulation: p, who: r, aim: p.goalAfter(&m), visit: m.VisitID, channel: scheduling.Voice,
		message: message, machine: at >= p.rates.answers,
	}
	p.startConversation(t)
	t.id = id
	return nil
}

// ringTime is how long an unanswered telephone rings.
const ringTime = 45 * time.Second

// turn sends the line the next input, and goes on from its answer.
func (t *conversation) turn(ctx context.Context, text string, fields url.Values) error {
	var err error
	switch {
	case t.channel == scheduling.SMS:
		err = t.simulation.sendText(ctx, t.who.caller, text)
	case fields.Get("DialCallStatus") == "completed":
		if err := t.acceptAtDesk(ctx); err != nil {
			return err
		}
		fallthrough
	default:
		_, err = t.postWebhook(ctx, t.address(), t.form(fields))
	}
	if err != nil {
		return err
	}
	if t.last, err = t.line.Server.Sessions.Load(ctx, t.key()); err != nil {
		return t.end(ctx) // the line does not answer any more, for instance after too many texts
	}
	t.turns++
	t.record()
	return t.continueWith(ctx)
}

// acceptAtDesk makes somebody at the desk accept the call that rings there.
func (t *conversation) acceptAtDesk(ctx context.Context) error {
	path := ivr.DeskPath + "?at=" + strconv.FormatInt(t.now.UnixMilli(), 10) + "&call=" + t.id + "&turn=" + strconv.Itoa(t.last.Turn)
	_, err := t.postWebhook(ctx, path, url.Values{"CallSid": {t.carrier.id("CA")}, "AccountSid": {account}, "Digits": {"1"}})
	return err
}

func (t *conversation) key() string {
	if t.channel == scheduling.SMS {
		return ivr.TextKey(t.programme, t.who.caller)
	}
	return "voice:" + t.id
}

func (t *conversation) address() string {
	switch {
	case t.turns > 0:
		return ivr.VoicePath + "?turn=" + strconv.Itoa(t.last.Turn)
	case t.message != 0:
		return ivr.VoicePath + "?message=" + strconv.FormatInt(t.message, 10)
	}
	return ivr.VoicePath
}

func (t *conversation) form(fields url.Values) url.Values {
	return t.callForm(t.id, t.message, t.who.caller, "in-progress", fields)
}

// callForm returns the fields of every webhook about a call, and more.
func (p *simulation) callForm(id string, message int64, number, status string, fields url.Values) url.Values {
	form := url.Values{
		"CallSid": {id}, "AccountSid": {account}, "From": {number}, "To": {p.programme.Numbers.Voice},
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

// endCall reports that a call is over.
func (p *simulation) endCall(ctx context.Context, id string, message int64, number, status string) error {
	path := ivr.CallStatusPath
	if message != 0 {
		path += "?message=" + strconv.FormatInt(message, 10)
	}
	_, err := p.postWebhook(ctx, path, p.callForm(id, message, number, status, nil))
	return err
}

// continueWith decides what a resident does next, and schedules it.
func (t *conversation) continueWith(ctx context.Context) error {
	keys, fields, on := t.answer()
	voice := t.channel == scheduling.Voice
	switch {
	case !on || t.turns > maxTurns:
		return t.end(ctx)
	case voice && t.aim == goalBook && t.visit == 0 && chance(t.dice, t.rates.cutOff):
		t.after(exponential(t.dice, maxRedialTime/2), func(context.Context) error { t.startContact(t.who, t.aim, t.visit); return nil })
		return t.hangUp(ctx)
	case fields == nil && voice:
		fields = url.Values{}
		if keys != "" && !chance(t.dice, t.rates.silent) {
			fields.Set("Digits", keys)
		}
	}
	pause := maxKeyTime/4 + time.Duration(t.dice.Int64N(int64(maxKeyTime*3/4)))
	if !voice {
		pause += time.Duration(t.dice.Int64N(int64(maxWritingTime)))
	}
	t.after(pause, func(ctx context.Context) error { return t.turn(ctx, keys, fields) })
	return nil
}

// hangUp ends the call; a conversation by text ends without a message.
func (t *conversation) hangUp(ctx context.Context) error {
	t.who.talk = nil
	if t.channel != scheduling.Voice {
		return t.sendDue(ctx)
	}
	if err := t.endCall(ctx, t.id, t.message, t.who.caller, "completed"); err != nil {
		return err
	}
	return t.sendDue(ctx)
}

// end hangs up, and schedules what follows from the outcome.
func (t *conversation) end(ctx context.Context) error {
	if err := t.hangUp(ctx); err != nil {
		return err
	}
	if t.aim == goalBook {
		t.afterAttempt(t)
	}
	return nil
}

// record keeps the promises in a reply of the line.
func (t *conversation) record() {
	s := &t.last
	switch s.State {
	case resident.StateSlots:
		t.pages++
		for _, offer := range s.Offer {
			if !slices.ContainsFunc(t.heard, offer.Start.Equal) {
				t.heard = append(t.heard, offer.Start)
			}
		}
	case resident.StateAgreed, resident.StateBookedSMS:
		t.recordPromise(t, s.Chosen.Visit, s.Chosen.Start, false)
	case resident.StateKept, resident.StateRequestedSMS:
		t.recordPromise(t, s.Chosen.Visit, s.Chosen.Start, true)
	case resident.StateMoved:
		t.movePromise(s.Visit.ID, s.Chosen.Start)
	case resident.StateCancelled:
		if promise := t.promises[s.Visit.ID]; promise != nil {
			promise.cancelled = true
		}
	}
}
