package programmes_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// withTopics returns what becomes of the shipped programme with other topics.
func withTopics(t *testing.T, topics string) (*scheduling.Programme, error) {
	t.Helper()
	file, err := programmes.ShippedFile("antwerpen")
	require.NoError(t, err)
	before, rest, _ := strings.Cut(string(file), "topics:\n")
	_, after, _ := strings.Cut(rest, "\n\n")
	return programmes.Parse("antwerpen.yaml", []byte(before+"topics: "+topics+"\n\n"+after), "nl", "fr", "en", "tr", "ar")
}

func TestTopicsOfOneCity(t *testing.T) {
	t.Parallel()
	p, err := withTopics(t, `[itsme, {code: e_step, words: {nl: uw e-step, fr: votre trottinette, en: your e-scooter}}, andere]`)
	require.NoError(t, err)
	require.Equal(t, []scheduling.Topic{"itsme", "e_step", "andere"}, p.Topics)
	require.Equal(t, "votre trottinette", p.OwnTopics["e_step"]["fr"])
	require.Len(t, p.KnownTopics(), len(scheduling.Topics())+1)
	for topics, reason := range map[string]string{
		`[tuin]`:                           "give it words",
		`[{code: tuin}]`:                   "words is missing",
		`[{words: {nl: x, fr: x, en: x}}]`: "code is missing",
		`[{code: tuin, words: {nl: uw tuin, fr: jardin}}]`:                                   "en is missing",
		`[{code: tuin, words: uw tuin}]`:                                                     "is not in languages",
		`[{code: itsme, words: {nl: x, fr: x, en: x}}]`:                                      "its own words",
		`[{code: Tuin!, words: {nl: x, fr: x, en: x}}]`:                                      "does not fit here",
		`[{code: tuin, words: {nl: "{title}", fr: x, en: x}}]`:                               "does not fit here",
		`[{code: tuin, words: {nl: ` + strings.Repeat("tuin ", 9) + `x, fr: x, en: x}}]`:     "more than 40 characters",
		`[{code: a, words: {nl: x, fr: x, en: x}}, {code: a, words: {nl: x, fr: x, en: x}}]`: "already on line",
	} {
		_, err := withTopics(t, topics)
		require.ErrorContains(t, err, reason, topics)
	}
}
