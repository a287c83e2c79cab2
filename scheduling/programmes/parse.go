package programmes

import (
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // local times must be right on machines without zone files
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"
	"golang.org/x/text/language"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// Limits of a telephone menu.
const (
	maxLanguages = 4
	maxTopics    = 8 // pages of three, and "more"
)

var (
	nameShape     = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	textShape     = regexp.MustCompile(`^\S(.*\S)?$`)
	languageShape = regexp.MustCompile(`^[a-z]{2,3}$`)
	groundShape   = regexp.MustCompile(`^[a-z_]+$`)
	postcodeShape = regexp.MustCompile(`^[1-9][0-9]{3}$`)
	folderShape   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	voiceShape    = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9.-]*$`)
)

// Parse reads one programme. filename is used in errors and compared with the
// programme's name. known lists the languages that have words; if it is empty, every
// language is accepted. The error joins every Problem.
func Parse(filename string, data []byte, known ...scheduling.Language) (*scheduling.Programme, error) {
	read := parse(filename, data, known)
	if err := join(read.doc.problems); err != nil {
		return nil, err
	}
	return read.programme, nil
}

// parsed is a programme with the positions that later checks report.
type parsed struct {
	doc       *document
	programme *scheduling.Programme
	numbers   map[string]value // the line's own, by number
	answered  []answered       // where humans answer
}

// answered is a number on which a human answers, and its position.
type answered struct {
	number string
	at     value
}

func parse(filename string, data []byte, known []scheduling.Language) parsed {
	doc := &document{file: filename}
	f := doc.open(data).fields()
	visit := f["visit"].fields()
	p := &scheduling.Programme{
		Name:      readName(f["name"], filename),
		Title:     f["title"].word(textShape),
		Languages: readLanguages(f["languages"], known),
		Zone:      readZone(f["time_zone"]),
		Window:    readWindow(f["pilot"]),
		Office:    readHours(f["office_hours"]),
		Holidays:  readHolidays(f["holidays"]),
		Grounds:   readGrounds(f["grounds"]),
		Visit:     readVisit(visit),
		Voucher:   readVoucher(f["vouchers"]),
		Checklist: readChecklist(f["checklist"]),
		Offers:    readOffers(f["offers"]),
		Caps:      readCaps(f["caps"]),
		Travel:    readTravel(f["travel"]),
		Keep:      readRetention(f["retention"]),
		Dispatch:  readDispatch(f["dispatch"]),
		Plan:      readPlan(f["plan"]),
		Closed:    readClosed(f["holidays"]),
	}
	p.Courses = readCourses(f["courses"], p.Zone)
	p.City, p.Exonyms = readCity(f["city"], known)
	p.Topics, p.OwnTopics = readTopics(f["topics"], p.Languages)
	p.Visit.Types = readVisitTypes(visit["types"], p)
	p.Sentences = readSentences(f["sentences"], p.Languages)
	p.Answers = readAnswers(f["answers"], p.Languages)
	p.AskFeedback = !f["feedback"].present() || f["feedback"].boolean()
	p.Quiet.From, p.Quiet.To = f["quiet_hours"].clocks()
	p.Area, p.Nearby = readPlaces(f["area"], f["nearby"])
	for _, places := range []map[string]travel.Place{p.Area, p.Nearby} {
		for postcode, place := range places {
			p.Travel.Places[postcode] = place
		}
	}
	numbers, human := readNumbers(f["numbers"], &p.Numbers)
	return parsed{doc, p, numbers, human}
}

func readName(v value, filename string) string {
	name := v.word(nameShape)
	base := strings.TrimSuffix(filepath.Base(filename), extension)
	if name != "" && name != base {
		v.fail(fmt.Sprintf("%q is not the name of the file", name), fmt.Sprintf("write %s, or rename the file to %s%s", base, name, extension))
	}
	return name
}

// readCity reads the name of a city: one name, or one for each language that has its own.
func readCity(v value, known []scheduling.Language) (city string, exonyms map[scheduling.Language]string) {
	names, several := v.named()
	if !several {
		return v.word(textShape), nil
	}
	exonyms = map[scheduling.Language]string{}
	for code, name := range names {
		language := scheduling.Language(code)
		if len(known) > 0 && !slices.Contains(known, language) {
			name.fail(fmt.Sprintf("there are no words for %q", code), "use one of "+listed(known))
		}
		if word := name.word(textShape); language == dutch {
			city = word
		} else {
			exonyms[language] = word
		}
	}
	if _, ok := names[string(dutch)]; !ok {
		v.fail("nl is missing", "add nl: Antwerpen")
	}
	return city, exonyms
}

// maxAnswer is how many characters an answer has: what was asked stands below it, in the same
// text.
const maxAnswer = 120

// readAnswers reads what the programme answers to questions of residents, in each of its
// languages.
func readAnswers(v value, languages []scheduling.LanguageRule) map[scheduling.Question]map[scheduling.Language]string {
	if !v.present() {
		return nil
	}
	all := map[scheduling.Question]map[scheduling.Language]string{}
	f := v.fields()
	for _, question := range scheduling.Questions() {
		answer := f[string(question)]
		words, several := answer.named()
		if !answer.present() {
			continue
		}
		if !several {
			answer.fail("is not in languages", "write {nl: Een bezoek duurt een uur.}")
			continue
		}
		all[question] = map[scheduling.Language]string{}
		for code, in := range words {
			text := in.word(textShape)
			if utf8.RuneCountInString(text) > maxAnswer {
				in.fail(fmt.Sprintf("has more than %d characters", maxAnswer), "say it shorter")
			}
			all[question][scheduling.Language(code)] = text
		}
		requireLanguages(answer, words, languages)
	}
	return all
}

// dutch is the language of a Flemish administration.
const dutch scheduling.Language = "nl"

// readNumbers reads the numbers. The text number and the caller id must be able to text
// and call out, unlike an 0800 number. It returns the line's own numbers and those on
// which humans answer, with their positions.
func readNumbers(v value, numbers *scheduling.Numbers) (own map[string]value, human []answered) {
	f := v.fields()
	numbers.Voice = f["voice"].telephone("")
	numbers.SMS = f["sms"].telephone("a mobile number: only those can text",
		phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE)
	numbers.CallerID = f["caller_id"].telephone("a number that can call out: 0800 cannot",
		phonenumbers.FIXED_LINE, phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE, phonenumbers.VOIP)
	human = append(human, readDesk(f["desk"], numbers)...)
	human = append(human, readDuty(f["duty"], numbers)...)
	own = map[string]value{numbers.Voice: f["voice"], numbers.SMS: f["sms"], numbers.CallerID: f["caller_id"]}
	for _, h := range human {
		if line, same := own[h.number]; same && h.number != "" {
			h.at.failAsOwn(fmt.Sprintf("is also on line %d", line.line))
		}
	}
	return own, human
}

// maxDesk limits how many numbers of the desk are rung one after the other: with more, a
// caller waits for minutes before the voicemail.
const maxDesk = 4

// readDesk reads the numbers that are rung in office hours, in their order: one, or a list.
func readDesk(v value, numbers *scheduling.Numbers) []answered {
	items := v.oneOrMore()
	if len(items) > maxDesk {
		v.fail(fmt.Sprintf("has %d numbers, and at most %d are rung one after the other", len(items), maxDesk), "leave out the last ones")
	}
	human, read := make([]answered, len(items)), make([]string, len(items))
	for i, item := range items {
		read[i] = item.humanNumber()
		human[i] = answered{read[i], item}
		if read[i] != "" {
			numbers.Desk = append(numbers.Desk, read[i])
		}
	}
	distinct(items, read)
	return human
}

// readDuty reads who is rung when somebody is at a resident's door.
func readDuty(v value, numbers *scheduling.Numbers) []answered {
	var human []answered
	var all []string
	items := v.items()
	for _, item := range items {
		f := item.fields()
		before := len(v.doc.problems)
		duty := scheduling.Duty{Number: f["number"].humanNumber(), Hours: readHours(f["hours"])}
		if len(duty.Hours) == 0 && len(v.doc.problems) == before {
			f["hours"].fail("is empty: this number would never be rung", "")
		}
		numbers.Duty = append(numbers.Duty, duty)
		human, all = append(human, answered{duty.Number, f["number"]}), append(all, duty.Number)
	}
	distinct(items, all)
	return human
}

// humanNumber parses a number on which a human answers.
func (v value) humanNumber() string {
	return v.telephone("a number without extra cost: the programme pays for these calls",
		phonenumbers.FIXED_LINE, phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE, phonenumbers.VOIP,
		phonenumbers.TOLL_FREE, phonenumbers.SHARED_COST, phonenumbers.UAN)
}

// failAsOwn records a problem if a number on which a human should answer is a helpline
// itself.
func (v value) failAsOwn(where string) {
	text, _ := v.text()
	name := strings.TrimSuffix(strings.TrimPrefix(v.path, "numbers."), "[].number")
	name = strings.TrimSuffix(name, "[]")
	v.fail(fmt.Sprintf("%q %s: who asks for a human would be back in the menu", text, where),
		"write where a human answers, or leave "+name+" out")
}

func readLanguages(v value, known []scheduling.Language) []scheduling.LanguageRule {
	var rules []scheduling.LanguageRule
	var codes []scheduling.Language
	items := v.items()
	for i, item := range items {
		rule := readLanguage(item, known)
		if i == 0 && rule.Code != "" && rule.Code != "nl" {
			item.fail(fmt.Sprintf("%s is first", rule.Code), "write nl first: a Flemish administration speaks Dutch first")
		}
		rules, codes = append(rules, rule), append(codes, rule.Code)
	}
	distinct(items, codes)
	countOf(v, len(rules), maxLanguages, "languages")
	return rules
}

func readLanguage(v value, known []scheduling.Language) scheduling.LanguageRule {
	f := v.fields()
	checkSpeaker(v, f)
	code := scheduling.Language(f["code"].word(languageShape))
	// A language with recordings needs no words: its texts, and prompts without a
	// recording, are in Dutch.
	recorded := f["audio"].present()
	if code != "" && len(known) > 0 && !slices.Contains(known, code) && !recorded {
		f["code"].fail(fmt.Sprintf("there are no words for %q", code), "use one of "+listed(known))
	}
	tag := f["tag"].word(textShape)
	if parsed, err := language.Parse(tag); tag != "" && (err != nil || parsed.String() != tag) {
		f["tag"].fail(fmt.Sprintf("%q is not a language tag", tag), "")
	} else if tag != "" && code != "" && !speaks(parsed, code) {
		f["tag"].fail(fmt.Sprintf("%s is not the language %s", tag, code), fmt.Sprintf("write a tag of %s", code))
	}
	rule := scheduling.LanguageRule{
		Code: code, Tag: tag, Speed: f["speed"].percent(minSpeed, maxSpeed), Slow: f["slow"].percent(minSpeed, ownSpeed),
		Voice: f["voice"].word(voiceShape), Audio: f["audio"].word(folderShape),
	}
	if rule.Speed > 0 && rule.Slow > rule.Speed {
		f["slow"].fail(fmt.Sprintf("what is said again would be faster: speed is %d%%", rule.Speed),
			fmt.Sprintf("write at most %d%%", rule.Speed))
	}
	return rule
}

// The speeds of speech that can be followed, in percent of a voice's own.
const (
	minSpeed = 50
	ownSpeed = 100
	maxSpeed = 120
)

// checkSpeaker requires either a voice or recordings. Dutch must have a voice, because
// it replaces missing recordings of other languages.
func checkSpeaker(v value, f map[string]value) {
	code, _ := f["code"].text()
	switch voice, audio := f["voice"], f["audio"]; {
	case !v.present():
	case !voice.present() && !audio.present():
		v.fail("voice is missing", "add voice: "+example(voice.path))
	case voice.present() && audio.present():
		audio.fail("there is a voice as well", "keep one: a voice of the carrier's, or a folder of recordings")
	case audio.present() && code == "nl":
		audio.fail("Dutch says what is not recorded", "give it a voice: "+example(voice.path))
	case audio.present():
		for _, name := range []string{"speed", "slow"} {
			if f[name].present() {
				f[name].fail("a recording has the speed it was spoken at", "leave "+name+" out")
			}
		}
	}
}

// speaks reports whether a tag is of a language or its standard form. Carriers use arb
// for the voice that speaks modern standard Arabic.
func speaks(tag language.Tag, code scheduling.Language) bool {
	base, _ := tag.Base()
	standard, err := language.Macro.Canonicalize(tag)
	wider, _ := standard.Base()
	return base.String() == string(code) || err == nil && wider.String() == string(code)
}

func readZone(v value) *time.Location {
	name, ok := v.text()
	if !ok {
		return time.UTC
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		v.fail(fmt.Sprintf("%q is not a time zone", name), "")
		return time.UTC
	}
	return zone
}

func readWindow(v value) scheduling.Window {
	f := v.fields()
	window := scheduling.Window{FirstDay: f["first_day"].day(), LastDay: f["last_day"].day()}
	if !window.LastDay.IsZero() && window.LastDay.Before(window.FirstDay) {
		f["last_day"].fail(fmt.Sprintf("%s is before first_day, %s", window.LastDay, window.FirstDay), "write a later day")
	}
	return window
}

// readHours reads hours in which a person answers.
func readHours(v value) []scheduling.OfficeHours {
	var office []scheduling.OfficeHours
	var all []string
	for _, item := range v.items() {
		text, ok := item.text()
		if !ok {
			continue
		}
		if _, err := calendar.ParseWeekly(text); err != nil {
			item.fail(reasonOf(err), "for example "+example(item.path))
			continue
		}
		all = append(all, text)
	}
	if len(all) == 0 {
		return nil
	}
	hours, err := calendar.ParseWeekly(strings.Join(all, ";"))
	if err != nil {
		v.fail(reasonOf(err), "for example "+example(v.path))
	}
	for _, h := range hours {
		office = append(office, scheduling.OfficeHours(h))
	}
	return office
}

func readHolidays(v value) calendar.Holidays {
	f := v.fields()
	holidays := calendar.Holidays{Flemish: f["flemish"].boolean()}
	items := f["extra"].items()
	for _, item := range items {
		holidays.Extra = append(holidays.Extra, item.day())
	}
	distinct(items, holidays.Extra)
	return holidays
}

func readGrounds(v value) []scheduling.Ground {
	var grounds []scheduling.Ground
	items := v.items()
	for _, item := range items {
		grounds = append(grounds, scheduling.Ground(item.word(groundShape)))
	}
	distinct(items, grounds)
	countOf(v, len(grounds), math.MaxInt, "grounds")
	return grounds
}

// countOf records a problem if a list is empty or too long for a telephone menu.
func countOf(v value, count, limit int, what string) {
	switch {
	case !v.present():
	case count == 0:
		v.fail("is empty", "")
	case count > limit:
		v.fail(fmt.Sprintf("%d %s do not fit a telephone menu", count, what), fmt.Sprintf("keep at most %d", limit))
	}
}

// listed formats names for an error.
func listed[T ~string](names []T) string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = string(name)
	}
	return strings.Join(texts, ", ")
}

// reasonOf returns the text of an error without that of scheduling.ErrInvalid.
func reasonOf(err error) string {
	return strings.TrimPrefix(err.Error(), scheduling.ErrInvalid.Error()+": ")
}
