package when

import (
	"regexp"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// tokenKind is the role of a piece of a text about time.
type tokenKind uint8

const (
	whenWord    tokenKind = iota // none
	whenWeekday                  // the next one of that name
	whenDay                      // a date, or tomorrow
	whenWeek                     // Monday to Sunday
	whenDays                     // several days, such as a weekend
	whenClock                    // a time, or a bare number
	whenHours                    // a part of a day
	whenTo                       // until
	whenDash                     // between two ends
	whenOpen                     // from
	whenAfter                    // later than
	whenBefore                   // earlier than
	whenBetween                  // a beginning and an end follow
	whenAnd                      // another day follows
	whenSince                    // a day in the past follows
	whenBreak                    // a sentence ends
	whenBut                      // what follows is meant differently
	whenFine                     // a day that is not meant was named
	whenBeyond                   // not understood: every, except
)

// token is a piece of a text.
type token struct {
	kind     tokenKind
	weekday  time.Weekday
	day      calendar.Day
	last     calendar.Day // last day of a week or of several days
	from, to calendar.Clock
	half     byte // of a clock: 'a' or 'p'; 0 if not given
	bare     bool // of a clock: it is only a number
	upTo     bool // of until: the end is included
}

// tokenizer cuts a text into pieces.
type tokenizer struct {
	rest     string
	today    calendar.Day
	language scheduling.Language
}

// whenShapes are tried in order at the beginning of the rest of a text.
var whenShapes = []struct {
	shape *regexp.Regexp
	read  func(r *tokenizer, found []string) token
}{
	{regexp.MustCompile(`^\d{3,}`), func(*tokenizer, []string) token { return token{kind: whenBeyond} }},
	{regexp.MustCompile(`^(\d{1,2})/(\d{1,2})(?:/(?:20)?\d\d\b)?`), func(r *tokenizer, found []string) token {
		return r.date(found[1], time.Month(number(found[2])))
	}},
	{regexp.MustCompile(`^(\d{1,2})(?:` +
		wordsFor(func(w *lexicon.WhenWords) string { return w.Ordinal }) + `)?\s+(?:` +
		wordsFor(func(w *lexicon.WhenWords) string { return w.OfMonth }) + `)?(` +
		monthNames() + `)\b`), (*tokenizer).dayMonth},
	{regexp.MustCompile(`^(` + monthNames() + `)\s+(\d{1,2})(?:` +
		wordsFor(func(w *lexicon.WhenWords) string { return w.AfterMonth }) + `)?\b`), func(r *tokenizer, found []string) token {
		return r.date(found[2], months[found[1]])
	}},
	{regexp.MustCompile(`^(\d{1,2})(?:\s?(?:(?:` +
		wordsFor(func(w *lexicon.WhenWords) string { return w.Clock }) + `)(\d{2})?|[:.](\d{2}))\b)?(?:\s?([ap])\.?m\b\.?)?`), readClock},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *lexicon.WhenWords) string { return w.Noon }) + `)\b`), atClock(12 * 60)},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *lexicon.WhenWords) string { return w.Midnight }) + `)\b`), atClock(24 * 60)},
	{regexp.MustCompile(`^(?:` +
		wordsFor(func(w *lexicon.WhenWords) string { return w.UpTo }) + `)(?:\s|$)`), only(token{kind: whenTo, upTo: true})},
	{regexp.MustCompile(`^(?:` +
		wordsFor(func(w *lexicon.WhenWords) string { return w.Until }) + `)\b`), only(token{kind: whenTo})},
	{regexp.MustCompile(`^(?:` +
		wordsFor(func(w *lexicon.WhenWords) string { return w.From }) + `)\b`), only(token{kind: whenOpen})},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *lexicon.WhenWords) string { return w.Nothing }) + `)\b`), only(token{})},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *lexicon.WhenWords) string { return w.PartOfDay }) + `)\b`), (*tokenizer).half},
	{regexp.MustCompile(`^(?:` +
		wordsFor(func(w *lexicon.WhenWords) string { return w.NextWeekend }) + `)\b`), only(token{kind: whenBeyond})},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *lexicon.WhenWords) string { return w.NextWeek }) + `)\b`), (*tokenizer).nextWeek},
	{regexp.MustCompile(`^(?:` +
		wordsFor(func(w *lexicon.WhenWords) string { return w.ThisWeek }) + `)\b`), func(r *tokenizer, _ []string) token {
		return token{kind: whenWeek, day: r.today, last: r.today.Monday().Add(6)}
	}},
	{regexp.MustCompile(`^(?:` + wordsFor(func(w *lexicon.WhenWords) string { return w.Weekend }) + `)\b`), (*tokenizer).weekend},
	{regexp.MustCompile(`^[-–—]`), only(token{kind: whenDash})},
	{regexp.MustCompile(`^[&+,/]`), only(token{kind: whenAnd})},
	{regexp.MustCompile(`^[.;!?\n]`), only(token{kind: whenBreak})},
	{regexp.MustCompile(`^\pL+`), func(r *tokenizer, found []string) token { return r.word(found[0]) }},
}

// wordsFor joins one pattern of every lexicon.
func wordsFor(pick func(*lexicon.WhenWords) string) string {
	return lexicon.Patterns(func(l *lexicon.Lexicon) string { return pick(&l.When) })
}

func only(piece token) func(*tokenizer, []string) token {
	return func(*tokenizer, []string) token { return piece }
}

func atClock(c calendar.Clock) func(*tokenizer, []string) token {
	return only(token{kind: whenClock, from: c})
}

func readClock(_ *tokenizer, found []string) token {
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
		return token{kind: whenBeyond}
	}
	return token{kind: whenClock, from: calendar.Clock(60*hours + minutes), half: half, bare: found[0] == found[1]}
}

// pieces splits the text into tokens.
func (r *tokenizer) pieces() []token {
	var all []token
	for r.rest != "" {
		piece, length := token{}, len(string([]rune(r.rest)[:1]))
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

// weekend returns the days that are left of this week's weekend.
func (r *tokenizer) weekend([]string) token {
	sunday := r.today.Monday().Add(6)
	saturday := sunday.Add(-1)
	if saturday.Before(r.today) {
		saturday = r.today
	}
	return token{kind: whenDays, day: saturday, last: sunday}
}

func (r *tokenizer) nextWeek([]string) token {
	monday := r.today.Monday().Add(7)
	return token{kind: whenWeek, day: monday, last: monday.Add(6)}
}

func (r *tokenizer) dayMonth(found []string) token { return r.date(found[1], months[found[2]]) }

func (r *tokenizer) date(day string, month time.Month) token {
	if date, ok := dateAfter(number(day), month, r.today); ok {
		return token{kind: whenDay, day: date}
	}
	return token{kind: whenBeyond}
}

// half reads a part of a day. "this" and "tomorrow" before it give the day.
func (r *tokenizer) half(found []string) token {
	words := strings.Fields(inOneWord.Replace(found[0]))
	part := halfDays[words[len(words)-1]]
	piece := token{kind: whenHours, from: part[0], to: part[1]}
	if len(words) > 1 {
		piece.day = r.today.Add(relativeDays[words[0]])
	}
	return piece
}

// beyondWords change the meaning of days in ways that are not read.
var beyondWords = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.When.Beyond })

// ofToday are words for parts of today.
var ofToday = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.When.OfToday })

var linkWords = linksByWord()

func linksByWord() map[string]tokenKind {
	all := map[string]tokenKind{}
	for kind, pick := range map[tokenKind]func(*lexicon.WhenWords) lexicon.WordList{
		whenAfter:   func(w *lexicon.WhenWords) lexicon.WordList { return w.After },
		whenBefore:  func(w *lexicon.WhenWords) lexicon.WordList { return w.Before },
		whenBetween: func(w *lexicon.WhenWords) lexicon.WordList { return w.Between },
		whenSince:   func(w *lexicon.WhenWords) lexicon.WordList { return w.Since },
		whenAnd:     func(w *lexicon.WhenWords) lexicon.WordList { return w.And },
		whenBut:     func(w *lexicon.WhenWords) lexicon.WordList { return w.But },
		whenFine:    func(w *lexicon.WhenWords) lexicon.WordList { return w.Fine },
		whenDash:    func(w *lexicon.WhenWords) lexicon.WordList { return w.Dash },
	} {
		for word := range lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return pick(&l.When) }) {
			all[word] = kind
		}
	}
	return all
}

// dayEndings are parts of a day that can end a word for a day.
var dayEndings = lexicon.JoinMaps(func(l *lexicon.Lexicon) map[string]string { return l.When.Endings })

// inOneWord joins words that are written in two parts.
var inOneWord = strings.NewReplacer(joinedWords()...)

func joinedWords() []string {
	var all []string
	for _, l := range lexicon.Lexicons() {
		all = append(all, l.When.Joined...)
	}
	return all
}

func (r *tokenizer) word(word string) token {
	if beyondWords.Has(word) {
		return token{kind: whenBeyond}
	}
	if kind, ok := linkWords[word]; ok {
		return token{kind: kind}
	}
	if days, ok := relativeDays[word]; ok {
		return token{kind: whenDay, day: r.today.Add(days)}
	}
	if part, ok := halfDays[word]; ok {
		piece := token{kind: whenHours, from: part[0], to: part[1]}
		if ofToday.Has(word) {
			piece.day = r.today
		}
		return piece
	}
	if weekday, ok := weekdayOf(word, r.rest, r.language); ok {
		return token{kind: whenWeekday, weekday: weekday}
	}
	return r.compound(word)
}

// compound reads a day and its part in one word: dinsdagnamiddag, morgenavond.
func (r *tokenizer) compound(word string) token {
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
	return token{}
}
