package flows

import (
	"slices"
	"time"
	"unicode/utf8"
)

// weekdays are the names of days, as fold writes them.
var weekdays = map[string]time.Weekday{
	"maandag": time.Monday, "dinsdag": time.Tuesday, "woensdag": time.Wednesday, "donderdag": time.Thursday, "vrijdag": time.Friday,
	"zaterdag": time.Saturday, "zondag": time.Sunday, "ma": time.Monday, "di": time.Tuesday, "wo": time.Wednesday, "do": time.Thursday,
	"vr": time.Friday, "za": time.Saturday, "zo": time.Sunday,
	"lundi": time.Monday, "mardi": time.Tuesday, "mercredi": time.Wednesday, "jeudi": time.Thursday, "vendredi": time.Friday,
	"samedi": time.Saturday, "dimanche": time.Sunday,
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday, "friday": time.Friday,
	"saturday": time.Saturday, "sunday": time.Sunday,
	"pazartesi": time.Monday, "sali": time.Tuesday, "carsamba": time.Wednesday, "persembe": time.Thursday, "cuma": time.Friday,
	"cumartesi": time.Saturday, "pazar": time.Sunday,
	"الاثنين": time.Monday, "الثلاثاء": time.Tuesday, "الاربعاء": time.Wednesday, "الخميس": time.Thursday, "الجمعه": time.Friday,
	"السبت": time.Saturday, "الاحد": time.Sunday,
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
		day, named := weekdays[w.text]
		switch {
		case named && (len(words) == 1 || utf8.RuneCountInString(w.text) > 2):
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
