package flows_test

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
	mostRedials  = 4  // of who is spoken to in another language, or hears goodbye too early
	mostListens  = 6  // to an address or a day that is written down
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

// writing: they are writing down what they called for, and want to hear it again.
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
		if c.listened >= mostListens || c.noted.sureAt(hearPlaces) {
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
	if !c.mobile && (c.listened >= mostListens || c.noted.sureAt(addressPlaces)) {
		c.wrote = true
		c.done()
	}
	return true
}

// newsOfTime: it is done, on a day that suits. A day that does not is heard again
// first; then they want it moved.
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

// wish is the key of what helps them on; empty: nothing does.
func (c *elder) wish(h *heardReply) string {
	if keys := c.types(h); keys != "" {
		return keys
	}
	if _, ok := h.find(toConfirm); ok {
		return c.readBack(h)
	}
	if _, ok := h.find(toOtherTime); ok && c.chosen != nil {
		return c.readBack(h)
	}
	_, yes := h.find(toCancelYes)
	_, no := h.find(toCancelNo)
	if yes || no {
		return c.surely(h)
	}
	return c.picks(h)
}

// types is what they type when they are asked for it and have it.
func (c *elder) types(h *heardReply) string {
	code := c.code
	switch {
	case h.said[askPart] && c.steps[0] == aimPart:
		return c.part
	case h.said[askCode] || h.said[askPart]:
		if key, ok := h.find(toNoLetter); code == "" && ok {
			return key
		}
		return code
	case h.said[askPostcode]:
		return c.postcode
	case h.said[askHouse]:
		return "12"
	case h.said[askMobile], h.said[askPhone]:
		return c.phone
	}
	if key, ok := h.find(toNoLetter); ok && code == "" {
		return key
	}
	return ""
}

// readBack compares what is read back with what they want.
func (c *elder) readBack(h *heardReply) string {
	if wrong := c.otherHelp(h); wrong {
		if key, ok := h.find(toMore); ok {
			return key
		}
		key, _ := h.find(toMain)
		return key
	}
	if h.said[saidAbout] && c.steps[0] != aimMove && !h.said[topicSense(c.topic)] {
		return "" // about what?
	}
	if old := h.times[saidInstead]; c.steps[0] == aimMove && c.otherDay(old) {
		key, _ := h.find(toCancelNo)
		return key
	}
	when := h.times[saidChosen]
	if when == nil {
		when = h.times[""] // "you choose" was lost, the day was not
	}
	if when == nil {
		return ""
	}
	same, not := compare(c.chosen, when)
	switch day := when[atWeekday]; {
	case c.unfit(when) || not > 1:
		key, _ := h.find(toOtherTime)
		return key
	case day != "" && same >= 2, same >= 3:
		key, ok := h.find(toConfirm)
		c.agreed = c.agreed || ok && key != ""
		return key
	}
	return ""
}

// otherHelp: another topic is mentioned than theirs.
func (c *elder) otherHelp(h *heardReply) bool {
	if c.steps[0] == aimMove || h.said[topicSense(c.topic)] {
		return false
	}
	for s := range h.said {
		if s.topic() {
			return true
		}
	}
	return false
}

func (c *elder) surely(h *heardReply) string {
	fits := c.steps[0] == aimCancel
	day := ""
	for _, s := range []sense{"", saidVisit, saidSure} {
		if when := h.times[s]; when != nil {
			day = when[atWeekday]
		}
	}
	if fits && !slices.Contains(c.ear.weekdays, day) {
		return "" // which one?
	}
	if !fits || day != c.visitDay {
		key, _ := h.find(toCancelNo)
		return key
	}
	key, ok := h.find(toCancelYes)
	c.agreed = c.agreed || ok && key != ""
	return key
}

// picks is the option of a menu that leads on, the nearest to the goal first.
func (c *elder) picks(h *heardReply) string {
	if c.changing() && c.otherVisit(h) {
		key, _ := h.find(toMain)
		return key
	}
	if key := c.picksTime(h); key != "" {
		return key
	}
	for _, s := range c.looksFor() {
		if key, ok := h.find(s); ok {
			c.wantsText = c.wantsText || s == toText
			c.switched = c.switched || s == toOther
			c.handed = c.handed || s == toCallback || s == toHuman
			return key
		}
	}
	if key, ok := h.find(toMore); ok && c.booking() && (c.unsure > 0 || !h.garbled) {
		return key
	}
	if key, ok := h.find(toRepeat); ok && !h.leads() { // nothing else was said
		return key
	}
	// Somewhere else than where they wanted to be.
	if key, ok := h.find(toMain); ok && c.noted.empty() && (!c.another || c.switched) {
		return key
	}
	return ""
}

// changing: a visit is to be moved or cancelled; otherVisit: they hear that it is
// about another one than theirs.
func (c *elder) changing() bool { return c.steps[0] == aimMove || c.steps[0] == aimCancel }

func (c *elder) otherVisit(h *heardReply) bool {
	return c.otherDay(h.times[saidVisit])
}

func (c *elder) otherDay(when []string) bool {
	return when != nil && slices.Contains(c.ear.weekdays, when[atWeekday]) && when[atWeekday] != c.visitDay
}

func (c *elder) booking() bool {
	return slices.Contains([]aim{aimBook, aimNewcomer, aimPart}, c.steps[0])
}

// looksFor are the options that lead to what they want, the last step first.
func (c *elder) looksFor() []sense {
	switch c.steps[0] {
	case aimHuman:
		return []sense{toHuman, toCallback, toLanguage}
	case aimHear:
		return []sense{toVisit, toLanguage, toCallback}
	case aimMove:
		return []sense{toMove, toOtherTime, toVisit, toLanguage, toCallback}
	case aimCancel:
		return []sense{toCancel, toVisit, toLanguage, toCallback}
	case aimDigipunt:
		if c.mobile {
			return []sense{toText, toDigipunt, toLanguage, toCallback}
		}
		return []sense{toDigipunt, toLanguage, toCallback}
	}
	senses := []sense{topicSense(c.topic)}
	switch {
	case c.code == "" && c.part != "":
		senses = append(senses, toPart)
	case c.code == "":
		senses = append(senses, toNewcomer)
	}
	if c.another && !c.switched { // the line still thinks that it is about themselves
		return []sense{toOther}
	}
	return append(senses, toBook, toLanguage, toCallback)
}

// picksTime chooses a time that suits, or asks for later ones.
func (c *elder) picksTime(h *heardReply) string {
	heard := false
	for _, o := range h.options {
		if o.sense != toTime {
			continue
		}
		heard = true
		day := o.when[atWeekday]
		switch c.steps[0] {
		case aimHear:
			return o.key
		case aimCancel, aimMove:
			if day == c.visitDay && !h.said[saidChosen] {
				return o.key
			}
		}
		if c.steps[0] != aimCancel && slices.Contains(c.free, day) && day != c.visitDay && o.key != "" {
			c.chosen = o.when
			return o.key
		}
	}
	if key, ok := h.find(toLater); ok && heard && (c.unsure > 0 || !h.garbled) {
		return key
	}
	return ""
}

// puzzled is what they do when they do not know what to do.
func (c *elder) puzzled(h *heardReply) string {
	c.unsure++
	c.lost++
	switch {
	case h.foreign && c.unsure > 1 && c.redials < mostRedials: // no word of it is theirs
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

// callsAgain: the line said goodbye, and they have not got what they called for.
func (c *elder) callsAgain() bool {
	if len(c.steps) == 0 || c.redials >= mostRedials {
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
