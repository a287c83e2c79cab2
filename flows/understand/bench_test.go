package understand_test

import (
	"testing"

	"github.com/click-call-connect/helpline/flows/textstest"
	"github.com/click-call-connect/helpline/flows/understand"
)

// BenchmarkText reads the texts of the corpus one after the other, as the line does: for an
// opt-out, for what they mean, and for what else they say.
func BenchmarkText(b *testing.B) {
	rows := textstest.Corpus(b)
	i := 0
	for b.Loop() {
		text := rows[i%len(rows)].Text
		understand.ReadOptOut(text)
		understand.Understand(text)
		understand.SignsOf(text)
		i++
	}
}
