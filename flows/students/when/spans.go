package when

import (
	"slices"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Span is a day, or hours of it, on the clock of the programme's time zone. A whole day
// runs from 0 to WholeDay.
type Span struct {
	Day      calendar.Day
	From, To calendar.Clock
}

// Moment is the day and the time at which a text comes, in the programme's time zone.
type Moment struct {
	Today calendar.Day
	Clock calendar.Clock
}

// WholeDay is the end of a day, 24:00.
const WholeDay = calendar.Clock(24 * 60)

// MaxDays is how many days a student can be away by one text.
const MaxDays = 92

// whenDayOf is a day that a text names. A weekday whose hours have passed today is next
// week's; a date stays.
type whenDayOf struct {
	day     calendar.Day
	weekday bool
}

// dayGroup is one or more days with the hours that apply to them; no hours: all day.
type dayGroup struct {
	days  []whenDayOf
	hours []Span
}

// parser reads the pieces of a text from left to right.
type parser struct {
	pieces []token
	at     Moment
	monday *calendar.Day // of the week that the weekdays are in, if it is named
	groups []dayGroup
	hours  []Span // that precede their days
	link   token  // joins the next piece to those before
	open   bool   // a day began a stretch that has no end yet
	but    bool   // days that follow are meant differently
	wrong  bool   // something was not understood
}

// Read returns the days and hours that a text names, in the order of the text. named
// reports whether there are any, and plain whether everything about time was understood.
func Read(text string, at Moment, language scheduling.Language) (spans []Span, named, plain bool) {
	reader := tokenizer{rest: understand.PlainText(text), today: at.Today, language: language}
	p := parser{pieces: reader.pieces(), at: at}
	p.findWeek()
	for i := 0; i < len(p.pieces); {
		i += p.read(i)
	}
	if p.link.kind == whenAfter || p.open || len(p.hours) > 0 && len(p.groups) > 1 {
		p.wrong = true
	}
	for _, g := range p.groups {
		spans = append(spans, p.spansOf(g)...)
	}
	return spans, len(spans) > 0, !p.wrong && len(spans) <= MaxDays
}

// findWeek finds the week that a text names for its weekdays: "dinsdag volgende week".
func (p *parser) findWeek() {
	weekdays := slices.ContainsFunc(p.pieces, func(w token) bool { return w.kind == whenWeekday })
	week := slices.IndexFunc(p.pieces, func(w token) bool { return w.kind == whenWeek })
	if !weekdays || week < 0 {
		return
	}
	monday := p.pieces[week].day.Monday()
	p.monday = &monday
	p.pieces = slices.DeleteFunc(p.pieces, func(w token) bool { return w.kind == whenWeek })
}

// read reads the piece at i, and returns how many pieces it has read.
func (p *parser) read(i int) int {
	piece := p.pieces[i]
	switch piece.kind {
	case whenBeyond:
		p.wrong = true
	case whenBut, whenFine:
		p.noteContrast(piece.kind)
	case whenBreak:
		p.wrong = p.wrong || p.link.kind == whenAfter
		p.link = token{}
	case whenClock:
		return p.clock(i)
	case whenHours:
		if !piece.day.IsZero() {
			p.addDays(whenDayOf{day: piece.day})
		}
		p.addHours(piece.from, piece.to)
	case whenWeekday, whenDay, whenWeek, whenDays:
		p.day(piece)
	case whenAnd:
		if p.link.kind != whenBetween {
			p.link = piece
		}
	default:
		p.link = piece
	}
	return 1
}

// noteContrast notes that days on both sides of a "but" are meant differently. If "wel"
// or "ok" follows several days, the last one is not meant: "di niet, do ok".
func (p *parser) noteContrast(kind tokenKind) {
	several := len(p.groups) > 1 || len(p.groups) == 1 && len(p.groups[0].days) > 1
	p.but = p.but || len(p.groups) > 0
	p.wrong = p.wrong || kind == whenFine && several
}

func (p *parser) next(i int) token {
	if i < len(p.pieces) {
		return p.pieces[i]
	}
	return token{}
}

// clock reads 14-18, between 2 and 4pm, after 14h, until noon; and 8 to 12 May.
func (p *parser) clock(i int) int {
	from, link, to := p.pieces[i], p.next(i+1), p.next(i+2)
	before := p.link
	p.link = token{}
	two := link.kind == whenTo || link.kind == whenDash || link.kind == whenAnd && before.kind == whenBetween
	switch {
	case two && to.kind == whenClock:
		p.addHours(from.alignedWith(to), to.from)
		return 3
	case two && to.kind == whenDay && from.bare:
		first := to.day
		first.Day = int(from.from) / 60
		p.addStretch(first, to.day, false)
		return 3
	case before.kind == whenAfter || before.kind == whenOpen:
		p.addHours(from.from, WholeDay)
	case before.kind == whenBefore || before.kind == whenTo:
		p.addHours(0, from.from)
	default:
		p.wrong = true // only one end is given
	}
	return 1
}

// alignedWith returns a clock in the half of the day of the clock that ends it: in 2-6pm
// both are in the afternoon.
func (w token) alignedWith(to token) calendar.Clock {
	if later := w.from + 12*60; to.half == 'p' && w.half == 0 && later < to.from {
		return later
	}
	return w.from
}

// day reads a day, or the end of a stretch of days.
func (p *parser) day(piece token) {
	link := p.link
	p.link = token{}
	first, named := p.dayOf(piece, link)
	last := first
	if piece.kind == whenWeek || piece.kind == whenDays {
		last = piece.last
	}
	switch link.kind {
	case whenSince:
		return
	case whenAfter, whenBefore, whenBetween:
		p.wrong = true
	case whenTo, whenDash:
		p.until(piece, first, last, link)
		return
	case whenOpen:
		p.open = true
	}
	if first == last {
		p.addDays(whenDayOf{first, named})
	} else {
		p.addStretch(first, last, false)
	}
	if piece.to > 0 { // dinsdagavond
		p.addHours(piece.from, piece.to)
	}
}

// until ends a stretch of days that began before it, or that begins today.
func (p *parser) until(piece token, first, last calendar.Day, link token) {
	if piece.kind == whenWeek && !link.upTo { // "until next week" excludes that week
		last = first.Add(-1)
	}
	begin := p.at.Today
	begun := len(p.groups) > 0 && len(p.groups[len(p.groups)-1].hours) == 0
	if begun {
		days := p.groups[len(p.groups)-1].days
		begin = days[len(days)-1].day
	}
	if !begun && (link.kind == whenDash || len(p.groups) > 0) || piece.to > 0 {
		p.wrong = true // "à mardi" is a greeting
		return
	}
	p.open = false
	p.addStretch(begin, last, begun)
}

func (p *parser) dayOf(piece token, link token) (day calendar.Day, weekday bool) {
	if piece.kind != whenWeekday {
		return piece.day, false
	}
	base := p.at.Today
	if p.monday != nil {
		base = *p.monday
	} else if n := len(p.groups); n > 0 && (link.kind == whenTo || link.kind == whenDash) {
		base = p.groups[n-1].days[len(p.groups[n-1].days)-1].day
	}
	day = base.Add((int(piece.weekday) - int(base.Weekday()) + 7) % 7)
	p.wrong = p.wrong || day.Before(p.at.Today)
	return day, p.monday == nil
}

// addStretch adds the days from first to last. If goingOn is true, first is there
// already.
func (p *parser) addStretch(first, last calendar.Day, goingOn bool) {
	if goingOn {
		first = first.Add(1)
		if last.Before(first) { // "van di tot di"
			p.wrong = true
		}
	} else if last.Before(first) || first.Add(0) != first {
		p.wrong = true
		return
	}
	for count := 0; !last.Before(first); count++ {
		if count > MaxDays {
			p.wrong = true
			return
		}
		p.addDays(whenDayOf{day: first})
		first = first.Add(1)
	}
}

func (p *parser) addDays(days ...whenDayOf) {
	if n := len(p.groups); n == 0 || len(p.groups[n-1].hours) > 0 {
		p.groups = append(p.groups, dayGroup{hours: p.hours})
		p.hours = nil
	}
	p.wrong = p.wrong || p.but
	last := &p.groups[len(p.groups)-1]
	last.days = append(last.days, days...)
}

// addHours adds hours to the days before them. If they follow a part of a day, they make
// it precise: in the afternoon from 2 to 4.
func (p *parser) addHours(from, to calendar.Clock) {
	p.link = token{}
	if from >= to || to > WholeDay {
		p.wrong = true
		return
	}
	hours := &p.hours
	if n := len(p.groups); n > 0 {
		hours = &p.groups[n-1].hours
	}
	if n := len(*hours); n > 0 {
		part := (*hours)[n-1]
		if from < part.From && to <= 12*60 && part.From <= from+12*60 && to+12*60 <= part.To {
			from, to = from+12*60, to+12*60
		}
		if part.From <= from && to <= part.To {
			*hours = (*hours)[:n-1]
		}
	}
	*hours = append(*hours, Span{From: from, To: to})
}

// spansOf returns the days of a group with its hours. On a Thursday evening "do 13-16" is
// about next week.
func (p *parser) spansOf(g dayGroup) []Span {
	hours := g.hours
	if len(hours) == 0 {
		hours = []Span{{To: WholeDay}}
	}
	var spans []Span
	for _, d := range g.days {
		for _, h := range hours {
			h.Day = d.day
			if d.weekday && d.day == p.at.Today && h.To <= p.at.Clock {
				h.Day = d.day.Add(7)
			}
			if !slices.Contains(spans, h) {
				spans = append(spans, h)
			}
		}
	}
	return spans
}
