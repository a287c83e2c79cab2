package resident_test

import (
	"testing"
)

// "If possible" is kindness, and no condition; and who would rather have the second of two
// times wants that one, and no later one.
func TestRatherTheSecondIfPossible(t *testing.T) {
	for _, text := range []string{
		"plutôt le deuxième si possible", "le deuxième si possible", "liever de tweede als het kan",
		"de tweede indien mogelijk", "the second one if possible", "mümkünse ikinci", "الثاني إذا أمكن",
	} {
		t.Run(text, func(t *testing.T) {
			texting(t, speaking("tr"), speaking("ar")).sends("AFSPRAAK", rightCode, "1", text).reads("U kiest do 25/3")
		})
	}
}

// "Geen brief: stuur 1" is answered with a no as well.
func TestNoIsAnAnswerToTheQuestionForACode(t *testing.T) {
	for _, no := range []string{"NEE", "nee die heb ik niet", "non", "no", "hayır", "لا"} {
		texting(t, speaking("tr"), speaking("ar")).sends("AFSPRAAK", no).reads("het kan ook zonder brief")
	}
	texting(t).sends("AFSPRAAK", "999999", "nee").reads("het kan ook zonder brief")
	texting(t).sends("AFSPRAAK", rightCode).reads("uw code is goed")
}
