package timeline

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// about returns what an entry is about; nothing if it is the person.
func (n *Names) about(s history.Subject) string {
	switch s.Kind {
	case history.Person:
		return ""
	case history.Voucher:
		return "vouchers"
	case history.Visit:
		return "visit " + cmp.Or(n.visit(s.ID), "(id "+strconv.FormatInt(s.ID, 10)+")")
	case history.Student:
		return n.student(strconv.FormatInt(s.ID, 10))
	}
	return fmt.Sprintf("%s %d", s.Kind, s.ID)
}

func (n *Names) visit(id int64) string {
	if n.Visit == nil {
		return ""
	}
	return n.Visit(id)
}

// student returns the name of a student whose id is in an entry.
func (n *Names) student(text string) string {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n.Student == nil {
		return text
	}
	return cmp.Or(n.Student(id), "student "+text)
}

// instant returns an instant in an entry as people read it.
func (n *Names) instant(text string) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return output.Instant(at, n.Zone)
}

// what words a change.
func (n *Names) what(e *history.Entry) string {
	if say, ok := n.sentences(e)[e.What]; ok {
		return say
	}
	return strings.TrimSpace(fmt.Sprint(e.What, " ", strings.Trim(e.From+" → "+e.To, "→ ")))
}

// sentences returns the words of every change that has some, for one entry.
func (n *Names) sentences(e *history.Entry) map[history.What]string {
	moved := "moved from " + n.instant(e.From) + " to " + n.instant(e.To)
	if e.Subject.Kind == history.Person {
		moved = "moved within " + e.To
		if e.From != e.To {
			moved = "moved from " + e.From + " to " + e.To
		}
	}
	return map[history.What]string{
		history.Booked:     "booked for " + n.instant(e.To),
		history.Requested:  "asked for without a letter, " + n.instant(e.To),
		history.Confirmed:  "confirmed",
		history.Moved:      moved,
		history.Cancelled:  "cancelled (was " + cmp.Or(e.From, "planned") + ")",
		history.Expired:    "not confirmed in time",
		history.Asked:      n.student(e.To) + " is asked",
		history.Accepted:   n.student(e.To) + " says yes",
		history.Declined:   n.student(e.From) + " says no",
		history.NoReply:    n.student(e.From) + " did not answer in time",
		history.Withdrawn:  "the question to " + n.student(e.From) + " is withdrawn",
		history.Reassigned: "goes from " + n.student(e.From) + " to " + n.student(e.To),
		history.Unstaffed:  "nobody can come (was " + n.student(e.From) + ")",
		history.Arrived:    "the student is there",
		history.Completed:  strings.TrimSpace("took place " + minutes(e.To)),
		history.NoShow:     "nobody came",
		history.Expected:   "the resident expects it",
		history.Relocated:  "follows the resident to " + e.To,
		history.Added:      "added" + from(e.To),
		history.Changed:    "changed: " + strings.ReplaceAll(e.To, ";", ", "),
		history.NewCode:    "has a new letter code",
		history.Merged:     "record " + e.From + " was merged into this one",
		history.Stopped:    "is not visited any more",
		history.Resumed:    "is visited again",
		history.Granted:    "granted " + e.To,
		history.Opened:     "is to be called: " + e.To,
		history.Reopened:   "is to be called again",
		history.Taken:      "taken by " + cmp.Or(e.To, "nobody"),
		history.Deferred:   "due " + n.instant(e.To),
		history.Closed:     strings.TrimSpace("done " + e.To),
	}
}

func minutes(text string) string {
	if text == "" {
		return ""
	}
	return "(" + text + " minutes)"
}

func from(source string) string {
	switch source {
	case "list":
		return " by a list"
	case "line":
		return ": called without a letter"
	}
	return " by the office"
}

// why words the codes of reasons. What an office worker wrote is unchanged.
func why(reason string) string {
	if say, ok := map[string]string{
		string(scheduling.BecauseKnown):       "knows the resident",
		string(scheduling.BecauseStopped):     "the student stopped",
		string(scheduling.BecauseUnavailable): "the student cannot come then any more",
		string(scheduling.BecauseShorterWay):  "shorter way",
		string(scheduling.BecauseShorterDay):  "shorter rounds that day",
		string(scheduling.BecauseRoom):        "makes room for another visit",
		string(scheduling.BecauseDeclined):    "said no",
		string(scheduling.BecauseNoAnswer):    "no answer in time",
		string(scheduling.BecauseAbsent):      "away",
		string(scheduling.BecauseOptedOut):    "wants no texts",
		string(scheduling.BecauseBusy):        "was asked about another visit",
		string(scheduling.BecauseLateYes):     "said yes after all",
		string(scheduling.BecauseMoved):       "the visit has another time",
		string(scheduling.BecauseOffice):      "the office chose",
		string(scheduling.BecauseRelocated):   "the resident moved",
		"no_more":                             "wants no more",
		"away":                                "is away for long",
	}[reason]; ok {
		return say
	}
	return reason
}
