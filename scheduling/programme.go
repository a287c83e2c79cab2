package scheduling

import (
	"cmp"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// Programme is the offer of one city: its numbers and its rules. It is read from a YAML
// file (package scheduling/programmes) and never changes while the process runs.
type Programme struct {
	Name    string              // file name without .yaml; the key in every table
	Title   string              // as the resident knows it, Dutch
	City    string              // as its own people call it, Dutch
	Exonyms map[Language]string // what it is called in other languages, if not the same

	Answers map[Question]map[Language]string // to what residents ask by text

	Numbers   Numbers
	Languages []LanguageRule // offered in this order; Dutch is always first
	Zone      *time.Location // of all local times, spoken or in rules; Europe/Brussels

	Window   Window                  // pilot window (DOMAIN feature 7)
	Area     map[string]travel.Place // postcodes that are served
	Nearby   map[string]travel.Place // postcodes that are not served but where students may live
	Office   []OfficeHours           // when a person answers the telephone
	Holidays calendar.Holidays

	Grounds []Ground // eligibility grounds (DOMAIN features 5, 6)
	Topics  []Topic  // offered in this order
	// OwnTopics has the words, in each language, of the topics that are the programme's own:
	// all others have theirs in flows/locale.
	OwnTopics map[Topic]map[Language]string
	// Sentences has, by key of flows/locale, what the line says in this programme's own words.
	Sentences map[string]map[Language]Sentence
	Lexicons  map[Language]*Lexicon // of its languages that the line has no lexicon of

	Visit   VisitRule
	Voucher VoucherRule
	Caps    Caps

	Checklist   []ChecklistItem // what a visit can do beside its question, noted in its outcome
	AskFeedback bool            // residents are asked on the day after a visit whether it helped

	Offers  []Offer  // what it offers beside visits
	Courses []Course // of other organisations, to which it refers

	Travel   travel.StraightLine // coordinates of Area and Nearby, filled in by the loader
	Quiet    QuietHours
	Dispatch DispatchRule
	Plan     PlanRule
	Closed   []calendar.Days // school holidays, exam weeks: no student is sent out
	Keep     Retention
}

// Numbers are a programme's telephone numbers, E.164. There are several because an 0800
// number can neither call out nor send texts.
type Numbers struct {
	Voice    string   // dialled by residents
	SMS      string   // sends and receives texts
	CallerID string   // shown on outbound calls
	Desk     []string // where a person answers in office hours, rung in this order; none: always voicemail
	Duty     []Duty   // who is rung, in this order, when somebody is at a resident's door
}

// Duty is a number on which a person answers while visits run, also outside office
// hours.
type Duty struct {
	Number string        // E.164
	Hours  []OfficeHours // local; not on holidays, on which there are no visits
}

// LanguageRule is a language that a caller can choose, and what speaks it: a voice of
// the carrier or recordings.
type LanguageRule struct {
	Code  Language
	Tag   string // BCP 47, for the carrier: nl-BE
	Voice string // the carrier's voice, such as Polly.Lisa-Neural; empty if there are recordings
	Audio string // the folder of recordings; empty if there is a voice
	Speed int    // speed of speech in percent of the voice's own; 0: the voice's own
	Slow  int    // speed of repeated prompts in percent of the voice's own; 0: Speed
}

// Marks reports whether the language's voice heeds SSML: a programme sets a speed only
// if it does, because another carrier would read the marks aloud.
func (r LanguageRule) Marks() bool { return r.Speed > 0 || r.Slow > 0 }

// CityIn returns what the city is called in a language.
func (p *Programme) CityIn(language Language) string {
	return cmp.Or(p.Exonyms[language], p.City)
}

// VisitMinutes returns how many minutes of vouchers a visit of the usual length holds; 0 if
// the programme does not require vouchers.
func (p *Programme) VisitMinutes() int {
	return p.MinutesOf(p.Visit.Length)
}

// PerVisit returns how many vouchers one visit takes, a part counted as a whole; 0 if
// the programme does not require vouchers.
func (p *Programme) PerVisit() int {
	if p.VisitMinutes() == 0 {
		return 0
	}
	return (p.VisitMinutes() + p.Voucher.Minutes - 1) / p.Voucher.Minutes
}

// ClosedOn reports whether students make no visits on a day.
func (p *Programme) ClosedOn(day calendar.Day) bool {
	return p.Holidays.On(day) || slices.ContainsFunc(p.Closed, func(days calendar.Days) bool { return days.Has(day) })
}

// Has reports whether the programme offers something beside visits.
func (p *Programme) Has(offer Offer) bool { return slices.Contains(p.Offers, offer) }

// Ground is the code of an eligibility ground. It is never a diagnosis.
type Ground string

// Serves reports whether residents with this postcode are visited.
func (p *Programme) Serves(postcode string) bool {
	_, ok := p.Area[postcode]
	return ok
}

// Place returns the place of a postcode, served or nearby.
func (p *Programme) Place(postcode string) (travel.Place, bool) {
	if place, ok := p.Area[postcode]; ok {
		return place, true
	}
	place, ok := p.Nearby[postcode]
	return place, ok
}

// Language returns the rule for a language or, if the programme does not offer it, the
// rule for the first one, Dutch.
func (p *Programme) Language(code Language) LanguageRule {
	for _, rule := range p.Languages {
		if rule.Code == code {
			return rule
		}
	}
	return p.Languages[0]
}

// OpenAt returns nil if visits may be booked at this instant, ErrNotYetOpen before the
// pilot window, and ErrOver after it.
func (p *Programme) OpenAt(now time.Time) error {
	today := calendar.DayOf(now, p.Zone)
	switch {
	case !p.Window.FirstDay.IsZero() && today.Before(p.Window.FirstDay):
		return ErrNotYetOpen
	case !p.Window.LastDay.IsZero() && p.Window.LastDay.Before(today):
		return ErrOver
	}
	return nil
}
