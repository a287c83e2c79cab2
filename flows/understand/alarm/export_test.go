package alarm

// JudgeBy returns the verdicts of other weights.
func JudgeBy(weights []byte) func(Text) Verdict {
	m := unpacked(weights)
	return func(text Text) Verdict { return verdictOf(m.score(text)) }
}
