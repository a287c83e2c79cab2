package ivr_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// rang returns what is noted after a call that we made for message 7 ends with a status.
func (l *line) rang(m scheduling.Message, status string) []string {
	l.t.Helper()
	m.SentAt = l.now
	l.journal.Messages = map[int64]scheduling.Message{7: m}
	answer, _ := l.post(ivr.CallStatusPath+"?message=7", fields(
		"CallSid", "CA1", "CallStatus", status, "Direction", "outbound-api", "From", l.p.Numbers.CallerID, "To", mobile))
	require.Equal(l.t, http.StatusNoContent, answer)
	return l.journal.Taken()
}

func TestACallThatNobodyAnswersIsMadeAgainAtAnotherTimeOfTheDay(t *testing.T) {
	for name, c := range map[string]struct {
		day, hour, minute int
		want              string
	}{
		"four hours later":            {8, 10, 0, "Mon 08 Mar 14:00:00"},
		"as late as one may":          {8, 15, 30, "Mon 08 Mar 19:30:00"},
		"not at half past eight":      {8, 15, 31, "Tue 09 Mar 09:00:00"},
		"not in the evening":          {8, 16, 0, "Tue 09 Mar 09:00:00"},
		"not at half past nine":       {8, 17, 30, "Tue 09 Mar 09:00:00"},
		"not on a Sunday":             {13, 18, 0, "Mon 15 Mar 09:00:00"},
		"not on the Monday of Easter": {27, 18, 0, "Tue 30 Mar 09:00:00"},
	} {
		for _, status := range []string{"no-answer", "busy", "failed", "canceled"} {
			t.Run(name+", "+status, func(t *testing.T) {
				l := newLine(t)
				l.now = at(c.day, c.hour, c.minute)
				l.journal.Calls = []time.Time{l.now}
				require.Equal(t, []string{"redirect 7 0 voice " + c.want}, l.rang(message(byVoice), status))
			})
		}
	}
}

// The end of a call says nothing about who took it: if its document was not asked for by a
// person, it is made again.
func TestACallThatEndedWithoutAWordIsMadeAgain(t *testing.T) {
	l := newLine(t)
	require.Equal(t, []string{"redirect 7 0 voice Mon 08 Mar 14:00:00"}, l.rang(message(byVoice), "completed"))
	require.Empty(t, l.rang(message(byVoice), "ringing"))
	require.Empty(t, l.rang(message(byVoice), "in-progress"))
}

// Who is told is known when the document of the call is asked for.
func TestWhoWasToldInACall(t *testing.T) {
	told := []string{"report 7 CA1 delivered 0 Mon 08 Mar 10:00:00"}
	for answeredBy, want := range map[string][]string{
		"": told, "human": told, "unknown": told,
		"machine_start": nil, "machine_end_beep": nil, "machine_end_silence": nil, "machine_end_other": nil, "fax": nil,
	} {
		for _, path := range []string{ivr.VoicePath, ivr.FallbackPath} {
			l := newLine(t)
			status, document := l.post(path+"?message=7", fields("CallSid", "CA1", "CallStatus", "in-progress", "Direction", "outbound-api",
				"From", l.p.Numbers.CallerID, "To", mobile, "AnsweredBy", answeredBy))
			require.Equal(t, http.StatusOK, status)
			if want == nil {
				require.Contains(t, document, "U vertrouwt dit niet? Haak in en bel het nummer op uw brief.")
				require.Contains(t, document, "<Hangup/>")
				require.NotContains(t, document, "<Record", answeredBy)
				require.Empty(t, l.office.callbacks, answeredBy)
			}
			if path == ivr.FallbackPath {
				require.Empty(t, l.journal.Taken(), "an apology tells nobody")
				continue
			}
			require.Equal(t, want, l.journal.Taken(), answeredBy)
		}
	}
}

// The office reads who took the last call: nobody, a machine, or somebody who hung up before a
// word. The carrier reports a machine when it asks what to say, and not always at the end.
func TestTheOfficeReadsWhoTookTheLastCall(t *testing.T) {
	for name, c := range map[string]struct {
		asked, status, ended string
		want                 scheduling.NoteCode
	}{
		"nobody":                    {"", "no-answer", "", scheduling.NoteNobodyAnswered},
		"busy":                      {"", "busy", "", scheduling.NoteNobodyAnswered},
		"a machine":                 {"machine_end_beep", "completed", "", scheduling.NoteMachineAnswered},
		"a machine, at the end too": {"", "completed", "machine_end_beep", scheduling.NoteMachineAnswered},
		"somebody who hung up":      {"", "completed", "", scheduling.NoteHungUpEarly},
		"not reported":              {"", "canceled", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			m := message(byVoice, func(m *scheduling.Message) { m.Tries, m.SentAt = 2, l.now })
			l.journal.Messages = map[int64]scheduling.Message{7: m}
			call := func(path, status, answeredBy string) {
				l.post(path+"?message=7", fields("CallSid", "CA1", "CallStatus", status, "Direction", "outbound-api",
					"From", l.p.Numbers.CallerID, "To", mobile, "AnsweredBy", answeredBy))
			}
			if c.asked != "" {
				call(ivr.VoicePath, "in-progress", c.asked)
			}
			call(ivr.CallStatusPath, c.status, c.ended)
			var codes []scheduling.NoteCode
			for _, part := range scheduling.ParseNote(l.journal.Handed) {
				codes = append(codes, part.Code)
			}
			require.NotEmpty(t, codes)
			require.Equal(t, c.want != "", len(codes) == 2, codes)
			if c.want != "" {
				require.Equal(t, c.want, codes[1])
			}
		})
	}
}

// Somebody who gets an apology was not told.
func TestAnApologyTellsNobody(t *testing.T) {
	l := newLine(t)
	l.office.visitOf = errAway
	status, document := l.post(ivr.VoicePath+"?message=7", fields("CallSid", "CA1", "CallStatus", "in-progress",
		"Direction", "outbound-api", "From", l.p.Numbers.CallerID, "To", mobile, "AnsweredBy", "human"))
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, document, "bij ons loopt iets mis")
	require.Empty(t, l.journal.Taken())
}

func TestTheOutcomeOfACallIsNotedOnce(t *testing.T) {
	for status, want := range map[scheduling.MessageStatus]int{
		scheduling.MessageSent: 1, scheduling.MessageFailed: 0, scheduling.MessageDelivered: 0,
	} {
		l := newLine(t)
		require.Len(t, l.rang(message(byVoice, func(m *scheduling.Message) { m.Status = status }), "no-answer"), want, status)
	}
}

// If a notice or a reminder cannot be delivered by three calls, a human passes it on.
func TestAHumanPassesItOnAfterThreeCalls(t *testing.T) {
	for name, change := range map[string]func(*scheduling.Message){
		"a notice": as(scheduling.Notice, "sms.resumed"), "a reminder": func(*scheduling.Message) {},
	} {
		for tries, want := range map[int]string{
			0: "redirect 7 0 voice Mon 08 Mar 14:00:00",
			1: "redirect 7 0 voice Mon 08 Mar 14:00:00",
			2: "hand over 7 0 message:7 not_told Mon 08 Mar 10:00:00",
		} {
			l := newLine(t)
			m := message(byVoice, change, func(m *scheduling.Message) { m.Tries = tries })
			require.Equal(t, []string{want}, l.rang(m, "no-answer"), name)
		}
	}
	l := newLine(t)
	l.journal.Refuse = map[string]error{"called": errAway}
	require.Empty(t, l.rang(message(byVoice), "no-answer"))
	require.Contains(t, l.log.String(), "call status not noted")
}

func TestACallOfTheirsThatIsOverEndsItsConversation(t *testing.T) {
	l := newLine(t)
	l.called(ivr.VoicePath, "CA1", mobile)
	before := len(l.office.demand)
	ended := func(status string) {
		answer, _ := l.post(ivr.CallStatusPath, fields("CallSid", "CA1", "CallStatus", status, "From", mobile, "To", l.p.Numbers.Voice))
		require.Equal(t, http.StatusNoContent, answer)
	}
	ended("ringing")
	require.Len(t, l.office.demand, before)
	ended("completed")
	require.Greater(t, len(l.office.demand), before, "what came of it is noted")
	require.Empty(t, l.journal.Taken(), "it is no message of ours")
	require.NotContains(t, l.log.String(), "not noted")
	ended("nonsense")
	require.Contains(t, l.log.String(), "call status not noted")
}

// A call to a landline says that the student is at the door, by the address that the outbox
// gave the carrier; 2 has the office look for them.
func TestACallSaysThatTheStudentIsAtTheDoor(t *testing.T) {
	l := newLine(t)
	l.office.visit = scheduling.Visit{
		ID: 5, ResidentID: 7, Programme: l.p.Name, Start: l.now.Add(-5 * time.Minute), End: l.now.Add(time.Hour),
		Language: "nl", Reference: "47129", Status: scheduling.Accepted,
	}
	post := func(query string, more ...string) string {
		status, document := l.post(ivr.VoicePath+query, fields(append([]string{
			"CallSid", "CA1", "CallStatus", "in-progress",
			"Direction", "outbound-api", "From", l.p.Numbers.CallerID, "To", mobile, "AnsweredBy", "human",
		}, more...)...))
		require.Equal(t, http.StatusOK, status)
		return document
	}
	document := post("?message=7&waits=1")
	require.Contains(t, document, "Uw student staat nu aan uw deur.")
	require.NotContains(t, document, "moest er")
	_, query, _ := strings.Cut(document, `action="`+publicURL+ivr.VoicePath)
	query, _, _ = strings.Cut(query, `"`)
	require.Contains(t, post(strings.ReplaceAll(query, "&amp;", "&"), "Digits", "2"), "Wij kijken het na, en bellen u.")
	require.Equal(t, []int64{5}, l.office.missing)
	require.Contains(t, post("?message=7"), "Wij kijken het na", "a repeated webhook gets the same answer")
}
