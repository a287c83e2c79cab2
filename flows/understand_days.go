package flows

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// moreWeekdayNames are the days in full in languages that students are not read in.
var moreWeekdayNames = map[scheduling.Language][7]string{ // Sunday first
	"tr": {"pazar", "pazartesi", "sali", "carsamba", "persembe", "cuma", "cumartesi"},
	"ar": {"الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت"},
}

// dayInFull is the weekday that a word names in any language.
func dayInFull(word string) (time.Weekday, bool) {
	for _, names := range moreWeekdayNames {
		if weekday := slices.Index(names[:], word); weekday >= 0 {
			return time.Weekday(weekday), true
		}
	}
	return inFullIn(word)
}

// preferring are words around a day that choose it. "Na", "niet" and "ik heb" rule it out.
const preferring wordList = `ja graag liever past kan lukt best op de is goed dan maar me mij voor mij oui plutot
	prefere le la ca me va bien yes rather prefer on works for me fine lutfen olur evet نعم يوم في`

// slotByDay takes the time on the day that a text names, and nothing else: "woensdag
// graag". It is read back before it is booked.
func slotByDay(c *Conversation, _ Understood) (Option, bool) {
	words, readable := readWords(c.Input.Text)
	if !readable || asks(words) {
		return Option{}, false
	}
	var days []time.Weekday
	for _, w := range words {
		day, named := dayInFull(w.text)
		if !named && len(words) == 1 { // "di" is the Tuesday of who reads Dutch
			day, named = shortIn(shortDays[c.Session.Language], w.text)
		}
		switch {
		case named:
			days = append(days, day)
		case !preferring.has(w.text) && !courteous(w.text):
			return Option{}, false
		}
	}
	if len(days) != 1 || slices.ContainsFunc(words[:1], func(w textWord) bool { return w.text == "voor" }) {
		return Option{}, false
	}
	var chosen []int
	for i, offered := range c.Session.Offer {
		if offered.Start.In(c.Programme.Zone).Weekday() == days[0] {
			chosen = append(chosen, i)
		}
	}
	if options := slotOptions(c); len(chosen) == 1 && chosen[0] < len(options) {
		return options[chosen[0]], true
	}
	return Option{}, false
}
