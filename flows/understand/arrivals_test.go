package understand_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/understand"
)

// Nobody has come, in capitals too: İ has no small letter that a pattern knows.
func TestNobodyCame(t *testing.T) {
	for _, text := range []string{
		"gelmedi", "GELMEDİ", "Henüz", "henüz kimse gelmedi", "kimse yok", "hala yok", "gelen olmadı",
		"personne", "j'attends toujours", "aucun étudiant", "pas d'étudiant", "je ne vois personne", "JE NE VOIS PERSONNE",
	} {
		require.True(t, understand.SaysNobodyCame(text), text)
	}
	for _, text := range []string{"henüz bilmiyorum", "kimse bana yardım etmedi", "geldi", "l'étudiant est là", "un étudiant"} {
		require.False(t, understand.SaysNobodyCame(text), text)
	}
}

// Somebody who is asked whether to cancel says so in words of their own.
func TestSaysOnlyConfirmed(t *testing.T) {
	for _, text := range []string{
		"je voudrais annuler", "j'annule", "oui j'annule", "oui, certain", "oui supprimez svp",
		"iptal etmek istiyorum", "evet iptal etmek istiyorum", "evet iptal ediniz", "tabi",
	} {
		require.True(t, understand.SaysOnlyConfirmed(text), text)
	}
	for _, text := range []string{"un grand merci", "un bonjour", "bir teşekkür", "je n'annule pas", "iptal etmeyin", "j'annule peut-être"} {
		require.False(t, understand.SaysOnlyConfirmed(text), text)
	}
}

// An article before a courtesy is no number; before "please" it is.
func TestAnArticleIsNoNumber(t *testing.T) {
	for _, text := range []string{"un merci", "un grand merci", "un bonjour", "bir teşekkür", "bir selam", "een merci", "een fijne dag", "one thanks"} {
		require.Empty(t, understand.Understand(text).Digits, text)
	}
	for _, text := range []string{"un", "un svp", "bir lütfen", "een aub", "één", "one please", "deux merci"} {
		require.NotEmpty(t, understand.Understand(text).Digits, text)
	}
}
