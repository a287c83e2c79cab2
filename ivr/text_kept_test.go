package ivr_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// If a fault of ours keeps a text from being answered, a human reads it.
func TestATextThatIsNotAnsweredIsKept(t *testing.T) {
	for name, spoil := range map[string]func(*line){
		"a resident's, sessions are away": func(l *line) { l.sessions.away = errAway },
		"a resident's, a mistake of ours": func(l *line) { l.Engine = nil },
		"a student's, the books are away": func(l *line) {
			l.roster.student = func(string) (scheduling.Student, error) { return scheduling.Student{}, errAway }
		},
		"a student's, a mistake of ours": func(l *line) { l.roster.student = func(string) (scheduling.Student, error) { panic("ours") } },
		"somebody's who wants no texts, which cannot be noted": func(l *line) {
			l.journal.Refuse = map[string]error{"opt out": errAway}
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLine(t)
			spoil(l)
			words := "kan ik morgen komen"
			if l.journal.Refuse != nil {
				words = "stop"
			}
			require.Contains(t, l.texted(mobile, words), saidFault)
			require.Len(t, l.office.callbacks, 1)
			kept := l.office.callbacks[0]
			require.Equal(t, scheduling.ReasonFault, kept.Reason)
			require.Equal(t, mobile, kept.Phone)
			require.Equal(t, words, kept.Note)
			require.True(t, strings.HasPrefix(kept.Key, "text:SM"))
			require.Zero(t, kept.Due, "the office says when")
			require.NotContains(t, l.log.String(), mobile)
			require.NotContains(t, l.log.String(), words)
		})
	}
}

func TestATextThatCannotBeKeptIsAnsweredAllTheSame(t *testing.T) {
	l := newLine(t)
	l.sessions.away, l.office.away = errAway, errAway
	require.Contains(t, l.texted(mobile, "kan ik morgen komen"), saidFault)
	require.Contains(t, l.log.String(), "a text is not noted for a human")
}

// Somebody in danger is called at once, even if the dialogue did not read their text.
func TestDangerInATextThatIsKeptIsDueNow(t *testing.T) {
	for name, prepare := range map[string]func(*line){
		"something of ours broke": func(l *line) { l.sessions.away = errAway },
		"they wanted no texts":    func(l *line) { l.journal.Out = map[string]bool{"antwerpen" + mobile: true} },
		"they texted often":       func(l *line) { l.memory.counts["texts-in:"+ivr.TextKey(l.p, mobile)] = 40 },
	} {
		t.Run(name, func(t *testing.T) {
			for words, due := range map[string]time.Time{"ik ben gevallen": at(8, 10, 0), "dank u": {}} {
				l := newLine(t)
				prepare(l)
				l.texted(mobile, words)
				require.Len(t, l.office.callbacks, 1)
				require.Equal(t, due.UTC(), l.office.callbacks[0].Due.UTC(), words)
			}
		})
	}
}

func TestTheKeyOfAConversationNamesNobody(t *testing.T) {
	p := antwerpen(t)
	key := ivr.TextKey(p, mobile)
	require.Regexp(t, `^sms:[0-9a-f]{32}$`, key)
	require.Equal(t, key, ivr.TextKey(p, mobile))
	require.NotEqual(t, key, ivr.TextKey(p, "+32470000002"))
	p.Name = "gent"
	require.NotEqual(t, key, ivr.TextKey(p, mobile))
}
