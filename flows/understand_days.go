package flows

import (
	"slices"
	"strings"
	"time"
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

// preferring are words around a day that choose it.
var preferring = map[string]bool{"liever": true, "past": true, "kan": true, "plutot": true, "prefere": true, "rather": true, "prefer": true}

// slotByDay takes the time on the day that a text names, and nothing else: "woensdag
// graag". It is read back before it is booked.
func slotByDay(c *Conversation, _ Understood) (Option, bool) {
	words, readable := readWords(c.Input.Text)
	if !readable || asks(words) {
		return Option{}, false
	}
	said := slices.DeleteFunc(strings.Fields(plainly(words)), func(word string) bool {
		_, day := weekdays[word]
		return !day && (saysLittle(word) || fillers[word] || preferring[word])
	})
	if len(said) != 1 {
		return Option{}, false
	}
	day, ok := weekdays[said[0]]
	var chosen []int
	for i, offered := range c.Session.Offer {
		if ok && offered.Start.In(c.Programme.Zone).Weekday() == day {
			chosen = append(chosen, i)
		}
	}
	options := slotOptions(c)
	if len(chosen) != 1 || chosen[0] >= len(options) {
		return Option{}, false
	}
	return options[chosen[0]], true
}
