package gsm7

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// oracleCase is a text, as runs of [piece, times], with the result of the carrier's own
// calculator. See tools/oracles/segments.mjs.
type oracleCase struct {
	Runs     [][2]any
	Encoding string
	Units    int
	Segments int
}

func (c oracleCase) text() string {
	var text strings.Builder
	for _, run := range c.Runs {
		text.WriteString(strings.Repeat(run[0].(string), int(run[1].(float64))))
	}
	return text.String()
}

func TestSegmentsAgreeWithTheCarrier(t *testing.T) {
	source, err := os.ReadFile("testdata/segments.json")
	require.NoError(t, err)
	var cases []oracleCase
	require.NoError(t, json.Unmarshal(source, &cases))
	require.Greater(t, len(cases), 1000)

	for _, c := range cases {
		require.Equal(t, Measure{c.Encoding, c.Units, c.Segments}, Segments(c.text()), "%v", c.Runs)
	}
}

func TestSegmentsOfWhatPeopleWrite(t *testing.T) {
	tests := map[string]struct {
		text string
		want Measure
	}{
		"nothing":                       {"", Measure{GSM7, 0, 1}},
		"French accents are in":         {"à é è ù", Measure{GSM7, 7, 1}},
		"a diaeresis is not":            {"financiën", Measure{UCS2, 9, 1}},
		"the euro counts two":           {"€ 5", Measure{GSM7, 4, 1}},
		"an escape is not cut off":      {strings.Repeat("a", 152) + "€" + strings.Repeat("b", 152), Measure{GSM7, 306, 3}},
		"a pair is not cut":             {strings.Repeat("ë", 66) + "😀" + strings.Repeat("ë", 66), Measure{UCS2, 134, 3}},
		"an accent stays on its letter": {strings.Repeat("ë", 66) + "e\u0301" + strings.Repeat("ë", 66), Measure{UCS2, 134, 3}},
		"what no segment holds is cut":  {"e" + strings.Repeat("\u0301", 200), Measure{UCS2, 201, 3}},
		"broken bytes are one unit":     {"\xff\xfe", Measure{UCS2, 2, 1}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, test.want, Segments(test.text))
		})
	}
}

// A longer text never takes fewer segments, and units always fit in them.
func FuzzSegments(f *testing.F) {
	f.Add("Uw afspraak: di 14/5 om 10u30.", "€")
	f.Add(strings.Repeat("a", 160), "ë")
	f.Add(strings.Repeat("€", 80), "😀")
	f.Add(strings.Repeat("🇧🇪", 16), "🇧")
	f.Add("\xff", "\u200d\u0301")
	f.Add("e"+strings.Repeat("\u0301", 66), "\u0301")
	f.Fuzz(func(t *testing.T, text, more string) {
		// Invalid bytes that form a character with the next ones take less room.
		text, more = strings.ToValidUTF8(text, "?"), strings.ToValidUTF8(more, "?")
		before, after := Segments(text), Segments(text+more)
		require.GreaterOrEqual(t, after.Segments, before.Segments)
		require.GreaterOrEqual(t, before.Segments, 1)
		room := ucsSingle
		if before.Encoding == GSM7 {
			room = MaxSingleGSM7
		}
		require.LessOrEqual(t, before.Units, before.Segments*room)
	})
}

func BenchmarkSegments(b *testing.B) {
	texts := map[string]string{
		GSM7: "Uw afspraak: di 14/5 om 10u30. Nummer 47129. Verzetten of afzeggen? Bel 0800 12 345.",
		UCS2: "Uw afspraak: di 14/5 om 10u30. Nummer 47129. Financiën? Bel 0800 12 345.",
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Segments(text)
			}
		})
	}
}
