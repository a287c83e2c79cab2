package understand_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/understand"
)

// What stands below a text says nothing about its meaning.
func TestSignaturesAreNotRead(t *testing.T) {
	for _, signature := range []string{
		"\n--\nMaria Janssens\n0470 12 34 56", "\n-- \nMaria Janssens\n0470 12 34 56", "\r\n--\r\nMaria\r\n0470123456",
		"\n\n---\nMaria Janssens", "\n___\nM. Janssens, Turnhoutsebaan 12, 2140 Antwerpen", "\n***\nMaria", "\n—\nMaria 0470123456",
		"\nVerzonden vanaf mijn iPhone", "\nVerstuurd vanaf mijn Galaxy S10", "\n\nSent from my Huawei phone 12345678",
		"\nEnvoyé de mon iPhone 12", "\nEnvoyé depuis mon mobile Orange", "\nGet Outlook for Android<https://aka.ms/12345>",
		"\niPhone'umdan gönderildi", "\nGroetjes,\nMaria Janssens\n0470 12 34 56", "\nGroeten Maria Janssens\n03 221 13 33",
		"\nMet vriendelijke groeten\nFam. Janssens-De Smet", "\nMvg\n\nM.J.", "\nCordialement,\nMarie Dupont\n0470 12 34 56",
		"\nKind regards\nMary 0470123456", "\nSaygılarımla\nAyşe Yılmaz\n0470 12 34 56",
	} {
		for words, want := range map[string]understand.Understood{
			"Ja":                    {Meaning: understand.MeaningYes},
			"1":                     {Digits: "1"},
			"Ik wil iemand spreken": {Meaning: understand.MeaningHuman},
			"234567":                {Digits: "234567"},
		} {
			got := understand.Understand(words + signature)
			require.Equal(t, want.Meaning, got.Meaning, "%q", words+signature)
			require.Equal(t, want.Digits, got.Digits, "%q", words+signature)
		}
		require.Equal(t, understand.OptOutStop, understand.ReadOptOut("stop"+signature), "%q", signature)
	}
}

// What is no signature is read: danger below a line, a question behind a greeting, a
// number that is asked to be called.
func TestWhatIsNoSignature(t *testing.T) {
	for words, want := range map[string]understand.Meaning{
		"--\nJa":                      understand.MeaningYes,
		"\n--\nja":                    understand.MeaningYes,
		"ja\n--\nhelp, hij slaat mij": understand.MeaningDanger,
		"bel mij\n0470 12 34 56":      understand.MeaningHuman,
		"dag\ngroeten, kan iemand mij bellen aub?": understand.MeaningHuman,
	} {
		require.Equal(t, want, understand.Understand(words).Meaning, words)
	}
	require.Equal(t, "0470123456", understand.Understand("bel mij\n0470 12 34 56").Digits)
}
