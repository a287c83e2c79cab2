package students_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// atADoor is a student whose visit began five minutes ago.
func atADoor(t *testing.T) *studentLine {
	t.Helper()
	s := studentTexts(t)
	s.roster.visits = []dispatch.UpcomingVisit{s.visit(1, scheduling.Accepted, "2027-03-24 09:55")}
	return s
}

// What happens on the day of a visit has an answer that fits, and reaches a human in the
// student's own words. Nothing that was not said is changed.
func TestTheDayOfAVisit(t *testing.T) {
	for answer, texts := range map[string][]string{
		"lost": {
			"ik vind het huis niet", "verkeerd adres, hier woont ze niet", "de mensen die hier wonen kennen die mevrouw niet", "je trouve pas la maison",
			"on the bell is another name", "kayboldum, evi bulamıyorum", "لم أجد البيت",
		},
		"refused": {
			"mevrouw is ziek, ik ben terug naar huis", "meneer doet open maar stuurt mij weg", "la dame est malade", "she won't let me in",
			"hanım hasta, eve dönüyorum", "السيدة مريضة",
		},
		"early": {
			"ben 20 min te vroeg, mag ik al aanbellen?", "mag ik een uur vroeger komen", "je suis en avance de 15 minutes", "im 15 mins early, should i wait?",
			"20 dakika erken geldim", "وصلت مبكرا",
		},
		"swapped": {
			"we hebben geruild, Bram gaat", "j'ai échangé avec Karim", "i swapped with Ahmed hes going", "arkadaşımla değiştirdik, benim yerime o gidiyor",
		},
		"instead": {
			"kan iemand anders gaan?", "mijn fiets is gestolen, kan iemand het overnemen?", "quelqu'un d'autre peut y aller?", "can someone else take it",
			"başka biri gidebilir mi",
		},
	} {
		for _, text := range texts {
			t.Run(text, func(t *testing.T) {
				s := atADoor(t)
				s.text("2027-03-24 10:00", text).says(answer)
				require.Equal(t, []string{text}, s.roster.notes)
				s.changedNothing()
			})
		}
	}
}

// Somebody who is late is told by us to the resident.
func TestALateStudent(t *testing.T) {
	for _, text := range []string{"10 min later, sorry", "mon train a du retard", "running late", "10 dk geç kalacağım", "سأتأخر 10 دقائق"} {
		s := atADoor(t)
		s.text("2027-03-24 10:00", text).says("late_told")
		require.Equal(t, []string{text}, s.roster.late)
		s.changedNothing()
	}
}

// If nobody opens, the resident is told, and a human calls the student.
func TestNobodyOpens(t *testing.T) {
	for _, text := range []string{"er doet niemand open", "personne ne répond", "no answer at the door", "kapıyı açan yok", "لا أحد يفتح"} {
		s := atADoor(t)
		s.roster.told = true
		s.text("2027-03-24 10:00", text).says("no_one_told")
		require.Equal(t, []string{text}, s.roster.notes)
		require.Equal(t, []string{"SM1"}, s.roster.waits)
		s.changedNothing()
	}
	s := atADoor(t)
	s.text("2027-03-24 10:00", "er doet niemand open").says("no_one")
	require.Len(t, s.roster.notes, 1)
	s.roster.err = errors.New("down")
	_, _, err := s.handle("SMx", "2027-03-24 10:01", "er doet niemand open")
	require.ErrorIs(t, err, s.roster.err)
	require.Len(t, s.roster.notes, 2, "a human calls all the same")
}

// A death, and somebody in hospital, is for a human at once, and so is danger.
func TestWhatAHumanReadsAtOnce(t *testing.T) {
	for text, answer := range map[string]string{
		"mijn opa is overleden, kan donderdag niet": "grave", "son fils dit qu'elle est à l'hôpital": "grave", "my gran died": "grave",
		"dedem vefat etti": "grave", "جدي توفي": "grave",
		"mevrouw ligt op de grond": "danger", "il me menace": "danger", "hes waving a knife at me": "danger",
	} {
		s := atADoor(t)
		s.text("2027-03-24 10:00", text).says(answer)
		require.Equal(t, []string{text}, s.roster.dangers)
		s.changedNothing()
	}
}

func (s *studentLine) changedNothing() {
	s.t.Helper()
	require.Empty(s.t, s.roster.answers)
	require.Empty(s.t, s.roster.away)
	require.Empty(s.t, s.roster.extra)
	require.Empty(s.t, s.roster.took)
	require.Zero(s.t, s.roster.arrived)
}
