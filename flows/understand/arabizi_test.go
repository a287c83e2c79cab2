package understand

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/click-call-connect/helpline/flows/textstest"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// Whatever vowels are written, and however a letter of the throat is.
func TestArabicInLatinLettersIsReadAsArabic(t *testing.T) {
	t.Parallel()
	for arabic, spellings := range map[string][]string{
		"طحت في الدروج":     {"te7t f ddrouj", "ta7t f droj", "t7t f drouj"},
		"الغي الموعد":       {"elghi el maw3ed", "lghi lmaw3id", "alghi al maw3id"},
		"انا مريض":          {"ana mrid", "ana marid", "ana mareed"},
		"زوجي يضربني":       {"zawji yadribni", "zewji ydrbni"},
		"لا استطيع التنفس":  {"la astati3 atanaffus", "la astati3 tanafos"},
		"مستشفى":            {"f lmustachfa", "mostashfa"},
		"لا مابغيتش نبدل":   {"la mabghitch nbeddel", "la mabghitsh nbdl"},
		"غدا ما نقدرش نكون": {"ghedda ma nqderch nkoun", "ghada ma n9derch nkon"},
		"نهار آخر عفاك":     {"nhar akhor 3afak", "nhar akhur 3afak"},
		"متى الموعد":        {"mata lmaw3id", "imta lmaw3ed"},
		"نعم أكيد":          {"na3am akid", "n3am akeed"},
	} {
		want, signs := Understand(arabic).Meaning, SignsOf(arabic)
		for _, spelled := range spellings {
			assert.Equal(t, want, Understand(spelled).Meaning, spelled)
			grave := lexicon.SignDanger | lexicon.SignHospital
			assert.Equal(t, signs&grave, SignsOf(spelled)&grave, spelled)
		}
	}
}

// Another language is never taken for Arabic in Latin letters.
func TestOtherLanguagesAreNotReadAsArabic(t *testing.T) {
	t.Parallel()
	for _, row := range textstest.Corpus(t) {
		words, _ := readWords(row.Text)
		for _, w := range words {
			assert.True(t, row.Language == "ar" || w.latin == "", "%s: %s is read as %s", row.Text, w.latin, w.text)
		}
	}
}
