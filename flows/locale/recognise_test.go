package locale_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// A sentence is recognised as the language it was rendered in, even with a Dutch title in
// it, and never as another.
func TestRecogniser(t *testing.T) {
	t.Parallel()
	c, err := locale.Load()
	require.NoError(t, err)
	r := c.Recogniser()
	args := map[string]string{
		"title": "Digipunt aan huis", "city": "Antwerpen", "start": "2027-03-30T09:30:00+02:00", "reference": "61361", "phone": "+3280012001", "key": "1",
	}
	sentences := 0
	for _, language := range c.Languages() {
		for _, key := range c.Keys() {
			if !strings.HasPrefix(key, "sms.") {
				continue
			}
			text := c.Render(language, nil, locale.Message{Key: key, Args: args})
			got := r.Language(text)
			if len(strings.Fields(text)) > 12 {
				sentences++
				require.Equal(t, language, got, "%s: %s", key, text)
			}
			require.Contains(t, []scheduling.Language{language, ""}, got, "%s: %s", key, text)
		}
	}
	require.Greater(t, sentences, 50)
	for _, text := range []string{"", "123", "Maria Peeters", "1 = Nederlands\n2 = français\n3 = English"} {
		require.Empty(t, r.Language(text), text)
	}
}
