package resident_test

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// misheardOneIn is of how many words one is not heard as it was said. Half of those
// are lost, half are heard as another word of the same sort.
const misheardOneIn = 8

// heardOption is an option as far as it was understood.
type heardOption struct {
	sense sense
	key   string // empty: not caught
	when  []string
}

// heardReply is what a caller makes of one reply.
type heardReply struct {
	options []heardOption // the last three, in order
	forgot  bool          // there were more
	foreign bool          // all of it was in a language they do not speak
	garbled bool          // an option was not understood
	said    map[sense]bool
	times   map[sense][]string // the day and hour that a statement mentions
	points  [][]string         // sentences that tell of a walk-in point
	typed   []string           // the digits that are read back; empty: one was lost
}

// maxRemembered is how many options a caller still knows when the menu is over.
const maxRemembered = 3

// hear makes what it can of the sentences. Those of another language are noise;
// an option in it takes its place in the memory all the same. The key to the other
// languages is the exception: to those who follow the menu it is a short noise before the
// options, and to those who do not it is the one thing that they understand, and keep.
func (e *ear) hear(rng *rand.Rand, said []utterance) *heardReply {
	h := &heardReply{said: map[sense]bool{}, times: map[sense][]string{}}
	var options, aside []heardOption
	h.foreign = !slices.ContainsFunc(said, func(u utterance) bool { return !u.foreign })
	for _, u := range said {
		for _, words := range u.sentences {
			if u.foreign {
				if u.option && !u.aside {
					options = append(options, heardOption{})
				}
				continue
			}
			heard := e.mishear(rng, words, u.sentences)
			key, to, ok := e.option(heard)
			if ok && u.aside {
				aside = append(aside, e.understood(heard[:to], key))
				continue
			}
			if ok {
				options = append(options, e.understood(heard[:to], key))
				continue
			}
			e.statement(h, heard)
		}
	}
	h.garbled = slices.ContainsFunc(options, func(o heardOption) bool { return o.sense == "" || o.key == "" })
	if len(options) > maxRemembered {
		h.forgot, options = true, options[len(options)-maxRemembered:]
	}
	h.options = append(counted(options), aside...)
	return h
}

// counted fills in a key that was lost between others: after 1 and 2 comes 3.
func counted(options []heardOption) []heardOption {
	for i := range options {
		if options[i].key != "" {
			continue
		}
		if i > 0 && within(options[i-1].key, "1", "8") {
			options[i].key = string(options[i-1].key[0] + 1)
		} else if i+1 < len(options) && within(options[i+1].key, "2", "9") {
			options[i].key = string(options[i+1].key[0] - 1)
		}
	}
	return options
}

func within(key, from, to string) bool { return len(key) == 1 && from <= key && key <= to }

// mishear loses words, or takes them for others.
func (e *ear) mishear(rng *rand.Rand, words []string, around [][]string) []string {
	heard := slices.Clone(words)
	for i, word := range words {
		if rng.IntN(misheardOneIn) > 0 {
			continue
		}
		heard[i] = ""
		if rng.IntN(2) == 0 {
			heard[i] = e.insteadOf(rng, word, around)
		}
	}
	return heard
}

// insteadOf is another word of the same sort: a digit for a digit, as a word or not, a
// weekday for a weekday; and for anything else, some word that is said around it.
func (e *ear) insteadOf(rng *rand.Rand, word string, around [][]string) string {
	for _, sort := range [][]string{strings.Split("123456789", ""), e.digits, e.weekdays, e.months, e.hours} {
		if slices.Contains(sort, word) {
			return sort[rng.IntN(len(sort))]
		}
	}
	if day, suffix := number(word); day != "" {
		return strings.Split("10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30", " ")[rng.IntN(21)] + suffix
	}
	sentence := around[rng.IntN(len(around))]
	return sentence[rng.IntN(len(sentence))]
}

// number splits 24th into 24 and th.
func number(word string) (digits, suffix string) {
	rest := strings.TrimLeft(word, "0123456789")
	return word[:len(word)-len(rest)], rest
}

// option finds the key in what was heard of a sentence, and where the words that
// say what it is for end. Whoever lost "press" still takes a last digit for it.
func (e *ear) option(heard []string) (key string, to int, ok bool) {
	for i, word := range heard {
		if !e.press[word] {
			continue
		}
		for _, after := range heard[i+1:] {
			if k := e.keys[after]; k != "" {
				return k, i, true
			}
		}
		return "", i, true
	}
	last := len(heard) - 1
	if k := e.keys[heard[last]]; k != "" && e.time(heard) == nil && // "om half drie" is no key
		!slices.ContainsFunc(heard[:last], func(w string) bool { return e.keys[w] != "" }) {
		return k, last, true
	}
	return "", 0, false
}

func (e *ear) understood(heard []string, key string) heardOption {
	if when := e.time(heard); when != nil {
		return heardOption{sense: toTime, key: key, when: when}
	}
	means, _ := e.means(heard)
	return heardOption{sense: means, key: key}
}

func (e *ear) statement(h *heardReply, heard []string) {
	means, share := e.means(heard)
	if share == 0.5 { // a sentence is understood by more than that, or not at all
		means = ""
	}
	switch means {
	case saidPoint:
		h.points = append(h.points, heard)
	case saidTyped:
		h.typed = heard[len(heard)-min(len(heard), telephoneDigits):]
	}
	if when := e.time(heard); when != nil {
		h.times[means] = when
	}
	if means == "" {
		return
	}
	h.said[means] = true
	if means == saidAbout || means == saidChosen || means.topic() {
		e.about(h, heard)
	}
}

// telephoneDigits is how many digits a mobile number has, with its 0; a landline
// has one fewer.
const telephoneDigits = 10

// about takes in which help a statement mentions.
func (e *ear) about(h *heardReply, heard []string) {
	var best sense
	most := 0.0
	for _, m := range e.meanings {
		if share := shareHeard(m.words, heard); m.sense.topic() && share > most {
			best, most = m.sense, share
		}
	}
	if most > 0.5 {
		h.said[best] = true
	}
}

// The places in a spoken time: weekday, day and month, and then the hour.
const (
	atWeekday = 0
	atDay     = 1
	atMonth   = 2
)

// time finds a day and an hour in what was heard: at least two of weekday, day
// and month, in their places. A word that was lost is empty.
func (e *ear) time(heard []string) []string {
	for i := range heard {
		from := func(at int) string {
			if i+at < len(heard) {
				return heard[i+at]
			}
			return ""
		}
		found := 0
		if slices.Contains(e.weekdays, from(atWeekday)) {
			found++
		}
		if digits, _ := number(from(atDay)); digits != "" {
			found++
		}
		if slices.Contains(e.months, from(atMonth)) {
			found++
		}
		if found >= 2 {
			return slices.Clone(heard[i:])
		}
	}
	return nil
}

// compare counts the words of two times that are the same, and that are not.
func compare(one, other []string) (same, not int) {
	for i := range min(len(one), len(other)) {
		switch {
		case one[i] == "" || other[i] == "":
		case one[i] == other[i]:
			same++
		default:
			not++
		}
	}
	return same, not
}

// note is something that is written down from hearing: a word is sure once it was
// heard the same twice.
type note map[int]map[string]int

func (n note) add(words []string) {
	for i, word := range words {
		if word == "" {
			continue
		}
		if n[i] == nil {
			n[i] = map[string]int{}
		}
		n[i][word]++
	}
}

func (n note) most(at int) int {
	most := 0
	for _, count := range n[at] {
		most = max(most, count)
	}
	return most
}

// word is what stands at a place: what was heard most often.
func (n note) word(at int) string {
	best, most := "", 0
	for word, count := range n[at] {
		if count > most || count == most && word < best {
			best, most = word, count
		}
	}
	return best
}
