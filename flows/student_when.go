package flows

import (
	"regexp"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// whenKind is what a piece of a text says about time.
type whenKind uint8

const (
	whenWord    whenKind = iota // nothing
	whenWeekday                 // the next one of that name
	whenDay                     // a date, or tomorrow
	whenWeek                    // Monday to Sunday
	whenDays                    // a weekend, say
	whenClock                   // a time, or a bare number
	whenHours                   // from when to when
	whenTo                      // until
	whenDash                    // to, between two ends
	whenOpen                    // from
	whenAfter                   // later than
	whenBefore                  // earlier than
	whenBetween                 // two ends follow
	whenAnd                     // another one
	whenSince                   // a day that is over
	whenBreak                   // a sentence ends
	whenBut                     // what follows is of another kind
	whenFine                    // what was named is not meant
	whenBeyond                  // what we do not understand: every, except
)

// whenPiece is a piece of a text.
type whenPiece struct {
	kind     whenKind
	weekday  time.Weekday
	day      scheduling.Day
	last     scheduling.Day // of a week, or of days
	from, to scheduling.Clock
	half     byte // of a clock: a, p, or not said
	bare     bool // of a clock: only a number
	upTo     bool // of until: the end as well
}

// whenReader cuts a text into pieces.
type whenReader struct {
	rest     string
	today    scheduling.Day
	language scheduling.Language
}

// whenShapes are tried in turn at the head of what is left of a text.
var whenShapes = []struct {
	shape *regexp.Regexp
	read  func(r *whenReader, found []string) whenPiece
}{
	{regexp.MustCompile(`^\d{3,}`), func(*whenReader, []string) whenPiece { return whenPiece{kind: whenBeyond} }},
	{regexp.MustCompile(`^(\d{1,2})/(\d{1,2})(?:/(?:20)?\d\d\b)?`), func(r *whenReader, found []string) whenPiece {
		return r.date(found[1], time.Month(number(found[2])))
	}},
	{regexp.MustCompile(`^(\d{1,2})(?:` +
		wordsFor(func(w *WhenWords) string { return w.ordinal }) + `)?\s+(?:` +
		wordsFor(func(w *WhenWords) string { return w.ofMonth }) + `)?(` +
		monthNames() + `)\b`), (*whenReader).dayMonth},
	{regexp.MustCompile(`^(` + monthNames() + `)\s+(\d{1,2})(?:` +
		wordsFor(func(w *WhenWords) string { return w.afterMonth }) + `)?\b`), func(r *whenReader, found []string) whenPiece {
		return r.date(found[2], months[found[1]])
	}},
	{regexp.MustCompile(`^(\d{1,2})(?:\s?(?:(?:` +
		wordsFor(func(w *WhenWords) string { return w.clock }) + `)(\d{2})?|[:.](\d{2}))\b)?(?:\s?([ap])\.?m\b\.?)?`), readClock},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *WhenWords) string { return w.noon }) + `)\b`), atClock(12 * 60)},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *WhenWords) string { return w.midnight }) + `)\b`), atClock(24 * 60)},
	{regexp.MustCompile(`^(?:` +
		wordsFor(func(w *WhenWords) string { return w.upTo }) + `)(?:\s|$)`), only(whenPiece{kind: whenTo, upTo: true})},
	{regexp.MustCompile(`^(?:` +
		wordsFor(func(w *WhenWords) string { return w.until }) + `)\b`), only(whenPiece{kind: whenTo})},
	{regexp.MustCompile(`^(?:` +
		wordsFor(func(w *WhenWords) string { return w.from }) + `)\b`), only(whenPiece{kind: whenOpen})},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *WhenWords) string { return w.nothing }) + `)\b`), only(whenPiece{})},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *WhenWords) string { return w.partOfDay }) + `)\b`), (*whenReader).half},
	{regexp.MustCompile(`^(?:` +
		wordsFor(func(w *WhenWords) string { return w.nextWeekend }) + `)\b`), only(whenPiece{kind: whenBeyond})},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *WhenWords) string { return w.nextWeek }) + `)\b`), (*whenReader).nextWeek},
	{regexp.MustCompile(`^(?:` +
		wordsFor(func(w *WhenWords) string { return w.thisWeek }) + `)\b`), func(r *whenReader, _ []string) whenPiece {
		return whenPiece{kind: whenWeek, day: r.today, last: r.today.Monday().Add(6)}
	}},
	{regexp.MustCompile(`^week-?end\b`), func(r *whenReader, _ []string) whenPiece {
		sunday := r.today.Monday().Add(6)
		saturday := sunday.Add(-1)
		if saturday.Before(r.today) {
			saturday = r.today
		}
		return whenPiece{kind: whenDays, day: saturday, last: sunday}
	}},
	{regexp.MustCompile(`^[-–—]`), only(whenPiece{kind: whenDash})},
	{regexp.MustCompile(`^[&+,/]`), only(whenPiece{kind: whenAnd})},
	{regexp.MustCompile(`^[.;!?\n]`), only(whenPiece{kind: whenBreak})},
	{regexp.MustCompile(`^\pL+`), func(r *whenReader, found []string) whenPiece { return r.word(found[0]) }},
}

// wordsFor joins what the lexicons have of one kind, as a pattern.
func wordsFor(pick func(*WhenWords) string) string {
	return patterns(func(l *Lexicon) string { return pick(&l.when) })
}

func only(piece whenPiece) func(*whenReader, []string) whenPiece {
	return func(*whenReader, []string) whenPiece { return piece }
}

func atClock(c scheduling.Clock) func(*whenReader, []string) whenPiece {
	return only(whenPiece{kind: whenClock, from: c})
}

func readClock(_ *whenReader, found []string) whenPiece {
	hours, half := number(found[1]), byte(0)
	if found[4] != "" {
		half = found[4][0]
		hours %= 12
		if half == 'p' {
			hours += 12
		}
	}
	minutes := number(found[2] + found[3])
	if minutes > 59 {
		return whenPiece{kind: whenBeyond}
	}
	return whenPiece{kind: whenClock, from: scheduling.Clock(60*hours + minutes), half: half, bare: found[0] == found[1]}
}

// pieces cuts a text.
func (r *whenReader) pieces() []whenPiece {
	var all []whenPiece
	for r.rest != "" {
		piece, length := whenPiece{}, len(string([]rune(r.rest)[:1]))
		for _, s := range whenShapes {
			if found := s.shape.FindStringSubmatch(r.rest); found != nil {
				length = len(found[0])
				head := *r
				head.rest = r.rest[length:]
				piece = s.read(&head, found)
				break
			}
		}
		r.rest = r.rest[length:]
		if piece.kind != whenWord {
			all = append(all, piece)
		}
	}
	return all
}

func (r *whenReader) nextWeek([]string) whenPiece {
	monday := r.today.Monday().Add(7)
	return whenPiece{kind: whenWeek, day: monday, last: monday.Add(6)}
}

func (r *whenReader) dayMonth(found []string) whenPiece { return r.date(found[1], months[found[2]]) }

func (r *whenReader) date(day string, month time.Month) whenPiece {
	if date, ok := dateAfter(number(day), month, r.today); ok {
		return whenPiece{kind: whenDay, day: date}
	}
	return whenPiece{kind: whenBeyond}
}

// half is a part of a day; "this" and "tomorrow" before it say of which.
func (r *whenReader) half(found []string) whenPiece {
	words := strings.Fields(inOneWord.Replace(found[0]))
	part := halfDays[words[len(words)-1]]
	piece := whenPiece{kind: whenHours, from: part[0], to: part[1]}
	if len(words) > 1 {
		piece.day = r.today.Add(relativeDays[words[0]])
	}
	return piece
}

// beyondWords say more of days than their names.
var beyondWords = union(func(l *Lexicon) wordList { return l.when.beyond })

// ofToday are parts of a day that are today's.
var ofToday = union(func(l *Lexicon) wordList { return l.when.ofToday })

var linkWords = linksByWord()

func linksByWord() map[string]whenKind {
	all := map[string]whenKind{}
	for kind, pick := range map[whenKind]func(*WhenWords) wordList{
		whenAfter:   func(w *WhenWords) wordList { return w.after },
		whenBefore:  func(w *WhenWords) wordList { return w.before },
		whenBetween: func(w *WhenWords) wordList { return w.between },
		whenSince:   func(w *WhenWords) wordList { return w.since },
		whenAnd:     func(w *WhenWords) wordList { return w.and },
		whenBut:     func(w *WhenWords) wordList { return w.but },
		whenFine:    func(w *WhenWords) wordList { return w.fine },
		whenDash:    func(w *WhenWords) wordList { return w.dash },
	} {
		for word := range union(func(l *Lexicon) wordList { return pick(&l.when) }) {
			all[word] = kind
		}
	}
	return all
}

// dayEndings are parts of a day that a day's name can end in.
var dayEndings = joinMaps(func(l *Lexicon) map[string]string { return l.when.endings })

// inOneWord writes as one word what is written as two.
var inOneWord = strings.NewReplacer(joinedWords()...)

func joinedWords() []string {
	var all []string
	for _, l := range allLexicons() {
		all = append(all, l.when.joined...)
	}
	return all
}

func (r *whenReader) word(word string) whenPiece {
	if beyondWords.has(word) {
		return whenPiece{kind: whenBeyond}
	}
	if kind, ok := linkWords[word]; ok {
		return whenPiece{kind: kind}
	}
	if days, ok := relativeDays[word]; ok {
		return whenPiece{kind: whenDay, day: r.today.Add(days)}
	}
	if part, ok := halfDays[word]; ok {
		piece := whenPiece{kind: whenHours, from: part[0], to: part[1]}
		if ofToday.has(word) {
			piece.day = r.today
		}
		return piece
	}
	if weekday, ok := weekdayOf(word, r.rest, r.language); ok {
		return whenPiece{kind: whenWeekday, weekday: weekday}
	}
	return r.compound(word)
}

// compound is a day and its part in one word: dinsdagnamiddag, morgenavond.
func (r *whenReader) compound(word string) whenPiece {
	for ending, part := range dayEndings {
		day, ok := strings.CutSuffix(word, ending)
		if !ok {
			continue
		}
		before := r.word(day)
		if before.kind != whenWeekday && before.kind != whenDay {
			continue
		}
		before.from, before.to = halfDays[part][0], halfDays[part][1]
		return before
	}
	return whenPiece{}
}
