package resident_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
)

// oneIn is true once in so many draws.
func oneIn(rng *rand.Rand, many int) bool { return rng.IntN(many) == 0 }

// newCall draws who calls, for what, and what the office has for them.
func (s *simulation) newCall(rng *rand.Rand, n int) *simulatedCall {
	c := &simulatedCall{simulation: s, deskUp: rng.IntN(3) > 0, from: "+32470000001", begun: monday()}
	at := n % 100
	for _, share := range mix {
		if at -= share.share; at < 0 {
			c.aim = share.aim
			break
		}
	}
	languages := []scheduling.Language{"nl", "nl", "nl", "nl", "nl", "nl", "fr", "fr", "en", "en"}
	language := languages[rng.IntN(len(languages))]
	c.caller = &elder{
		rng: rng, ear: s.ears[language], language: language, steps: []aim{c.aim},
		topic: s.programme.Topics[rng.IntN(len(s.programme.Topics))], noted: note{},
		mobile: rng.IntN(2) == 0, postcode: []string{"2018", "2000", "2060", "2100", "2610"}[rng.IntN(5)],
	}
	if oneIn(rng, 2) { // after office hours
		c.begun = monday().Add(9 * time.Hour)
	}
	c.numbers(rng)
	c.letters(rng)
	c.caller.free = freeDays(rng, c.caller.ear)
	c.plans(rng)
	c.engine = &flows.Engine{Dialogue: s.dialogue, Sessions: newMemory(), Memory: newMemento(), Office: officeOf(c.books)}
	c.engine.Observe = c.watch
	return c
}

// watch notes for the list of reasons where calls go astray. The caller sees
// nothing of it.
func (c *simulatedCall) watch(seen flows.Observed) {
	switch seen.To {
	case resident.StateConnect, resident.StateVoicemail, resident.StateHumanNumber:
		c.passed = true
	}
	if !c.passed {
		c.last = seen.To
	}
}

// numbers draws the number of the caller: half call with a mobile, half from a landline; one in
// ten withholds it.
func (c *simulatedCall) numbers(rng *rand.Rand) {
	if !c.caller.mobile {
		c.from = "+3232345678"
	}
	c.reachable, c.caller.phone = c.from, "0"+strings.TrimPrefix(c.from, "+32")
	if c.aim != aimPart && oneIn(rng, 10) {
		c.from = ""
	}
}

// letters draws a letter with a code of six digits from 1 to 9, or none. Half of those with a
// letter have read on it what 0 and * do.
func (c *simulatedCall) letters(rng *rand.Rand) {
	code := func() string {
		var b strings.Builder
		for range 6 {
			b.WriteByte(byte('1' + rng.IntN(9)))
		}
		return b.String()
	}
	c.books = &books{office: newOffice(), codes: map[string]int64{}, postcode: c.caller.postcode, planned: map[int64][]scheduling.Visit{}}
	switch c.aim {
	case aimNewcomer, aimDigipunt, aimHuman:
		return
	case aimPart:
		c.caller.part = code()[2:]
		c.books.phone, c.books.part = c.from, c.caller.part
		return
	case aimOther:
		c.caller.steps, c.caller.other = []aim{aimBook, aimBook}, code()
		c.books.codes[c.caller.other] = relative
	}
	c.caller.code = code()
	c.books.codes[c.caller.code] = self
	card := oneIn(rng, 2)
	c.caller.knowsZero, c.caller.knowsStar = card, card
	if oneIn(rng, 2) {
		c.books.phone = c.reachable
	}
}

// plans draws visits: somebody who calls about a visit has one, one in four of them two.
func (c *simulatedCall) plans(rng *rand.Rand) {
	switch c.aim {
	case aimHear, aimMove, aimCancel:
	default:
		return
	}
	planned := visits()[:1]
	if oneIn(rng, 4) {
		planned = visits()
	}
	c.books.planned[self] = planned
	c.caller.visitDay = c.caller.ear.weekdays[1] // Tuesday
	if c.aim == aimMove {
		c.caller.free = slices.DeleteFunc(c.caller.free, func(day string) bool { return day == c.caller.visitDay })
	}
}

// freeDays are three of the five working days.
func freeDays(rng *rand.Rand, e *ear) []string {
	days := slices.Clone(e.weekdays[:5])
	rng.Shuffle(len(days), func(i, j int) { days[i], days[j] = days[j], days[i] })
	return days[:3]
}

// verdict is what the call came to, judged by what the office stored and what the caller wrote
// down.
func (c *simulatedCall) verdict() ending {
	human := c.talked || c.books.callable(c.reachable)
	reached, wrong := c.reached()
	switch {
	case wrong:
		return endsWrong
	case reached, human && c.aim == aimHuman:
		return endsWanted
	case human:
		return endsHuman
	}
	return endsNothing
}

// reached reports whether the caller has what they called for, and whether something was done
// that they did not want: a visit that is called off, and not made again, is that whatever
// they called for.
func (c *simulatedCall) reached() (reached, wrong bool) {
	reached, wrong = c.outcome()
	changed := len(c.books.planned[unknownOne]) > 0
	lost := !reached && c.aim != aimCancel && len(c.books.cancelled) > 0
	return reached && !wrong, wrong || changed || lost
}

// outcome looks at what their aim is about only.
func (c *simulatedCall) outcome() (reached, wrong bool) {
	switch c.aim {
	case aimBook, aimPart:
		reached, wrong = c.one(self, 0)
	case aimOther:
		own, wrongOwn := c.one(self, 0)
		others, wrongOther := c.one(relative, 0)
		reached, wrong = own && others, wrongOwn || wrongOther
	case aimNewcomer:
		reached, wrong = c.askedWell()
	case aimDigipunt:
		reached, wrong = c.knowsPoint()
	case aimHear:
		reached, wrong = c.knowsDay()
	case aimMove:
		reached, wrong = c.movedWell()
	case aimCancel:
		reached, wrong = c.cancelledWell()
	default:
		wrong = len(c.books.asked) > 0 || len(c.books.planned[self]) > 0
	}
	return reached, wrong
}

// askedWell reports whether what was requested without a letter is the right thing, on a day
// that suits.
func (c *simulatedCall) askedWell() (reached, wrong bool) {
	for _, r := range c.books.asked {
		reached = true
		wrong = r.Need.Topic != c.caller.topic || !c.suits(dayOfRequest(c, r))
	}
	return reached, wrong
}

// one visit is planned for this person, about the right thing, on a day that suits.
func (c *simulatedCall) one(who int64, had int) (reached, wrong bool) {
	planned := c.books.planned[who]
	for _, visit := range planned[had:] {
		wrong = wrong || visit.Topic != c.caller.topic || !c.suits(visit.Start)
	}
	return len(planned) == had+1, wrong || len(planned) > had+1
}

func (c *simulatedCall) suits(start time.Time) bool {
	return slices.Contains(c.caller.free, c.weekday(start))
}

func (c *simulatedCall) weekday(start time.Time) string {
	return c.caller.ear.weekdays[(int(start.In(c.programme.Zone).Weekday())+6)%7]
}

func dayOfRequest(c *simulatedCall, r booking.NewcomerRequest) time.Time {
	day := time.Date(2027, 1, 1, 12, 0, 0, 0, c.programme.Zone)
	return day.AddDate(0, 0, int(r.VisitID)-1000-1)
}

// knowsDay reports whether they wrote down when the visit begins.
func (c *simulatedCall) knowsDay() (reached, wrong bool) {
	if len(c.books.cancelled) > 0 || !c.books.planned[self][0].Start.Equal(visits()[0].Start) {
		return false, true
	}
	known := false
	for _, visit := range c.books.planned[self] {
		m := locale.Message{Key: "visit.when", Args: map[string]string{"visit": visit.Start.Format(time.RFC3339)}}
		when := c.caller.ear.time(sentences(c.words.Render(c.caller.language, c.programme.Zone, m))[0])
		known = known || c.caller.noted.is(when, hearPlaces)
	}
	return known, !known && c.caller.wrote
}

// knowsPoint reports whether they have a text with the right point, or its address on paper.
func (c *simulatedCall) knowsPoint() (reached, wrong bool) {
	for _, point := range c.books.texted {
		if point.Postcode == c.caller.postcode {
			return true, false
		}
		wrong = true
	}
	if len(c.books.told) > 0 && c.books.told[len(c.books.told)-1] != c.caller.postcode {
		return false, wrong || c.caller.wrote
	}
	for _, point := range c.books.near {
		m := locale.Message{Key: "point.where", Args: map[string]string{"place": point.Name, "road": point.Street}}
		address := sentences(c.words.Render(c.caller.language, c.programme.Zone, m))[1]
		if c.caller.noted.is(address, addressPlaces) {
			return true, false
		}
	}
	return false, wrong || c.caller.wrote
}

func (c *simulatedCall) movedWell() (reached, wrong bool) {
	planned := c.books.planned[self]
	if len(planned) == 0 || len(c.books.cancelled) > 0 {
		return false, true
	}
	for i, visit := range planned {
		before := visits()
		same := i < len(before) && visit.Start.Equal(before[i].Start)
		switch {
		case i > 0 && !same:
			wrong = true
		case i == 0 && !same:
			reached = c.suits(visit.Start)
			wrong = wrong || !reached
		}
	}
	return reached, wrong
}

func (c *simulatedCall) cancelledWell() (reached, wrong bool) {
	for _, visit := range c.books.cancelled {
		reached = reached || visit.ID == visits()[0].ID
		wrong = wrong || visit.ID != visits()[0].ID
	}
	for _, visit := range c.books.planned[self] {
		known := slices.ContainsFunc(visits(), func(v scheduling.Visit) bool { return v.ID == visit.ID && v.Start.Equal(visit.Start) })
		wrong = wrong || !known
	}
	return reached, wrong
}

// is reports whether the words at these places are those.
func (n note) is(words []string, places []int) bool {
	return !slices.ContainsFunc(places, func(at int) bool { return at >= len(words) || n.word(at) != words[at] })
}
