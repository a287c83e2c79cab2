package understand_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

func TestReadOptOut(t *testing.T) {
	for _, text := range []string{
		// the carrier's own words
		"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "OPTOUT", "REVOKE", "ARRET", "ARRÊT",
		// in Dutch and French
		"STOPPEN", "uitschrijven", "désabonner", "DESABONNER", "me désabonner", "désinscrire", "geen berichten meer", "plus de messages",
		"stopt", "stoppe", "stopper", "arrête", "arrêter", "Arrêtez !",
		// however written
		"stop", "Stop.", " STOP! ", "\"stop\"", "*STOP*", "🛑 stop 🛑", "S.T.O.P.", "s t o p", "ＳＴＯＰ", "stooop", strings.Repeat("stop ", 3), "stop\u200e",
		"opt-out", "Stop all", "توقف", "إلغاء الاشتراك",
		// politely
		"stop a.u.b.", "Stop aub", "stop graag", "STOP svp merci", "stop s'il vous plaît", "please stop", "stop, dank u wel", "stop thank you", "stop stp",
		// in so many words
		"ik wil geen sms meer", "Ik wil geen sms meer van jullie krijgen", "geen sms'en meer aub", "Stop met sms sturen", "stop ermee", "Stop ze",
		"stuur mij geen berichten meer", "ne m'envoyez plus de sms", "je ne veux plus de SMS", "Arrêtez les sms svp", "stop texting me",
		"please don't text me", "I want no more texts", "artık mesaj göndermeyin lütfen", "sms istemiyorum", "désabonnez-moi",
		// with something else
		"geen sms meer aub, ik bel liever", "Gelieve mij geen sms'en meer te sturen", "Bonjour, plus de SMS, appelez-moi",
		"Stuur mij geen sms'jes meer", "wil geen berichtjes meer", "niet meer sms'en", "hou op met sms'en", "Stopt met die berichten",
		"gelieve mij niet meer te contacteren", "laat mij met rust", "laissez-moi tranquille", "dur",
		"stop sms, bel mij", "STOP. Bel mij liever", "stop berichten. ik kom dinsdag niet", "liever geen sms, bel mij",
		"Ik hoor liever een stem. Stuur mij geen sms'en meer", "liever geen sms",
		"أوقفوا الرسائل", "إيقاف", "ستوب", "لا أريد رسائل بعد الآن", "🛑", "🛑🛑🛑 !",
		// near misses
		"TSOP", "SOTP", "STPO", "STO", "stpp", "sstop", "stoppn", "stopen", "arrett", "aret", "arert",
	} {
		assert.Equal(t, understand.OptOutStop, understand.ReadOptOut(text), text)
	}
	for _, text := range []string{"START", "start", "Start!", "start aub", "UNSTOP", "unstop.", "ابدأ", "إبدأ.", "\u200fابدأ", "ابدؤوا"} {
		assert.Equal(t, understand.OptOutStart, understand.ReadOptOut(text), text)
	}
}

func TestReadOptOutLeavesAnswersAlone(t *testing.T) {
	for _, text := range []string{
		"", "?", "stp", "s.t.p.", "svp", "YES", "yes", "ja", "HELP", "INFO", "1",
		"stop 1", "1 stop", "de lift doet stop", "ik stop met werken om 5u", "bushalte Stop", "stop de student aan de deur", "to p",
		"stop afspraak", "STOP de afspraak van morgen", "stop rendez-vous", "stop the appointment", // about a visit
		"ik krijg geen sms meer", "ik wil een sms", "ik wil", "geen sms", "plus tard", "🛑 1", "de stap", "de stop", "l'arrêt", "the stop",
		"cancel please", "Cancel my appointment", "the end", "quit aub", // about a visit
		"sart", "strt", "starten", "stat", "tart", "smart", "unsto", "onstop", "restart", // nearly START
		"annuleren", "afzeggen", "iptal", "إلغاء", // a visit
		"geen berichten meer, waar blijft hij", "stop. ik kom niet",
		"Geen sms meer ontvangen, komt de student nog?", "Geen sms meer ontvangen, komt de student nog",
		"Nog geen bericht ontvangen, geen sms meer, komt hij?", "No more messages, are you still coming?",
		"Het scherm zegt, stop sms, wat moet ik doen", "Ik wil nog berichten krijgen, liever geen sms", "liever geen berichten, wel sms",
		"Geen sms meer gekregen, komt de student?", "plus de rendez-vous, merci", "أبدا", "ابدا",
		strings.Repeat("stop ", 200), "stop\x00", "stop\xff",
	} {
		assert.Equal(t, understand.OptOutNone, understand.ReadOptOut(text), text)
	}
}

// The confirmation is in the language of the text if its words show it.
func TestOptOutLanguage(t *testing.T) {
	for text, want := range map[string]scheduling.Language{
		"STOP": "", "🛑": "", "tsop": "", "stop aub": "nl", "please stop": "en", "ik wil geen sms meer": "nl", "Stop met sms sturen": "nl",
		"ARRÊT": "fr", "ne m'envoyez plus de sms": "fr", "désabonner": "fr", "no more texts": "en", "durdurun": "tr",
		"إيقاف": "ar", "أوقفوا الرسائل": "ar", "START": "", "start aub": "nl",
	} {
		assert.Equal(t, want, understand.OptOutLanguage(text), text)
	}
}

func ordinaryWords(t *testing.T) map[string]bool {
	t.Helper()
	data, err := os.ReadFile("testdata/ordinary_words.txt")
	require.NoError(t, err)
	words := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if word := strings.TrimSpace(line); word != "" && !strings.HasPrefix(word, "#") {
			words[word] = true
		}
	}
	return words
}

// Nobody is unsubscribed because of an ordinary word of their language.
func TestReadOptOutOrdinaryWords(t *testing.T) {
	words := ordinaryWords(t)
	require.GreaterOrEqual(t, len(words), 200)
	for word := range words {
		for _, text := range []string{word, strings.ToUpper(word), word + "!", word + " aub"} {
			assert.Equal(t, understand.OptOutNone, understand.ReadOptOut(text), text)
		}
	}
}

// Every other word one typo away from these does stop messages: the list of ordinary
// words holds all exceptions but a few English ones.
func TestReadOptOutTypos(t *testing.T) {
	ordinary := ordinaryWords(t)
	slips := 0
	for _, word := range []string{"stop", "stoppen", "arret"} {
		for _, slip := range typosOf(word, "abcdefghijklmnopqrstuvwxyz") {
			want := understand.OptOutStop
			if ordinary[slip] {
				want = understand.OptOutNone
			}
			assert.Equal(t, want, understand.ReadOptOut(slip), "%s for %s", slip, word)
			slips++
		}
	}
	assert.Greater(t, slips, 800)
}
