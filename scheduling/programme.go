package scheduling

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Programme is one city's offer: one line number, one set of rules. It is read
// from a YAML file (package scheduling/programmes) and never changes while the
// process runs.
type Programme struct {
	Name  string // file name without .yaml; the key in every table
	Title string // as the resident knows it, Dutch
	City  string

	Numbers   Numbers
	Languages []LanguageRule // offered in this order; Dutch is always first
	Zone      *time.Location // all wording and opening hours; Europe/Brussels

	Window   Window           // pilot window (DOMAIN feature 7)
	Area     map[string]Place // postcodes that are served
	Nearby   map[string]Place // postcodes that are not served, where students may live
	Office   []OfficeHours    // when a human answers
	Holidays calendar.Holidays

	Grounds  []Ground // eligibility grounds (DOMAIN features 5, 6)
	Topics   []Topic  // offered in this order
	Visit    VisitRule
	Voucher  VoucherRule
	Caps     Caps
	Travel   StraightLine // coordinates of Area and Nearby, filled in by the loader
	Quiet    QuietHours
	Dispatch DispatchRule
	Plan     PlanRule
	Closed   []calendar.Days // school holidays, exam weeks: no student is sent out
	Keep     Retention
}

// Numbers are a programme's telephone numbers, E.164. An 0800 number can
// neither call out nor text, hence three.
type Numbers struct {
	Voice    string // dialled by residents
	SMS      string // texts come and go here
	CallerID string // shown on outbound calls
	Desk     string // where a human answers in office hours; empty: nobody, always voicemail
}

// LanguageRule is a language a caller can choose, and who speaks it: a voice of
// the carrier's, or recordings.
type LanguageRule struct {
	Code  Language
	Tag   string // BCP 47, for the carrier: nl-BE
	Voice string // the carrier's voice: Polly.Lisa-Neural; empty where there are recordings
	Audio string // the folder of recordings; empty where there is a voice
	Slow  int    // speed in percent of what is said again; 0: no slower (a carrier without SSML)
}

// PerVisit is how many vouchers one visit takes, rounded up; 0 without a rule.
func (p *Programme) PerVisit() int {
	if !p.Voucher.Required || p.Voucher.Minutes <= 0 {
		return 0
	}
	minutes := int(p.Visit.Length / time.Minute)
	return (minutes + p.Voucher.Minutes - 1) / p.Voucher.Minutes
}

// ClosedOn reports whether no student is sent out on a day.
func (p *Programme) ClosedOn(day calendar.Day) bool {
	return p.Holidays.On(day) || slices.ContainsFunc(p.Closed, func(days calendar.Days) bool { return days.Has(day) })
}

// Ground is why a resident may use the offer: a code, never a diagnosis.
type Ground string

// Serves reports whether the programme visits people in this postcode.
func (p *Programme) Serves(postcode string) bool {
	_, ok := p.Area[postcode]
	return ok
}

// Place returns a postcode's place, served or nearby.
func (p *Programme) Place(postcode string) (Place, bool) {
	if place, ok := p.Area[postcode]; ok {
		return place, true
	}
	place, ok := p.Nearby[postcode]
	return place, ok
}

// Language returns the rule for a language, or the first one, Dutch, when the
// programme does not offer it.
func (p *Programme) Language(code Language) LanguageRule {
	for _, rule := range p.Languages {
		if rule.Code == code {
			return rule
		}
	}
	return p.Languages[0]
}

// OpenAt reports whether visits may be booked at this instant: nil,
// ErrNotYetOpen or ErrOver.
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
