package alarm

import (
	_ "embed"
	"math"
	"sync"
)

//go:embed weights.bin
var stored []byte

// model is what was learned: the weight of each feature, and of none.
type model struct {
	weights []float32
	bias    float32
}

func (m *model) sum(features []feature) float32 {
	sum := m.bias
	for _, f := range features {
		sum += m.weights[f.at] * f.value
	}
	return sum
}

//go:generate go test . -run Learned -update

// learned is read once, when the first text is judged.
var learned = sync.OnceValue(func() *model { return unpacked(stored) })

// Verdict is how much a text sounds like danger.
type Verdict int

// The verdicts.
const (
	Calm   Verdict = iota
	Faint          // a text that says nothing else may tell of danger
	Doubt          // it may tell of danger, whatever else it says
	Danger         // it tells of danger
)

// From which score a text has a verdict: the logarithm of the odds. They were chosen by what is
// missed, and what is a false alarm, in texts of writers that the model had not seen
// (docs/adr/0061).
const (
	dangerFrom = 1.0
	doubtFrom  = -1.0
	faintFrom  = -2.5
)

// Of judges a text.
func Of(text Text) Verdict { return verdictOf(learned().score(text)) }

func verdictOf(score float32) Verdict {
	switch {
	case score >= dangerFrom:
		return Danger
	case score >= doubtFrom:
		return Doubt
	case score >= faintFrom:
		return Faint
	}
	return Calm
}

// score returns how sure it is that a text tells of danger, or one of its sentences: what is
// said around it takes nothing away.
func (m *model) score(text Text) float32 {
	most := m.sum(featuresOf(text))
	from := 0
	for i, w := range text.Words {
		if !w.Ends && i+1 < len(text.Words) {
			continue
		}
		sentence := text.Words[from : i+1]
		if from = i + 1; len(sentence) >= minSentence && len(sentence) < len(text.Words) {
			most = max(most, m.sum(featuresOf(Text{Words: sentence, In: text.In})))
		}
	}
	return most
}

// minSentence is how many words a sentence has that is judged by itself.
const minSentence = 3

// step is how fine weights are stored.
const step = 1.0 / 16

// packed returns a model in a byte for each weight, its bias first.
func packed(m *model) []byte {
	fine := func(w float32) byte {
		return byte(int8(max(-127, min(127, math.Round(float64(w)/step)))))
	}
	data := []byte{fine(m.bias)}
	for _, w := range m.weights {
		data = append(data, fine(w))
	}
	return data
}

func unpacked(data []byte) *model {
	m := &model{weights: make([]float32, buckets)}
	if len(data) != buckets+1 { // not learned yet: nothing is danger
		m.bias = faintFrom - 1
		return m
	}
	m.bias = float32(int8(data[0])) * step
	for i, b := range data[1:] {
		m.weights[i] = float32(int8(b)) * step
	}
	return m
}
