package resident_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// printedOption is a line of a text, from either side.
var printedOption = regexp.MustCompile(`(?m)^(\d) = (.+)$|^(.+) = (\d)$`)

// Whatever a text offers can be answered in the words that it is offered in, in
// every language, alone and with the number.
func TestOptionsAreChosenInTheirOwnWords(t *testing.T) {
	worlds := map[string][]func(*conversation){
		"":         nil,
		"planned":  {planning(visits()...)},
		"reminded": {reminded(visits()[0])},
		"late":     {late, remindedOfPlanned},
	}
	for _, path := range []struct {
		world string
		texts []string
	}{
		{texts: nil},
		{texts: []string{"book"}},
		{texts: []string{"book", "1"}},
		{texts: []string{"book", "345678"}},
		{texts: []string{"book", rightCode}},
		{texts: []string{"book", rightCode, "3"}},
		{texts: []string{"book", rightCode, "1"}},
		{texts: []string{"book", rightCode, "1", "1"}},
		{texts: []string{"book", rightCode, "1", "1", "1"}},
		{texts: []string{"digipunt", "2018"}},
		{texts: []string{"digipunt", "2018", "1"}},
		{world: "planned", texts: []string{"visit", rightCode}},
		{world: "planned", texts: []string{"visit", rightCode, "2"}},
		{world: "reminded", texts: []string{"1"}},
		{world: "reminded", texts: []string{"2"}},
		{world: "reminded", texts: []string{"2", "1"}},
		{world: "reminded", texts: []string{"3"}},
		{world: "late", texts: []string{"hm"}},
	} {
		for n, language := range []scheduling.Language{"nl", "fr", "en", "tr", "ar"} {
			start := func() *thread {
				spoken := func(c *conversation) {
					for i := range c.office.expected.Visits {
						c.office.expected.Visits[i].Language = language
					}
				}
				th := texting(t, slices.Concat([]func(*conversation){speaking("tr"), speaking("ar")}, worlds[path.world], []func(*conversation){spoken})...)
				if path.world == "" || path.world == "planned" {
					th.sends("hm", string(rune('1'+n)))
				}
				for _, text := range path.texts {
					if number := map[string]string{"book": "1", "visit": "2", "digipunt": "3"}[text]; number != "" {
						text = number
					}
					th.sends(text)
				}
				return th
			}
			th := start()
			for _, option := range printedOption.FindAllStringSubmatch(strings.Join(th.read, "\n"), -1) {
				number, label := option[1]+option[4], option[2]+option[3]
				want := start().sends(number)
				forms := []string{label, strings.ToUpper(label) + " !", number + " = " + label, label + " (" + number + ")"}
				if language != "nl" { // how it is written matters in no other way in these
					forms = forms[:1]
				}
				for _, text := range forms {
					got := start().sends(text)
					require.Equal(t, want.state(), got.state(), "%v %s: %s\n%s", path, language, text, strings.Join(got.log, "\n"))
					require.Equal(t, want.read, got.read, "%v %s: %s", path, language, text)
				}
			}
		}
	}
}

// What only contains the words of an option, and says something else, is not it.
func TestWhatDeniesAnOptionDoesNotChooseIt(t *testing.T) {
	sure := func(language scheduling.Language) *thread {
		th := texting(t, speaking(language), reminded(visits()[0]), func(c *conversation) { c.office.expected.Visits[0].Language = language })
		return th.sends("3")
	}
	for _, text := range []string{"ik wil ze toch houden", "nee, houden", "NEE! houden!", "laat maar staan", "nee"} {
		require.Equal(t, resident.StateVisit, sure("nl").sends(text).state(), text)
	}
	require.Equal(t, resident.StateCancelled, sure("nl").sends("zeker afzeggen").state())
	require.Equal(t, resident.StateCancelled, sure("tr").sends("evet").state())
	for language, texts := range map[scheduling.Language][]string{
		"nl": {"houden of afzeggen?", "zeker niet afzeggen", "nooit afzeggen", "niets afzeggen", "afzeggen? nee!", "zeker afzeggen?", "waarom zeker afzeggen?", "ja houden"},
		"en": {"don't call it off", "do not call it off", "no, do not call it off", "yes, don't call it off", "keep or cancel?"},
		"fr": {"ne l'annulez pas", "n'annule pas", "n'annulez surtout pas", "annuler? non", "j'ai pas dit oui, annuler", "garder ou annuler ?"},
		"tr": {"iptal etme", "iptal etmek istemiyorum", "iptal olmasın", "evet, iptal değil"},
		"ar": {"لا أريد إلغاء الموعد", "لا إلغاء", "بدون إلغاء"},
	} {
		for _, text := range texts {
			th := sure(language).sends(text)
			require.Empty(t, th.office.cancels, text)
			require.Contains(t, []flows.StateName{resident.StateCancelSure, resident.StateVisit}, th.state(), text)
		}
	}
	for _, text := range []string{
		"ik kom", "Oei verkeerde toets, ik kom wel", "sorry verkeerd, ik ben thuis", "ok tot dan", "ja het mag doorgaan", "ni afzeggen", "niks afzeggen",
		"afzeggen was een foutje", "waarom afzeggen", "je serai là", "sans annuler", "aucune annulation svp", "I'll be there", "I won't cancel",
		"it was a mistake to cancel", "evdeyim", "iptal yok", "iptal edilmesin", "ساكون هناك", "لم أطلب إلغاء موعدي",
	} {
		require.Empty(t, sure("nl").sends(text).office.cancels, text)
	}
	for _, text := range []string{"zeker afzeggen", "ja", "ok", "ja, zeker afzeggen aub", "Ja annuleer maar", "oui, annuler", "yes, call it off"} {
		require.Len(t, sure("nl").sends(text).office.cancels, 1, text)
	}
	for _, text := range []string{"rendez-vous", "un rendez-vous svp"} {
		require.Equal(t, flows.GoalBook, texting(t).sends("bonjour", text).session().Goal, "not votre rendez-vous")
	}
}

// speaking is a line that also speaks this language.
func speaking(language scheduling.Language) func(*conversation) {
	return func(c *conversation) {
		if c.programme.Language(language).Code != language {
			c.programme.Languages = append(c.programme.Languages, scheduling.LanguageRule{Code: language})
		}
	}
}

// A question, or a story, about who is there is not taken for an answer.
func TestWhatIsNoAnswerToWhoIsThere(t *testing.T) {
	for language, texts := range map[scheduling.Language][]string{
		"nl": {"student", "is de student er?", "er is geen student?", "de student is er bijna", "de student is er zonet vertrokken", "is er niemand?"},
		"fr": {"l'étudiant est là ?", "si l'étudiant est là"},
		"en": {"the student is here?", "if the student is here"},
		"tr": {"öğrenci geldi mi?", "öğrenci geldi mi", "öğrenci geldi gitti"},
		"ar": {"هل وصل الطالب؟", "إذا وصل الطالب"},
	} {
		for _, text := range texts {
			th := texting(t, speaking(language), late, remindedOfPlanned, func(c *conversation) { c.office.expected.Visits[0].Language = language }).sends(text)
			require.Empty(t, th.office.here, text)
			require.NotEqual(t, resident.StateThere, th.state(), text)
		}
	}
	for _, text := range []string{
		"ik wacht", "ik wacht al een half uur", "ok ik wacht nog even", "ja waar blijft hij", "ik ben thuis", "tot straks", "je vous attends", "bekliyorum",
		"ja er is iemand maar niet de student", "ja maar het woord is anders", "ja maar hij vraagt geld", "no problem",
	} {
		require.Empty(t, texting(t, late, remindedOfPlanned).sends(text).office.here, text)
	}
	over := visits()[0]
	over.ResidentID, over.Status = 7, scheduling.Completed
	for _, text := range []string{
		"Het werkt nog niet", "Dank u, maar itsme werkt nog niet", "nog niet in orde", "Nee, het werkt niet meer", "goed geholpen",
		"Great help but my tablet is not yet working",
	} {
		th := texting(t, func(c *conversation) {
			c.at = over.End.Add(3 * time.Hour)
			c.office.expected = contact.Expected{Asked: over, Reminded: over.ID, RemindedAt: over.Start.Add(20 * time.Minute)}
		}).sends(text)
		require.Empty(t, th.office.here, text)
		require.Empty(t, th.office.missing, text)
	}
}

// An answer can be taken back a moment later.
func TestAnAnswerToWhoIsThereIsTakenBack(t *testing.T) {
	for _, text := range []string{"er is niemand", "sorry ik bedoelde: er is niemand!", "Toujours personne!", "l'étudiant n'est pas venu", "لا يوجد أحد، لم يأت"} {
		th := texting(t, late, remindedOfPlanned).sends("1").reads("in orde").sends(text)
		require.Equal(t, resident.StateSought, th.state(), text)
		require.Len(t, th.office.missing, 1, text)
	}
	for _, text := range []string{"sorry hij is er nu", "hij is daar nu, hij is er", "he is here now", "ja hij is er"} {
		th := texting(t, late, remindedOfPlanned).sends("2").reads("Wij kijken het na").sends(text)
		require.Len(t, th.office.here, 1, text)
	}
	th := texting(t, late, remindedOfPlanned).sends("1").sends("hij is weg met mijn portefeuille")
	require.Contains(t, th.onlyCallback().Note, "hij is weg met mijn portefeuille", "at once")
}

// Somebody who has just got what they wanted, and then cannot come, is not told that it is a pleasure.
func TestANoAfterwards(t *testing.T) {
	for _, text := range []string{"ik kan toch niet", "ik ben niet thuis", "je ne peux pas finalement", "sorry I can't make it", "de student mag niet komen"} {
		require.Contains(t, []flows.StateName{resident.StateVisit, resident.StateWhich}, booked(t, planning(visits()[0])).sends(text).doesNotRead("Graag gedaan").state(), text)
	}
	for _, text := range []string{"nee dank u", "nee", "Neen, dat is alles", "non merci"} {
		booked(t).sends(text).reads("Graag gedaan")
		th := texting(t, reminded(visits()[0])).sends("1").sends(text).reads("Graag gedaan")
		require.Empty(t, th.sends("ok tot dan").office.cancels, text)
	}
	th := texting(t, reminded(visits()[0])).sends("3", "1").reads("afgezegd").sends("toch niet, laten doorgaan")
	require.NotEqual(t, resident.StateVisit, th.doesNotRead("U hebt een afspraak").state(), "it is called off")
	texting(t, reminded(visits()[0])).sends("1").sends("hoe laat ook weer?").reads("2 = andere dag").sends("2").reads("1 = ")
}

// A yes to something else than the time that is asked about is none.
func TestAYesToAnotherTime(t *testing.T) {
	confirm := func() *thread {
		return texting(t).sends("AFSPRAAK", rightCode, "1", "1").reads("U kiest wo 24/3 om 10u")
	}
	for _, text := range []string{
		"ja maar niet om 10u", "ja maar kan het om 11u", "ja maar ik ben pas om 11u thuis", "ja om 11u", "ok om 14u", "ja donderdag", "ja als mijn dochter kan",
		"ja?", "oui mais pas à 10h", "oui si ma fille est libre", "yes if my son can", "evet ama saat 11", "ik heb een vraag", "ik vraag het aan mijn dochter",
	} {
		require.Empty(t, confirm().sends(text).office.bookings, text)
		require.Empty(t, texting(t, reminded(visits()[0])).sends(text).office.answered, text)
	}
	for _, text := range []string{"ja", "ja hoor", "jazeker", "prima", "ok", "is goed", "ja woensdag om 10u is goed", "oui d'accord", "tamam", "نعم"} {
		require.Len(t, confirm().sends(text).office.bookings, 1, text)
	}
}

// Calling off in words that are not clear enough is asked again, and not forgotten.
func TestCallingOffIsAskedAgain(t *testing.T) {
	sure := func() *thread { return texting(t, reminded(visits()[0])).sends("3").reads("1 = zeker afzeggen") }
	for _, text := range []string{"gaat niet door", "ik kan niet", "ik ben er niet", "nee ik kan niet", "je ne peux pas", "ja ik ben ziek, afzeggen"} {
		th := sure().sends(text)
		require.Equal(t, resident.StateCancelSure, th.state(), text)
		require.Empty(t, th.office.cancels, text)
	}
	for _, text := range []string{"ja hoor", "jazeker", "prima", "ja doe maar", "ja ik moet afzeggen", "definitief afzeggen"} {
		require.Len(t, sure().sends(text).office.cancels, 1, text)
	}
}

func TestPlainWordsOfWhoIsThere(t *testing.T) {
	for _, text := range []string{
		"hij is er niet", "nee hij is er niet", "hij is er nog niet", "hij is hier niet", "de student is er niet", "er is geen student", "ik zie niemand",
		"er komt niemand", "nee hoor", "no one came", "waar blijft de student?",
	} {
		th := texting(t, late, remindedOfPlanned).sends(text)
		require.Len(t, th.office.missing, 1, text)
		require.Empty(t, th.office.here, text)
	}
	for _, text := range []string{
		"ja zeker", "jazeker", "ja ok", "ja in orde", "oui d'accord", "hij is er", "hij is er al", "hij is net aangekomen", "de student is hier", "he's here", "il est là", "geldi",
	} {
		require.Len(t, texting(t, late, remindedOfPlanned).sends(text).office.here, 1, text)
	}
	for _, text := range []string{"ok hij is er nu", "ok hij is er, dank u", "nee hij is er toch"} {
		require.Len(t, texting(t, late, remindedOfPlanned).sends("2", text).office.here, 1, text)
	}
}
