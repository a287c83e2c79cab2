package ivr_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

func TestFortyTextsAnHourAreAnswered(t *testing.T) {
	l := newLine(t)
	number := "texts-in:" + ivr.TextKey(l.p, mobile)
	l.memory.counts[number] = 39
	require.NotContains(t, l.texted(mobile, "dag"), saidEnough)
	require.Empty(t, l.office.callbacks)
	require.Equal(t, time.Hour, l.memory.windows[number])

	require.Contains(t, l.texted(mobile, "dag"), saidEnough)
	require.Len(t, l.office.callbacks, 1)
	require.Equal(t, scheduling.ReasonManyCalls, l.office.callbacks[0].Reason)

	require.Equal(t, nothingSaid, l.texted(mobile, "dag"))
	require.Len(t, l.office.callbacks, 1, "a human was told")
	require.NotEqual(t, nothingSaid, l.texted("+32470000002", "dag"), "another number")
}

// knows makes some numbers known.
func (l *line) knows(numbers ...string) {
	l.Known = func(_ context.Context, _ *scheduling.Programme, number string) (bool, error) {
		return slices.Contains(numbers, number), nil
	}
	l.TextRefused = func(programme string, limit ivr.TextLimit) {
		l.refused = append(l.refused, programme+" "+string(limit))
	}
}

// Beyond five thousand texts in an hour, those of known numbers and about danger are answered
// as ever. Any other number is told once whom to call, and a human reads its first text.
func TestAProgrammeThatGetsFiveThousandTextsAnHour(t *testing.T) {
	l := newLine(t)
	l.knows("+32470000003")
	l.memory.counts["texts-in:antwerpen"] = 4999
	usual := l.texted(mobile, "dag")
	require.Empty(t, l.refused)
	require.Equal(t, usual, l.texted("+32470000003", "dag"), "a resident")
	require.Contains(t, l.texted("+32470000004", "ik ben gevallen"), "112", "somebody in danger")
	require.Len(t, l.office.callbacks, 1)
	require.Equal(t, l.now, l.office.callbacks[0].Due)
	require.Empty(t, l.refused)

	require.Contains(t, l.texted("+32470000002", "dag"), "Er komen nu heel veel sms")
	require.Len(t, l.office.callbacks, 2)
	require.Equal(t, scheduling.ReasonManyCalls, l.office.callbacks[1].Reason)
	require.Equal(t, nothingSaid, l.texted("+32470000002", "hallo?"))
	require.Len(t, l.office.callbacks, 2)
	require.Equal(t, []string{"antwerpen programme", "antwerpen programme"}, l.refused)
	require.Equal(t, 2, strings.Count(l.log.String(), "a text is beyond a limit"))

	l.memory.counts["kept-beyond:antwerpen"] = 200
	require.Contains(t, l.texted("+32470000005", "dag"), "Er komen nu heel veel sms")
	require.Len(t, l.office.callbacks, 2, "a flood fills no list")
}

// Beyond forty texts of one number in an hour, a human reads those of known people, and those
// about danger are answered.
func TestManyTextsOfOneNumber(t *testing.T) {
	for _, known := range []bool{true, false} {
		l := newLine(t)
		if l.knows(); known {
			l.knows(mobile)
		}
		number := "texts-in:" + ivr.TextKey(l.p, mobile)
		l.memory.counts[number] = 41
		require.Equal(t, nothingSaid, l.texted(mobile, "de bel is stuk"))
		require.Len(t, l.office.callbacks, map[bool]int{true: 1, false: 0}[known])
		require.Equal(t, []string{"antwerpen number"}, l.refused)
		before := len(l.office.callbacks)
		require.Contains(t, l.texted(mobile, "ik ben gevallen"), "112")
		require.Len(t, l.office.callbacks, before+1)
		l.memory.counts["dangers-in:"+ivr.TextKey(l.p, mobile)], l.memory.counts[number] = 20, 90
		require.Equal(t, nothingSaid, l.texted(mobile, "ik ben gevallen"), "a robot")
	}
}

func TestTextsThatCannotBeCountedAreAnswered(t *testing.T) {
	for _, spoil := range []func(*line){
		func(l *line) { l.memory.away = errAway },
		func(l *line) { l.Memory = nil },
	} {
		l := newLine(t)
		spoil(l)
		l.memory.counts["texts-in:antwerpen"] = 9000
		l.memory.counts["calls:antwerpen:"+mobile] = 9000
		require.NotEqual(t, nothingSaid, l.texted(mobile, "dag"))
		require.Contains(t, l.called(ivr.VoicePath, "CA1", mobile), saidWelcome)
	}
}

// The fifth text in an hour that is not understood is the last one answered.
func TestUnclearTextsAreAnsweredFiveTimes(t *testing.T) {
	l := newLine(t)
	unclear := "unclear:" + ivr.TextKey(l.p, mobile)
	l.memory.counts[unclear] = 3
	require.NotContains(t, l.texted(mobile, "xyzzy plugh"), saidQuiet)
	require.Equal(t, 4, l.memory.counts[unclear])
	before := len(l.office.callbacks)
	require.Contains(t, l.texted(mobile, "frobnicate quux"), saidQuiet)
	require.Len(t, l.office.callbacks, before+1)
	require.Equal(t, scheduling.ReasonUnclear, l.office.callbacks[before].Reason)
	require.Equal(t, nothingSaid, l.texted(mobile, "grault garply"))
	require.Len(t, l.office.callbacks, before+2, "a human reads what is no longer answered")
	require.NotEqual(t, nothingSaid, l.texted(mobile, "afspraak maken"), "what is understood is answered")
}

// Who stops messages in a text that may tell of danger is told of 112, and is called at once.
func TestAStopThatMayTellOfDanger(t *testing.T) {
	l := newLine(t)
	require.Contains(t, l.texted(mobile, "stop met sms. ik lig al heel de dag neer"), "112")
	require.Len(t, l.office.callbacks, 1)
	require.Equal(t, l.Now(), l.office.callbacks[0].Due)
}

func TestSendersThatCannotReceiveGetNoAnswer(t *testing.T) {
	l := newLine(t)
	require.Equal(t, nothingSaid, l.texted("8989", "dag"), "a short code")
	require.Equal(t, nothingSaid, l.texted("TELENET", "dag"), "a name")
	require.Equal(t, nothingSaid, l.texted(l.p.Numbers.SMS, "dag"), "ourselves: for ever")
	require.Empty(t, l.memory.counts)
	_, body := l.post(ivr.TextPath, fields("MessageSid", "SM1", "From", mobile, "To", "+32460999999", "Body", "dag"))
	require.Equal(t, nothingSaid, body, "a number that is no programme's")
	status, _ := l.post(ivr.TextPath, fields("From", mobile, "To", l.p.Numbers.SMS))
	require.Equal(t, http.StatusBadRequest, status)
}

// A text that the dialogue has left to a human is not noted a second time.
func TestTheLastUnclearTextIsNotedOnce(t *testing.T) {
	unclear := []string{"xyzzy plugh", "frobnicate quux", "grault garply", "waldo fred"}
	handedOver := func(l *line) (texts int) {
		for len(l.office.callbacks) == 0 {
			l.texted(mobile, unclear[texts])
			texts++
		}
		return texts
	}
	texts := handedOver(newLine(t))
	l := newLine(t)
	l.memory.counts["unclear:"+ivr.TextKey(l.p, mobile)] = 5 - texts
	for _, words := range unclear[:texts-1] {
		require.NotContains(t, l.texted(mobile, words), saidQuiet)
	}
	require.Contains(t, l.texted(mobile, unclear[texts-1]), saidQuiet)
	require.Len(t, l.office.callbacks, 1)
}

// A robot that thanks for every text gets a limited number of answers.
func TestThanksAreAnsweredFiveTimes(t *testing.T) {
	l := newLine(t)
	thanked := "thanked:" + ivr.TextKey(l.p, mobile)
	l.memory.counts[thanked] = 4
	require.NotEqual(t, nothingSaid, l.texted(mobile, "dank u wel"))
	require.Equal(t, 5, l.memory.counts[thanked])
	require.Equal(t, nothingSaid, l.texted(mobile, "hartelijk dank"))
}
