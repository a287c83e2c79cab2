package understand

import (
	"slices"
	"strconv"
	"strings"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// maxDigits is the length of the longest telephone number, from abroad.
const maxDigits = 17

// number returns the only number of a text; dates and hours do not count. It returns
// false if there are several different numbers, or for "niet 2", which leaves open what
// is meant.
func (r reading) number() (string, bool) {
	var found []string
	for i := 0; i < len(r.words); {
		end := i + 1
		for end < len(r.words) && r.words[i].number && r.words[end].number && r.words[end].joins() {
			end++
		}
		if r.words[i].number && !r.measures(i, end) {
			if i > 0 && !r.words[i].breaks() && r.words[i-1].says&lexicon.SaysNot != 0 {
				return "", false
			}
			found = append(found, inGroups(r.words[i:end])...)
		}
		i = end
	}
	slices.Sort(found)
	switch found = slices.Compact(found); len(found) {
	case 0:
		return r.numeral(), true
	case 1:
		return found[0], true
	}
	return "", false
}

// joins reports whether a group of digits can belong to the group before it.
func (w textWord) joins() bool { return len(w.before) <= 3 && strings.Trim(w.before, " .-/:()") == "" }

// measures reports whether a number is a date, an hour, an age or a part of a word:
// "maandag 3", "om 10", "82 jaar", "12b".
func (r reading) measures(from, end int) bool {
	switch {
	case isDate(r.words[from:end]):
		return true
	case from > 0 && !r.words[from].breaks() && measuresAfter(r.words[from-1], r.words[from:end]):
		return true
	}
	return end < len(r.words) && !r.words[end].breaks() && measuresBefore(r.words[end])
}

func measuresAfter(before textWord, run []textWord) bool {
	if run[0].before == "" && (before.says == 0 || len(before.text) < 3) { // A12
		return true
	}
	hour := len(run) == 1 && len(run[0].text) <= 4
	return before.says&(lexicon.SaysMonth|lexicon.SaysDay) != 0 || hour && before.says&lexicon.SaysClock != 0
}

func measuresBefore(after textWord) bool {
	if after.before == "" && !ordinals[after.text] && (after.says == 0 || isSmall(after.says) || len(after.text) < 2) { // 12b, 3la rasi
		return true
	}
	return after.says&(lexicon.SaysUnit|lexicon.SaysMonth) != 0
}

// isDate reports whether digits have the form of a date or a time: 3/5, 3-5-27,
// 2027-05-03 and 10:30.
func isDate(run []textWord) bool {
	for _, w := range run[1:] {
		if strings.Contains(w.before, ":") {
			return true
		}
		if strings.Trim(w.before, " ()") == "" {
			return false
		}
	}
	switch len(run) {
	case 2:
		return len(run[0].text) <= 2 && len(run[1].text) <= 2
	case 3:
		day, month, year := run[0].text, run[1].text, run[2].text
		if len(day) == 4 {
			day, year = year, day
		}
		return upTo(31, day) && upTo(12, month) && (len(year) == 2 || len(year) == 4)
	}
	return false
}

func upTo(limit int, digits string) bool {
	n, err := strconv.Atoi(digits)
	return err == nil && len(digits) <= 2 && 1 <= n && n <= limit
}

// inGroups joins groups of digits that people write as one number, and keeps others
// apart, such as "1 2", or a postcode and a house number.
func inGroups(run []textWord) []string {
	var groups []string
	shortest := maxDigits
	for _, w := range run {
		groups = append(groups, w.text)
		shortest = min(shortest, len(w.text))
	}
	whole := strings.Join(groups, "")
	abroad := strings.HasSuffix(run[0].before, "+") && len(whole) >= 8
	if abroad {
		whole = "00" + whole
	}
	house := len(run) == 2 && len(groups[0]) == 4 && strings.Contains(groups[0], "0")
	spaced := len(run) >= 4 && len(whole) == len(run)
	phone := len(whole) >= 8 && whole[0] == '0'
	switch {
	case len(whole) > maxDigits:
		return nil
	case len(run) == 1, spaced, phone, shortest >= 2 && !house:
		return []string{whole}
	}
	return groups
}

// standsBesideNumeral reports whether a word may stand beside a number in words that is all
// that a text says.
func (w textWord) standsBesideNumeral() bool {
	const beside = lexicon.SaysSmall | lexicon.SaysPolite | lexicon.SaysThanks | lexicon.SaysYes | lexicon.SaysFine |
		lexicon.SaysGladly | lexicon.SaysRather | lexicon.SaysChoice
	return w.says != 0 && w.says&^beside == 0
}

// isOneBehindNumeral reports whether a word is the "one" of "the second one".
func (r reading) isOneBehindNumeral(i int) bool {
	return articles[r.words[i].text] && i > 0 && numerals[r.words[i-1].text] != ""
}

// numeral returns the number that a text has in words, if it says nothing else: "de
// tweede graag".
func (r reading) numeral() string {
	value, article, plain := "", false, true
	for i, w := range r.words {
		digit, counts := numerals[w.text]
		switch {
		case r.isOneBehindNumeral(i):
		case counts && value != "" && value != digit:
			return ""
		case counts:
			value = digit
			article = article || articles[w.text]
		case !w.standsBesideNumeral():
			return ""
		case w.says&lexicon.SaysChoice == 0 && !pleases.Has(w.text):
			plain = false
		}
	}
	if value == "" || article && !plain { // "een" is a number only by itself: "een goede dag" is none
		return ""
	}
	return value
}

// WithoutMeasures returns a text without the numbers that a unit stands behind: "10 euro",
// "2 keer".
func WithoutMeasures(text string) string {
	words, readable := readWords(text)
	if !readable {
		return text
	}
	var kept []string
	for i, w := range words {
		measures := i+1 < len(words) && !words[i+1].breaks() && lookUp(words[i+1].text, allLanguages)&lexicon.SaysUnit != 0
		if !w.number || !measures {
			kept = append(kept, w.text)
		}
	}
	return strings.Join(kept, " ")
}
