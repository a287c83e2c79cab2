package flows

import (
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
)

// studentSpan is a day, or hours of it.
type studentSpan struct {
	day      scheduling.Day
	from, to scheduling.Clock
}

// whenMoment is when a text comes.
type whenMoment struct {
	today scheduling.Day
	clock scheduling.Clock
}

const wholeDay = scheduling.Clock(24 * 60)

// mostDays is the longest a student can be away by one text.
const mostDays = 92

// whenDayOf is a day that a text names. A weekday moves on by a week once its hours
// have passed; a date does not.
type whenDayOf struct {
	day     scheduling.Day
	weekday bool
}

// whenGroup is some days with the hours said of them; none: all day.
type whenGroup struct {
	days  []whenDayOf
	hours []studentSpan
}

// whenParser reads the pieces of a text from left to right.
type whenParser struct {
	pieces []whenPiece
	at     whenMoment
	monday *scheduling.Day // of the week the weekdays are in, if it is said
	groups []whenGroup
	hours  []studentSpan // said before the days they are of
	link   whenPiece     // how the next piece follows the ones before
	open   bool          // from a day on, until none so far
	but    bool          // days that follow are not of the same kind
	wrong  bool          // something of it is beyond us
}

// readWhen finds the days and hours that a text names, in its order. named: there are
// some; plain: all that is said about time was understood.
func readWhen(text string, at whenMoment, language scheduling.Language) (spans []studentSpan, named, plain bool) {
	reader := whenReader{rest: plainText(text), today: at.today, language: language}
	p := whenParser{pieces: reader.pieces(), at: at}
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
	return spans, len(spans) > 0, !p.wrong && len(spans) <= mostDays
}

// findWeek: in "dinsdag volgende week" the week says which Tuesday.
func (p *whenParser) findWeek() {
	weekdays := slices.ContainsFunc(p.pieces, func(w whenPiece) bool { return w.kind == whenWeekday })
	week := slices.IndexFunc(p.pieces, func(w whenPiece) bool { return w.kind == whenWeek })
	if !weekdays || week < 0 {
		return
	}
	monday := p.pieces[week].day.Monday()
	p.monday = &monday
	p.pieces = slices.DeleteFunc(p.pieces, func(w whenPiece) bool { return w.kind == whenWeek })
}

// read takes the piece at i, and says how many it took.
func (p *whenParser) read(i int) int {
	piece := p.pieces[i]
	switch piece.kind {
	case whenBeyond:
		p.wrong = true
	case whenBut, whenFine:
		p.turns(piece.kind)
	case whenBreak:
		p.wrong = p.wrong || p.link.kind == whenAfter
		p.link = whenPiece{}
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

// turns: days on both sides of a "but" are not meant alike, and with "wel" or "ok"
// behind several, the last one is not: "di niet, do ok".
func (p *whenParser) turns(kind whenKind) {
	several := len(p.groups) > 1 || len(p.groups) == 1 && len(p.groups[0].days) > 1
	p.but = p.but || len(p.groups) > 0
	p.wrong = p.wrong || kind == whenFine && several
}

func (p *whenParser) next(i int) whenPiece {
	if i < len(p.pieces) {
		return p.pieces[i]
	}
	return whenPiece{}
}

// clock reads 14-18, between 2 and 4pm, after 14h, until noon; and 8 to 12 May.
func (p *whenParser) clock(i int) int {
	from, link, to := p.pieces[i], p.next(i+1), p.next(i+2)
	before := p.link
	p.link = whenPiece{}
	two := link.kind == whenTo || link.kind == whenDash || link.kind == whenAnd && before.kind == whenBetween
	switch {
	case two && to.kind == whenClock:
		p.addHours(from.asOf(to), to.from)
		return 3
	case two && to.kind == whenDay && from.bare:
		first := to.day
		first.Day = int(from.from) / 60
		p.addStretch(first, to.day, false)
		return 3
	case before.kind == whenAfter || before.kind == whenOpen:
		p.addHours(from.from, wholeDay)
	case before.kind == whenBefore || before.kind == whenTo:
		p.addHours(0, from.from)
	default:
		p.wrong = true // from when to when?
	}
	return 1
}

// asOf is a clock before another one: in 2-6pm both are in the afternoon.
func (w whenPiece) asOf(to whenPiece) scheduling.Clock {
	if later := w.from + 12*60; to.half == 'p' && w.half == 0 && later < to.from {
		return later
	}
	return w.from
}

// day reads a day, or the end of a stretch of days.
func (p *whenParser) day(piece whenPiece) {
	link := p.link
	p.link = whenPiece{}
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

// until ends a stretch of days: one that began before it, or today.
func (p *whenParser) until(piece whenPiece, first, last scheduling.Day, link whenPiece) {
	if piece.kind == whenWeek && !link.upTo { // until next week: not of it
		last = first.Add(-1)
	}
	begin := p.at.today
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

func (p *whenParser) dayOf(piece whenPiece, link whenPiece) (day scheduling.Day, weekday bool) {
	if piece.kind != whenWeekday {
		return piece.day, false
	}
	base := p.at.today
	if p.monday != nil {
		base = *p.monday
	} else if n := len(p.groups); n > 0 && (link.kind == whenTo || link.kind == whenDash) {
		base = p.groups[n-1].days[len(p.groups[n-1].days)-1].day
	}
	day = base.Add((int(piece.weekday) - int(base.Weekday()) + 7) % 7)
	p.wrong = p.wrong || day.Before(p.at.today)
	return day, p.monday == nil
}

// addStretch adds the days from first to last; going on: the first is there already.
func (p *whenParser) addStretch(first, last scheduling.Day, goingOn bool) {
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
		if count > mostDays {
			p.wrong = true
			return
		}
		p.addDays(whenDayOf{day: first})
		first = first.Add(1)
	}
}

func (p *whenParser) addDays(days ...whenDayOf) {
	if n := len(p.groups); n == 0 || len(p.groups[n-1].hours) > 0 {
		p.groups = append(p.groups, whenGroup{hours: p.hours})
		p.hours = nil
	}
	p.wrong = p.wrong || p.but
	last := &p.groups[len(p.groups)-1]
	last.days = append(last.days, days...)
}

// addHours adds hours to the days before them; a part of a day is made precise by what
// follows: in the afternoon from 2 to 4.
func (p *whenParser) addHours(from, to scheduling.Clock) {
	p.link = whenPiece{}
	if from >= to || to > wholeDay {
		p.wrong = true
		return
	}
	hours := &p.hours
	if n := len(p.groups); n > 0 {
		hours = &p.groups[n-1].hours
	}
	if n := len(*hours); n > 0 {
		part := (*hours)[n-1]
		if from < part.from && to <= 12*60 && part.from <= from+12*60 && to+12*60 <= part.to {
			from, to = from+12*60, to+12*60
		}
		if part.from <= from && to <= part.to {
			*hours = (*hours)[:n-1]
		}
	}
	*hours = append(*hours, studentSpan{from: from, to: to})
}

// spansOf are the days of a group with its hours. On a Thursday evening "do 13-16" is
// next week's.
func (p *whenParser) spansOf(g whenGroup) []studentSpan {
	hours := g.hours
	if len(hours) == 0 {
		hours = []studentSpan{{to: wholeDay}}
	}
	var spans []studentSpan
	for _, d := range g.days {
		for _, h := range hours {
			h.day = d.day
			if d.weekday && d.day == p.at.today && h.to <= p.at.clock {
				h.day = d.day.Add(7)
			}
			if !slices.Contains(spans, h) {
				spans = append(spans, h)
			}
		}
	}
	return spans
}
