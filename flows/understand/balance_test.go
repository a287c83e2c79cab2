package understand_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/understand"
)

// A whole text asks for the balance in every language; among other words it is about a
// bank.
func TestAskingForTheBalance(t *testing.T) {
	for _, text := range []string{"SALDO", "saldo aub", "Hoeveel cheques heb ik nog?", "mon solde", "balance please", "bakiye", "kaç çek", "رصيد"} {
		require.Equal(t, understand.MeaningVisit, understand.Understand(text).Meaning, text)
	}
	for _, text := range []string{"mijn saldo bij de bank zien", "le solde de ma banque", "ben bakiyemi bankada nasıl görürüm"} {
		require.NotEqual(t, understand.MeaningVisit, understand.Understand(text).Meaning, text)
	}
	beside := understand.Understand("SALDO 345678")
	require.Equal(t, understand.MeaningVisit, beside.Meaning)
	require.Equal(t, "345678", beside.Digits, "the code of the letter")
}
