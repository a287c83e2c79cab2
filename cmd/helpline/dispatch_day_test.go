package main

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// If no arrival is known twenty minutes after the start, the office gets a callback and
// the resident a message.
func TestNoArrivalIsReported(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	phone := r.agreed(code)
	r.until(-9 * time.Minute)
	require.NotContains(t, r.inbox(phone), "Ben je er al?")
	r.until(-10 * time.Minute)
	require.Contains(t, r.inbox(phone), "Ben je er al?", "students forget to text that they are there")
	r.until(-19 * time.Minute)
	require.Empty(t, r.callbacks())
	r.until(-20 * time.Minute)
	require.Equal(t, scheduling.ReasonNoArrival, r.callbacks()[0].Reason)
	require.Contains(t, r.inbox(mobile), "is uw student er? Antwoord 1.")
	r.until(-30 * time.Minute)
	require.Len(t, r.callbacks(), 1, "one more")
	require.Contains(t, r.writes(mobile, "nee nog niemand"), "Wij kijken het na")
	require.Len(t, r.callbacks(), 1, "the same")
	require.Contains(t, r.writes(phone, "hier"), "Fijn!")
	require.Equal(t, scheduling.CallbackDone, r.callbacks()[0].Status, "the student is there")
}

// "Nearly there" is no arrival. If the student texts that they are there and the resident
// that nobody is, a new callback opens.
func TestNearlyThereIsNotThere(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	phone := r.bookedAndAsked(code)
	r.writes(phone, "1")
	r.until(-15 * time.Minute)
	require.Contains(t, r.writes(phone, "ben er bijna"), "Antwoord HIER")
	r.until(-20 * time.Minute)
	require.Equal(t, scheduling.ReasonNoArrival, r.callbacks()[0].Reason)
	r.writes(phone, "hier")
	require.Equal(t, scheduling.CallbackDone, r.callbacks()[0].Status)
	require.Contains(t, r.writes(mobile, "nee nog niemand"), "Wij kijken het na")
	require.Len(t, r.callbacks(), 2)
	require.Equal(t, scheduling.CallbackOpen, r.callbacks()[0].Status, "the open one is first")
	require.Contains(t, r.callbacks()[0].Note, string(scheduling.NoteNobodyThere))
}

// If the resident texts that the student is there, the callback closes.
func TestTheResidentSaysThatTheStudentIsThere(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	r.agreed(code)
	r.until(-20 * time.Minute)
	require.Len(t, r.callbacks(), 1)
	require.Contains(t, r.writes(mobile, "1"), "in orde")
	visit, _ := r.promised()
	require.Equal(t, scheduling.Underway, visit.Status)
	require.Equal(t, scheduling.CallbackDone, r.callbacks()[0].Status)
	require.Contains(t, r.writes(mobile, "9"), "1 = afspraak maken", "their answer was heard, and the menu is next")
}

// A resident who opted out of texts is called when no student can come, and may choose
// another time in that call.
func TestAnOptedOutResidentIsCalledWhenNoStudentCanCome(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]bool{"a landline": false, "opted out": true} {
		t.Run(name, func(t *testing.T) {
			r, code := staff(t, 1)
			number := landline
			if stop {
				number = mobile
			}
			play(r.dial(number), "1 1 "+code+nextWeek).HangsUp()
			if stop {
				r.writes(mobile, "STOP")
			}
			before, only := r.promised()
			r.until(69 * time.Hour)
			r.works()
			rang := len(r.carrier.Rings())
			r.writes(only, "2")
			r.works()
			require.Len(t, r.carrier.Rings(), rang+1)
			ring := r.carrier.Rings()[rang]
			require.Equal(t, number, ring.To)
			call, err := ring.Answer(t.Context(), false)
			require.NoError(t, err)
			require.Contains(t, strings.Join(spokenBy(call), " "), "Wij zoeken nog een student.")
			for _, key := range []string{"2", "1", "1"} {
				r.passes(time.Second) // the same key sooner is a bounce
				require.NoError(t, call.Press(t.Context(), key))
			}
			require.NoError(t, call.HangUp(t.Context()))
			after, _ := r.promised()
			require.NotEqual(t, before.Start, after.Start)
			require.Equal(t, scheduling.Booked, after.Status)
		})
	}
}

// "Antwoord 2" counts also while an earlier conversation by text is open.
func TestTheTextThatNobodyCanComeIsWhatIsAnswered(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	only := r.bookedAndAsked(code)
	require.Contains(t, r.writes(mobile, "1"), "hoofdmenu")
	r.passes(time.Minute)
	r.writes(only, "2")
	require.Contains(t, r.inbox(mobile), "Antwoord 2.")
	require.Contains(t, r.writes(mobile, "2"), "3 = later")
}

// An absence that a student texts during a visit does not give that visit back: they
// forgot to text that they arrived.
func TestAVisitThatHasBegunIsNotGivenBack(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 2)
	first := r.agreed(code)
	r.until(-5 * time.Minute)
	require.NotContains(t, r.writes(first, "ziek vandaag"), "iemand anders")
	visit, whose := r.promised()
	require.Equal(t, first, whose)
	require.Equal(t, scheduling.Accepted, visit.Status)
	require.Contains(t, r.writes(first, "hier"), "Fijn!")
}

// An answer after the end of the visit answers the question that was asked.
func TestAResidentAnswersWhenTheVisitIsOver(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{"1": "Dank u. Dan is het in orde.", "er is niemand gekomen": "Wij kijken het na"} {
		r, code := staff(t, 2)
		r.agreed(code)
		r.until(-20 * time.Minute)
		require.Contains(t, r.inbox(mobile), "is uw student er?")
		r.until(-9 * time.Hour)
		require.Contains(t, r.writes(mobile, answer), want)
	}
}

// If the student has texted that the visit is done, the two disagree, and the office
// gets a callback.
func TestAStudentAndAResidentDisagree(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 2)
	phone := r.agreed(code)
	r.until(-20 * time.Minute)
	require.Contains(t, r.inbox(mobile), "is uw student er?")
	r.writes(phone, "hier")
	r.until(-61 * time.Minute)
	r.writes(phone, "klaar 40")
	for _, callback := range r.callbacks() {
		require.Equal(t, scheduling.CallbackDone, callback.Status)
	}
	require.Contains(t, r.writes(mobile, "er is niemand geweest"), "Wij kijken het na")
	open := 0
	for _, callback := range r.callbacks() {
		if callback.Status == scheduling.CallbackOpen {
			open++
			require.Contains(t, callback.Note, string(scheduling.NoteNobodyThere))
		}
	}
	require.Equal(t, 1, open)
}

// "Ben je er al?" can be answered with yes and no, and an arrival long before the start
// does not count.
func TestAStudentSaysWhereTheyAre(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 2)
	first := r.agreed(code)
	r.until(44 * time.Minute)
	require.Contains(t, r.writes(first, "hier"), "Ben je er? Antwoord HIER.")
	status := func() scheduling.Status {
		visit, _ := r.promised()
		return visit.Status
	}
	require.Equal(t, scheduling.Accepted, status())
	r.until(-12 * time.Minute)
	require.Contains(t, r.inbox(first), "Ben je er al?")
	require.Contains(t, r.writes(first, "HULP ik vind het huis niet"), "Wij bellen je")
	require.Equal(t, r.now(), r.callbacks()[0].Due.In(r.now().Location()), "at once")
	require.Contains(t, r.writes(first, "nee"), "Kom je nog?")
	require.Equal(t, scheduling.Accepted, status())
	require.Contains(t, r.writes(first, "ja"), "Ben je er? Antwoord HIER.", "they come still")
	require.Equal(t, scheduling.Accepted, status())
	require.Contains(t, r.writes(first, "hier"), "Fijn!")
	require.Equal(t, scheduling.Underway, status())
}

// If no candidate is left, the coordinator gets a callback with the reason and the
// resident a message; if somebody can come after all, they get one, too.
func TestNoCandidateIsLeft(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	before, only := r.promised()
	r.until(71 * time.Hour)
	r.works()
	require.Contains(t, r.writes(only, "nee sorry"), "wij vragen iemand anders")
	require.Contains(t, r.inbox(mobile), "zoeken wij een student")
	require.Len(t, r.callbacks(), 1)
	callback := r.callbacks()[0]
	require.Equal(t, scheduling.ReasonNoStudent, callback.Reason)
	require.Equal(t, scheduling.CallbackOpen, callback.Status)
	require.Contains(t, callback.Note, string(scheduling.NoteNoStudent))
	require.Contains(t, callback.Note, "postcode=2000 topic=itsme")
	require.Contains(t, r.writes(only, "bezoeken"), "geen bezoeken")

	r.hire(r.all[0], 2, func(s *scheduling.Student) {
		s.Postcode = "2000"
		s.Weekly = []calendar.WeeklyHours{{Weekday: before.Start.Weekday(), From: 9 * 60, To: 18 * 60}}
	})
	r.works()
	after, found := r.promised()
	require.NotEqual(t, only, found)
	require.Equal(t, before.Start, after.Start)
	require.Contains(t, r.inbox(found), "Kan je?")
	require.NotContains(t, r.inbox(mobile), "er is een student voor uw afspraak", "not before somebody has said yes")
	require.Equal(t, scheduling.CallbackOpen, r.callbacks()[0].Status)
	require.Contains(t, r.writes(found, "ja"), "is voor jou")
	require.Contains(t, r.inbox(mobile), "er is een student voor uw afspraak")
	require.Equal(t, scheduling.CallbackDone, r.callbacks()[0].Status)
}

// "Antwoord 2" to the text that nobody can come counts after the visit's hour as well.
func TestAnotherDayForAnUnstaffedVisit(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	only := r.bookedAndAsked(code)
	r.writes(only, "2")
	r.until(80 * time.Minute)
	require.Contains(t, r.inbox(mobile), "kan nu niemand komen")
	r.until(-3 * time.Hour)
	require.Contains(t, r.writes(mobile, "2"), "3 = later")
	require.Contains(t, r.writes(mobile, "1"), "U kiest")
	require.Contains(t, r.writes(mobile, "1"), "Uw afspraak is nu op")
	visit, _ := r.promised()
	require.True(t, visit.Start.After(r.now()))
}

// A student who said no, or did not answer, may still say yes while the visit is
// unstaffed.
func TestALateYesTakesAnUnstaffedVisit(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	only := r.bookedAndAsked(code)
	r.writes(only, "2")
	require.NotContains(t, r.inbox(mobile), "er is een student voor uw afspraak")
	require.Contains(t, r.writes(only, "toch wel, ja"), "is voor jou")
	visit, _ := r.promised()
	require.Equal(t, scheduling.Accepted, visit.Status)
	require.Contains(t, r.inbox(mobile), "er is een student voor uw afspraak")
}

// An unstaffed visit gets no reminder, and no message promises that the student comes.
func TestAnUnstaffedVisitIsNotReminded(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	only := r.bookedAndAsked(code)
	r.writes(only, "2")
	before := len(r.carrier.Inbox(mobile))
	require.Contains(t, r.writes(mobile, "1"), "Wij zoeken nog een student.")
	r.until(90 * time.Minute)
	said := ""
	for _, text := range r.carrier.Inbox(mobile)[before:] {
		said += text.Body + "\n"
	}
	require.NotContains(t, said, "Niet vergeten")
	require.NotContains(t, said, "Uw afspraak blijft staan")
	require.Contains(t, said, "er kan nu niemand komen")
}

// A resident whose visit is unstaffed chooses another day in the same thread.
func TestAResidentWithoutAStudentChoosesAnotherDay(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	before, only := r.promised()
	r.until(71 * time.Hour)
	r.works()
	r.writes(only, "2")
	require.Contains(t, r.inbox(mobile), "Antwoord 2.")
	require.Contains(t, r.writes(mobile, "2"), "1 = ")
	r.writes(mobile, "1")
	require.Contains(t, r.writes(mobile, "1"), "nu op")
	after, _ := r.promised()
	require.NotEqual(t, before.Start, after.Start)
	require.Equal(t, scheduling.Booked, after.Status)
	for _, callback := range r.callbacks() {
		require.Equal(t, scheduling.CallbackDone, callback.Status, "that time is given back")
	}
}

// What a student reports on the day reaches their resident: that they come later, and that
// they stand at the door, which is only told once the hour has come. The office has their
// words.
func TestWhatAStudentReportsReachesTheResident(t *testing.T) {
	t.Parallel()
	r, code := staff(t, 1)
	phone := r.agreed(code)
	r.until(15 * time.Minute)
	require.Contains(t, r.writes(phone, "mijn tram heeft vertraging, ik ga 10 min te laat zijn"), "De bewoner weet dat je later komt")
	r.until(14 * time.Minute)
	require.Contains(t, r.inbox(mobile), "uw student komt wat later")
	require.Contains(t, r.writes(phone, "er doet niemand open"), "Wacht nog even aan de deur")
	r.until(13 * time.Minute)
	require.NotContains(t, r.inbox(mobile), "staat aan uw deur", "nobody is expected yet")
	r.until(-2 * time.Minute)
	require.Contains(t, r.writes(phone, "heb 3x gebeld, er doet niemand open"), "De bewoner krijgt nu bericht")
	r.until(-3 * time.Minute)
	require.Contains(t, r.inbox(mobile), "uw student staat aan uw deur")
	notes := []string{}
	for _, callback := range r.callbacks() {
		notes = append(notes, callback.Note)
	}
	require.Contains(t, notes, "heb 3x gebeld, er doet niemand open")
	visit, _ := r.promised()
	require.Equal(t, scheduling.Accepted, visit.Status, "nothing is changed")
}
