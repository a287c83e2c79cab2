package programmes

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// maxCourses limits the courses of a programme: it is a selection, and no catalogue.
const maxCourses = 100

// readOffers reads what a programme offers beside visits.
func readOffers(v value) []scheduling.Offer {
	if !v.present() {
		return nil
	}
	var offers []scheduling.Offer
	items := v.items()
	for _, item := range items {
		offer := scheduling.Offer(item.word(groundShape))
		if offer != "" && !slices.Contains(scheduling.Offers(), offer) {
			item.fail(fmt.Sprintf("%q is not what a programme can offer", offer), "use one of "+listed(scheduling.Offers()))
		}
		offers = append(offers, offer)
	}
	distinct(items, offers)
	return offers
}

// readCourses reads the courses to which a programme refers.
func readCourses(v value, zone *time.Location) []scheduling.Course {
	if !v.present() {
		return nil
	}
	var courses []scheduling.Course
	items := v.items()
	for _, item := range items {
		courses = append(courses, readCourse(item, item.fields(), zone))
	}
	if len(courses) > maxCourses {
		v.fail(fmt.Sprintf("%d courses are more than anybody is told", len(courses)), fmt.Sprintf("keep at most %d", maxCourses))
	}
	return courses
}

func readCourse(v value, f map[string]value, zone *time.Location) scheduling.Course {
	postcode, ok := f["postcode"].text()
	if ok && !postcodeShape.MatchString(postcode) {
		f["postcode"].fail(fmt.Sprintf("%q is not a Belgian postcode", postcode), "write four digits: "+example(f["postcode"].path))
	}
	c := scheduling.Course{
		Name: f["name"].word(textShape), By: f["by"].word(textShape), Street: f["street"].word(textShape), Postcode: strings.TrimSpace(postcode),
	}
	if f["phone"].present() {
		c.Phone = f["phone"].telephone("")
	}
	if f["sessions"].present() {
		for _, item := range f["sessions"].items() {
			c.Sessions = append(c.Sessions, item.session(zone))
		}
		slices.SortFunc(c.Sessions, func(a, b calendar.Span) int { return a.From.Compare(b.From) })
	}
	if text, ok := f["weekly"].text(); ok && f["weekly"].present() {
		rules, err := calendar.ParseOpening(text)
		if err != nil {
			f["weekly"].fail(reasonOf(err), "for example "+example(f["weekly"].path))
		}
		c.Weekly = rules
	}
	if f["sessions"].present() == f["weekly"].present() {
		v.fail("when it is: either sessions or weekly is needed", `add weekly: "tu 09:00-12:00", or the days as sessions`)
	}
	return c
}

// session parses 2027-04-12 09:00-12:00.
func (v value) session(zone *time.Location) calendar.Span {
	text, ok := v.text()
	if !ok {
		return calendar.Span{}
	}
	date, hours, _ := strings.Cut(strings.TrimSpace(text), " ")
	first, last, _ := strings.Cut(strings.TrimSpace(hours), "-")
	day, errDay := calendar.ParseDay(date)
	from, errFrom := calendar.ParseClock(strings.TrimSpace(first))
	to, errTo := calendar.ParseClock(strings.TrimSpace(last))
	if errDay != nil || errFrom != nil || errTo != nil || from >= to {
		v.fail(fmt.Sprintf("%q is not a day with hours", text), "")
		return calendar.Span{}
	}
	return calendar.Span{From: day.At(from, zone).UTC(), To: day.At(to, zone).UTC()}
}
