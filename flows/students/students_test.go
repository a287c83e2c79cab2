package students

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/students/when"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Students text these on Monday 22 March 2027.
func TestWhatStudentsText(t *testing.T) {
	monday := calendar.Day{Year: 2027, Month: time.March, Day: 22}
	day := monday.Add
	const whole = calendar.Clock(24 * 60)
	on := func(day calendar.Day, from, to calendar.Clock) []when.Span {
		return []when.Span{{Day: day, From: from, To: to}}
	}
	hour := func(h, m int) calendar.Clock { return calendar.Clock(60*h + m) }
	for text, want := range map[string]message{
		"1":                            {means: studentYes, language: "nl"},
		"Ja hoor, graag":               {means: studentYes, language: "nl"},
		"oui":                          {means: studentYes, language: "fr"},
		"OK 👍":                         {means: studentYes, language: "nl"},
		"2":                            {means: studentNo, language: "nl"},
		"Nee sorry, dat lukt niet":     {means: studentNo, language: "nl"},
		"no":                           {means: studentNo, language: "en"},
		"kan niet":                     {means: studentNo, language: "nl"},
		"Mijn bezoeken?":               {means: studentVisits, language: "nl"},
		"my visits":                    {means: studentVisits, language: "en"},
		"mes visites svp":              {means: studentVisits, language: "fr"},
		"ZIEK":                         {means: studentSick, language: "nl", on: on(day(0), 0, whole)},
		"Ik ben ziek vandaag":          {means: studentSick, language: "nl", on: on(day(0), 0, whole)},
		"ben morgen nog ziek":          {means: studentSick, language: "nl", on: on(day(1), 0, whole)},
		"je suis malade":               {means: studentSick, language: "fr", on: on(day(0), 0, whole)},
		"sick today":                   {means: studentSick, language: "en", on: on(day(0), 0, whole)},
		"niet di 14-18":                {means: studentAway, language: "nl", on: on(day(1), hour(14, 0), hour(18, 0))},
		"Ik kan niet op dinsdag":       {means: studentAway, language: "nl", on: on(day(1), 0, whole)},
		"not on Tuesday 14-18":         {means: studentAway, language: "en", on: on(day(1), hour(14, 0), hour(18, 0))},
		"pas mardi de 14h à 18h30":     {means: studentAway, language: "fr", on: on(day(1), hour(14, 0), hour(18, 30))},
		"niet op 5/4":                  {means: studentAway, language: "nl", on: on(day(14), 0, whole)},
		"niet op 1/2 van 9u tot 12u":   {means: studentAway, language: "nl", on: on(calendar.Day{Year: 2028, Month: 2, Day: 1}, hour(9, 0), hour(12, 0))},
		"niet ma":                      {means: studentAway, language: "nl", on: on(day(0), 0, whole)},
		"extra zaterdag 10:00-12:30":   {means: studentExtra, language: "nl", on: on(day(5), hour(10, 0), hour(12, 30))},
		"extra jeudi 13h-16h":          {means: studentExtra, language: "nl", on: on(day(3), hour(13, 0), hour(16, 0))},
		"hier":                         {means: studentHere, language: "nl"},
		"Ik ben er!":                   {means: studentHere, language: "nl"},
		"arrived":                      {means: studentHere, language: "en"},
		"ici":                          {means: studentHere, language: "fr"},
		"klaar 50":                     {means: studentDone, language: "nl", took: 50 * time.Minute},
		"Gedaan, 1u10":                 {means: studentDone, language: "nl", took: 70 * time.Minute},
		"done 50 minutes":              {means: studentDone, language: "en", took: 50 * time.Minute},
		"fini":                         {means: studentHowLong, language: "fr"},
		"agenda":                       {means: studentCalendar, language: "nl"},
		"agenda nieuw":                 {means: studentNewCalendar, language: "nl"},
		"calendar":                     {means: studentCalendar, language: "en"},
		"HULP":                         {means: studentHelp, language: "nl"},
		"need help":                    {means: studentHelp, language: "en"},
		"0":                            {means: studentHelp, language: "nl"},
		"":                             {language: "nl"},
		"wat is dit?":                  {language: "nl"},
		"32/13":                        {language: "nl"},
		"niet 99/99 14-18":             {language: "nl"},
		"\xff\xfe":                     {language: "nl"},
		"de bakker is morgen gesloten": {means: studentTells, language: "nl"},
	} {
		require.Equal(t, want, understandStudent(text, moment{when.Moment{Today: monday, Clock: 10 * 60}, false, false, "nl"}), "%q", text)
	}
}

// These texts are no answers, or look like something else.
func TestWhatStudentsDoNotMean(t *testing.T) {
	thursday := calendar.Day{Year: 2027, Month: time.March, Day: 25}
	evening := moment{when.Moment{Today: thursday, Clock: 19 * 60}, false, false, "nl"}
	asked := moment{when.Moment{Today: thursday, Clock: 19 * 60}, true, false, "nl"}
	for text, want := range map[string]meaning{
		"Ja, geen probleem!":        studentYes,
		"no problem":                studentYes,
		"pas de problème":           studentYes,
		"ik ben er niet":            studentUnclear,
		"ik ben er nog niet":        studentComing,
		"nog niet klaar":            studentUnclear,
		"ik ben niet ziek":          studentUnclear,
		"I will arrive late":        studentLate,
		"j'arrive dans 10 min":      studentComing,
		"Er is niemand thuis":       studentNobody,
		"mevrouw doet niet open":    studentNobody,
		"ik vind het huis niet":     studentLost,
		"ik kan pas dinsdag om 15u": studentUnclear,
		"extra do":                  studentUnclear,
		"niet di 14-25":             studentUnclear,
		"adres?":                    studentAddress,

		"mijn opa is overleden, kan donderdag niet":   studentGrave,
		"halfway done, 30 min to go":                  studentBusy,
		"encore 10 min et fini":                       studentBusy,
		"nog even bezig, dan klaar":                   studentTells,
		"ben 20 min te vroeg, mag ik al aanbellen?":   studentEarly,
		"de mensen hier kennen die mevrouw niet":      studentLost,
		"meneer verwacht niemand en stuurt mij weg":   studentRefused,
		"mevrouw is ziek, ik ben terug naar huis":     studentRefused,
		"mijn toets is verzet naar vrijdag, kan niet": studentTells,
	} {
		require.Equal(t, want, understandStudent(text, evening).means, "%q", text)
	}
	for text, want := range map[string]meaning{
		"ok ja dinsdag kan ook": studentYes,
		"afzeggen":              studentNo,
		"annuler":               studentNo,
		"ja ik ben er":          studentYes,
		"niet di 14-18":         studentAway,
		"ziek":                  studentSick,
		"nee ben ziek":          studentSick,
		"hier":                  studentHere,
		"ik zeg geen nee":       studentUnclear,
		"je ne dis pas non":     studentUnclear,
		"I wouldn't say no":     studentUnclear,
		"hayır demiyorum":       studentUnclear,
	} {
		require.Equal(t, want, understandStudent(text, asked).means, "asked: %q", text)
	}
	require.Equal(t, thursday.Add(7), understandStudent("extra do 13-16", evening).on[0].Day, "these hours have passed today")
	for text, want := range map[string]time.Duration{
		"klaar 50": 50 * time.Minute, "klaar 1,5 uur": 90 * time.Minute, "klaar 1u10": 70 * time.Minute, "klaar 14:30": 0,
		"klaar om 15u": 0, "klaar 2 uur": 2 * time.Hour,
	} {
		require.Equal(t, want, understandStudent(text, evening).took, "%q", text)
	}
}

func FuzzWhatStudentsText(f *testing.F) {
	for _, text := range []string{"niet di 14-18", "klaar 50", "extra 5/4 9u-12u30", "ziek", "1", "ja maar niet voor 14u", "niet van 8 tot 12 mei, na 2pm", "malade jusqu'à vendredi"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		said := understandStudent(text, moment{when.Moment{Today: calendar.Day{Year: 2028, Month: time.February, Day: 29}, Clock: 10 * 60}, true, false, "fr"})
		if said.means == studentAway || said.means == studentExtra {
			require.NotEmpty(t, said.on)
			require.LessOrEqual(t, len(said.on), when.MaxDays)
			for _, span := range said.on {
				require.Less(t, span.From, span.To)
				require.LessOrEqual(t, span.To, when.WholeDay)
				require.Equal(t, span.Day, span.Day.Add(0), "a day there is")
			}
		}
		require.GreaterOrEqual(t, said.took, time.Duration(0))
		require.NotEmpty(t, said.language)
	})
}
