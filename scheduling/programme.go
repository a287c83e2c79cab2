package scheduling

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Language is an ISO 639-1 code: nl, fr, en, tr, ar.
type Language string

// Topic is what a visit is about (DOMAIN feature 10).
type Topic string

// The topics the words of flows/locale know. TopicOther is a question that fits
// none: any student may take it.
const (
	TopicItsme     Topic = "itsme"
	TopicBanking   Topic = "bankieren"
	TopicSocial    Topic = "sociale_media"
	TopicSafety    Topic = "veiligheid"
	TopicVideoCall Topic = "videobellen"
	TopicDocuments Topic = "documenten"
	TopicApps      Topic = "applicaties"
	TopicInternet  Topic = "internet"
	TopicOther     Topic = "andere"
)

// Topics lists every topic there are words for, in the order they are offered.
func Topics() []Topic {
	return []Topic{
		TopicItsme, TopicBanking, TopicVideoCall, TopicSocial, TopicSafety,
		TopicDocuments, TopicApps, TopicInternet, TopicOther,
	}
}

// topicAliases maps what people write in a spreadsheet to a topic.
var topicAliases = map[string]Topic{
	"banking": TopicBanking, "bank": TopicBanking, "digitaal_bankieren": TopicBanking,
	"social_media": TopicSocial, "socialemedia": TopicSocial, "social": TopicSocial,
	"safety": TopicSafety, "security": TopicSafety, "digitale_veiligheid": TopicSafety,
	"video": TopicVideoCall, "video_call": TopicVideoCall, "videobel": TopicVideoCall, "video_calling": TopicVideoCall,
	"documents": TopicDocuments, "apps": TopicApps, "applications": TopicApps,
	"other": TopicOther, "anders": TopicOther, "iets_anders": TopicOther,
}

// ParseTopic reads a topic as people write it: any case, spaces or hyphens,
// Dutch or English. An unknown topic is ErrInvalid.
func ParseTopic(text string) (Topic, error) {
	folded := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(text)))
	if slices.Contains(Topics(), Topic(folded)) {
		return Topic(folded), nil
	}
	if topic, ok := topicAliases[folded]; ok {
		return topic, nil
	}
	return "", fmt.Errorf("%w: topic %q is not known; use one of %s", ErrInvalid, text, joinTopics(Topics()))
}

func joinTopics(topics []Topic) string {
	names := make([]string, len(topics))
	for i, topic := range topics {
		names[i] = string(topic)
	}
	return strings.Join(names, ", ")
}

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
	Holidays Holidays

	Grounds  []Ground // eligibility grounds (DOMAIN features 5, 6)
	Topics   []Topic  // offered in this order
	Visit    VisitRule
	Voucher  VoucherRule
	Caps     Caps
	Travel   StraightLine // coordinates of Area and Nearby, filled in by the loader
	Quiet    QuietHours
	Dispatch DispatchRule
	Plan     PlanRule
	Closed   []Days // school holidays, exam weeks: no student is sent out
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

// Window is the time a programme takes bookings in. The zero Window is always open.
type Window struct {
	FirstDay Day // zero: no beginning
	LastDay  Day // zero: no end; the last day on which visits take place
}

// VisitRule says how long a visit is and when it may be promised.
type VisitRule struct {
	Length   time.Duration // of the help itself
	Grid     time.Duration // starts are multiples of this after midnight, local time
	Gap      time.Duration // least time between two visits of one student, travel included
	Notice   time.Duration // the earliest promise is this long from now
	Horizon  time.Duration // and the latest this long
	Hold     time.Duration // how long a spoken time is kept for the caller
	From, To Clock         // visits begin and end within these, local time
	Open     int           // planned visits a resident may have at once; 0: no limit
}

// VoucherRule says what a visit costs in vouchers (DOMAIN feature 11).
type VoucherRule struct {
	Required bool
	Minutes  int // one voucher is worth this many minutes
}

// PerVisit is how many vouchers one visit takes, rounded up; 0 without a rule.
func (p *Programme) PerVisit() int {
	if !p.Voucher.Required || p.Voucher.Minutes <= 0 {
		return 0
	}
	minutes := int(p.Visit.Length / time.Minute)
	return (minutes + p.Voucher.Minutes - 1) / p.Voucher.Minutes
}

// Caps are the most hours one student may work; zero means no cap. The yearly
// one serves the 650 hours at the student rate.
type Caps struct {
	HoursDay, HoursWeek, HoursYear float64
}

// QuietHours hold back every message that is not an answer.
type QuietHours struct {
	From, To Clock // nothing is sent outside From..To, local time
}

// closed reports whether no student is sent out on a day.
func (p *Programme) closed(day Day) bool {
	return p.Holidays.On(day) || slices.ContainsFunc(p.Closed, func(days Days) bool { return days.Has(day) })
}

// Retention is how long things are kept (enforced by a job).
type Retention struct {
	AddressDays int // after the last visit
	CallLogDays int
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
	today := DayOf(now, p.Zone)
	switch {
	case !p.Window.FirstDay.IsZero() && today.Before(p.Window.FirstDay):
		return ErrNotYetOpen
	case !p.Window.LastDay.IsZero() && p.Window.LastDay.Before(today):
		return ErrOver
	}
	return nil
}

// Programmes are the programmes one deployment serves.
type Programmes []*Programme

// Named returns the programme with this name, or ErrNotFound.
func (ps Programmes) Named(name string) (*Programme, error) {
	for _, p := range ps {
		if p.Name == name {
			return p, nil
		}
	}
	return nil, fmt.Errorf("programme %q: %w", name, ErrNotFound)
}

// Dialled returns the programme whose voice or SMS number this is, or ErrNotFound.
func (ps Programmes) Dialled(number string) (*Programme, error) {
	for _, p := range ps {
		if number != "" && (p.Numbers.Voice == number || p.Numbers.SMS == number || p.Numbers.CallerID == number) {
			return p, nil
		}
	}
	return nil, fmt.Errorf("programme for the dialled number: %w", ErrNotFound)
}
