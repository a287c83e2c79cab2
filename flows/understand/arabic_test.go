package understand_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// A word of another dialect, a particle in front of a word, or a denial around it changes
// what a text in Arabic means.
func TestArabicIsReadByTheFormOfItsWords(t *testing.T) {
	for text, means := range map[string]understand.Meaning{
		// denials of each dialect
		"مو مناسب": understand.MeaningNo, "مب مناسب": understand.MeaningNo, "ماني موافق": understand.MeaningNo,
		"ماكيناسبنيش": understand.MeaningNo, "ما كيناسبنيش": understand.MeaningNo, "مابيناسبنيش": understand.MeaningNo,
		// "fine" alone, and perhaps "not" before another word
		"ماشي": understand.MeaningYes, "ماشي شكرا": understand.MeaningYes, "ماشي مناسب": understand.MeaningNone,
		"ماشي اليوم": understand.MeaningNone, "machi lyoum": understand.MeaningOther,
		// a denied cancellation keeps, and one that may be a no and a wish is asked about
		"لا أريد إلغاء الموعد": understand.MeaningKeep, "ما بدي الغي الموعد": understand.MeaningKeep,
		"بدون تغيير": understand.MeaningKeep, "لا تغيير": understand.MeaningNone,
		// particles and articles
		"ليس لدي الرسالة": understand.MeaningNoLetter, "والموعد بالواتساب": understand.MeaningBook, "أجلوها": understand.MeaningMove,
		// one letter makes another word
		"الماء": understand.MeaningNone, "سيارتي": understand.MeaningNone, "أنا مستعدة": understand.MeaningYes,
		"عندي مناسبة": understand.MeaningNone, "الجمعة القادمة": understand.MeaningNone,
		// no yes in "because of", and none in a blessing
		"من أجل البنك": understand.MeaningNone, "أجل الموعد": understand.MeaningMove, "أجل": understand.MeaningYes,
		"ما هو موعد الزيارة": understand.MeaningVisit,
	} {
		assert.Equal(t, means, understand.Understand(text).Meaning, text)
	}
}

func TestDigitsOfAnArabicTextAreNoChoiceInADateOrAWord(t *testing.T) {
	for text, digits := range map[string]string{
		"3 شتنبر": "", "2 نيسان": "", "5 غشت": "", "7na f dar": "", "3en": "", "واحد الموعد": "",
		"٣": "3", "السلام عليكم ورحمة الله وبركاته 1": "1",
	} {
		assert.Equal(t, digits, understand.Understand(text).Digits, text)
	}
	assert.Zero(t, understand.SignsOf("السلام عليكم ورحمة الله وبركاته")&lexicon.SignDeath)
}

// A yes with "but" and another time is no yes to the time that was asked about.
func TestAYesWithButAndAnotherTimeDoesNotAgree(t *testing.T) {
	at := time.Date(2027, 3, 23, 10, 0, 0, 0, time.UTC)
	for _, text := range []string{
		"ja maar in de namiddag", "ja, maar liever morgen", "oui mais l'après-midi", "oui sauf le matin", "yes but in the afternoon",
		"yes, however another day", "evet ama öğleden sonra", "evet fakat sabah", "نعم ولكن بعد العصر", "نعم لكن بعد الظهر", "اي بس مو الصبح",
		"iyeh walakin f l3chiya", "نعم بس مو الساعة 10",
	} {
		means := understand.Understand(text).Meaning
		assert.False(t, means == understand.MeaningYes && understand.AgreesTo(text, means, at), text)
	}
	for _, text := range []string{"ja maar ik heb een hond", "oui mais j'ai un chien", "evet ama köpeğim var", "نعم لكن عندي كلب"} {
		assert.True(t, understand.AgreesTo(text, understand.Understand(text).Meaning, at), text)
	}
}
