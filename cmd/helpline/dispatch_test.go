package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

// staff is a line with a few students who are free all week and live where the
// visits are, and one resident with a mobile.
func staff(t *testing.T, students int, change ...func(*scheduling.Student)) (r *rig, code string) {
	t.Helper()
	r = newRigOf(t, embeddedtest.InProcessRedis(t).URL(), shipped(t)[:1])
	p := r.all[0]
	hired := 0
	r.hire(p, students, func(s *scheduling.Student) {
		s.Phone, s.Postcode, s.Weekly = student(hired), "2000", nil
		hired++
		for day := time.Monday; day <= time.Friday; day++ {
			s.Weekly = append(s.Weekly, calendar.WeeklyHours{Weekday: day, From: 9 * 60, To: 18 * 60})
		}
		for _, f := range change {
			f(s)
		}
	})
	return r, r.invite(p, 1)[0].LetterCode
}

// student returns the number of the nth student of staff.
func student(n int) string { return fmt.Sprintf("+32471%06d", n) }

// nextWeek books a visit some days away; soon, in two.
const nextWeek = " 1 3 3 3 1 1" // itsme, other times, any time, later, the first, yes

// promised returns the only visit, and the number of its student.
func (r *rig) promised() (lists.VisitRow, string) {
	r.t.Helper()
	visits := r.visits()
	require.Len(r.t, visits, 1)
	return visits[0], visits[0].StudentPhone
}

// bookedAndAsked books a visit some days away, and returns the number of the student who
// is then asked about it.
func (r *rig) bookedAndAsked(code string) string {
	r.t.Helper()
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	_, phone := r.promised()
	r.until(71 * time.Hour)
	r.works()
	return phone
}

// agreed books a visit that its resident confirms, and returns the number of the student
// who said yes to it.
func (r *rig) agreed(code string) string {
	r.t.Helper()
	phone := r.bookedAndAsked(code)
	r.writes(mobile, "1")
	r.writes(phone, "1")
	return phone
}

// until moves the clock to so long before the visit, and does what is due on the way:
// each hour, and twice a day while nobody is asked or reminded yet.
func (r *rig) until(before time.Duration) {
	r.t.Helper()
	visit, _ := r.promised()
	quiet := visit.Start.Add(-r.all[0].Dispatch.Ask - 12*time.Hour)
	for at := visit.Start.Add(-before); r.now().Before(at); {
		step := time.Hour
		if r.now().Add(12 * time.Hour).Before(quiet) {
			step = 12 * time.Hour
		}
		r.passes(min(step, at.Sub(r.now())))
		r.works()
	}
}

// works does what is due now.
func (r *rig) works() {
	r.t.Helper()
	require.NoError(r.t, r.remind(r.t.Context()))
	for sent := 1; sent > 0; {
		var err error
		sent, err = r.line.Sender.SendDue(r.t.Context())
		require.NoError(r.t, err)
	}
	r.idle()
	require.NoError(r.t, r.carrier.Drain(r.t.Context()))
}

func (r *rig) inbox(number string) string {
	r.t.Helper()
	r.works()
	var all []string
	for _, text := range r.carrier.Inbox(number) {
		all = append(all, text.Body)
	}
	return strings.Join(all, "\n")
}

func TestAVisitFromAskToDone(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	play(r.dial(mobile), "1 1 "+code+nextWeek).Hears("staat vast").HangsUp()
	r.writes(mobile, "1") // the resident expects it
	_, phone := r.promised()
	r.until(73 * time.Hour)
	require.Empty(t, r.inbox(phone), "chosen late")
	r.until(71 * time.Hour)
	require.Contains(t, r.inbox(phone), "2000 Antwerpen: itsme, 60 min. Kan je? 1 = ja, 2 = nee")
	require.Regexp(t, "^Digipunt aan huis: ", r.inbox(phone), "they have never heard of us")
	require.NotContains(t, r.inbox(phone), "Dorpsstraat")
	visit, _ := r.promised()
	require.Equal(t, scheduling.Assigned, visit.Status)

	require.Contains(t, r.writes(phone, "Ja hoor!"), "is voor jou. Het adres krijg je de avond ervoor. Jouw agenda: http")
	visit, _ = r.promised()
	require.Equal(t, scheduling.Accepted, visit.Status)
	require.Contains(t, r.writes(phone, "bezoeken"), "2000.")
	r.until(24 * time.Hour)
	require.NotContains(t, r.inbox(phone), "Dorpsstraat")

	r.until(12 * time.Hour) // the evening before
	require.Contains(t, r.inbox(phone), "Resident, Dorpsstraat 0, 2000. Ben je er? Antwoord HIER.")
	require.Contains(t, r.inbox(phone), "zeg je aan de deur: ")
	require.Equal(t, 1, strings.Count(r.inbox(phone), "Dorpsstraat"), "sent twice")
	for _, m := range r.messages() {
		require.NotContains(t, fmt.Sprint(m.Args), "Dorpsstraat", "no message keeps where somebody lives")
	}

	r.until(-2 * time.Minute)
	require.Contains(t, r.writes(phone, "Ik ben er"), "KLAAR 50")
	visit, _ = r.promised()
	require.Equal(t, scheduling.Underway, visit.Status)
	r.until(-50 * time.Minute)
	for range 2 {
		answer := r.writes(phone, "klaar 50")
		require.True(t, strings.Contains(answer, "50 minuten") || strings.Contains(answer, "geen bezoek"), answer)
	}
	visit, _ = r.promised()
	require.Equal(t, scheduling.Completed, visit.Status)
	var took int
	require.NoError(t, r.line.Store.DB().QueryRowContext(t.Context(), `SELECT took_minutes FROM visits WHERE status = 'completed'`).Scan(&took))
	require.Equal(t, 50, took)
	r.until(-3 * time.Hour)
	require.Empty(t, r.callbacks())
	r.keepsSecrets()
}

func TestANoAsksTheNextCandidate(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 2)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	before, first := r.promised()
	r.until(71 * time.Hour)
	require.Contains(t, r.inbox(first), "Kan je?")
	require.Contains(t, r.writes(first, "2"), "wij vragen iemand anders")
	r.works()
	after, second := r.promised()
	require.NotEqual(t, first, second)
	require.Equal(t, before.Start, after.Start, "never the resident's time")
	require.Contains(t, r.inbox(second), "Kan je?")
	require.Contains(t, r.writes(second, "1"), "is voor jou")
	require.Contains(t, r.writes(first, "ja toch"), "Wij vroegen al iemand anders")
	_, whose := r.promised()
	require.Equal(t, second, whose)
	require.Len(t, r.carrier.Inbox(mobile), 1, "the resident notices nothing")
}

func TestNoAnswerInTimeAsksTheNextCandidate(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 2)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	_, first := r.promised()
	r.until(71 * time.Hour)
	require.Contains(t, r.inbox(first), "Kan je?")
	r.until(48 * time.Hour)
	_, second := r.promised()
	require.NotEqual(t, first, second)
	require.Contains(t, r.writes(first, "1"), "Wij vroegen al iemand anders", "a late yes gets a friendly no")
	visit, still := r.promised()
	require.Equal(t, second, still)
	require.Equal(t, scheduling.Assigned, visit.Status)
}

// An unanswered question stops blocking its student when the visit begins.
func TestAnUnansweredQuestionIsOver(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	play(r.dial(mobile), "1 1 "+code+" 1 1 1").HangsUp() // soon
	_, only := r.promised()
	require.Contains(t, r.inbox(only), "Kan je?")
	visit, _ := r.promised()
	r.passes(visit.Start.Sub(r.now()) + time.Minute)
	r.works()
	var open int
	require.NoError(t, r.line.Store.DB().QueryRowContext(t.Context(), `SELECT count(*) FROM asks WHERE status = 'open'`).Scan(&open))
	require.Zero(t, open)
}

// Students who opted out of texts are skipped, however many they are.
func TestStudentsWhoWantNoTexts(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 3)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	for n := range 2 {
		r.writes(student(n), "STOP")
	}
	r.until(71 * time.Hour)
	r.works()
	_, whose := r.promised()
	require.Equal(t, student(2), whose)
	r.writes(student(2), "STOP")
	r.until(60 * time.Hour)
	reasons := map[scheduling.CallbackReason]int{}
	for _, callback := range r.callbacks() {
		reasons[callback.Reason]++
	}
	require.Equal(t, map[scheduling.CallbackReason]int{scheduling.ReasonStudent: 3, scheduling.ReasonNoStudent: 1}, reasons, "each STOP is read")
}

// A "2" without an open question gives no visit back.
func TestANoToNothingGivesNothingAway(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 2)
	first := r.bookedAndAsked(code)
	r.writes(first, "1")
	require.Contains(t, r.writes(first, "2"), "Antwoord NIET en de dag")
	require.Contains(t, r.writes(first, "Er is niemand thuis"), "Wij bellen je")
	visit, whose := r.promised()
	require.Equal(t, first, whose)
	require.Equal(t, scheduling.Accepted, visit.Status)
}

func TestACancelledVisitIsTakenBack(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	phone := r.bookedAndAsked(code)
	r.writes(phone, "1")
	play(r.dial(mobile), "1 2 "+code+" 3 1").HangsUp()
	require.Contains(t, r.inbox(phone), "is niet meer voor jou. Je hoeft niet te gaan.")
	require.Contains(t, r.writes(phone, "bezoeken"), "geen bezoeken")
	r.until(0)
	require.Equal(t, 1, strings.Count(r.inbox(phone), "niet meer voor jou"), "sent twice")
}

// One text reassigns the visits of a day; residents get no message if another student
// comes.
func TestASickStudentIsReplaced(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 3)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	before, first := r.promised()
	r.until(71 * time.Hour)
	r.works()
	r.writes(first, "1")
	r.until(4 * time.Hour) // on the day itself
	require.Contains(t, r.writes(first, "Ben ziek vandaag :("), "Beterschap!")
	r.works()
	after, second := r.promised()
	require.NotEqual(t, first, second)
	require.Equal(t, before.Start, after.Start)
	r.until(115 * time.Minute) // five in the morning is no hour to ask at
	require.Contains(t, r.inbox(second), "Kan je?")
	require.Contains(t, r.writes(second, "1"), "Het adres komt zo meteen.")
	require.Contains(t, r.inbox(second), "Dorpsstraat", "at once, because the evening before is over")
	require.NotContains(t, r.inbox(mobile), "andere student")
}

func TestHoursByText(t *testing.T) {
	t.Parallel()
	r, _ := staff(t, 1)
	phone := student(0)
	require.Contains(t, r.writes(phone, "niet di 14-18"), "je kan niet van di 23/3 om 14u tot di 23/3 om 18u")
	require.Contains(t, r.writes(phone, "pas mercredi"), "Noté: tu ne peux pas")
	require.Contains(t, r.writes(phone, "extra za 10u-12u30"), "je kan extra van za 27/3 om 10u tot za 27/3 om 12u30")
	r.writes(phone, "extra za 10u-12u30")
	s, err := r.line.Store.StudentByPhone(t.Context(), r.all[0].Name, phone)
	require.NoError(t, err)
	tuesday := calendar.Day{Year: 2027, Month: 3, Day: 23}
	require.Equal(t, []calendar.Exception{
		{Day: tuesday, From: 14 * 60, To: 18 * 60},
		{Day: tuesday.Add(1), From: 0, To: 24 * 60},
		{Day: tuesday.Add(4), Extra: true, From: 10 * 60, To: 12*60 + 30},
	}, s.Exceptions)
	require.Equal(t, "Genoteerd: op dinsdag 30 maart kan je niet. Ook niet op donderdag 1 april.", r.writes(phone, "niet 30/3 en 1/4"))
	require.Equal(t, "Genoteerd: je kan niet van maandag 29 maart tot en met zondag 4 april.", r.writes(phone, "niet volgende week"))
	require.Contains(t, r.writes(phone, "malade le 14 mai et le 15 mai"), "du vendredi 14 mai au samedi 15 mai inclus")
	require.Contains(t, r.writes(phone, "extra di en do 13-16"), "om 16u. Ook van do 25/3 om 13u")
	require.Contains(t, r.writes(phone, "bel me eens"), "Wij bellen je")
	require.Equal(t, scheduling.ReasonStudent, r.callbacks()[0].Reason)
	require.Contains(t, r.writes(phone, "wablief zeg"), "NIET DI 14-18")
}

// If a yes and the end of its time come at the same moment, one of the two holds.
func TestCrossingAnswers(t *testing.T) {
	t.Parallel()
	for range crossings {
		r, code := staff(t, 2)
		play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
		_, first := r.promised()
		r.until(71 * time.Hour)
		r.works()
		r.passes(20 * time.Hour) // past their time, and not yet processed
		var all sync.WaitGroup
		answer := ""
		all.Go(func() { answer = r.writes(first, "1") })
		for range 4 {
			all.Go(func() { require.NoError(t, r.remind(t.Context())) })
		}
		all.Wait()
		visit, whose := r.promised()
		if strings.Contains(answer, "is voor jou") {
			require.Equal(t, first, whose)
			require.Equal(t, scheduling.Accepted, visit.Status)
			continue
		}
		require.NotEqual(t, first, whose)
	}
}

// A text that comes twice answers one question.
func TestTheSameAnswerTwice(t *testing.T) {
	t.Parallel()
	r, _ := staff(t, 1)
	p := r.all[0]
	p.Visit.Notice = 5 * 24 * time.Hour
	for i, resident := range r.invite(p, 2) {
		require.NoError(t, r.booksWithText(p, resident, i))
	}
	s, err := r.line.Store.StudentByPhone(t.Context(), p.Name, student(0))
	require.NoError(t, err)
	for r.visits()[0].Status != scheduling.Assigned {
		r.passes(time.Hour)
		r.works()
	}
	for range 3 {
		answered, err := r.line.Students.Answer(t.Context(), p, &s, true, "SM1")
		require.NoError(t, err)
		require.Equal(t, dispatch.AskYes, answered.Ask.Status)
	}
	accepted := 0
	for _, v := range r.visits() {
		if v.Status == scheduling.Accepted {
			accepted++
		}
	}
	require.Equal(t, 1, accepted)
}

func TestAStudentsCalendar(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	visit, phone := r.promised()
	get := func(link string) (int, string) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, link, nil)
		require.NoError(t, err)
		response, err := http.DefaultClient.Do(request)
		require.NoError(t, err)
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		return response.StatusCode, string(body)
	}
	link := strings.TrimPrefix(r.writes(phone, "agenda"), "Jouw agenda: ")
	_, empty := get(link)
	require.NotContains(t, empty, "VEVENT", "not theirs yet")
	r.until(71 * time.Hour)
	r.works()
	r.writes(phone, "1")
	status, calendar := get(link)
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, calendar, "DTSTART:"+visit.Start.UTC().Format("20060102T150405Z"))
	require.Contains(t, calendar, "SUMMARY:Digipunt aan huis: itsme")
	require.NotContains(t, calendar, "Dorpsstraat")
	fresh := strings.TrimPrefix(r.writes(phone, "agenda nieuw"), "Jouw agenda: ")
	require.NotEqual(t, link, fresh)
	status, _ = get(link)
	require.Equal(t, http.StatusNotFound, status)
	status, _ = get(fresh)
	require.Equal(t, http.StatusOK, status)
	for _, wrong := range []string{r.url + "/calendar/", r.url + "/calendar/.ics", r.url + "/calendar/x.ics", r.url + "/calendar/x"} {
		status, _ = get(wrong)
		require.Equal(t, http.StatusNotFound, status, wrong)
	}
}
