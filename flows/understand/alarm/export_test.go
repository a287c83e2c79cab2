package alarm

// Model returns the score of a model.
func Model(data []byte) func(Text) float64 {
	m := unpacked(data)
	return func(t Text) float64 { return float64(m.score(t)) }
}
