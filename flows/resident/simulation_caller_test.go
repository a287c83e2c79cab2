package resident_test

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// aim is what a simulated caller calls for.
type aim string

const (
	aimBook     aim = "book a visit"
	aimNewcomer aim = "book without a letter"
	aimPart     aim = "book with a part of the code"
	aimHear     aim = "hear the visit"
	aimMove     aim = "move the visit"
	aimCancel   aim = "cancel the visit"
	aimDigipunt aim = "find a digipunt"
	aimOther    aim = "book, and again for somebody else"
	aimHuman    aim = "speak to a human"
)

// The limits of a simulated caller, besides memory and hearing.
const (
	freezesOneIn = 20 // answers not at all
	slipsOneIn   = 20 // keys that land on a neighbour
	thinksFor    = 8  // seconds before an answer
	enough       = 20 // times of not knowing what to do, before asking for a human
	maxRedials   = 4  // by callers who are spoken to in another language, or hear the goodbye too early
	maxListens   = 6  // to an address or a day that is written down
)

// elder is somebody on the line. What is in it is what they know: what they want,
// what lies before them, and what they made of what they heard.
type elder struct {
	rng      *rand.Rand
	ear      *ear
	language scheduling.Language
	steps    []aim // what is still to be done
	topic    scheduling.Topic
	free     []string // weekdays that suit
	visitDay string   // of the visit that is to be moved or cancelled
	code     string   // empty: no letter at hand
	other    string   // the code of a relative's letter
	part     string
	postcode string
	phone    string // as they would type it
	mobile   bool

	knowsZero, knowsStar bool // what 0 and * do

	unsure    int // in a row
	lost      int // in the whole call
	doubts    int
	agreed    bool // confirmed what was read back, or that a visit is cancelled
	handed    bool // is being passed to a human
	wantsText bool
	another   bool     // busy with the second person
	switched  bool     // said that it is about somebody else now
	chosen    []string // the time they chose
	retyped   int      // times they typed their number again
	noted     note
	listened  int
	wrote     bool // is sure of what is written down
	hungUp    bool
	redial    bool // hung up to call again
	redials   int
}

// answer is the keys they press; empty: they press nothing. They may hang up.
func (c *elder) answer(h *heardReply) string {
	for _, o := range h.options {
		c.knowsZero = c.knowsZero || o.sense == toHuman && o.key == "0"
		c.knowsStar = c.knowsStar || o.sense == toRepeat && o.key == "*"
	}
	if _, offered := h.find(toOther); offered && h.said[saidWrongKey] { // that key was not taken
		c.switched = false
	}
	sure := c.news(h)
	if len(c.steps) == 0 {
		c.hungUp = true
		return ""
	}
	if c.rng.IntN(freezesOneIn) == 0 {
		return ""
	}
	if c.writing() {
		return c.again()
	}
	if sure {
		if keys := c.wish(h); keys != "" {
			c.unsure = 0
			return c.fingers(keys)
		}
	}
	return c.fingers(c.puzzled(h))
}

// writing reports whether they are writing down what they called for, and want to hear it again.
func (c *elder) writing() bool {
	return !c.noted.empty() && (c.steps[0] == aimHear || c.steps[0] == aimDigipunt && !c.mobile)
}

// again asks to hear it again: with *, or by waiting.
func (c *elder) again() string {
	if c.knowsStar {
		return c.fingers("*")
	}
	return ""
}

// speaks reports whether they say something after a tone. Unless their name and
// street are asked for, it is for a human.
func (c *elder) speaks(h *heardReply) bool {
	c.handed = c.handed || !h.said[askName]
	return c.rng.IntN(freezesOneIn) > 0
}

// done is the end of a step: they go on with the next one.
func (c *elder) done() {
	c.steps = c.steps[1:]
	c.agreed, c.chosen, c.doubts, c.unsure = false, nil, 0, 0
	if len(c.steps) > 0 {
		c.code, c.another = c.other, true
	}
}

// news is what they take from statements; false: something is odd, and they want
// to hear it again.
func (c *elder) news(h *heardReply) bool {
	if c.handed && h.said[saidCalled] {
		c.steps = nil
		return true
	}
	switch c.steps[0] {
	case aimHear:
		if when := h.times[saidVisit]; when != nil {
			c.noted.add(when)
			c.listened++
		}
		if c.listened >= maxListens || c.noted.sureAt(hearPlaces) {
			c.wrote = true
			c.done()
		}
	case aimDigipunt:
		return c.newsOfPoint(h)
	case aimCancel:
		if c.agreed && h.said[saidCancelled] {
			c.done()
		}
	case aimMove:
		return c.newsOfTime(h, saidMoved)
	case aimBook, aimNewcomer, aimPart:
		return c.newsOfTime(h, saidBooked, saidRequested)
	}
	return true
}

// hearPlaces are weekday, day, month and hour in a spoken time; addressPlaces the
// street and the number in "the address is".
var (
	hearPlaces    = []int{0, 1, 2, 4}
	addressPlaces = []int{3, 4, 5}
)

func (c *elder) newsOfPoint(h *heardReply) bool {
	if c.wantsText && h.said[saidTexted] {
		c.done()
		return true
	}
	for _, heard := range h.points {
		if slices.ContainsFunc(heard, func(w string) bool { return strings.HasPrefix(w, "adres") || w == "address" }) {
			c.noted.add(heard)
			c.listened++
		}
	}
	if !c.mobile && (c.listened >= maxListens || c.noted.sureAt(addressPlaces)) {
		c.wrote = true
		c.done()
	}
	return true
}

// newsOfTime reports whether it is done, on a day that suits. A day that does not suit is heard
// again first; then they want it moved.
func (c *elder) newsOfTime(h *heardReply, told ...sense) bool {
	if c.another && !c.agreed && h.said[saidBooked] {
		c.switched = false // that was the first one: the key was not taken
	}
	if c.another && !c.agreed || !slices.ContainsFunc(told, func(s sense) bool { return h.said[s] }) {
		return true
	}
	for _, s := range told {
		if when := h.times[s]; when != nil && c.unfit(when) {
			c.doubts++
			if c.doubts > 1 {
				c.doubts, c.agreed, c.steps[0] = 0, false, aimMove
				c.visitDay = when[atWeekday]
			}
			return c.doubts == 0
		}
	}
	c.done()
	return true
}

func (c *elder) unfit(when []string) bool {
	day := when[atWeekday]
	return slices.Contains(c.ear.weekdays, day) && !slices.Contains(c.free, day)
}

// puzzled is what they do when they do not know what to do.
func (c *elder) puzzled(h *heardReply) string {
	c.unsure++
	c.lost++
	switch {
	case h.foreign && c.unsure > 1 && c.redials < maxRedials: // no word of it is theirs
		c.redials++
		c.redial, c.hungUp = true, true
		return ""
	case h.foreign && c.unsure <= 3: // they wait
		return ""
	case c.knowsZero && (c.lost >= enough || c.unsure > 5):
		c.handed = true
		return "0"
	case c.knowsStar && (c.unsure == 1 || c.unsure == 3):
		return "*"
	case c.unsure > 3:
		for _, o := range slices.Backward(h.options) {
			if o.key != "" {
				return o.key
			}
		}
	}
	return ""
}

// callsAgain dials once more when the line said goodbye before they got what they called for.
func (c *elder) callsAgain() bool {
	if len(c.steps) == 0 || c.redials >= maxRedials {
		return false
	}
	c.redials++
	c.redial = true
	return true
}

// fingers press keys, and sometimes a neighbour.
func (c *elder) fingers(keys string) string {
	beside := map[rune]string{
		'1': "24", '2': "135", '3': "26", '4': "157", '5': "2468", '6': "359",
		'7': "48*", '8': "5790", '9': "68#", '*': "70", '0': "8*#", '#': "90",
	}
	return strings.Map(func(key rune) rune {
		if c.rng.IntN(slipsOneIn) > 0 {
			return key
		}
		return rune(beside[key][c.rng.IntN(len(beside[key]))])
	}, keys)
}

// find is the key of a remembered option, and whether there was such an option.
func (h *heardReply) find(s sense) (key string, ok bool) {
	for _, o := range h.options {
		if o.sense == s {
			return o.key, true
		}
	}
	return "", false
}

// leads reports whether some option leads on, besides a human and a repetition.
func (h *heardReply) leads() bool {
	return slices.ContainsFunc(h.options, func(o heardOption) bool { return o.sense != toHuman && o.sense != toRepeat })
}

func (n note) empty() bool { return len(n) == 0 }

func (n note) sureAt(places []int) bool {
	return !slices.ContainsFunc(places, func(at int) bool { return n.most(at) < 2 })
}
