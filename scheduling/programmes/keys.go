package programmes

import "strings"

// key is a key of a programme file with an example value, which errors show.
type key struct {
	path     string // "[]" stands for each item of a list
	example  string
	optional bool
}

// name returns the last element of the path, as in the file.
func (k key) name() string { return k.path[strings.LastIndex(k.path, ".")+1:] }

// keys lists all keys of a programme file, in the order of the embedded files.
var keys = []key{
	{"name", "antwerpen", false},
	{"title", "Digipunt aan huis", false},
	{"city", "Antwerpen", false},
	{"city[]", "Antwerpen", false},
	{"numbers", `{voice: "+3280012001", sms: "+32460201001", caller_id: "+3232010101"}`, false},
	{"numbers.voice", `"+3280012001"`, false},
	{"numbers.sms", `"+32460201001"`, false},
	{"numbers.caller_id", `"+3232010101"`, false},
	{"numbers.desk", `"+3232010111"`, true},
	{"numbers.desk[]", `"+3232010111"`, false},
	{"numbers.duty", `[{number: "+3232010121", hours: ["mo-su 08:30-19:30"]}]`, true},
	{"numbers.duty[].number", `"+3232010121"`, false},
	{"numbers.duty[].hours", `["mo-su 08:30-19:30"]`, false},
	{"numbers.duty[].hours[]", `"mo-su 08:30-19:30"`, false},
	{"languages", "[{code: nl, tag: nl-BE, voice: Polly.Lisa-Neural}]", false},
	{"languages[].code", "nl", false},
	{"languages[].tag", "nl-BE", false},
	{"languages[].voice", "Polly.Lisa-Neural", true},
	{"languages[].audio", "rif", true},
	{"languages[].speed", "95%", true},
	{"languages[].slow", "85%", true},
	{"time_zone", "Europe/Brussels", false},
	{"pilot", "{first_day: 2027-03-01, last_day: 2027-05-31}", true},
	{"pilot.first_day", "2027-03-01", true},
	{"pilot.last_day", "2027-05-31", true},
	{"office_hours", "[mo-fr 09:00-17:00]", false},
	{"office_hours[]", "mo-fr 09:00-17:00", false},
	{"holidays", "{flemish: true}", false},
	{"holidays.flemish", "true", false},
	{"holidays.extra", "[2027-12-24]", true},
	{"holidays.extra[]", "2027-12-24", false},
	{"holidays.students", "[2027-04-05..2027-04-18]", true},
	{"holidays.students[]", "2027-04-05..2027-04-18", false},
	{"grounds", "[taxicheque]", false},
	{"grounds[]", "taxicheque", false},
	{"topics", "[itsme, andere]", false},
	{"topics[]", "itsme", false},
	{"topics[].code", "energie", false},
	{"topics[].words", "{nl: uw energiefactuur}", false},
	{"topics[].words[]", "uw energiefactuur", false},
	{"sentences", `{welcome: {nl: "Dag! Dit is {title}."}}`, true},
	{"sentences[]", `{nl: "Dag! Dit is {title}."}`, true},
	{"sentences[][]", `"Dag! Dit is {title}."`, true},
	{"answers", "{length: {nl: Een bezoek duurt een uur.}}", true},
	{"answers.length", "{nl: Een bezoek duurt een uur.}", true},
	{"answers.length[]", "Een bezoek duurt een uur.", false},
	{"answers.who", "{nl: Een bezoek duurt een uur.}", true},
	{"answers.who[]", "Een bezoek duurt een uur.", false},
	{"answers.cost", "{nl: Een bezoek duurt een uur.}", true},
	{"answers.cost[]", "Een bezoek duurt een uur.", false},
	{"answers.ready", "{nl: Een bezoek duurt een uur.}", true},
	{"answers.ready[]", "Een bezoek duurt een uur.", false},
	{"answers.language", "{nl: Een bezoek duurt een uur.}", true},
	{"answers.language[]", "Een bezoek duurt een uur.", false},
	{"answers.call", "{nl: Een bezoek duurt een uur.}", true},
	{"answers.call[]", "Een bezoek duurt een uur.", false},
	{"visit", "{length: 60m, grid: 30m, gap: 10m, notice: 24h, horizon: 6w, hold: 5m, between: \"09:00-19:00\", open: 3}", false},
	{"visit.length", "60m", false},
	{"visit.grid", "30m", false},
	{"visit.gap", "10m", false},
	{"visit.notice", "24h", false},
	{"visit.horizon", "6w", false},
	{"visit.hold", "5m", false},
	{"visit.between", `"09:00-19:00"`, false},
	{"visit.open", "3", false},
	{"visit.types", "[{code: installatie, title: Installatie, length: 90m, topics: [internet]}]", true},
	{"visit.types[].code", "installatie", false},
	{"visit.types[].title", "Installatie", false},
	{"visit.types[].length", "90m", false},
	{"visit.types[].topics", "[internet]", true},
	{"visit.types[].topics[]", "internet", false},
	{"visit.types[].first", "true", true},
	{"vouchers", "{required: false}", false},
	{"vouchers.required", "false", false},
	{"vouchers.minutes", "60", true},
	{"vouchers.round", "15", true},
	{"vouchers.no_show", "{student: return, resident: spend}", true},
	{"vouchers.no_show.student", "return", true},
	{"vouchers.no_show.resident", "spend", true},
	{"vouchers.last_day", "2027-12-31", true},
	{"checklist", "[{key: data, title: Nood aan data besproken}]", true},
	{"checklist[].key", "data", false},
	{"checklist[].title", "Nood aan data besproken", false},
	{"feedback", "true", true},
	{"offers", "[volunteers]", true},
	{"offers[]", "volunteers", false},
	{"courses", `[{name: Start met de computer, by: Ligo, street: Kerkstraat 1, postcode: 9000, weekly: "tu 09:00-12:00"}]`, true},
	{"courses[].name", "Start met de computer", false},
	{"courses[].by", "Ligo", false},
	{"courses[].street", "Kerkstraat 1", false},
	{"courses[].postcode", "9000", false},
	{"courses[].phone", `"+3292241515"`, true},
	{"courses[].sessions", `["2027-04-12 09:00-12:00"]`, true},
	{"courses[].sessions[]", `"2027-04-12 09:00-12:00"`, false},
	{"courses[].weekly", `"tu 09:00-12:00"`, true},
	{"caps", "{hours_day: 8, hours_week: 20, hours_year: 650}", false},
	{"caps.hours_day", "8", false},
	{"caps.hours_week", "20", false},
	{"caps.hours_year", "650", false},
	{"travel", "{detour: 1.3, overhead: 2m, speed: {bicycle: 15}}", false},
	{"travel.detour", "1.3", false},
	{"travel.overhead", "2m", false},
	{"travel.speed", "{bicycle: 15}", false},
	{"travel.speed.bicycle", "15", false},
	{"travel.speed.foot", "4.5", true},
	{"travel.speed.transit", "14", true},
	{"travel.speed.car", "25", true},
	{"quiet_hours", `"09:00-20:00"`, false},
	{"dispatch", "{ask: 72h, answer: 6h, address: \"18:00\", late: 20m}", true},
	{"dispatch.ask", "72h", false},
	{"dispatch.answer", "6h", false},
	{"dispatch.address", `"18:00"`, false},
	{"dispatch.late", "20m", false},
	{"plan", "{known: 15m, fair: 20s}", true},
	{"plan.known", "15m", false},
	{"plan.fair", "20s", false},
	{"retention", "{address_days: 30, call_log_days: 90}", false},
	{"retention.address_days", "30", false},
	{"retention.call_log_days", "90", false},
	{"area", "[{postcode: 2000, name: Antwerpen, lat: 51.22, lon: 4.40}]", false},
	{"area[].postcode", "2000", false},
	{"area[].name", "Antwerpen", false},
	{"area[].lat", "51.22", false},
	{"area[].lon", "4.40", false},
	{"nearby", "[{postcode: 2640, name: Mortsel, lat: 51.17, lon: 4.46}]", true},
	{"nearby[].postcode", "2640", false},
	{"nearby[].name", "Mortsel", false},
	{"nearby[].lat", "51.17", false},
	{"nearby[].lon", "4.46", false},
}

// tableOf returns the keys of the kind of file that a path is in: those of a lexicon begin with
// lexiconPath.
func tableOf(path string) []key {
	if path == lexiconPath || strings.HasPrefix(path, lexiconPath+".") {
		return lexiconKeys()
	}
	return keys
}

// keysOf returns the keys directly below a path.
func keysOf(path string) []key {
	table := tableOf(path)
	if path != "" {
		path += "."
	}
	var inside []key
	for _, k := range table {
		rest, ok := strings.CutPrefix(k.path, path)
		if ok && !strings.ContainsAny(rest, ".[") {
			inside = append(inside, k)
		}
	}
	return inside
}

// example returns the example value of a path.
func example(path string) string {
	for _, k := range tableOf(path) {
		if k.path == path {
			return k.example
		}
	}
	return ""
}
