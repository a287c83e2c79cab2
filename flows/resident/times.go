package resident

import (
	"context"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident/pages"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// The states in which a caller says when a visit suits them. The first two times are
// offered without a question. Whoever wants others is asked once for a part of the day or
// a weekday, and turns the pages of that, forward and back.
const (
	StateWhen     flows.StateName = "when"
	StateWeekday  flows.StateName = "weekday"
	StateCheckDay flows.StateName = "check_weekday"
)

// maxTimePages is how many pages are turned before "later" asks for a weekday: of one
// weekday there are few pages, of all of them there are 17 in six weeks.
const maxTimePages = 3

// maxWrongDays is how many keys that are no day are asked again before a human helps.
const maxWrongDays = 3

func whenStates() []*flows.State {
	return []*flows.State{
		{Name: StateWhen, Menu: &flows.Menu{
			Ask: "when.ask", Short: flows.Say{Key: "when.ask"}, Options: whenOptions, ChooseByWords: wishByWords,
			Next: []flows.StateName{StateFind, StateWeekday},
		}},
		{Name: StateWeekday, Number: &flows.Number{
			Ask: "weekday.ask", Short: "weekday.ask", Digits: 1, Wait: flows.MenuWait, Next: StateCheckDay, Text: weekdayOf,
		}},
		{Name: StateCheckDay, Do: &flows.Action{Run: checkWeekday, Next: map[flows.Result]flows.StateName{
			flows.OK: StateFind, resultWrong: StateWeekday, resultTooMany: StateHuman,
		}}},
	}
}

// slotOptions are the times on offer, and the ways to others.
func slotOptions(c *flows.Conversation) []flows.Option {
	options := make([]flows.Option, 0, slotsOffered+2)
	for i, offer := range c.Session.Offer {
		options = append(options, flows.Option{
			Say: flows.Say{Key: "option.slot", With: map[string]string{"start": flows.FormatInstant(offer.Start)}}, Next: StateKeep,
			Pick: func(s *flows.Session) { s.Chosen = offer }, Key: i + 1,
		})
	}
	options = append(options, onward(c))
	if len(c.Session.Before) > 0 {
		options = append(options, flows.Option{Say: flows.Say{Key: "option.previous"}, Next: StateFind, Pick: pages.Previous})
	}
	return options
}

// onward is the option for other times than those on offer.
func onward(c *flows.Conversation) flows.Option {
	s := c.Session
	option := flows.Option{
		Say: flows.Say{Key: "option.later"}, Next: StateFind, Pick: pages.Next,
		Means: []understand.Meaning{understand.MeaningOther, understand.MeaningMove, understand.MeaningNo},
	}
	switch {
	case s.Last:
		option.Say.Key, option.Next, option.Pick = "option.other_wish", StateWhen, nil
	case pages.IsFirst(s):
		option.Next, option.Pick = StateWhen, nil
	case s.Wish.Weekday == 0 && len(s.Before) >= maxTimePages:
		option.Next, option.Pick = StateWeekday, nil
	}
	return option
}

// whenOptions are the parts of the day at which there may be times, any time later than
// those that were heard, and a weekday.
func whenOptions(c *flows.Conversation) []flows.Option {
	var options []flows.Option
	halves := c.Programme.Visit.Halves()
	for _, part := range halves {
		wish := scheduling.TimeWish{Part: part}
		if len(halves) > 1 && !slices.Contains(c.Session.Without, wish) {
			options = append(options, flows.Option{Say: flows.Say{Key: partWords(part)}, Next: StateFind, Pick: pages.WishFor(wish)})
		}
	}
	if !c.Session.Last || c.Session.Wish != (scheduling.TimeWish{}) {
		options = append(options, flows.Option{Say: flows.Say{Key: "option.any_time"}, Next: StateFind, Pick: pages.AnyTime})
	}
	return append(options, flows.Option{Say: flows.Say{Key: "option.pick_day"}, Next: StateWeekday})
}

func partWords(part scheduling.DayPart) string {
	if part == scheduling.Afternoon {
		return "option.afternoon"
	}
	return "option.morning"
}

// noTimes goes on when a page has no times, and reports whether there is a page to go to.
// held reports that there would be times if other callers did not hold them.
func noTimes(c *flows.Conversation, held bool) bool {
	s := c.Session
	switch {
	case pages.IsFirst(s):
		return false
	case !s.After.IsZero():
		c.Say(flows.Say{Key: "slots.no_later"})
		pages.Previous(s)
		s.Last = true
		return true
	case s.Wish.Weekday != 0 && s.Wish.Part != scheduling.AnyPart:
		c.Say(flows.Say{Key: "slots.whole_day"})
		s.Wish.Part = scheduling.AnyPart
		return true
	}
	c.Say(flows.Say{Key: "slots.none"})
	if !held {
		s.Without = append(slices.Clone(s.Without), s.Wish)
	}
	pages.Previous(s)
	return true
}

// notFree lists when the resident has a visit already, and, once they have said when they
// want one, the first times, which they have heard.
func notFree(c *flows.Conversation) []calendar.Span {
	busy := busySpans(c)
	if c.Session.Wish == (scheduling.TimeWish{}) {
		return busy
	}
	for _, heard := range c.Session.Heard {
		busy = append(busy, calendar.Span{From: heard, To: heard.Add(lengthOf(c))})
	}
	return busy
}

// wishByWords finds the part of the day or the weekday that a text names.
func wishByWords(c *flows.Conversation, _ understand.Understood) (flows.Option, bool) {
	if day, named := understand.ChosenDay(c.Input.Text, c.Session.Language); named {
		return wishedDay(c, day), true
	}
	if part, named := understand.ChosenPart(c.Input.Text); named {
		return flows.Option{Next: StateFind, Pick: pages.WishFor(scheduling.TimeWish{Part: part})}, true
	}
	return flows.Option{}, false
}

// wishedDay looks for times on a weekday, in the part of the day that was wished for.
func wishedDay(c *flows.Conversation, day time.Weekday) flows.Option {
	wish := scheduling.TimeWish{Part: c.Session.Wish.Part, Weekday: scheduling.WeekdayNumber(day)}
	return flows.Option{Next: StateFind, Pick: pages.WishFor(wish)}
}

// weekdayOf returns the digit of the weekday that a text names, or "".
func weekdayOf(text string) string {
	day, named := understand.ChosenDay(text, "")
	if !named {
		return ""
	}
	return string(rune('0' + scheduling.WeekdayNumber(day)))
}

// checkWeekday looks for times on the weekday that was typed.
func checkWeekday(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	digits := c.Input.Digits
	if len(digits) != 1 || digits < "1" || digits > "7" {
		c.Session.WrongDays++
		if c.Session.WrongDays >= maxWrongDays {
			c.Say(flows.Say{Key: "again.human", Kind: flows.ReplyNoted})
			return resultTooMany, nil
		}
		c.Say(flows.Say{Key: "weekday.wrong"})
		return resultWrong, nil
	}
	c.Session.WrongDays = 0
	pages.WishFor(scheduling.TimeWish{Part: c.Session.Wish.Part, Weekday: int(digits[0] - '0')})(c.Session)
	return flows.OK, nil
}

// slotByDay takes the time on the day, or at the hour, that a text names, and nothing else;
// it is read back before it is booked. For a day or a part of the day that is not on offer, it looks for
// times then.
func slotByDay(c *flows.Conversation, said understand.Understood) (flows.Option, bool) {
	day, byDay := understand.ChosenDay(c.Input.Text, c.Session.Language)
	hour, byHour := understand.ChosenHour(c.Input.Text)
	if !byDay && !byHour {
		return wishByWords(c, said)
	}
	var chosen []int
	for i, offered := range c.Session.Offer {
		start := offered.Start.In(c.Programme.Zone)
		if (!byDay || start.Weekday() == day) && (!byHour || start.Hour() == hour || start.Hour() == hour+12) {
			chosen = append(chosen, i)
		}
	}
	switch options := slotOptions(c); {
	case len(chosen) == 0 && byDay && !byHour:
		return wishedDay(c, day), true
	case len(chosen) == 1 && chosen[0] < len(options):
		return options[chosen[0]], true
	}
	return flows.Option{}, false
}
