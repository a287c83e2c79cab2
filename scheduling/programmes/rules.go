package programmes

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// Bounds of the coordinates of Belgian postcodes.
const (
	south, north = 49.4, 51.6
	west, east   = 2.5, 6.5
)

// maxHorizon is the maximum horizon. Students' timetables are not known further ahead.
const maxHorizon = 26 * 7 * 24 * time.Hour

func readVisit(f map[string]value) scheduling.VisitRule {
	rule := scheduling.VisitRule{
		Length:  f["length"].duration(10*time.Minute, 8*time.Hour),
		Grid:    f["grid"].duration(5*time.Minute, time.Hour),
		Gap:     f["gap"].duration(0, 4*time.Hour),
		Notice:  f["notice"].duration(0, maxHorizon),
		Horizon: f["horizon"].duration(24*time.Hour, maxHorizon),
		Hold:    f["hold"].duration(time.Minute, time.Hour),
		Open:    f["open"].whole(0, 100),
	}
	rule.From, rule.To = f["between"].clocks()
	checkVisit(f, rule)
	return rule
}

// checkVisit checks the parts of a visit rule against each other. Zero values are
// ignored, because they were recorded already.
func checkVisit(f map[string]value, rule scheduling.VisitRule) {
	for _, name := range []string{"length", "gap"} {
		if d := map[string]time.Duration{"length": rule.Length, "gap": rule.Gap}[name]; d%time.Minute != 0 {
			f[name].fail("is not in whole minutes", "")
		}
	}
	if rule.Grid > 0 && time.Hour%rule.Grid != 0 {
		f["grid"].fail(fmt.Sprintf("an hour cannot be divided by %s", short(rule.Grid)), "write 5m, 10m, 15m, 20m, 30m or 60m")
	}
	if rule.Horizon > 0 && rule.Notice >= rule.Horizon {
		f["notice"].fail(fmt.Sprintf("%s leaves no day within the horizon", short(rule.Notice)), "write less than the horizon")
	}
	if day := dayOf(&rule); day > 0 && rule.Length > day {
		f["between"].fail("a visit of "+short(rule.Length)+" does not fit in", "write a longer stretch")
	}
}

// readDispatch reads a dispatch rule. If there is none, it returns the default.
func readDispatch(v value) scheduling.DispatchRule {
	if !v.present() {
		return scheduling.DefaultDispatch()
	}
	f := v.fields()
	return scheduling.DispatchRule{
		Ask:     f["ask"].duration(24*time.Hour, 14*24*time.Hour),
		Answer:  f["answer"].duration(15*time.Minute, 48*time.Hour),
		Address: f["address"].clock(),
		Late:    f["late"].duration(5*time.Minute, 2*time.Hour),
	}
}

// readPlan reads a plan rule. If there is none, it returns the default.
func readPlan(v value) scheduling.PlanRule {
	if !v.present() {
		return scheduling.DefaultPlan()
	}
	f := v.fields()
	return scheduling.PlanRule{Known: f["known"].duration(0, 4*time.Hour), Fair: f["fair"].duration(0, time.Hour)}
}

// readClosed reads the school holidays and exam weeks.
func readClosed(v value) []calendar.Days {
	var closed []calendar.Days
	if !v.present() {
		return nil
	}
	for _, item := range v.fields()["students"].items() {
		closed = append(closed, item.days())
	}
	return closed
}

func readVoucher(v value) scheduling.VoucherRule {
	f := v.fields()
	rule := scheduling.VoucherRule{Required: f["required"].boolean()}
	if f["minutes"].present() {
		rule.Minutes = f["minutes"].whole(1, 24*60)
	} else if rule.Required {
		v.fail("minutes is missing: what one voucher is worth", "add minutes: 60")
	}
	if f["round"].present() {
		rule.Round = f["round"].whole(1, 24*60)
	}
	if f["no_show"].present() {
		rule.NoShow = readNoShow(f["no_show"].fields())
	}
	if f["last_day"].present() {
		rule.LastDay = f["last_day"].day()
	}
	return rule
}

// readNoShow reads what a missed visit costs, by who was not there.
func readNoShow(f map[string]value) map[scheduling.Absent]scheduling.MissedRule {
	rules := map[scheduling.Absent]scheduling.MissedRule{}
	for _, who := range []scheduling.Absent{scheduling.AbsentStudent, scheduling.AbsentResident} {
		v := f[string(who)]
		if !v.present() {
			continue
		}
		rule := scheduling.MissedRule(v.word(textShape))
		if rule != "" && !slices.Contains(scheduling.MissedRules(), rule) {
			v.fail(fmt.Sprintf("%q is not what can become of vouchers", rule), "write return or spend")
		}
		rules[who] = rule
	}
	return rules
}

// maxChecklist is the max number of items: a student has them in their head.
const maxChecklist = 12

func readChecklist(v value) []scheduling.ChecklistItem {
	if !v.present() {
		return nil
	}
	var list []scheduling.ChecklistItem
	var keys []string
	items := v.items()
	for _, item := range items {
		f := item.fields()
		list = append(list, scheduling.ChecklistItem{Key: f["key"].word(groundShape), Title: f["title"].word(textShape)})
		keys = append(keys, list[len(list)-1].Key)
	}
	distinct(items, keys)
	if len(list) > maxChecklist {
		v.fail(fmt.Sprintf("%d items are more than a visit can do", len(list)), fmt.Sprintf("keep at most %d", maxChecklist))
	}
	return list
}

func readCaps(v value) scheduling.Caps {
	f := v.fields()
	caps := scheduling.Caps{
		HoursDay:  f["hours_day"].decimal(0, 24),
		HoursWeek: f["hours_week"].decimal(0, 7*24),
		HoursYear: f["hours_year"].decimal(0, 366*24),
	}
	return caps
}

func readTravel(v value) travel.StraightLine {
	f := v.fields()
	line := travel.StraightLine{
		Places:   map[string]travel.Place{},
		Detour:   f["detour"].decimal(1, 5),
		Speed:    map[travel.Means]float64{},
		Overhead: f["overhead"].duration(0, time.Hour),
	}
	for means, speed := range f["speed"].fields() {
		if speed.present() {
			line.Speed[travel.Means(means)] = speed.decimal(1, 130)
		}
	}
	return line
}

func readRetention(v value) scheduling.Retention {
	f := v.fields()
	return scheduling.Retention{
		AddressDays: f["address_days"].whole(1, 3650),
		CallLogDays: f["call_log_days"].whole(1, 3650),
	}
}

// readPlaces reads the postcodes that are served and those nearby. No postcode may be
// in both.
func readPlaces(area, nearby value) (served, near map[string]travel.Place) {
	items, more := area.items(), nearby.items()
	countOf(area, len(items), len(items), "postcodes")
	var postcodes []string
	read := func(items []value) map[string]travel.Place {
		places := make(map[string]travel.Place, len(items))
		for _, item := range items {
			place := readPlace(item.fields())
			places[place.Postcode] = place
			postcodes = append(postcodes, place.Postcode)
		}
		return places
	}
	served, near = read(items), read(more)
	distinct(append(items, more...), postcodes)
	return served, near
}

func readPlace(f map[string]value) travel.Place {
	postcode, ok := f["postcode"].text()
	if ok && !postcodeShape.MatchString(postcode) {
		f["postcode"].fail(fmt.Sprintf("%q is not a Belgian postcode", postcode), "write four digits: "+example(f["postcode"].path))
	}
	return travel.Place{
		Postcode: strings.TrimSpace(postcode),
		Name:     f["name"].word(textShape),
		Lat:      f["lat"].decimal(south, north),
		Lon:      f["lon"].decimal(west, east),
	}
}
