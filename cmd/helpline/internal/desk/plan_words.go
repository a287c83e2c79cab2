package desk

import (
	"fmt"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
)

// BecauseWords words the reason why a visit goes to another student, in one sentence.
// A code without words is returned as it is.
func BecauseWords(because scheduling.Because) string {
	switch because.Code {
	case scheduling.BecauseKnown:
		return "the resident knows this student from last time"
	case scheduling.BecauseStopped:
		return "the student it had takes no visits any more"
	case scheduling.BecauseUnavailable:
		return "the student it had cannot come at that time any more"
	case scheduling.BecauseShorterWay:
		return fmt.Sprintf("%s minutes on the way instead of %s", because.Args["minutes"], because.Args["instead"])
	case scheduling.BecauseShorterDay:
		return "the rounds of that day are shorter together"
	case scheduling.BecauseRoom:
		return "that made room for another visit"
	case scheduling.BecauseDeclined:
		return "the student it had said no"
	case scheduling.BecauseNoAnswer:
		return "the student it had did not answer in time"
	case scheduling.BecauseAbsent:
		return "the student it had is away then"
	case scheduling.BecauseOptedOut:
		return "the student it had cannot be asked by text"
	case scheduling.BecauseBusy:
		return "the student it had was being asked about another visit for too long"
	case scheduling.BecauseLateYes:
		return "the student said yes late, when nobody else was found"
	case scheduling.BecauseMoved:
		return "the visit got another time"
	case scheduling.BecauseOffice:
		return strings.TrimSuffix("the office chose: "+because.Args["words"], ": ")
	}
	return string(because.Code)
}

// RemedyWords words what would bring a student to a visit, in one sentence.
func RemedyWords(n nightplan.UncoveredVisit, zone *time.Location) string {
	v := &n.Visit
	when := fmt.Sprintf("%s %s-%s", v.Start.In(zone).Weekday(), calendar.ClockOf(v.Start, zone), calendar.ClockOf(v.End, zone))
	what := fmt.Sprintf("%s, %s, near %s", v.Language, v.Topic, v.Postcode)
	switch n.Remedy {
	case nightplan.RemedyWay:
		return "the way to " + v.Postcode + " is not known: add it to the programme"
	case nightplan.RemedyStudent:
		return fmt.Sprintf("a student with %s: there is none", what)
	case nightplan.RemedyHours:
		return fmt.Sprintf("hours on %s of a student with %s", when, what)
	case nightplan.RemedyOneMore:
		return fmt.Sprintf("one student more on %s with %s: those who are free then have other visits, or their most hours", when, what)
	}
	return string(n.Remedy)
}
