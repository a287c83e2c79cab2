package programmes_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// small is a complete programme of which tests change one line.
const small = `name: small
title: Een proefproject
city: Klein
numbers: {voice: "+3280012009", sms: "+32460201009", caller_id: "+3232010109"}
languages:
  - {code: nl, tag: nl-BE, voice: Polly.Lisa-Neural}
  - {code: fr, tag: fr-BE, voice: Polly.Isabelle-Neural}
time_zone: Europe/Brussels
pilot: {first_day: 2027-03-01, last_day: 2027-05-31}
office_hours: [mo-fr 09:00-12:00]
holidays: {flemish: true, extra: [2027-12-24]}
grounds: [taxicheque, long_term]
topics: [itsme, andere]
visit:
  length: 60m
  grid: 30m
  gap: 10m
  notice: 24h
  horizon: 42d
  hold: 5m
  between: 09:00-19:00
  open: 3
vouchers: {required: true, minutes: 60}
caps: {hours_day: 8, hours_week: 12.5, hours_year: 0}
travel: {detour: 1.3, overhead: 2m, speed: {bicycle: 15, car: 25}}
quiet_hours: 09:00-20:00
retention: {address_days: 30, call_log_days: 90}
area:
  - {postcode: 2000, name: Antwerpen, lat: 51.2199, lon: 4.4025}
  - {postcode: 2018, name: Zuid, lat: 51.2040, lon: 4.4130}
nearby:
  - {postcode: 2640, name: Mortsel, lat: 51.1720, lon: 4.4593}
`

func TestParseReadsEveryKey(t *testing.T) {
	p, err := programmes.Parse("some/folder/small.yaml", []byte(small), "nl", "fr", "en")
	require.NoError(t, err)

	antwerpen := travel.Place{Postcode: "2000", Name: "Antwerpen", Lat: 51.2199, Lon: 4.4025}
	zuid := travel.Place{Postcode: "2018", Name: "Zuid", Lat: 51.2040, Lon: 4.4130}
	mortsel := travel.Place{Postcode: "2640", Name: "Mortsel", Lat: 51.1720, Lon: 4.4593}
	office := func(day time.Weekday) scheduling.OfficeHours {
		return scheduling.OfficeHours{Weekday: day, From: 9 * 60, To: 12 * 60}
	}
	require.Equal(t, "Europe/Brussels", p.Zone.String())
	p.Zone = nil
	require.Equal(t, &scheduling.Programme{
		Name: "small", Title: "Een proefproject", City: "Klein",
		Numbers: scheduling.Numbers{Voice: "+3280012009", SMS: "+32460201009", CallerID: "+3232010109"},
		Languages: []scheduling.LanguageRule{
			{Code: "nl", Tag: "nl-BE", Voice: "Polly.Lisa-Neural"},
			{Code: "fr", Tag: "fr-BE", Voice: "Polly.Isabelle-Neural"},
		},
		Window: scheduling.Window{
			FirstDay: calendar.Day{Year: 2027, Month: time.March, Day: 1},
			LastDay:  calendar.Day{Year: 2027, Month: time.May, Day: 31},
		},
		Office: []scheduling.OfficeHours{
			office(time.Monday), office(time.Tuesday), office(time.Wednesday), office(time.Thursday), office(time.Friday),
		},
		Holidays: calendar.Holidays{Flemish: true, Extra: []calendar.Day{{Year: 2027, Month: time.December, Day: 24}}},
		Grounds:  []scheduling.Ground{"taxicheque", "long_term"},
		Topics:   []scheduling.Topic{scheduling.TopicItsme, scheduling.TopicOther},
		Visit: scheduling.VisitRule{
			Length: time.Hour, Grid: 30 * time.Minute, Gap: 10 * time.Minute, Notice: 24 * time.Hour,
			Horizon: 42 * 24 * time.Hour, Hold: 5 * time.Minute, From: 9 * 60, To: 19 * 60, Open: 3,
		},
		Voucher:     scheduling.VoucherRule{Required: true, Minutes: 60},
		AskFeedback: true,
		Caps:        scheduling.Caps{HoursDay: 8, HoursWeek: 12.5},
		Travel: travel.StraightLine{
			Places: map[string]travel.Place{"2000": antwerpen, "2018": zuid, "2640": mortsel},
			Detour: 1.3, Overhead: 2 * time.Minute,
			Speed: map[travel.Means]float64{travel.Bicycle: 15, travel.Car: 25},
		},
		Quiet:    scheduling.QuietHours{From: 9 * 60, To: 20 * 60},
		Dispatch: scheduling.DefaultDispatch(), Plan: scheduling.DefaultPlan(),
		Keep:   scheduling.Retention{AddressDays: 30, CallLogDays: 90},
		Area:   map[string]travel.Place{"2000": antwerpen, "2018": zuid},
		Nearby: map[string]travel.Place{"2640": mortsel},
	}, p)
}

// Carriers name a voice by the standard form of its language, which differs from
// related languages.
func TestATagMayBeTheStandardFormOfALanguage(t *testing.T) {
	arabic := func(tag string) error {
		text := strings.Replace(small, "code: fr, tag: fr-BE", "code: ar, tag: "+tag, 1)
		_, err := programmes.Parse("small.yaml", []byte(text), "nl", "ar")
		return err
	}
	for _, tag := range []string{"ar", "arb", "ar-MA"} {
		require.NoError(t, arabic(tag))
	}
	require.ErrorContains(t, arabic("ary"), "ary is not the language ar")
}

// A language without a voice may have recordings, and then needs no words.
func TestALanguageMayBeRecorded(t *testing.T) {
	text := strings.Replace(small, "code: fr, tag: fr-BE, voice: Polly.Isabelle-Neural", "code: rif, tag: rif, audio: rif", 1)
	p, err := programmes.Parse("small.yaml", []byte(text), "nl")
	require.NoError(t, err)
	require.Equal(t, scheduling.LanguageRule{Code: "rif", Tag: "rif", Audio: "rif"}, p.Languages[1])
}

func TestADeskAndASlowerVoiceMayBeLeftOut(t *testing.T) {
	p, err := programmes.Parse("small.yaml", []byte(small))
	require.NoError(t, err)
	require.Empty(t, p.Numbers.Desk)
	require.Zero(t, p.Languages[0].Slow)
	require.Equal(t, scheduling.DefaultDispatch(), p.Dispatch)

	text := strings.Replace(small, `voice: "+32`, `desk: "+3232010111", duty: [{number: "+3232010121", hours: ["sa 09:00-12:00"]}], voice: "+32`, 1)
	text = strings.Replace(text, "quiet_hours", "dispatch: {ask: 2d, answer: 6h, address: \"18:00\", late: 20m}\nquiet_hours", 1)
	text = strings.Replace(text, "{code: nl,", "{code: nl, slow: 50%,", 1)
	text = strings.Replace(text, "{code: fr,", `{code: fr, slow: "100%",`, 1)
	p, err = programmes.Parse("small.yaml", []byte(text))
	require.NoError(t, err)
	require.Equal(t, []string{"+3232010111"}, p.Numbers.Desk)
	require.Equal(t, []scheduling.Duty{
		{Number: "+3232010121", Hours: []scheduling.OfficeHours{{Weekday: time.Saturday, From: 9 * 60, To: 12 * 60}}},
	}, p.Numbers.Duty)
	text = strings.Replace(text, `desk: "+3232010111"`, `desk: ["+3232010112", "+3232010111"]`, 1)
	p, err = programmes.Parse("small.yaml", []byte(text))
	require.NoError(t, err)
	require.Equal(t, []string{"+3232010112", "+3232010111"}, p.Numbers.Desk, "they ring in this order")
	require.Equal(t, 48*time.Hour, p.Dispatch.Ask)
	require.Equal(t, []int{50, 100}, []int{p.Languages[0].Slow, p.Languages[1].Slow})
}

func TestParseTakesWhatPeopleWrite(t *testing.T) {
	for name, edit := range map[string][2]string{
		"nothing spoiled":           {"", ""},
		"unquoted numbers":          {`"+3280012009"`, `+3280012009`},
		"horizon in weeks":          {"42d", "6w"},
		"horizon in hours":          {"42d", "1008h"},
		"no pilot window":           {"pilot: {first_day: 2027-03-01, last_day: 2027-05-31}\n", ""},
		"a pilot without an end":    {", last_day: 2027-05-31", ""},
		"Windows line ends":         {"\n", "\r\n"},
		"a byte order mark":         {"name: small", "\ufeffname: small"},
		"nobody in the office":      {"[mo-fr 09:00-12:00]", "[]"},
		"no students from nearby":   {"nearby:\n  - {postcode: 2640, name: Mortsel, lat: 51.1720, lon: 4.4593}\n", ""},
		"no vouchers":               {"{required: true, minutes: 60}", "{required: false}"},
		"comments":                  {"city: Klein", "# een stad\ncity: Klein # klein"},
		"a postcode between quotes": {"postcode: 2640", `postcode: "2640"`},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.ReplaceAll(small, edit[0], edit[1])
			if edit[0] == "" {
				text = small
			}
			_, err := programmes.Parse("small.yaml", []byte(text))
			require.NoError(t, err)
		})
	}
}

func TestACityHasANameInEachLanguage(t *testing.T) {
	read := func(city string) *scheduling.Programme {
		p, err := programmes.Parse("small.yaml", []byte(strings.ReplaceAll(small, "city: Klein", "city: "+city)), "nl", "fr", "en")
		require.NoError(t, err)
		return p
	}
	p := read("{nl: Klein, fr: Petit}")
	require.Equal(t, "Klein", p.City)
	require.Equal(t, "Klein", p.CityIn("nl"))
	require.Equal(t, "Petit", p.CityIn("fr"))
	require.Equal(t, "Klein", p.CityIn("en"))
	require.Equal(t, "Klein", p.CityIn(""))
	require.Equal(t, "Klein", read("Klein").CityIn("fr"))
}

func TestParseSaysWhereWhatAndHow(t *testing.T) {
	for _, test := range []struct{ name, old, new, expected string }{
		{"a Dutch hour", "length: 60m", "length: 1u", `small.yaml:15:11: visit.length: "1u" is not a duration; write 60m`},
		{"a unit too few", "length: 60m", "length: 60", `small.yaml:15:11: visit.length: "60" is not a duration; write 60m`},
		{"no length", "length: 60m", "length: 0m", `small.yaml:15:11: visit.length: 0m is out of range; write a duration from 10m to 8h`},
		{"a negative gap", "gap: 10m", "gap: -10m", `small.yaml:17:8: visit.gap: -10m is out of range; write a duration from 0m to 4h`},
		{"seconds", "gap: 10m", "gap: 90s", `small.yaml:17:8: visit.gap: is not in whole minutes; write 10m`},
		{"a grid that skips", "grid: 30m", "grid: 25m", `small.yaml:16:9: visit.grid: an hour cannot be divided by 25m; write 5m, 10m, 15m, 20m, 30m or 60m`},
		{"a short hold", "hold: 5m", "hold: 30s", `small.yaml:20:9: visit.hold: 30s is out of range; write a duration from 1m to 1h`},
		{"asking too early", "quiet_hours", "dispatch: {ask: 30w, answer: 6h, address: \"18:00\", late: 20m}\nquiet_hours", `small.yaml:26:17: dispatch.ask: 30w is out of range; write a duration from 24h to 336h`},
		{"a notice past the horizon", "notice: 24h", "notice: 6w", `small.yaml:18:11: visit.notice: 1008h leaves no day within the horizon; write less than the horizon`},
		{"backwards clocks", "between: 09:00-19:00", "between: 19:00-09:00", `small.yaml:21:12: visit.between: "19:00-09:00" ends before it begins; write "09:00-19:00"`},
		{"an empty stretch", "between: 09:00-19:00", "between: 09:00-09:00", `small.yaml:21:12: visit.between: "09:00-09:00" ends before it begins; write "09:00-19:00"`},
		{"no clock", "between: 09:00-19:00", "between: 9-19", `small.yaml:21:12: visit.between: "9-19" is not a stretch of the day; write "09:00-19:00"`},
		{"a day shorter than a visit", "between: 09:00-19:00", "between: 09:00-09:30", `small.yaml:21:12: visit.between: a visit of 1h does not fit in; write a longer stretch`},
		{"half a visit", "open: 3", "open: 2.5", `small.yaml:22:9: visit.open: 2.5 is not a whole number; write 3`},
		{"no visit.open", "  open: 3\n", "", `small.yaml:15:3: visit: open is missing; add open: 3`},
		{"a list for a mapping", "{required: true, minutes: 60}", "[true]", `small.yaml:23:11: vouchers: is not a list of keys with values; write {required: false}`},
		{"a voucher worth nothing", ", minutes: 60", "", `small.yaml:23:11: vouchers: minutes is missing: what one voucher is worth; add minutes: 60`},
		{"ja", "required: true", "required: ja", `small.yaml:23:22: vouchers.required: "ja" is neither true nor false; write false`},
		{"a cap below nothing", "hours_day: 8", "hours_day: -8", `small.yaml:24:19: caps.hours_day: -8 is out of range; write a number from 0 to 24`},
		{"a decimal comma", "12.5", `"12,5"`, `small.yaml:24:34: caps.hours_week: "12,5" is not a number; write 20`},
		{"not a number", "hours_day: 8", "hours_day: .nan", `small.yaml:24:19: caps.hours_day: ".nan" is not a number; write 8`},
		{"no bicycle", "bicycle: 15, ", "", `small.yaml:25:44: travel.speed: bicycle is missing; add bicycle: 15`},
		{"an unknown means", "car: 25", "kano: 25", `small.yaml:25:58: travel.speed: the key "kano" is not known; use bicycle, foot, transit, car`},
		{"another name", "name: small", "name: groot", `small.yaml:1:7: name: "groot" is not the name of the file; write small, or rename the file to groot.yaml`},
		{"a name with capitals", "name: small", "name: Small", `small.yaml:1:7: name: "Small" does not fit here; write antwerpen`},
		{"no title", "Een proefproject", `""`, `small.yaml:2:8: title: "" does not fit here; write Digipunt aan huis`},
		{"a title of nothing", " Een proefproject", ``, `small.yaml:2:1: title: has no value; write Digipunt aan huis`},
		{"a missing section", "city: Klein\n", "", `small.yaml:1:1: city is missing; add city: Antwerpen`},
		{"a city without its own name", "city: Klein", "city: {fr: Petit}", `small.yaml:3:7: city: nl is missing; add nl: Antwerpen`},
		{"a city in a language without words", "city: Klein", "city: {nl: Klein, pl: Mały}", `small.yaml:3:23: city: there are no words for "pl"; use one of nl, fr, en`},
		{"a city named twice", "city: Klein", "city: {nl: Klein, nl: Groot}", `small.yaml:3:23: city: the key "nl" is already on line 3; keep one`},
		{"a city without a name in French", "city: Klein", `city: {nl: Klein, fr: ""}`, `small.yaml:3:23: city: "" does not fit here; write Antwerpen`},
		{"an answer in one language", "city: Klein", "city: Klein\nanswers: {length: Een uur.}", `small.yaml:4:19: answers.length: is not in languages; write {nl: Een bezoek duurt een uur.}`},
		{"an unknown key", "city: Klein", "city: Klein\nstad: Klein", `small.yaml:4:1: the key "stad" is not known; use name, title, city, numbers, languages, time_zone, pilot, office_hours, holidays, grounds, topics, sentences, answers, visit, vouchers, checklist, feedback, offers, courses, caps, travel, quiet_hours, dispatch, plan, retention, area, nearby`},
		{"a key given twice", "city: Klein", "city: Klein\ncity: Groot", `small.yaml:4:1: the key "city" is already on line 3; keep one`},
		{"a text number of 0800", "+32460201009", "+3280012010", `small.yaml:4:38: numbers.sms: "+3280012010" is not a mobile number: only those can text; write "+32460201001"`},
		{"a caller id of 0800", "+3232010109", "+3280012010", `small.yaml:4:65: numbers.caller_id: "+3280012010" is not a number that can call out: 0800 cannot; write "+3232010101"`},
		{"a number as people dial it", "+3280012009", "0800 12 009", `small.yaml:4:18: numbers.voice: "0800 12 009" is not in international form; write "+3280012009"`},
		{"a number too short", "+3280012009", "+32800", `small.yaml:4:18: numbers.voice: "+32800" is not a telephone number; write "+3280012001"`},
		{"a desk as people dial it", `{voice:`, `{desk: 03 201 01 11, voice:`, `small.yaml:4:17: numbers.desk: "03 201 01 11" is not in international form; write "+3232010111"`},
		{"a desk at extra cost", `{voice:`, `{desk: "+3290012345", voice:`, `small.yaml:4:17: numbers.desk: "+3290012345" is not a number without extra cost: the programme pays for these calls; write "+3232010111"`},
		{"a desk without a number", `{voice:`, `{desk: , voice:`, `small.yaml:4:11: numbers.desk: has no value; write "+3232010111"`},
		{"duty without hours", `{voice:`, `{duty: [{number: "+3232010121", hours: []}], voice:`, `small.yaml:4:49: numbers.duty.hours: is empty: this number would never be rung; write ["mo-su 08:30-19:30"]`},
		{"duty that is no list", `{voice:`, `{duty: "+3232010121", voice:`, `small.yaml:4:17: numbers.duty: is not a list; write [{number: "+3232010121", hours: ["mo-su 08:30-19:30"]}]`},
		{"duty at no hour", `{voice:`, `{duty: [{number: "+3232010121", hours: ["mo 25:00-26:00"]}], voice:`, `small.yaml:4:50: numbers.duty.hours: "mo 25:00-26:00": "25:00" is not a time of day; write mo 09:00-12:30; for example "mo-su 08:30-19:30"`},
		{"duty twice", `{voice:`, `{duty: [{number: "+3232010121", hours: ["mo 09:00-10:00"]}, {number: "+3232010121", hours: ["tu 09:00-10:00"]}], voice:`, `small.yaml:4:70: numbers.duty: +3232010121 is already on line 4; keep one`},
		{"duty that is the line", `{voice:`, `{duty: [{number: "+3280012009", hours: ["mo 09:00-10:00"]}], voice:`, `small.yaml:4:27: numbers.duty.number: "+3280012009" is also on line 4: who asks for a human would be back in the menu; write where a human answers, or leave duty out`},
		{"a desk that is the line", `{voice:`, `{desk: "+3280012009", voice:`, `small.yaml:4:17: numbers.desk: "+3280012009" is also on line 4: who asks for a human would be back in the menu; write where a human answers, or leave desk out`},
		{"a speed without a sign", "tag: nl-BE,", "tag: nl-BE, slow: 85,", `small.yaml:6:34: languages.slow: "85" is not a whole number of percent; write 85%`},
		{"a speed in words", "tag: nl-BE,", "tag: nl-BE, slow: x-slow,", `small.yaml:6:34: languages.slow: "x-slow" is not a whole number of percent; write 85%`},
		{"half a percent", "tag: nl-BE,", "tag: nl-BE, slow: 85.5%,", `small.yaml:6:34: languages.slow: "85.5%" is not a whole number of percent; write 85%`},
		{"too slow", "tag: nl-BE,", "tag: nl-BE, slow: 49%,", `small.yaml:6:34: languages.slow: 49% is out of range; write 50% to 100%`},
		{"faster", "tag: nl-BE,", "tag: nl-BE, slow: 101%,", `small.yaml:6:34: languages.slow: 101% is out of range; write 50% to 100%`},
		{"French first", "code: nl, tag: nl-BE", "code: en, tag: en-GB", `small.yaml:6:5: languages: en is first; write nl first: a Flemish administration speaks Dutch first`},
		{"the same language twice", "code: fr, tag: fr-BE", "code: nl, tag: nl-NL", `small.yaml:7:5: languages: nl is already on line 6; keep one`},
		{"a language without words", "code: fr, tag: fr-BE", "code: so, tag: so-SO", `small.yaml:7:12: languages.code: there are no words for "so"; use one of nl, fr, en`},
		{"a tag of another language", "tag: fr-BE", "tag: nl-BE", `small.yaml:7:21: languages.tag: nl-BE is not the language fr; write a tag of fr`},
		{"a tag that is none", "tag: fr-BE", "tag: frans", `small.yaml:7:21: languages.tag: "frans" is not a language tag; write nl-BE`},
		{"no voice", ", voice: Polly.Isabelle-Neural", "", `small.yaml:7:5: languages: voice is missing; add voice: Polly.Lisa-Neural`},
		{"a voice and recordings", "voice: Polly.Isabelle-Neural", "voice: Polly.Isabelle-Neural, audio: fr", `small.yaml:7:65: languages.audio: there is a voice as well; keep one: a voice of the carrier's, or a folder of recordings`},
		{"recordings in a path", "voice: Polly.Isabelle-Neural", "audio: ../fr", `small.yaml:7:35: languages.audio: "../fr" does not fit here; write rif`},
		{"recordings in Dutch", "voice: Polly.Lisa-Neural", "audio: nl", `small.yaml:6:35: languages.audio: Dutch says what is not recorded; give it a voice: Polly.Lisa-Neural`},
		{"slow recordings", "voice: Polly.Isabelle-Neural", "audio: fr, slow: 85%", `small.yaml:7:45: languages.slow: a recording has the speed it was spoken at; leave slow out`},
		{"a zone that is none", "Europe/Brussels", "Europe/Antwerpen", `small.yaml:8:12: time_zone: "Europe/Antwerpen" is not a time zone; write Europe/Brussels`},
		{"the machine's zone", "Europe/Brussels", "Local", `small.yaml:8:12: time_zone: "Local" is not a time zone; write Europe/Brussels`},
		{"a window that ends first", "2027-05-31", "2027-02-28", `small.yaml:9:42: pilot.last_day: 2027-02-28 is before first_day, 2027-03-01; write a later day`},
		{"a date the Belgian way", "2027-05-31", "31/05/2027", `small.yaml:9:42: pilot.last_day: "31/05/2027" is not a date; write 2027-05-31`},
		{"office hours of no day", "mo-fr 09:00-12:00", "weekdagen 9-12", `small.yaml:10:16: office_hours: "weekdagen 9-12": "weekdagen" is not a day; write mo tu we th fr sa su, or mo-fr; for example mo-fr 09:00-17:00`},
		{"office hours that overlap", "mo-fr 09:00-12:00", "mo 09:00-12:00, mo 11:00-13:00", `small.yaml:10:15: office_hours: hours overlap: mo 09:00-12:00 and mo 11:00-13:00; write them as one; for example [mo-fr 09:00-17:00]`},
		{"a diagnosis", "long_term", "MS", `small.yaml:12:23: grounds: "MS" does not fit here; write taxicheque`},
		{"a ground twice", "long_term", "taxicheque", `small.yaml:12:23: grounds: taxicheque is already on line 12; keep one`},
		{"no grounds", "[taxicheque, long_term]", "[]", `small.yaml:12:10: grounds: is empty; write [taxicheque]`},
		{"a topic without words", "[itsme, andere]", "[itsme, tuinieren]", `small.yaml:13:17: topics: there are no words for the topic "tuinieren"; use one of itsme, bankieren, videobellen, sociale_media, veiligheid, documenten, applicaties, internet, andere`},
		{"nine topics", "[itsme, andere]", "[itsme, bankieren, videobellen, sociale_media, veiligheid, documenten, applicaties, internet, andere]", `small.yaml:13:9: topics: 9 topics do not fit a telephone menu; keep at most 8`},
		{"a postcode of five digits", "2018", "20180", `small.yaml:30:16: area.postcode: "20180" is not a Belgian postcode; write four digits: 2000`},
		{"a postcode twice", "2018", "2000", `small.yaml:30:5: area: 2000 is already on line 29; keep one`},
		{"a postcode both served and nearby", "2640", "2018", `small.yaml:32:5: nearby: 2018 is already on line 30; keep one`},
		{"latitude and longitude swapped", "lat: 51.2199, lon: 4.4025", "lat: 4.4025, lon: 4.4025", `small.yaml:29:44: area.lat: 4.4025 is out of range; write a number from 49.4 to 51.6`},
		{"an anchor", "city: Klein", "city: &stad Klein", `small.yaml:3:7: city: anchors, aliases and tags are not read here; write Antwerpen`},
		{"two documents", "city: Klein", "city: Klein\n---", `small.yaml:1:1: holds more than one document (---); write one programme per file`},
		{"an open bracket", "topics: [itsme, andere]", "topics: [itsme, andere", `small.yaml:14:1: is not YAML`},
		{"a tab", "  length: 60m", "\tlength: 60m", `small.yaml:15:1: is not YAML`},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, small, test.old)
			text := strings.Replace(small, test.old, test.new, 1)
			_, err := programmes.Parse("small.yaml", []byte(text), "nl", "fr", "en")
			require.ErrorIs(t, err, scheduling.ErrInvalid)
			require.True(t, strings.HasPrefix(err.Error(), test.expected), "got  %s\nwant %s", err, test.expected)
			require.NotContains(t, err.Error(), "\n", "one mistake, one error")
		})
	}
}

func TestParseReportsEverythingInTheOrderOfTheFile(t *testing.T) {
	text := strings.NewReplacer("open: 3", "open: x", "name: small", "name: X", "2018", "1", "stad", "").Replace(small)
	_, err := programmes.Parse("small.yaml", []byte(text))
	require.EqualError(t, err, strings.Join([]string{
		`small.yaml:1:7: name: "X" does not fit here; write antwerpen`,
		`small.yaml:22:9: visit.open: "x" is not a number; write 3`,
		`small.yaml:30:16: area.postcode: "1" is not a Belgian postcode; write four digits: 2000`,
	}, "\n"))
}

func TestParseRefusesAnEmptyFile(t *testing.T) {
	for _, text := range []string{"", "\n", "# alleen een opmerking\n"} {
		_, err := programmes.Parse("small.yaml", []byte(text))
		require.EqualError(t, err, "small.yaml:1:1: is empty; copy one of the shipped programmes and change it", "%q", text)
	}
	_, err := programmes.Parse("small.yaml", []byte("antwerpen"))
	require.ErrorContains(t, err, "small.yaml:1:1: is not a list of keys with values")
	_, err = programmes.Parse("small.yaml", []byte("city: Itali\xeb"))
	require.EqualError(t, err, "small.yaml:1:1: is not UTF-8; save it as UTF-8")
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("name: [a, {b: *c}]\n? x\n: - y"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := programmes.Parse("small.yaml", data)
		require.Equal(t, err == nil, p != nil)
		if err != nil {
			require.ErrorIs(t, err, scheduling.ErrInvalid)
		}
	})
}
