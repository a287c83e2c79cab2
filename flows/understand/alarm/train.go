package alarm

import "math"

// Example is a text of which it is known whether it tells of danger.
type Example struct {
	Text   Text
	Danger bool
}

// Train returns the weights of a model that tells the examples apart, as they are stored. The
// same examples in the same order give the same weights.
func Train(examples []Example) []byte { return packed(trained(examples)) }

const (
	rounds   = 30
	rate     = 0.5
	decay    = 2e-4 // of each weight at each example that shows its feature
	positive = 2.0  // how much more an example of danger counts
	unknown  = -3.0 // the score of a text that shows nothing that was learned
)

// trained finds the weights by logistic regression: one example after the other, with a rate
// for each weight that falls with what it has learned (AdaGrad).
func trained(examples []Example) *model {
	m := &model{weights: make([]float32, buckets), bias: unknown}
	squares := make([]float64, buckets)
	features := make([][]feature, len(examples))
	for i, e := range examples {
		features[i] = featuresOf(e.Text)
	}
	for range rounds {
		for n := range examples {
			i := n * stride % len(examples)
			truth, weight := 0.0, 1.0
			if examples[i].Danger {
				truth, weight = 1, positive
			}
			wrong := weight * (1/(1+math.Exp(-float64(m.sum(features[i])))) - truth)
			for _, f := range features[i] {
				slope := wrong*float64(f.value) + decay*float64(m.weights[f.at])
				squares[f.at] += slope * slope
				m.weights[f.at] -= float32(rate * slope / math.Sqrt(0.01+squares[f.at]))
			}
		}
	}
	return m
}

// stride is the prime by which examples are walked through, so that those of one writer do
// not follow each other.
const stride = 7919
