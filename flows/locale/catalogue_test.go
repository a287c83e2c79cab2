package locale

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// folder returns files of words: name, then the lines under words.
func folder(files map[string]string) fstest.MapFS {
	made := fstest.MapFS{}
	for language, lines := range files {
		source := "language: " + language + "\nwords:\n"
		for line := range strings.Lines(lines) {
			source += "  " + strings.TrimSpace(line) + "\n"
		}
		made[language+".yaml"] = &fstest.MapFile{Data: []byte(source)}
	}
	return made
}

func load(t testing.TB, files map[string]string) *Catalogue {
	t.Helper()
	c, err := LoadFS(folder(files))
	require.NoError(t, err)
	return c
}

var small = map[string]string{
	"nl": `welcome: "Dag!"
		menu.book: "Om een afspraak te maken: druk {key}."
		code.tries_left: {one: "U kunt nog één keer proberen.", other: "U kunt nog {count} keer proberen."}
		booked: "Uw afspraak: {start:day}, om {start:clock}. Uw nummer is {reference:digits}."
		topic.itsme: "itsme"
		topic.bankieren: "bankieren"
		option.topic: "Voor {topic:topic}: druk {key}."
		word.lion: "leeuw"
		language.fr: "Frans"
		visit: "Woord {word:word}, in het {language:language}."
		braces: "{{{name}}} en {{"
		call: "Bel {phone:phone}."
		sms.call: "Bel {phone:phone}."
		sms.booked: "Afspraak {start:short}."`,
	"fr": `welcome: "Bonjour !"
		menu.book: "Pour un rendez-vous : appuyez sur le {key}."
		code.tries_left: {one: "Encore un essai.", other: "Encore {count} essais."}
		booked: "Rendez-vous : {start:day}, à {start:clock}. Numéro {reference:digits}."
		topic.itsme: "itsme"
		topic.bankieren: "la banque"
		option.topic: "Pour {topic:topic} : appuyez sur le {key}."
		word.lion: "lion"
		language.fr: "français"
		visit: "Mot {word:word}, en {language:language}."
		braces: "{{{name}}} et {{"
		call: "Appelez {phone:phone}."
		sms.call: "Appelez {phone:phone}."
		sms.booked: "Rendez-vous {start:short}."`,
}

// args returns arguments from alternating names and values.
func args(pairs ...string) map[string]string {
	made := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		made[pairs[i]] = pairs[i+1]
	}
	return made
}

func TestRender(t *testing.T) {
	const start = "2027-05-14T08:30:00Z"
	tests := []struct {
		language scheduling.Language
		key      string
		args     map[string]string
		want     string
	}{
		{"nl", "welcome", nil, "Dag!"},
		{"nl", "menu.book", args("key", "1"), "Om een afspraak te maken: druk één."},
		{"fr", "menu.book", args("key", "1"), "Pour un rendez-vous : appuyez sur le un."},
		{"nl", "booked", args("start", start, "reference", "47129"), "Uw afspraak: vrijdag 14 mei, om half elf. Uw nummer is 4, 7, 1, 2, 9."},
		{"fr", "booked", args("start", start, "reference", "47129"), "Rendez-vous : vendredi 14 mai, à dix heures et demie. Numéro 4, 7, 1, 2, 9."},
		{"fr", "sms.booked", args("start", start), "Rendez-vous ven 14/5 à 10h30."},
		{"nl", "code.tries_left", args("count", "1"), "U kunt nog één keer proberen."},
		{"nl", "code.tries_left", args("count", "0"), "U kunt nog 0 keer proberen."},
		{"nl", "code.tries_left", args("count", "2"), "U kunt nog 2 keer proberen."},
		{"nl", "code.tries_left", args("count", "-2"), "U kunt nog -2 keer proberen."},
		{"fr", "code.tries_left", args("count", "0"), "Encore un essai."}, // none is singular in French
		{"nl", "code.tries_left", args("count", "veel"), "U kunt nog veel keer proberen."},
		{"fr", "option.topic", args("topic", "bankieren", "key", "2"), "Pour la banque : appuyez sur le deux."},
		{"nl", "visit", args("word", "lion", "language", "fr"), "Woord leeuw, in het Frans."},
		{"nl", "braces", args("name", "x"), "{x} en {"},
		{"nl", "call", args("phone", "+3280012345"), "Bel 0 8 0 0, 1 2, 3 4 5."},
		{"nl", "sms.call", args("phone", "+3280012345"), "Bel 0800 12 345."},
		{"nl", "sms.call", args("phone", "+31612345678"), "Bel 0031 6 12345678."},
		{"so", "welcome", nil, "Dag!"}, // no Somali yet: Dutch, never silence
		{"so", "sms.booked", args("start", start), "Afspraak vr 14/5 om 10u30."},
	}
	c := load(t, small)
	c.OnMissing = func(language scheduling.Language, what string) { t.Errorf("missing in %s: %s", language, what) }
	for _, test := range tests {
		t.Run(string(test.language)+" "+test.want, func(t *testing.T) {
			require.Equal(t, test.want, c.Render(test.language, brussels(t), Message{Key: test.key, Args: test.args}))
		})
	}
}

func TestRenderReportsWhatIsMissing(t *testing.T) {
	tests := []struct {
		name    string
		message Message
		want    string
		missing string
	}{
		{"a key is never spoken", Message{Key: "no.such"}, "", "no.such"},
		{"an argument is silence", Message{Key: "menu.book"}, "Om een afspraak te maken: druk .", "menu.book {key}"},
		{"no instant", Message{Key: "sms.booked", Args: args("start", "morgen")}, "Afspraak morgen.", "sms.booked {start:short}"},
		{"no topic", Message{Key: "option.topic", Args: args("topic", "vissen", "key", "1")}, "Voor vissen: druk één.", "option.topic {topic:topic}"},
		{"no phone number", Message{Key: "sms.call", Args: args("phone", "ons")}, "Bel ons.", "sms.call {phone:phone}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := load(t, small)
			require.Equal(t, test.want, c.Render("nl", time.UTC, test.message), "without a listener")

			var missing []string
			c.OnMissing = func(language scheduling.Language, what string) {
				missing = append(missing, string(language)+": "+what)
			}
			require.Equal(t, test.want, c.Render("nl", time.UTC, test.message))
			require.Equal(t, []string{"nl: " + test.missing}, missing)
		})
	}
}

func TestRenderWithoutZoneIsUTC(t *testing.T) {
	message := Message{Key: "sms.booked", Args: args("start", "2027-05-14T10:30:00+02:00")}
	require.Equal(t, "Afspraak vr 14/5 om 8u30.", load(t, small).Render("nl", nil, message))
}

func TestWordsNeverLeadInACircle(t *testing.T) {
	c := load(t, map[string]string{"nl": `topic.round: "rond {topic:topic}"`})
	require.Equal(t, "rond round", c.Render("nl", time.UTC, Message{Key: "topic.round", Args: args("topic", "round")}))
}

// Arabic has more plural forms than Dutch.
func TestArabicHasSixPluralForms(t *testing.T) {
	c := load(t, map[string]string{
		"nl": `tries: {one: "één keer", other: "{count} keer"}
			at: "{start:day} {start:clock}"`,
		"ar": `tries: {zero: "0", one: "1", two: "2", few: "few {count}", many: "many {count}", other: "other {count}"}
			at: "{start:day} {start:clock}"`,
	})
	for count, want := range map[string]string{
		"0": "0", "1": "1", "2": "2", "3": "few 3", "11": "many 11", "100": "other 100", "102": "other 102", "103": "few 103",
	} {
		require.Equal(t, want, c.Render("ar", time.UTC, Message{Key: "tries", Args: args("count", count)}))
	}
	at := Message{Key: "at", Args: args("start", "2027-05-14T14:30:00Z")}
	require.Equal(t, "الجمعة 14 مايو الساعة الثانية والنصف بعد الظهر", c.Render("ar", time.UTC, at))
}

// Among letters that run from right to left, the groups of a number are shown last first
// unless no-break spaces join them.
func TestPhoneNumbersStayTogetherFromRightToLeft(t *testing.T) {
	c := load(t, map[string]string{"nl": `sms.call: "Bel {phone:phone}."`, "ar": `sms.call: "اتصلوا: {phone:phone}."`})
	call := Message{Key: "sms.call", Args: args("phone", "+3280012345")}
	require.Equal(t, "Bel 0800 12 345.", c.Render("nl", time.UTC, call))
	require.Equal(t, "اتصلوا: 0800\u00a012\u00a0345.", c.Render("ar", time.UTC, call))
}

func TestCatalogueTellsWhatItHolds(t *testing.T) {
	c := load(t, small)
	require.Equal(t, []scheduling.Language{"nl", "fr"}, c.Languages())
	require.Len(t, c.Keys(), 14)
	require.IsIncreasing(t, c.Keys())
	require.Equal(t, "Dag!", c.Text("nl", "welcome"))
	require.Equal(t, "Encore {count} essais.", c.Text("fr", "code.tries_left"))
	require.Equal(t, []placeholder{{"reference", "digits"}, {"start", "clock"}, {"start", "day"}}, c.placeholders("fr", "booked"))
	require.Equal(t, []placeholder{{"phone", "phone"}}, c.placeholders("nl", "sms.call"))
	require.Equal(t, []placeholder{{"name", ""}}, c.placeholders("nl", "braces"))
	require.Empty(t, c.placeholders("nl", "no.such"))
	require.Empty(t, c.Text("so", "welcome"))
	require.Empty(t, c.Text("nl", "no.such"))
}

// Rendering happens while a caller listens: it takes under a microsecond and two
// allocations.
func BenchmarkRender(b *testing.B) {
	c, zone := load(b, small), brussels(b)
	messages := map[string]Message{
		"plain": {Key: "welcome"},
		"key":   {Key: "menu.book", Args: args("key", "1")},
		"topic": {Key: "option.topic", Args: args("topic", "bankieren", "key", "1")},
		"times": {Key: "booked", Args: args("start", "2027-05-14T08:30:00Z", "reference", "47129")},
		"count": {Key: "code.tries_left", Args: args("count", "2")},
		"phone": {Key: "call", Args: args("phone", "+3280012345")},
	}
	for name, message := range messages {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Render("nl", zone, message)
			}
		})
	}
}
