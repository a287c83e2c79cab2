package twiml_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/twilio/twiml"
	"github.com/click-call-connect/helpline/scheduling"
)

// after is a line behind a silence.
func after(pause time.Duration, language scheduling.Language, words string) flows.Line {
	l := line(language, words)
	l.Pause = pause
	return l
}

func TestPauses(t *testing.T) {
	t.Parallel()
	const (
		ar   = `<Say language="arb" voice="Polly.Zeina">`
		half = `<break time="500ms"/>`
		wav  = `<Play>/audio/silence/500.wav</Play>`
	)
	for name, c := range map[string]struct {
		line flows.Line
		slow bool
		want string
	}{
		"before a key":                    {line("nl", "Voor itsme: druk één."), false, nl + `Voor itsme: ` + half + `druk één.</Say>`},
		"before a prompt":                 {after(time.Second, "nl", "Waarmee?"), false, nl + `<break time="1000ms"/>Waarmee?</Say>`},
		"before a prompt that is slower":  {after(time.Second, "nl", "Voor a: druk één."), true, nl + `<prosody rate="85%"><break time="1000ms"/>Voor a: ` + half + `druk één.</prosody></Say>`},
		"at each colon":                   {line("nl", "Let op: nu: ja."), false, nl + `Let op: ` + half + `nu: ` + half + `ja.</Say>`},
		"not in a clock":                  {line("nl", "Om 10:30."), false, nl + `Om 10:30.</Say>`},
		"without SSML, before a key":      {line("ar", "Voor itsme: druk één."), false, ar + `Voor itsme:</Say>` + wav + ar + `druk één.</Say>`},
		"without SSML, before a prompt":   {after(time.Second, "ar", "Waarmee?"), false, `<Play>/audio/silence/1000.wav</Play>` + ar + `Waarmee?</Say>`},
		"with the carrier's basic voice":  {after(time.Second, "xx", "A: b."), false, `<Play>/audio/silence/1000.wav</Play><Say>A:</Say>` + wav + `<Say>b.</Say>`},
		"nothing to say, nothing to hear": {after(time.Second, "nl", " "), false, ""},
	} {
		require.Equal(t, head+c.want+`<Hangup/></Response>`, render(flows.Reply{Slow: c.slow, Lines: []flows.Line{c.line}}), name)
	}
	played := twiml.Voice(flows.Reply{Lines: []flows.Line{after(time.Second, "nl", "A.")}}, recordedWords{"https://line/"}, twiml.Addresses{Answer: action})
	require.Contains(t, string(played), `<Play>https://line/1s.wav</Play><Play>https://line/a.mp3</Play>`)
}

// A sentence with many pauses keeps to the carrier's limit, marks included.
func TestPausesAreCounted(t *testing.T) {
	t.Parallel()
	document := render(flows.Reply{Lines: []flows.Line{after(time.Second, "nl", strings.Repeat("Een: twee. ", 60)+strings.Repeat("woord ", 400))}})
	for said := range strings.SplitSeq(strings.TrimSuffix(document, "<Hangup/></Response>"), "</Say>") {
		_, inside, _ := strings.Cut(said, nl)
		require.LessOrEqual(t, len([]rune(inside)), 3000)
	}
	require.Equal(t, 1, strings.Count(document, `"1000ms"`))
	require.Equal(t, 60, strings.Count(document, `"500ms"`))
}
