package flows

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// Conversation is one turn in progress: the session it changes, the input it answers, and
// the lines said so far.
type Conversation struct {
	Session       *Session
	Programme     *scheduling.Programme
	Input         Input
	Office        Office
	Memory        Memory
	Words         *locale.Catalogue // nil if options can only be chosen by number
	Sessions      SessionStore
	from          StateName              // the state in which the turn began
	UnclearBefore string                 // the text just before, if it was not understood
	read          *understand.Understood // the meaning of the text; nil until it is read
	Accepted      bool                   // somebody at the desk accepted the call that ended in this turn
	begun         string                 // beginning of the number that this turn goes on with
	failed        bool                   // a fault of ours occurred in this turn
	late          bool                   // the office did not answer in time in this turn
	Rules         []string               // names of the rules that read the text; a rule can hand on to others
	Lines         []Line
	ReportFault   func(what string, err error) // reports a fault that does not concern the caller
}

// Understood returns what the text of this turn means. The text is read only once a turn,
// because reading a sentence costs more than all else that a dialogue does.
func (c *Conversation) Understood() understand.Understood {
	if c.read == nil {
		said := understand.ReadIn(c.Input.Text, c.Session.Language)
		if c.Input.ReadIn != "" {
			said = understand.Understand(c.Input.Text)
			said.Language = c.Input.ReadIn
		}
		c.read = &said
	}
	return *c.read
}

// Fact is a value that a sentence can mention. It is the name of the placeholder.
type Fact string

// The facts.
const (
	FactStart     Fact = "start"     // of the chosen or booked visit
	FactVisit     Fact = "visit"     // start of the planned visit that the conversation is about
	FactReference Fact = "reference" // of the booked visit
	FactWord      Fact = "word"      // of the booked visit
	FactDue       Fact = "due"       // the time before which a human calls
	FactCity      Fact = "city"
	FactTitle     Fact = "title"
	FactOpens     Fact = "opens"    // first day of the programme
	FactPhone     Fact = "phone"    // the line's own number
	FactSMS       Fact = "sms"      // the line's number for texts
	FactVouchers  Fact = "count"    // vouchers that the resident has left
	FactMinutes   Fact = "minutes"  // minutes of vouchers that the resident has left
	FactPerVisit  Fact = "visits"   // vouchers that a visit costs
	FactVisitTime Fact = "price"    // minutes that a visit costs
	FactTopic     Fact = "topic"    // of the visit
	FactDigits    Fact = "digits"   // number of digits of a code
	FactPlace     Fact = "place"    // name of a walk-in point
	FactRoad      Fact = "road"     // street and number of a walk-in point
	FactFrom      Fact = "from"     // when the walk-in point opens
	FactCloses    Fact = "closes"   // when the walk-in point closes
	FactBy        Fact = "by"       // who organises a course
	FactSessions  Fact = "sessions" // of a course that are left
	FactReferral  Fact = "referral" // number of a referral
	FactNumber    Fact = "number"   // the number typed, for a call back or a text
	FactKey       Fact = "key"      // to press; filled in when options are numbered
)

// fact returns the value of a fact in the canonical form of [locale.Message].
func (c *Conversation) fact(f Fact) string {
	switch f {
	case FactStart:
		return FormatInstant(c.Session.Chosen.Start)
	case FactVisit:
		return FormatInstant(c.Session.Visit.Start)
	case FactReference:
		return c.Session.Booked.Reference
	case FactWord:
		return c.Session.Booked.Word
	case FactDue:
		return FormatInstant(c.Session.Due)
	case FactVouchers:
		return strconv.Itoa(c.Session.Vouchers.Left / max(1, c.Session.Vouchers.Worth))
	case FactMinutes:
		return strconv.Itoa(c.Session.Vouchers.Left)
	case FactPerVisit:
		return strconv.Itoa(c.Session.Vouchers.Visit / max(1, c.Session.Vouchers.Worth))
	case FactVisitTime:
		return strconv.Itoa(c.Session.Vouchers.Visit)
	case FactNumber:
		return cmp.Or(c.Session.TextTo, c.Session.Typed)
	case FactTopic:
		return string(c.Session.Topic)
	case FactReferral:
		return c.Session.Aside.Reference
	case FactDigits:
		return strconv.Itoa(c.Session.Codes.Max)
	}
	return cmp.Or(c.programmeFact(f), c.pointFact(f))
}

func (c *Conversation) programmeFact(f Fact) string {
	switch f {
	case FactCity:
		return c.Programme.City
	case FactTitle:
		return c.Programme.Title
	case FactOpens:
		return FormatInstant(c.Programme.Window.FirstDay.At(0, c.Programme.Zone))
	case FactPhone:
		return c.Programme.Numbers.Voice
	case FactSMS:
		return c.Programme.Numbers.SMS
	}
	return ""
}

func (c *Conversation) pointFact(f Fact) string {
	point := c.Session.CurrentPoint()
	switch f {
	case FactPlace:
		return point.Name
	case FactRoad:
		return point.Street
	case FactBy:
		return point.By
	case FactSessions:
		return strconv.Itoa(point.Left)
	case FactFrom:
		return FormatInstant(point.From)
	case FactCloses:
		return FormatInstant(point.To)
	}
	return ""
}

// FormatInstant returns a time in the canonical form of [locale.Message]: RFC 3339, in UTC.
func FormatInstant(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// Say adds a sentence in the session's language, or in the sentence's own. It adds
// nothing if the sentence has no key, or its condition does not hold.
func (c *Conversation) Say(s Say) {
	if s.Key != "" && (s.If == nil || s.If(c.Session)) {
		language := c.Session.Language
		if s.In != nil {
			language = cmp.Or(s.In(c.Session), language)
		}
		c.Lines = append(c.Lines, Line{Language: language, Kind: s.Kind, Pause: s.Pause, Message: c.message(s)})
	}
}

func (c *Conversation) message(s Say) locale.Message {
	m := locale.Message{Key: s.Key}
	if len(s.Facts)+len(s.With) > 0 {
		m.Args = make(map[string]string, len(s.Facts)+len(s.With)+1)
		maps.Copy(m.Args, s.With)
		for _, f := range s.Facts {
			m.Args[string(f)] = c.fact(f)
		}
	}
	return m
}

// sayOption adds an option with the key to press.
func (c *Conversation) sayOption(key int, o Option) {
	m := c.message(o.Say)
	if m.Args == nil {
		m.Args = make(map[string]string, 1)
	}
	m.Args[string(FactKey)] = strconv.Itoa(key)
	c.Lines = append(c.Lines, Line{Language: c.optionLanguage(o), Message: m})
}

func (c *Conversation) optionLanguage(o Option) scheduling.Language {
	return cmp.Or(o.Spoken, c.Session.Language)
}

// OperationKey returns the deduplication key of the change that this turn makes.
func (c *Conversation) OperationKey() string {
	return c.Session.Key + ":" + c.Session.Nonce + ":" + strconv.Itoa(c.Session.Turn)
}

// Demand returns the row of this conversation in the demand register.
func (c *Conversation) Demand(outcome scheduling.Outcome) scheduling.Demand {
	s := c.Session
	return scheduling.Demand{
		Key: c.DemandKey(), Programme: s.Programme, Channel: s.Channel,
		Language: s.Language, Topic: s.Topic, Postcode: s.Postcode, Outcome: outcome,
		Caller: s.Caller, ResidentID: s.ResidentID, Step: string(s.State),
	}
}

// DemandKey returns the key of this conversation's row in the demand register.
// Conversations by text need the nonce in it: one number keeps its session key for
// months.
func (c *Conversation) DemandKey() string {
	if c.Session.Channel == scheduling.SMS {
		return c.Session.Key + ":" + c.Session.Nonce
	}
	return c.Session.Key
}

// Ask adds a question with its options in full, and returns the input that is expected.
func (c *Conversation) Ask(state *State) Expect {
	prompt := len(c.Lines)
	for _, s := range state.Say {
		c.Say(s)
	}
	if state.Record == nil { // there, what is said is the prompt
		prompt = len(c.Lines)
	}
	switch {
	case state.Menu != nil:
		c.Say(Say{Key: state.Menu.Ask})
		c.menu(state.Menu)
	case state.Number != nil:
		number := state.Number.fitted(c.Session)
		c.Say(Say{Key: number.Ask, Facts: numberFacts(number)})
	}
	c.pauseBefore(prompt, PromptPause)
	return c.Expect(state)
}

// AskAgain adds a question in its short form, and returns the input that is expected.
func (c *Conversation) AskAgain(state *State) Expect {
	prompt := len(c.Lines)
	switch {
	case state.Menu != nil:
		if state.Menu.Remind != nil {
			state.Menu.Remind(c)
		}
		c.Say(state.Menu.Short)
		for _, s := range state.Menu.Still {
			c.Say(s)
		}
		c.options(state.Menu)
	case state.Number != nil:
		number := state.Number.fitted(c.Session)
		c.Say(Say{Key: cmp.Or(number.Short, number.Ask), Facts: numberFacts(number)})
	}
	c.pauseBefore(prompt, PromptPause)
	return c.Expect(state)
}

func numberFacts(n *Number) []Fact {
	if n.Digits > 0 {
		return []Fact{FactDigits}
	}
	return nil
}

// menu adds the options of a menu, after the hint that 0 is a human, because only the
// last three items of a list are remembered. If the caller is back in the main menu, the
// hint comes last: they have heard the options, and found nothing there yet.
func (c *Conversation) menu(menu *Menu) {
	if !c.Session.Returned {
		c.hint(menu, "menu.human")
	}
	c.options(menu)
	if c.Session.Returned {
		c.hint(menu, "menu.human")
	}
}

func (c *Conversation) hint(menu *Menu, key string) {
	if menu.Hints {
		c.Say(Say{Key: key})
	}
}

func (c *Conversation) options(menu *Menu) {
	options := menu.Options(c)
	c.sayLanguages(menu, len(options))
	for _, i := range c.order(menu, len(options)) {
		c.sayOption(KeyAt(options, i), options[i])
	}
	if menu.Star || c.offersStarAgain(menu) {
		c.Say(Say{Key: "menu.repeat"})
	}
}

// offersStarAgain reports whether the question is asked again, and * has more to say.
func (c *Conversation) offersStarAgain(menu *Menu) bool {
	return menu != nil && menu.StarAgain != nil && c.Session.Tries > 0 && c.Session.Channel == scheduling.Voice && menu.StarAgain(c.Session)
}

// order returns the order in which options are said. Three of them are remembered
// (DOMAIN.md), and a line with four languages must ask all of its callers for one: the
// first that is said is repeated at the end, and each time the question is asked again
// the order is another one. Each option keeps its key.
func (c *Conversation) order(menu *Menu, options int) []int {
	order := make([]int, options, options+1)
	for i := range order {
		order[i] = i
	}
	if !menu.Wordless || options <= maxRemembered || c.Session.Channel != scheduling.Voice {
		return order
	}
	from := [...]int{0, 2, 1}[c.Session.Tries%3] // so that each language is among the last three at least twice
	return slices.Concat(order[from:], order[:from], order[from:from+1])
}

// maxRemembered is how many spoken options people remember.
const maxRemembered = 3

// Expect returns the input that a state waits for.
func (c *Conversation) Expect(state *State) Expect {
	switch {
	case state.Menu != nil:
		return Expect{Kind: ExpectKeys, Digits: 1, Wait: cmp.Or(state.Menu.Wait, MenuWait)}
	case state.Number != nil:
		return c.expectNumber(state.Number.fitted(c.Session))
	case state.Record != nil:
		return Expect{Kind: ExpectRecording, MaxLength: cmp.Or(state.Record.MaxLength, maxVoicemail)}
	case state.Connect != nil:
		return Expect{
			Kind: ExpectConnection, Wait: ringTimeout, MaxLength: maxTalk,
			Numbers: c.Session.Ring, CallerID: c.Programme.Numbers.CallerID, For: c.errand(),
		}
	}
	return Expect{Kind: ExpectNothing}
}

// errand returns why a human is rung.
func (c *Conversation) errand() Errand {
	s := c.Session
	visit := s.Visit
	if visit.ID == 0 && len(s.Planned) == 1 {
		visit = s.Planned[0]
	}
	errand := Errand{Reason: s.Reason, Reference: visit.Reference, Start: visit.Start, AtDoor: s.AtDoor.Now}
	if s.AtDoor.Now {
		errand.Reference, errand.Start = s.AtDoor.Reference, s.AtDoor.Start
	}
	if s.Spoken {
		errand.Language = s.Language
	}
	return errand
}

// HasLanguage reports whether the programme has a language, and can use it here.
func (c *Conversation) HasLanguage(language scheduling.Language) bool {
	rule := c.Programme.Language(language)
	return language != "" && rule.Code == language && c.CanUse(rule)
}

// CanUse reports whether a language can be used here: one that is only recorded has no words that
// a text could be written in.
func (c *Conversation) CanUse(rule scheduling.LanguageRule) bool {
	return c.Session.Channel != scheduling.SMS || rule.Audio == "" || c.Words != nil && c.Words.Writes(rule.Code)
}

// UseLanguage makes a language that of the session, and reports whether the programme has
// it. If the programme does not, nothing changes.
func (c *Conversation) UseLanguage(language scheduling.Language) bool {
	if !c.HasLanguage(language) {
		return false
	}
	c.Session.Language, c.Session.Spoken = language, true
	return true
}

// ChosenLanguage returns the language of the conversation, or "" if the caller has chosen
// none. A programme with one language leaves no choice.
func (c *Conversation) ChosenLanguage() scheduling.Language {
	s := c.Session
	if s.Spoken || s.WeCalled || len(c.Programme.Languages) == 1 {
		return s.Language
	}
	return ""
}

// discard has a recording deleted that nobody needs: the carrier keeps it, and it may
// hold a name.
func (c *Conversation) discard(ctx context.Context, url string) {
	if url == "" {
		return
	}
	if err := c.Office.Callbacks.Discard(ctx, url); err != nil {
		c.ReportFault("discarding a recording", err)
	}
}

// PrintedOption returns the words of an option as a text prints them, without the number.
func (c *Conversation) PrintedOption(o Option) string {
	message := c.message(o.Say)
	line := Line{Language: c.optionLanguage(o), Message: message}
	return strings.TrimLeft(textLine(c.Words, c.Programme, line), "= ")
}
