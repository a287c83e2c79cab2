//go:build speech

package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
)

const (
	// wordsPerMinute is the rate of the synthesiser. It is a ruler, about as fast as the
	// carrier's voices: its seconds compare one call with another.
	wordsPerMinute = 140
	speechDoc      = "../../docs/speech.md"
)

// speech is what a caller hears, by length.
type speech struct {
	words        int
	voice, pause time.Duration
}

func (s *speech) add(more speech) {
	s.words, s.voice, s.pause = s.words+more.words, s.voice+more.voice, s.pause+more.pause
}

// synthesiser measures how long words take, with espeak-ng.
type synthesiser struct {
	t     *testing.T
	known map[string]time.Duration
}

func (s *synthesiser) measure(u carrier.Utterance) speech {
	voice := map[string]string{"nl": "nl", "fr": "fr-fr", "en": "en-gb", "tr": "tr", "ar": "ar"}[(u.Language + "nl")[:2]]
	said := speech{words: len(strings.Fields(u.Text)), pause: u.Silence}
	for _, part := range strings.SplitAfter(u.Text, ": ") { // at a colon, the pause is ours
		said.voice += s.length(voice, strings.TrimRight(part, ": "), cmp.Or(u.Rate, 100))
	}
	return said
}

func (s *synthesiser) length(voice, text string, rate int) time.Duration {
	name := fmt.Sprint(voice, rate, text)
	if length, ok := s.known[name]; ok || text == "" {
		return length
	}
	var wav, complaint bytes.Buffer
	speak := exec.CommandContext(s.t.Context(), "espeak-ng", "-z", "-v", voice, "-s", fmt.Sprint(wordsPerMinute*rate/100), "--stdout", text)
	speak.Stdout, speak.Stderr = &wav, &complaint
	require.NoError(s.t, speak.Run(), "espeak-ng (apt install espeak-ng): %s", &complaint)
	const header, rateAt, sample = 44, 24, 2
	samples := (wav.Len() - header) / sample
	perSecond := binary.LittleEndian.Uint32(wav.Bytes()[rateAt:])
	s.known[name] = time.Duration(samples) * time.Second / time.Duration(perSecond)
	return s.known[name]
}

// TestSpeech draws or compares the table of docs/speech.md: of every call of docs/calls, the
// keys beside a code, and the words and seconds that are heard.
func TestSpeech(t *testing.T) {
	s := &synthesiser{t, map[string]time.Duration{}}
	var table strings.Builder
	table.WriteString("| call | keys beside a code | words | speech, s | pauses, s | longest document, s |\n|---|--:|--:|--:|--:|--:|\n")
	for _, call := range documentation() {
		t.Run(call.file, func(t *testing.T) {
			r := newRig(t)
			if call.nine {
				r.writesLetter(nineDigits)
			}
			if call.before != "" {
				play(phonetest.Dial(t, r.phone(call.from), cmp.Or(call.line, dialled)), call.before).HangsUp()
				r.passes(10 * time.Minute)
			}
			if call.atDoor {
				r.passes(r.visits()[0].Start.Sub(r.now()))
			}
			phone := r.phone(call.from)
			phone.Desk = call.desk
			c := play(phonetest.Dial(t, phone, cmp.Or(call.line, dialled)), call.script)
			table.WriteString(speechRow(s, call.file, c.Call.Events()))
			if pauses, booked := pausesUntilBooked(c.Call.Events()); booked {
				t.Logf("%.1f s of pauses until it is booked", pauses.Seconds())
			}
		})
	}
	theSpeechIs(t, table.String())
}

func speechRow(s *synthesiser, name string, events []carrier.Event) string {
	var all, document speech
	var longest time.Duration
	keys := 0
	for _, event := range events {
		switch event.Kind {
		case carrier.Spoke:
			said := s.measure(event.Utterance)
			all.add(said)
			document.add(said)
			longest = max(longest, document.voice+document.pause)
		case carrier.Pressed:
			document = speech{}
			if len(event.Text) < 4 {
				keys++
			}
		case carrier.Silent, carrier.Recorded, carrier.Connected:
			document = speech{}
		}
	}
	return fmt.Sprintf("| %s | %d | %d | %.0f | %.1f | %.0f |\n", name, keys, all.words, all.voice.Seconds(), all.pause.Seconds(), longest.Seconds())
}

// pausesUntilBooked adds up the pauses before the visit is booked, for the first table.
func pausesUntilBooked(events []carrier.Event) (time.Duration, bool) {
	var pauses time.Duration
	for _, event := range events {
		pauses += event.Utterance.Silence
		for _, booked := range []string{"Uw afspraak staat vast", "Votre rendez-vous est fixé", "موعدكم مؤكد", "Randevunuz kesin", "Your appointment is booked"} {
			if strings.HasPrefix(event.Utterance.Text, booked) {
				return pauses, true
			}
		}
	}
	return 0, false
}

// theSpeechIs compares the table with the document, or writes it.
func theSpeechIs(t *testing.T, table string) {
	t.Helper()
	const from, to = "<!-- figures -->\n", "<!-- end of figures -->"
	content, err := os.ReadFile(speechDoc)
	require.NoError(t, err)
	before, rest, ok := strings.Cut(string(content), from)
	require.True(t, ok)
	was, after, ok := strings.Cut(rest, to)
	require.True(t, ok)
	if *update {
		require.NoError(t, os.WriteFile(speechDoc, []byte(before+from+table+to+after), 0o600))
		return
	}
	require.Equal(t, was, table, "make speech ARGS=-update writes docs/speech.md anew")
}
