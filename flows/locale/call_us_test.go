package locale

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// asksToCall matches words that ask somebody to call a number, in each language. "Wij bellen
// u", and "ik bel nu iemand", ask for nothing.
var asksToCall = map[scheduling.Language]*regexp.Regexp{
	"nl": regexp.MustCompile(`(?i)(?:^|[^\pL])bel(?:[^\pL]|$)`),
	"fr": regexp.MustCompile(`(?i)(?:^|[^\pL])r?appelez(?:[^\pL]|$)`),
	"en": regexp.MustCompile(`(?i)(?:^|[.?!,:] |\band |\bor |\bplease |\bthen )(?:call|phone|ring)(?:[^\pL]|$)`),
	"tr": regexp.MustCompile(`(?i)(?:^|[^\pL])(?:aray[ıi]n|arayabilirsiniz)(?:[^\pL]|$)`),
	"ar": regexp.MustCompile(`(?:^|[^\pL])و?اتصلوا(?:[^\pL]|$)`),
}

// asksNothing are words in which the same verb asks for no call to us.
var asksNothing = regexp.MustCompile(`(?i)ik bel nu|vous appelez|and call you|call (?:it|this|off|me)\b|call off`)

// aNumber matches a number to call: ours, the one on the letter, or that of emergencies.
var aNumber = regexp.MustCompile(`\{(?:phone|sms)[:}]|112|1813|0800 32 123|één één twee|cent douze|one one two|un un deux|[Bb]ir bir iki|[Yy]üz on iki|واحد واحد اثن|` +
	`op uw brief|(?:sur|de) votre lettre|(?:on|in) your letter|mektubunuzdaki|mektuptaki|في الرسالة الورقية|في رسالتكم|على رسالتكم`)

// besideNumber are texts beside which the number stands, and the wish of a caller that we call.
var besideNumber = map[string]bool{"letter_page.call": true, "letter_page.card": true, "sms.say.option.callback": true}

// Whoever is asked to call is told the number: nobody has it at hand at the door.
func TestWhoIsAskedToCallIsToldTheNumber(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	asked := map[scheduling.Language]int{}
	for _, language := range c.Languages() {
		require.Contains(t, asksToCall, language, "a new language needs its words for calling")
		for _, key := range c.Keys() {
			text := asksNothing.ReplaceAllString(c.Text(language, key), "")
			if besideNumber[key] || !asksToCall[language].MatchString(text) {
				continue
			}
			asked[language]++
			require.Regexp(t, aNumber, text, "%s.yaml: %s asks to call, and gives no number", language, key)
		}
		require.Greater(t, asked[language], 5, "%s: the test finds who is asked to call", language)
	}
	for language, text := range map[scheduling.Language]string{
		"nl": "Doe dan niet open, en bel ons.", "fr": "N'ouvrez pas, et appelez-nous.", "en": "Then do not open, and call us.",
		"tr": "O zaman bizi arayın.", "ar": "لا تفتحوا، واتصلوا بنا.",
	} {
		require.Regexp(t, asksToCall[language], text)
		require.NotRegexp(t, aNumber, text)
	}
}

// The same words stand for one thing: "Voor iets anders" is another topic, and nothing else.
func TestNoTwoOptionsSoundAlike(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	for _, language := range c.Languages() {
		for _, prefix := range []string{"option.", "sms.say.option.", "text.say.option."} {
			sounds := map[string]string{}
			for _, key := range c.Keys() {
				if strings.HasPrefix(key, prefix) {
					text := c.Text(language, key)
					require.Empty(t, sounds[text], "%s.yaml: %s says the same: %q", language, key, text)
					sounds[text] = key
				}
			}
		}
	}
}

// The number for emergencies is said alike before a language is chosen and after.
func TestTheEmergencyNumberHasOneForm(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	for _, language := range c.Languages() {
		long, short := strings.Fields(c.Text(language, "human.danger")), strings.Fields(c.Text(language, "brief.human.danger"))
		require.Equal(t, long[len(long)-2:], short[len(short)-2:], language)
	}
}
