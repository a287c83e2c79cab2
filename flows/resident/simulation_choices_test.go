package resident_test

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// wish is the key of the option that helps them on; empty if none does.
func (c *elder) wish(h *heardReply) string {
	if key := c.letter(h); key != "" {
		return key
	}
	if keys := c.types(h); keys != "" {
		return keys
	}
	if key := c.typed(h); key != "" {
		return key
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

// letter is the answer to whether they have their letter at hand.
func (c *elder) letter(h *heardReply) string {
	yes, ok := h.find(toYes)
	no, both := h.find(toNo)
	if !h.said[askLetter] && !(ok && both) {
		return ""
	}
	if c.code == "" {
		return cmp.Or(no, h.leftOver())
	}
	return cmp.Or(yes, h.leftOver())
}

// leftOver is the key of the option whose words were lost, if there is one: of yes and no, one
// tells the other.
func (h *heardReply) leftOver() string {
	if at := slices.IndexFunc(h.options, func(o heardOption) bool { return o.sense == "" }); at >= 0 && len(h.options) == 2 {
		return h.options[at].key
	}
	return ""
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
	case h.said[askDay]:
		return c.dayKey()
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

// maxRetypes limits how often they type their number again.
const maxRetypes = 3

// typed compares a number that is read back with their own, as far as they heard
// it: one digit that sounds wrong, and they type it again.
func (c *elder) typed(h *heardReply) string {
	right, ok := h.find(toRightNumber)
	again, _ := h.find(toTypeAgain)
	if !ok && again == "" || h.typed == nil {
		return ""
	}
	own := strings.Split(c.phone, "")
	heard := h.typed[len(h.typed)-min(len(h.typed), len(own)):]
	if _, not := compare(own[len(own)-len(heard):], heard); not > 0 && c.retyped < maxRetypes {
		c.retyped++
		return again
	}
	return right
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
	return c.agrees(h, when)
}

// agrees reports whether what is read back is what they chose, as far as they heard it.
func (c *elder) agrees(h *heardReply, when []string) string {
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

// otherHelp reports whether another topic is mentioned than theirs.
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
	if !ok { // "ja" is heard of "ja, zeker afzeggen"
		key, ok = h.find(toYes)
	}
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
	if key, ok := c.leadsOn(h); ok {
		return key
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

// leadsOn is the first option that they look for.
func (c *elder) leadsOn(h *heardReply) (key string, ok bool) {
	for _, s := range c.looksFor() {
		if key, ok := h.find(s); ok {
			c.wantsText = c.wantsText || s == toText
			c.switched = c.switched || s == toOther
			c.handed = c.handed || s == toCallback || s == toHuman
			return key, true
		}
	}
	return "", false
}

// changing reports whether they want a visit moved or cancelled.
func (c *elder) changing() bool { return c.steps[0] == aimMove || c.steps[0] == aimCancel }

// otherVisit reports whether what is said is about another visit than theirs.
func (c *elder) otherVisit(h *heardReply) bool {
	return c.otherDay(h.times[saidVisit])
}

func (c *elder) otherDay(when []string) bool {
	return len(when) > 0 && slices.Contains(c.ear.weekdays, when[atWeekday]) && when[atWeekday] != c.visitDay
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
		return []sense{toOther, toContinue}
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
	return c.otherTimes(h)
}

// otherTimes is how they ask for other times: half of them choose one of their days.
func (c *elder) otherTimes(h *heardReply) string {
	if c.steps[0] == aimHear {
		return ""
	}
	wishes := []sense{toAnyTime, toPickDay, toOtherWish}
	if c.rng.IntN(2) == 0 {
		wishes = []sense{toPickDay, toAnyTime, toOtherWish}
	}
	for _, s := range wishes {
		if key, ok := h.find(s); ok && key != "" {
			return key
		}
	}
	return ""
}

// dayKey is the key of one of the days that suit them.
func (c *elder) dayKey() string {
	for i, day := range c.ear.weekdays[:5] {
		if slices.Contains(c.free, day) && day != c.visitDay {
			return strconv.Itoa(i + 1)
		}
	}
	return ""
}
