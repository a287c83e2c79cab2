package resident_test

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// worlds are the ways in which the office can answer.
func worlds() map[string]func(*conversation) {
	worlds := bookingWorlds()
	maps.Copy(worlds, changeWorlds())
	return worlds
}

func bookingWorlds() map[string]func(*conversation) {
	refuses := func(err error) func(*conversation) {
		return func(c *conversation) { c.office.identify = err }
	}
	return map[string]func(*conversation){
		"all is well":        func(*conversation) {},
		"codes tried much":   guessed(anyNumber, 1000),
		"code replaced":      refuses(scheduling.ErrCodeReplaced),
		"outside the area":   refuses(scheduling.ErrOutsideArea),
		"visit limit":        refuses(scheduling.ErrVisitLimit),
		"no voucher":         refuses(scheduling.ErrNoVoucher),
		"no slot":            func(c *conversation) { c.office.offer = scheduling.ErrNoSlot },
		"all held":           func(c *conversation) { c.office.offer = scheduling.ErrSlotTaken },
		"no later slot":      func(c *conversation) { c.office.laterNone = true },
		"no wish comes true": func(c *conversation) { c.office.wishNone = true },
		"taken at keeping":   func(c *conversation) { c.office.keepAlways = scheduling.ErrSlotTaken },
		"taken at booking":   func(c *conversation) { c.office.bookAlways = scheduling.ErrSlotTaken },
		"voucher went":       func(c *conversation) { c.office.bookAlways = scheduling.ErrNoVoucher },
		"booking breaks": func(c *conversation) {
			c.office.bookAlways, c.office.request = errors.New("broken"), errors.New("broken")
		},
		"too many requests": func(c *conversation) { c.office.request = scheduling.ErrNoSlot },
		"limit was reached": func(c *conversation) { c.office.bookAlways = scheduling.ErrVisitLimit },
		"asked already":     func(c *conversation) { c.office.request = scheduling.ErrVisitLimit },
		"asked before":      func(c *conversation) { c.office.mayRequest = scheduling.ErrVisitLimit },
		"too many wait":     func(c *conversation) { c.office.mayNever = scheduling.ErrNoSlot },
		"request was taken": func(c *conversation) { c.office.request = scheduling.ErrSlotTaken },
		"a request lapsed":  func(c *conversation) { c.office.lapsed = true },
		"not yet open": func(c *conversation) {
			c.programme.Window.FirstDay = calendar.DayOf(monday(), c.programme.Zone).Add(9)
		},
		"over": func(c *conversation) {
			c.programme.Window.LastDay = calendar.DayOf(monday(), c.programme.Zone).Add(-9)
		},
		"over since they broke off": func(c *conversation) {
			last := calendar.DayOf(monday(), c.programme.Zone)
			c.programme.Window.LastDay, c.at = last, last.Add(1).At(0, c.programme.Zone).Add(time.Second)
			brokeOff("1", "1", rightCode, "1")(c)
		},
		"the office is down": func(c *conversation) {
			c.office.down = errors.New("the office is down")
		},
	}
}

func changeWorlds() map[string]func(*conversation) {
	return map[string]func(*conversation){
		"one visit":      planning(visits()[0]),
		"several visits": planning(append(visits(), later(visits()[1], 3)...)...),
		"a visit now": func(c *conversation) {
			planning(visits()[0])(c)
			c.at = visits()[0].Start.Add(time.Minute)
		},
		"asked for, not yet certain": func(c *conversation) {
			asked := visits()[0]
			asked.Status = scheduling.Requested
			planning(asked)(c)
		},
		"a second visit": func(c *conversation) { c.office.caller.Last = scheduling.Visit{ID: 5, Topic: scheduling.TopicItsme} },
		"moving is lost": func(c *conversation) { planning(visits()[0])(c); c.office.move = scheduling.ErrSlotTaken },
		"the visit is gone": func(c *conversation) {
			planning(visits()[0])(c)
			c.office.move, c.office.cancel = scheduling.ErrTransition, scheduling.ErrNotFound
		},
		"somebody at the desk": staffedTwice,
		"referred before":      func(c *conversation) { c.office.referredBefore = true },
		"no course": func(c *conversation) {
			c.programme.Courses = c.programme.Courses[:1]
			c.programme.Courses[0].Sessions = nil
		},
		"no digipunt":              func(c *conversation) { c.office.nearError = scheduling.ErrNotFound },
		"no mobile":                func(c *conversation) { c.office.landline = true },
		"broke off while choosing": brokeOff("1", "1", rightCode, "1", "1"),
		"broke off at the code":    brokeOff("1", "1"),
		"broke off while moving": func(c *conversation) {
			planning(visits()[0])(c)
			c.earlierCall().presses("1", "2", rightCode, "2", "1").hangsUp()
		},
		"broke off in a second goal":    brokeOff("1", "1", rightCode, "1", "1", "1", "1", "1", "9", "1", "1"),
		"broke off after booking":       brokeOff("1", "1", rightCode, "1", "1", "1"),
		"broke off at a digipunt":       brokeOff("1", "3", "2018"),
		"a visit whose student is late": late,
		"the late visit is gone":        func(c *conversation) { late(c); c.office.cancel = scheduling.ErrTransition },
		"a visit to which nobody comes": abandoned,
		"we called about a late one":    func(c *conversation) { late(c); c.reminder = 12; reminded(c.office.caller.Planned...)(c) },
		"we called about nobody":        func(c *conversation) { abandoned(c); c.reminder = 12; reminded(c.office.caller.Planned...)(c) },
		"we called":                     weCalled(false),
		"we ask whether it helped":      func(c *conversation) { asked(c); c.reminder = 12 },
		"a machine answered":            weCalled(true),
		"we called to tell the word":    func(c *conversation) { weCalled(false)(c); c.word = true },
		"broke off without letter": func(c *conversation) {
			earlier := c.earlierCall().presses("1", "1", "2", "1", "2018", "12").speaks().presses("1")
			earlier.hangsUp()
		},
	}
}

// late is a world in which a student accepted a visit, and is not there at its time.
func late(c *conversation) {
	visit := visits()[0]
	visit.Status = scheduling.Accepted
	planning(visit)(c)
	c.at = visit.Start.Add(25 * time.Minute)
}

// abandoned is a world in which a visit that is near has no student.
func abandoned(c *conversation) {
	visit := visits()[0]
	visit.Unstaffed = true
	planning(visit)(c)
	c.at = visit.Start.Add(-time.Hour)
}

// weCalled is a world in which the call is a reminder of ours.
func weCalled(machine bool) func(*conversation) {
	return func(c *conversation) {
		c.reminder, c.machine = 12, machine
		reminded(visits()[0])(c)
	}
}

// later are more visits like this one, days apart.
func later(visit scheduling.Visit, count int) []scheduling.Visit {
	more := make([]scheduling.Visit, count)
	for i := range more {
		by := time.Duration(i+1) * 48 * time.Hour
		more[i] = visit
		more[i].ID, more[i].Start, more[i].End = visit.ID+int64(i)+1, visit.Start.Add(by), visit.End.Add(by)
	}
	return more
}

// brokeOff is a world in which the caller was cut off a moment ago.
func brokeOff(keys ...string) func(*conversation) {
	return func(c *conversation) { c.earlierCall().presses(keys...).hangsUp() }
}

// earlierCall is the same caller on the same line, a minute before.
func (c *conversation) earlierCall() *conversation {
	earlier := &conversation{
		t: c.t, engine: c.engine, office: c.office, words: c.words, programme: c.programme,
		key: "voice:CA0", caller: c.caller, at: c.at.Add(-time.Minute),
	}
	return earlier.input(flows.Input{Kind: flows.Start})
}

// everyInput is everything a caller, or a carrier, can do in a state.
func everyInput() map[string]flows.Input {
	inputs := map[string]flows.Input{
		"silence":        {Kind: flows.NoInput},
		"recording":      {Kind: flows.Recorded, Recording: flows.Recording{URL: "https://carrier.example/RE1", Seconds: 3}},
		"recording 0":    {Kind: flows.Recorded, Digits: "0", Recording: flows.Recording{URL: "https://carrier.example/RE1"}},
		"recording *":    {Kind: flows.Recorded, Digits: "*", Recording: flows.Recording{URL: "https://carrier.example/RE1"}},
		"no recording":   {Kind: flows.Recorded},
		"talked":         {Kind: flows.Connected, Connection: talked(time.Minute)},
		"nobody there":   {Kind: flows.Connected},
		"begins again":   {Kind: flows.Start},
		"an odd text":    {Kind: flows.Text, Text: "1"},
		"something else": {Kind: "unheard of"},
	}
	for _, keys := range []string{
		"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", "11", "00", "x", "1#",
		rightCode, "999999", organisationCode, rightPart, "2018", "0470123456", "123*",
	} {
		inputs[keys] = flows.Input{Kind: flows.Keys, Digits: keys}
	}
	return inputs
}

// walk visits every situation that can be reached in one world, gives it every
// input, and checks what holds everywhere. It takes some million steps: what is
// said is worded once, and nothing is made anew for a step that need not be.
type walk struct {
	*conversation
	wordings    *wordings
	seen        map[situation]bool
	states      map[flows.StateName]bool
	inputs      []flows.Input
	transitions int
	keys        keyTable
	clock       time.Time                // of the next input: nobody in a walk bounces
	earlier     map[string]flows.Session // conversations that broke off
	remembered  *memento                 // of them
	store       *memory                  // of this step
	memory      *memento
}

// newWalk stands at the beginning of a call, with a number or without any.
func newWalk(t *testing.T, said *wordings, caller string, world func(*conversation)) *walk {
	t.Helper()
	w := &walk{wordings: said, seen: map[situation]bool{}, states: map[flows.StateName]bool{}, keys: keyTable{}, store: newMemory(), memory: newMemento()}
	w.inputs = slices.Collect(maps.Values(everyInput()))
	w.conversation = dial(t, func(c *conversation) {
		c.caller = caller
		if caller == "" {
			c.office.caller.Resident.Phone = ""
		}
	}, world)
	w.clock = w.at.Add(flows.BounceTime)
	w.earlier, w.remembered = map[string]flows.Session{}, newMemento()
	return w
}

// Every state × every input × every way the office can answer × a caller with
// and without a number × every language: nobody is hung up on, 0 is a human, *
// repeats, hanging up and the same webhook twice do no harm, and everything that
// is said has words. Unless the test is full, callers without a number walk only
// the worlds of alwaysHidden: the other worlds change what the office answers.
func TestEveryStateWithEveryInput(t *testing.T) {
	states, transitions, keys := map[flows.StateName]bool{}, 0, keyTable{}
	said := &wordings{}
	var mu sync.Mutex
	all := worlds()
	walks := func(t *testing.T, name, caller string) {
		t.Parallel()
		w := newWalk(t, said, caller, func(c *conversation) { offering(c, name); all[name](c) })
		w.explore()
		mu.Lock()
		defer mu.Unlock()
		transitions += w.transitions
		maps.Copy(states, w.states)
		keys.add(w.keys)
	}
	t.Run("worlds", func(t *testing.T) {
		others := slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(name string) bool { return slices.Contains(alwaysHidden, name) })
		for _, name := range slices.Concat(alwaysHidden, others) { // the longest walks are first, so that none is left over alone
			t.Run(name, func(t *testing.T) { walks(t, name, "+32470000001") })
			if full || slices.Contains(alwaysHidden, name) {
				t.Run(name+", number withheld", func(t *testing.T) { walks(t, name, "") })
			}
		}
	})
	keys.check(t)
	questions := 0
	for name, state := range offers.Helpline().States {
		if state.Do == nil && !slices.Contains(onlyByText, name) {
			questions++
			assert.True(t, states[name], "%s was never reached", name)
		}
	}
	t.Logf("%d questions, %d transitions", questions, transitions)
}

// onlyByText are the states to which only texts lead. By voice, the main menu says when a
// programme is not yet open, or over.
var onlyByText = []flows.StateName{
	resident.StateReadable, resident.StateWarned, resident.StateBookedSMS, resident.StateRequestedSMS, resident.StateNotYetOpen, resident.StateOver,
}

// offering leaves what is offered beside visits to the worlds that can change it.
func offering(c *conversation, world string) {
	if !slices.Contains([]string{"all is well", "the office is down", "referred before", "no course"}, world) {
		c.programme.Offers, c.programme.Courses = nil, nil
	}
}

// alwaysHidden are the worlds in which a caller without a number always calls: who
// cannot be called back depends most on them.
var alwaysHidden = []string{"somebody at the desk", "all is well", "broke off while choosing", "the office is down"}

func (w *walk) session() flows.Session {
	session, err := w.engine.Sessions.Load(w.t.Context(), w.key)
	if err != nil {
		w.t.Fatal(err)
	}
	return session
}

// from puts the conversation into a situation.
func (w *walk) from(session flows.Session) {
	w.store.restore(w.earlier)
	w.store.sessions[session.Key] = session
	w.memory.restore(w.remembered)
	w.engine.Sessions, w.engine.Memory, w.reply = w.store, w.memory, session.Reply
	w.clock = session.At.Add(flows.BounceTime)
}

func (w *walk) apply(in flows.Input) flows.Session {
	if in.Connection.Answered {
		w.accepted()
	}
	reply, err := w.engine.Handle(w.t.Context(), w.complete(in))
	if err != nil {
		w.t.Fatal(err)
	}
	w.reply = reply
	w.clock = w.clock.Add(flows.BounceTime)
	return w.session()
}

// complete is an input in the turn that the conversation is in.
func (w *walk) complete(in flows.Input) flows.Input {
	in.Key, in.Turn, in.Channel = w.key, w.reply.Turn, scheduling.Voice
	in.Programme, in.Caller, in.At = w.programme, w.caller, w.clock
	if in.Kind == flows.Start {
		in.Reminder, in.Machine, in.Word = w.reminder, w.machine, w.word
	}
	return in
}

// checkWords requires that every sentence has words in every language, and no placeholder left.
func (w *walk) checkWords(line flows.Line) {
	if fault := w.wordings.of(w.conversation, line.Message).fault; fault != "" {
		w.t.Fatal(fault)
	}
}

// wordings are sentences in every language, worded once for all walks.
type wordings struct{ sentences sync.Map }

// wording is how long a sentence is, and what is wrong with its words, if anything.
type wording struct {
	lengths map[scheduling.Language]int // in words
	fault   string
}

func (all *wordings) of(c *conversation, message locale.Message) *wording {
	name := nameOf(message)
	if known, ok := all.sentences.Load(name); ok {
		return known.(*wording)
	}
	worded := &wording{lengths: map[scheduling.Language]int{}}
	for _, language := range c.words.Languages() {
		words := c.words.Render(language, c.programme.Zone, message)
		worded.lengths[language] = len(strings.Fields(words))
		if words == "" || strings.ContainsAny(words, "{}") {
			worded.fault = fmt.Sprintf("%s has no words for %s: %q", language, message.Key, words)
		}
	}
	all.sentences.Store(name, worded)
	return worded
}

// nameOf identifies a message by its key and its arguments in order.
func nameOf(message locale.Message) string {
	if len(message.Args) == 0 {
		return message.Key
	}
	name := append(make([]byte, 0, 128), message.Key...)
	args := make([]string, 0, 8) // on the stack: this runs for each step
	for arg := range message.Args {
		args = append(args, arg)
	}
	slices.Sort(args)
	for _, arg := range args {
		name = append(append(append(append(name, 0), arg...), '='), message.Args[arg]...)
	}
	return string(name)
}

// situation tells apart what can go on differently: a counter counts where it is
// looked at. The language is not in it: what is said is rendered in all of them.
type situation struct {
	state                      flows.StateName
	goal                       flows.Goal
	tries                      int
	proof                      flows.Proof
	rung, ring                 int
	asked, named, phone, typed bool
	begun                      string // a number is being typed; at a menu, its first key may be an answer
	spoken                     bool   // a language is chosen
	counters                   [2]int
	is                         [2]bool
	visit                      scheduling.Status
}

// pagesOf tells apart how somebody turns pages of times: none yet, some, as many as they
// may, or those of a weekday.
func pagesOf(s *flows.Session) int {
	switch {
	case s.Wish.Weekday != 0:
		return 3
	case len(s.Before) > 2:
		return 2
	}
	return min(len(s.Before), 1)
}

func situationOf(s *flows.Session) situation {
	at := situation{
		state: s.State, goal: s.Goal, tries: s.Tries, proof: s.Proof, rung: s.Rung, ring: len(s.Ring),
		asked: s.Asked, named: s.Named, phone: s.Phone != "", typed: s.Typed != "",
		begun: s.Begun[:min(len(s.Begun), 1)], spoken: s.Spoken,
	}
	if at.begun != "" && (s.State != resident.StateLetter || s.Begun != "1" && s.Begun != "2") { // no answer
		at.begun = "x"
	}
	switch s.State {
	case resident.StateCode, resident.StateCodeAgain, resident.StatePart, resident.StateMain:
		at.counters[0], at.is = min(s.WrongCodes, 3), [2]bool{s.Earlier.Key != "", s.Returned}
	case resident.StateClaimHouse, resident.StateClaimPostcode:
		at.counters, at.is[0] = [2]int{min(s.WrongCodes, 3), s.Claim.Tries}, s.Claim.Part != ""
	case resident.StateNewcomer, resident.StateHouse, resident.StatePostcode:
		at.counters[0] = s.WrongArea
	case resident.StateNewNumber, resident.StateTextNumber, resident.StateHumanNumber, resident.StateCallbackNumber,
		resident.StateNewRight, resident.StateHumanRight, resident.StateCallbackRight, resident.StateTextRight:
		at.counters[0] = s.WrongPhone
	case resident.StateSlots, resident.StateConfirm, resident.StateBusy, resident.StateWhen, resident.StateWeekday:
		at.counters, at.is, at.visit = [2]int{s.Taken, pagesOf(s)}, [2]bool{s.After.IsZero(), s.Last}, s.Visit.Status
	case resident.StateTopic:
		at.counters[0] = s.TopicPage
	case resident.StateWhich, resident.StateVisit, resident.StateCancelSure:
		at.counters, at.visit = [2]int{s.VisitPage, min(len(s.Planned), 5)}, s.Visit.Status
	case resident.StatePoint:
		at.counters = [2]int{s.Point, s.Texts}
	}
	return at
}

func (w *walk) explore() {
	start := w.session()
	w.seen[situationOf(&start)] = true
	queue := []flows.Session{start}
	if store, ok := w.engine.Sessions.(*memory); ok {
		w.earlier = maps.Clone(store.sessions)
		delete(w.earlier, w.key) // from puts it there
	}
	if memory, ok := w.engine.Memory.(*memento); ok {
		w.remembered = memory.clone()
	}
	for len(queue) > 0 {
		here := queue[0]
		queue = queue[1:]
		w.states[here.State] = true
		w.keys.note(w, &here)
		w.checkHuman(&here)
		w.checkRepeat(&here)
		w.checkSilence(&here)
		w.checkShorter(&here)
		w.checkUnheard(&here)
		inputs := w.inputs
		if here.Begun != "" {
			inputs = restOfNumbers()
		}
		for _, in := range inputs {
			w.from(here)
			changes := w.office.changes()
			next := w.apply(in)
			w.transitions++
			w.checkHeard(&here, w.office.changes() > changes)
			w.checkReply(&here, &next)
			w.checkTwice(in, &here, &next)
			w.checkBounce(in, &here, &next)
			w.checkOffered(in, &here, &next)
			if at := situationOf(&next); !w.seen[at] {
				w.seen[at] = true
				queue = append(queue, next)
			}
		}
	}
}

// restOfNumbers are the inputs behind the first key of a number.
func restOfNumbers() []flows.Input {
	inputs := []flows.Input{{Kind: flows.NoInput}, {Kind: flows.Start}, {Kind: flows.Text, Text: "1"}}
	for _, keys := range []string{"0", "*", "#", "1", "18", rightCode[1:], rightCode, "470123456"} {
		inputs = append(inputs, flows.Input{Kind: flows.Keys, Digits: keys})
	}
	return inputs
}

// checkReply requires that every reply has words and a next step, and that only a state that says
// goodbye ends a call.
func (w *walk) checkReply(before, after *flows.Session) {
	switch ends := w.engine.Dialogue.States[after.State].End; {
	case len(after.Reply.Lines) == 0 && after.Begun == "":
		w.t.Fatalf("%s → %s is silent", before.State, after.State)
	case ends != (after.Reply.Expect.Kind == flows.ExpectNothing):
		w.t.Fatalf("%s → %s ends: %v", before.State, after.State, !ends)
	case after.Turn != before.Turn+1:
		w.t.Fatalf("%s → %s: turn %d after %d", before.State, after.State, after.Turn, before.Turn)
	}
	for _, line := range after.Reply.Lines {
		w.checkWords(line)
	}
}

// checkTwice requires that the same input once more, in the turn it was for, is answered alike and
// changes nothing; hanging up changes nothing either.
func (w *walk) checkTwice(in flows.Input, before, after *flows.Session) {
	in = w.complete(in)
	in.Turn = before.Turn
	again, err := w.engine.Handle(w.t.Context(), in)
	if err != nil || !reflect.DeepEqual(after.Reply, again) {
		w.t.Fatalf("twice at %s: %v, after %v; %v", before.State, again, after.Reply, err)
	}
	in.Kind = flows.HungUp
	_, err = w.engine.Handle(w.t.Context(), in)
	if err != nil && w.office.down == nil {
		w.t.Fatalf("hanging up at %s: %v", after.State, err)
	}
	if now := w.session(); now.Turn != after.Turn {
		w.t.Fatalf("hanging up at %s: turn %d after %d", after.State, now.Turn, after.Turn)
	}
}

// checkBounce requires that a key which comes again at once chooses nothing in the menu that
// it led to: what was said is said again.
func (w *walk) checkBounce(in flows.Input, before, after *flows.Session) {
	menu := w.engine.Dialogue.States[after.State].Menu
	if in.Kind != flows.Keys || len(in.Digits) != 1 || strings.ContainsAny(in.Digits, "*#x") || menu == nil || after.Begun != "" ||
		w.engine.Dialogue.States[before.State].Menu == nil {
		return
	}
	in = w.complete(in)
	in.At = after.At.Add(flows.BounceTime - time.Millisecond)
	reply, err := w.engine.Handle(w.t.Context(), in)
	if now := w.session(); err != nil || now.State != after.State || !reflect.DeepEqual(reply.Lines, after.Reply.Lines) {
		w.t.Fatalf("%s twice in a second at %s: %s → %s; %v", in.Digits, before.State, after.State, now.State, err)
	}
}

// checkHeard requires that nothing is booked, moved or called off but from a menu in which no
// key counts before it can have been heard.
func (w *walk) checkHeard(before *flows.Session, changed bool) {
	menu := w.engine.Dialogue.States[before.State].Menu
	require.False(w.t, changed && (menu == nil || !menu.Binding), "a change after %s", before.State)
}

// checkUnheard requires that such a menu takes no key too early.
func (w *walk) checkUnheard(here *flows.Session) {
	if menu := w.engine.Dialogue.States[here.State].Menu; menu == nil || !menu.Binding {
		return
	}
	for _, key := range []string{"1", "2", "3"} {
		w.from(*here)
		w.clock = here.At.Add(flows.BounceTime - time.Millisecond)
		next := w.apply(flows.Input{Kind: flows.Keys, Digits: key})
		require.Equal(w.t, here.State, next.State, "%s was not heard", key)
		require.Equal(w.t, here.Reply.Lines, next.Reply.Lines)
	}
}

// refusals are the states in which the line refuses what it could have known before.
var refusals = []flows.StateName{
	resident.StateNotYetOpen, resident.StateOver, resident.StateOutsideArea, resident.StateNoVoucher, resident.StateLimit,
	resident.StateAskedAlready, resident.StateManyRequests,
}

// checkOffered requires that no option leads to a refusal whose reason was known when it was
// offered. The exception is the booking itself: others book too.
func (w *walk) checkOffered(in flows.Input, before, after *flows.Session) {
	menu := w.engine.Dialogue.States[before.State].Menu
	if menu == nil || in.Kind != flows.Keys || before.State == resident.StateConfirm || before.State == resident.StateNewRight {
		return // the number that is confirmed there may have asked before
	}
	if words, keys := offered(before.Reply.Lines); slices.ContainsFunc(keys, func(key int) bool { return strconv.Itoa(key) == in.Digits }) {
		require.NotContains(w.t, refusals, after.State, "%s at %s, of %v", in.Digits, before.State, words)
	}
}

// checkHuman requires that 0 rings somebody, or leads to the voicemail, with at most the question
// for a number before it.
func (w *walk) checkHuman(here *flows.Session) {
	zero := flows.Input{Kind: flows.Keys, Digits: "0"}
	if here.Begun != "" { // there it is a digit
		return
	}
	switch here.Reply.Expect.Kind {
	case flows.ExpectKeys:
	case flows.ExpectRecording: // 0 ends it
		zero = flows.Input{Kind: flows.Recorded, Digits: "0", Recording: flows.Recording{URL: "https://carrier.example/RE1", Seconds: 1}}
	default:
		return
	}
	w.from(*here)
	next := w.waits(w.apply(zero))
	if here.State == resident.StateVoicemail || here.State == resident.StateVoicemailAgain { // that is the human, and the message is kept
		require.Contains(w.t, []flows.StateName{resident.StateVoicemailDone, resident.StateUnsaved}, next.State)
		return
	}
	if next.State == resident.StateHumanNumber {
		next = w.waits(w.apply(flows.Input{Kind: flows.Keys, Digits: "0"}))
	}
	reached := next.Reply.Expect.Kind == flows.ExpectRecording || next.Reply.Expect.Kind == flows.ExpectConnection
	require.True(w.t, reached, "0 at %s leads to %s", here.State, next.State)
}

// waits is what follows if a caller waits behind the first key of a telephone number.
func (w *walk) waits(next flows.Session) flows.Session {
	if next.Begun == "" {
		return next
	}
	return w.apply(flows.Input{Kind: flows.NoInput})
}

// checkRepeat requires that * says all of the state again, and stays in it.
func (w *walk) checkRepeat(here *flows.Session) {
	if here.Reply.Expect.Kind != flows.ExpectKeys {
		return
	}
	w.from(*here)
	first := w.apply(flows.Input{Kind: flows.Keys, Digits: "*"})
	again := w.apply(flows.Input{Kind: flows.Keys, Digits: "*"})
	require.Equal(w.t, here.State, again.State)
	require.Equal(w.t, first.Reply.Lines, again.Reply.Lines)
	if here.Tries == 0 && here.Begun == "" {
		require.Equal(w.t, here.Reply.Lines, first.Reply.Lines, "* at %s", here.State)
	}
}

// checkShorter requires that what is asked again is not longer, in any language, besides the kind
// word before it, unless a caller may be writing it down.
func (w *walk) checkShorter(here *flows.Session) {
	menu := w.engine.Dialogue.States[here.State].Menu
	if here.Tries > 0 || here.Begun != "" || here.Reply.Expect.Kind != flows.ExpectKeys || menu != nil && menu.Whole {
		return
	}
	w.from(*here)
	for _, in := range []flows.Input{{Kind: flows.NoInput}, {Kind: flows.NoInput}} {
		again := w.apply(in)
		if again.State != here.State {
			return
		}
		for _, language := range w.words.Languages() {
			first, second := w.length(language, here.Reply.Lines), w.length(language, again.Reply.Lines)
			require.LessOrEqual(w.t, second, first, "%s in %s", here.State, language)
		}
	}
}

// length is how many words are heard.
func (w *walk) length(language scheduling.Language, lines []flows.Line) int {
	words := 0
	for _, line := range lines {
		if strings.HasPrefix(line.Key, "again.") {
			continue
		}
		words += w.wordings.of(w.conversation, line.Message).lengths[language]
	}
	return words
}

// maxSilences limits how often in a row somebody stays silent, in a task and then where a number is
// asked for, before a human or a goodbye.
const maxSilences = 12

// checkSilence requires that whoever says nothing at all ends at the voicemail or, when they got
// what they wanted, with a goodbye.
func (w *walk) checkSilence(here *flows.Session) {
	w.from(*here)
	menu := w.engine.Dialogue.States[here.State].Menu
	reached := here.Begun != "" || menu != nil && menu.Silent == resident.StateGoodbye || slices.Contains([]flows.StateName{
		resident.StateAgreed, resident.StateDictated, resident.StateKept, resident.StateKeptNumber,
		resident.StateGoodbye, resident.StateMachine, resident.StateCallbackRight, resident.StateTextRight, // silence is a yes, and that was what they wanted
	}, here.State)
	next := *here
	for range maxSilences {
		if next.Reply.Expect.Kind == flows.ExpectRecording || next.Reply.Expect.Kind == flows.ExpectConnection {
			return
		}
		if w.engine.Dialogue.States[next.State].End {
			require.True(w.t, reached, "silence at %s ends the call", here.State)
			return
		}
		next = w.apply(flows.Input{Kind: flows.NoInput})
	}
	w.t.Fatalf("silence at %s leads nowhere", here.State)
}

// maxKeys limits the keys that a booking takes from the main menu, besides the letter code.
const maxKeys = 11

// From the main menu to a booked visit about any topic: a few keys, whatever the
// programme.
func TestABookingTakesFewKeys(t *testing.T) {
	all, err := programmes.Shipped()
	require.NoError(t, err)
	for _, p := range all {
		w := newWalk(t, &wordings{}, "+32470000001", func(c *conversation) { c.programme = p })
		keys := w.keysToBook(w.apply(flows.Input{Kind: flows.Keys, Digits: "1"}))
		require.Len(t, keys, len(p.Topics), "%s: every topic can be booked", p.Name)
		for topic, count := range keys {
			require.LessOrEqual(t, count, maxKeys, "%s, %s", p.Name, topic)
		}
		t.Logf("%s: keys per topic %v", p.Name, keys)
	}
}

// keysToBook finds the fewest keys to a booked visit, for each topic. The letter
// code costs nothing.
func (w *walk) keysToBook(from flows.Session) map[scheduling.Topic]int {
	type place struct {
		session flows.Session
		keys    int
	}
	type about struct {
		situation
		topic scheduling.Topic
	}
	fewest, seen := map[scheduling.Topic]int{}, map[about]bool{}
	for queue := []place{{from, 0}}; len(queue) > 0; queue = queue[1:] {
		here := queue[0]
		at := about{situationOf(&here.session), here.session.Topic}
		if seen[at] || here.keys > maxKeys {
			continue
		}
		seen[at] = true
		if here.session.State == resident.StateAgreed {
			if best, known := fewest[here.session.Topic]; !known || here.keys < best {
				fewest[here.session.Topic] = here.keys
			}
			continue
		}
		options, cost := []string{"1", "2", "3", "4"}, 1
		switch {
		case here.session.Begun != "": // a digit, and a silence
			options, cost = []string{"#"}, 0
		case here.session.State == resident.StateCode:
			options, cost = []string{rightCode}, 0
		}
		for _, keys := range options {
			w.from(here.session)
			queue = append(queue, place{w.apply(flows.Input{Kind: flows.Keys, Digits: keys}), here.keys + cost})
		}
	}
	return fewest
}
