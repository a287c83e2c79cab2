package resident_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
)

// answering is a programme that answers how long a visit takes, and who comes.
func answering(c *conversation) {
	c.programme.Answers = map[scheduling.Question]map[scheduling.Language]string{
		scheduling.QuestionLength: {"nl": "Een bezoek duurt een uur.", "fr": "Une visite dure une heure."},
		scheduling.QuestionWho:    {"nl": "Het kan een vrouw of een man zijn."},
	}
}

// A question that the programme has an answer for gets it, and below it what was asked
// before; the numbers stay what they were. The register counts it.
func TestAQuestionIsAnswered(t *testing.T) {
	for _, text := range []string{"hoelang duurt dat", "Hoe lang blijft de student?", "hoeveel tijd duurt zo'n bezoek"} {
		th := texting(t, answering, reminded(visits()[0])).sends(text).reads("Een bezoek duurt een uur.", "1 = ", "3 = ").doesNotRead("begrijp", "talen")
		require.Equal(t, resident.StateReminder, th.state(), text)
		require.Empty(t, th.office.callbacks, text)
		require.Empty(t, th.office.answered, text)
		require.Equal(t, []scheduling.Question{scheduling.QuestionLength}, th.questionsCounted(), text)
		th.sends("is het een vrouw?").reads("een vrouw of een man").sends("1").reads("blijft staan")
		require.Equal(t, []int64{71}, th.office.answered, text)
		require.Len(t, th.questionsCounted(), 2)
	}
}

// Another question is read by a human, and a yes with a question beside it is a yes.
func TestWhatTheProgrammeDoesNotAnswer(t *testing.T) {
	th := texting(t, answering, reminded(visits()[0])).sends("moet ik daar iets voor betalen?")
	require.Equal(t, "moet ik daar iets voor betalen?", th.onlyCallback().Note)
	th.reads("Een medewerker leest uw bericht", "1 = ")
	th = texting(t, answering, reminded(visits()[0])).sends("Ja. Hoelang duurt het?")
	require.Equal(t, []int64{71}, th.office.answered)
	require.Len(t, th.office.callbacks, 1, "a human reads the rest")
	for _, text := range []string{
		"er staat een man aan mijn deur, is dat de student?", "is mijn man ziek of wat", "hoelang moet ik nog wachten, er is niemand", "ik duurt lang",
	} {
		th := texting(t, answering, reminded(visits()[0])).sends(text)
		require.Empty(t, th.questionsCounted(), text)
	}
}

func (th *thread) questionsCounted() []scheduling.Question {
	var all []scheduling.Question
	for _, d := range th.office.demand {
		if d.Question != "" {
			all = append(all, d.Question)
		}
	}
	return all
}
