package pilot

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// citizen is a resident who got a letter, with what it holds and how they behave.
type citizen struct {
	scheduling.Resident
	caller   string // the number they call with
	mobile   bool   // it is one
	dead     bool   // texts do not reach it
	texts    bool   // they write and do not call
	noLetter bool   // it is lost
	language scheduling.Language
	topic    scheduling.Topic
	suits    map[string]bool // half days: "1am" is Monday morning
	asks     int             // attempts at the visit they want now
	wanted   time.Time       // since when they want it
	talk     *conversation   // the conversation they are in; nil: none
	visit    int64           // the one they expect last
}

// student is a student, and what they were asked last.
type student struct {
	scheduling.Student
	id    int64
	sick  calendar.Day // the last day they were
	busy  time.Time    // until then with a visit
	asked int64        // the message they think about
}

// fits reports whether a visit that begins then suits a resident.
func (r *citizen) fits(start time.Time, zone *time.Location) bool {
	return r.suits[halfDay(start, zone)]
}

func halfDay(at time.Time, zone *time.Location) string {
	at = at.In(zone)
	half := "am"
	if at.Hour() >= 12 {
		half = "pm"
	}
	return fmt.Sprint(int(at.Weekday()), half)
}

// casting makes up the people of a pilot. The same dice make the same people.
type casting struct {
	dice      *rand.Rand
	rates     rates
	programme *scheduling.Programme
	served    []string
	nearby    []string
	codes     map[string]bool
}

func newCasting(dice *rand.Rand, r rates, p *scheduling.Programme) *casting {
	return &casting{
		dice: dice, rates: r, programme: p, codes: map[string]bool{},
		served: slices.Sorted(maps.Keys(p.Area)), nearby: slices.Sorted(maps.Keys(p.Nearby)),
	}
}

// chance returns true with this probability.
func chance(dice *rand.Rand, share float64) bool { return dice.Float64() < share }

// oneOf draws one element of a list.
func oneOf[T any](dice *rand.Rand, list []T) T { return list[dice.IntN(len(list))] }

// byShare draws by share; the last element has what is left of 1.
func byShare[T any](dice *rand.Rand, list []share[T]) T {
	at := dice.Float64()
	for _, s := range list[:len(list)-1] {
		if at -= s.of; at < 0 {
			return s.is
		}
	}
	return list[len(list)-1].is
}

// exponential draws a time from the exponential distribution with this mean.
func exponential(dice *rand.Rand, mean time.Duration) time.Duration {
	return time.Duration(dice.ExpFloat64() * float64(mean))
}

func (c *casting) resident(n int) *citizen {
	mobile, landline := fmt.Sprintf("+32470%06d", n+1), fmt.Sprintf("+323%07d", 2_000_000+n)
	r := &citizen{
		Resident: scheduling.Resident{
			Programme: c.programme.Name, LetterCode: c.code(), Name: fmt.Sprintf("Resident %d", n+1),
			Street: "Dorpsstraat", HouseNumber: fmt.Sprint(1 + n%120), Postcode: oneOf(c.dice, c.served),
			Ground: oneOf(c.dice, c.programme.Grounds), Minutes: c.programme.Voucher.Worth(4 * c.programme.PerVisit()),
		},
		caller: mobile, mobile: true, language: c.language(), topic: oneOf(c.dice, c.programme.Topics), suits: map[string]bool{},
	}
	switch at := c.dice.Float64(); {
	case at < c.rates.mobile:
		r.Phone = mobile
	case at < c.rates.mobile+c.rates.landline:
		r.Phone, r.caller, r.mobile = landline, landline, false
	}
	r.texts = r.mobile && chance(c.dice, c.rates.texts)
	r.dead = r.mobile && !r.texts && chance(c.dice, c.rates.dead)
	r.noLetter = !r.texts && chance(c.dice, c.rates.noLetter)
	for day := time.Monday; day <= time.Saturday; day++ {
		for _, half := range []string{"am", "pm"} {
			r.suits[fmt.Sprint(int(day), half)] = chance(c.dice, c.rates.suits)
		}
	}
	return r
}

// language draws one of the programme's languages.
func (c *casting) language() scheduling.Language {
	return c.programme.Language(byShare(c.dice, c.rates.languages)).Code
}

// code draws a letter code that nobody has yet.
func (c *casting) code() string {
	for {
		digits := make([]byte, 6)
		for i := range digits {
			digits[i] = byte('1' + c.dice.IntN(9))
		}
		if code := string(digits); !c.codes[code] {
			c.codes[code] = true
			return code
		}
	}
}

func (c *casting) student(n int) (*student, error) {
	weekly, err := calendar.ParseWeekly(oneOf(c.dice, timetables()))
	if err != nil {
		return nil, err
	}
	homes := c.served
	if len(c.nearby) > 0 && c.dice.IntN(4) == 0 {
		homes = c.nearby
	}
	return &student{Student: scheduling.Student{
		Programme: c.programme.Name, Name: fmt.Sprintf("Student %d", n+1), Phone: fmt.Sprintf("+32471%06d", n+1),
		Postcode: oneOf(c.dice, homes), Languages: c.spoken(), Topics: c.skills(), Weekly: weekly,
		MaxHoursWeek: oneOf(c.dice, weekCaps()),
	}}, nil
}

// spoken draws a student's languages: all speak Dutch, half English, a third French.
func (c *casting) spoken() []scheduling.Language {
	languages := []scheduling.Language{"nl"}
	if c.dice.IntN(3) == 0 {
		languages = append(languages, "fr")
	}
	if c.dice.IntN(2) == 0 {
		languages = append(languages, "en")
	}
	return languages
}

// skills draws a student's topics: two thirds of them; every fourth student has all.
func (c *casting) skills() []scheduling.Topic {
	if c.dice.IntN(4) == 0 {
		return nil
	}
	var topics []scheduling.Topic
	for _, topic := range c.programme.Topics {
		if topic != scheduling.TopicOther && c.dice.IntN(3) > 0 {
			topics = append(topics, topic)
		}
	}
	return topics
}

// openingText returns the word with which a resident begins a conversation by text.
func (r *citizen) openingText() string {
	word := map[scheduling.Language]string{"fr": "rendez-vous", "en": "appointment"}[r.language]
	if word == "" {
		word = "afspraak"
	}
	return strings.ToUpper(word) + " " + r.LetterCode
}
