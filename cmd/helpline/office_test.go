package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// office runs a command of a coordinator beside the line, requires its exit code, and
// returns what it printed, with errors at the end.
func (r *rig) office(code int, command string, more ...string) string {
	r.t.Helper()
	r.t.Setenv("XDG_DATA_HOME", r.t.TempDir())
	r.t.Setenv("DATABASE_URL", r.database)
	var out bytes.Buffer
	term := &terminal.Terminal{In: strings.NewReader(""), Out: &out, Err: &out, Now: r.now}
	require.Equal(r.t, code, runIn(r.t.Context(), append(strings.Fields(command), more...), term), "%s:\n%s", command, &out)
	return out.String()
}

// begun returns a visit whose student said yes, some time before or after its start.
func begun(t *testing.T, after time.Duration) (*rig, lists.VisitRow) {
	t.Helper()
	r, code := staff(t, 1)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	r.writes(mobile, "1")
	_, phone := r.promised()
	r.until(71 * time.Hour)
	require.Contains(t, r.writes(phone, "1"), "is voor jou")
	r.until(-after)
	visit, _ := r.promised()
	return r, visit
}

// If a student does not text that a visit is over, a callback asks, and the office
// closes it.
func TestTheOfficeClosesAVisitThatTookPlace(t *testing.T) {
	r, visit := begun(t, -time.Hour)
	done := "visits done " + visit.Reference + " --programme antwerpen"
	require.Contains(t, r.office(exit.CodeFailed, done), "it begins on")
	r.until(-20 * time.Minute)
	require.Equal(t, scheduling.CallbackOpen, r.callbacks()[0].Status, "where is the student?")
	require.Contains(t, r.office(exit.CodeUsage, done+" --took 9h"), "at most 240 minutes")
	require.Contains(t, r.office(exit.CodeUsage, done+" --took 3s"), "no length of a visit")
	require.Contains(t, r.office(exit.CodeOK, done+" --took 50m"), "is done")
	visit, _ = r.promised()
	require.Equal(t, scheduling.Completed, visit.Status)
	require.Empty(t, visit.Language)
	require.Equal(t, 50, r.took())
	require.Len(t, r.callbacks(), 1)
	require.Equal(t, scheduling.CallbackDone, r.callbacks()[0].Status)
	require.Contains(t, r.callbacks()[0].Note, scheduling.NoteTookPlace.With("minutes", "50"))
	require.Contains(t, r.office(exit.CodeOK, done+" --took 1h"), "was noted as done already")
	require.Equal(t, 50, r.took())
	require.Contains(t, r.office(exit.CodeFailed, "visits no-show "+visit.Reference+" --programme antwerpen"), "it is completed")
}

func (r *rig) took() (minutes int) {
	r.t.Helper()
	const query = `SELECT took_minutes FROM visits WHERE status = 'completed'`
	require.NoError(r.t, r.line.Store.DB().QueryRowContext(r.t.Context(), query).Scan(&minutes))
	return minutes
}

func TestTheOfficeClosesANoShow(t *testing.T) {
	r, visit := begun(t, 20*time.Minute)
	name := visit.Reference + " --programme antwerpen"
	r.until(-2 * time.Hour)
	require.Contains(t, r.office(exit.CodeFailed, "visits cancel "+name), "helpline visits no-show "+name)
	require.Contains(t, r.office(exit.CodeOK, "visits no-show "+name), "nobody came (no_show)")
	visit, _ = r.promised()
	require.Equal(t, scheduling.NoShow, visit.Status)
	for _, callback := range r.callbacks() {
		require.Equal(t, scheduling.CallbackDone, callback.Status)
	}
	require.Contains(t, r.office(exit.CodeOK, "visits no-show "+name), "was closed already: it is no_show")
	require.Contains(t, r.office(exit.CodeFailed, "visits done "+name), "it is no_show")
}

// A visit that no student had said yes to is cancelled, and is no no-show.
func TestANoShowWithoutAYesIsACancellation(t *testing.T) {
	r, code := staff(t, 1)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	r.until(-time.Minute)
	visit, _ := r.promised()
	name := visit.Reference + " --programme antwerpen"
	require.Contains(t, r.office(exit.CodeFailed, "visits done "+name), "no student had said yes")
	require.Contains(t, r.office(exit.CodeOK, "visits no-show "+name), "nobody came (cancelled)")
	visit, _ = r.promised()
	require.Equal(t, scheduling.Cancelled, visit.Status)
}

// A resident who opted out gets no text: the command prints whom to call, and dispatch
// informs the student.
func TestACancellationListsWhomToInform(t *testing.T) {
	for name, c := range map[string]struct {
		stops []string
		says  []string
	}{
		"both read texts":       {nil, []string{"A text tells the resident. A text tells the student."}},
		"the resident does not": {[]string{mobile}, []string{"The resident wants no texts: call " + mobile, "A text tells the student."}},
		"the student does not":  {[]string{student(0)}, []string{"A text tells the resident.", "Tell them: Student 0, " + student(0)}},
	} {
		t.Run(name, func(t *testing.T) {
			r, visit := begun(t, -30*time.Hour)
			for _, number := range c.stops {
				r.writes(number, "STOP")
			}
			said := r.office(exit.CodeOK, "visits cancel "+visit.Reference+" --programme antwerpen")
			for _, says := range c.says {
				require.Contains(t, said, says)
			}
			r.works()
			called := map[string]bool{}
			for _, callback := range r.callbacks() {
				if callback.Reason == scheduling.ReasonStudent { // the office reads that a student stopped
					require.Contains(t, c.stops, callback.Phone)
					continue
				}
				require.Equal(t, scheduling.ReasonNotTold, callback.Reason)
				called[callback.Phone] = true
			}
			for _, number := range []string{mobile, student(0)} {
				require.Equal(t, slices.Contains(c.stops, number), called[number], "what it said came true")
			}
			if len(c.stops) == 0 {
				require.Contains(t, r.inbox(student(0)), "niet meer voor jou")
				require.Contains(t, r.inbox(mobile), "gaat niet door")
			}
		})
	}
}

// requests returns a visit that was requested by text without a letter.
func (r *rig) requests(from string) lists.VisitRow {
	r.t.Helper()
	for _, text := range []string{"afspraak", "1", "1", "2018", "12", "Ann Peeters, Kerkstraat", "1", "1"} {
		r.writes(from, text)
	}
	require.Contains(r.t, r.writes(from, "ja"), "Pas na dat telefoontje")
	visits := r.visits()
	return visits[len(visits)-1]
}

// A resident who requested by text gets the word by text, apart from the day.
func TestARequestByTextIsTextedTheWord(t *testing.T) {
	r := newRigAlone(t, 0)
	visit := r.requests(mobile)
	said := r.office(exit.CodeOK, "visits confirm "+visit.Reference+" --programme antwerpen --name Ann --street Kerkstraat --ground long_term")
	require.Contains(t, said, "It is texted to the resident, in a message of its own")
	r.works()
	texts := r.carrier.Inbox(mobile)
	texts = texts[len(texts)-2:]
	require.Contains(t, texts[0].Body, "er komt een student op")
	require.Regexp(t, `^Aan de deur zegt de student dit woord: \pL+\. `, texts[1].Body)
	word := strings.Fields(strings.SplitN(said, "at the door: ", 2)[1])[0]
	require.Contains(t, texts[1].Body, word)
	require.NotContains(t, texts[0].Body, word)
	require.NotContains(t, r.office(exit.CodeOK, "messages"), word, "no list shows it")
}

// The number that booked by text gets the reminders and identifies with the reference,
// although another number is on file; the number on file identifies, too.
func TestTheNumberThatBookedKnowsItsVisit(t *testing.T) {
	r, code := staff(t, 1)
	p := r.all[0]
	resident, err := r.line.Store.ResidentByCode(t.Context(), p.Name, code)
	require.NoError(t, err)
	resident.Phone = daughter
	_, err = r.line.Store.ImportResidents(t.Context(), p.Name, imports.RowsOf([]scheduling.Resident{resident}), r.now())
	require.NoError(t, err)
	for _, text := range strings.Fields("AFSPRAAK " + code + nextWeek) {
		r.writes(mobile, text)
	}
	visit, _ := r.promised()
	for _, number := range []string{mobile, daughter} {
		play(r.dial(number), "1 2 2 1 "+visit.Reference).Hears("U hebt een afspraak").HangsUp()
	}
	play(r.dial(landline), "1 2 2 1 "+visit.Reference).Hears("past niet bij").HangsUp()
	r.until(80 * time.Hour)
	require.Contains(t, r.inbox(mobile), "Nummer van uw afspraak: "+visit.Reference)
	r.writes(student(0), "1")
	r.until(20 * time.Hour)
	require.Contains(t, r.inbox(mobile), "Antwoord 1 = ja")
	require.Empty(t, r.inbox(daughter))
}

// A request that lapsed is shown so to the office, and to the resident who asks for it by
// its number, who may choose another time.
func TestARequestThatLapsesIsNotDeniedAndNotForgotten(t *testing.T) {
	r := newRig(t)
	visit := r.requests(mobile)
	require.NotContains(t, r.office(exit.CodeOK, "visits"), "lapsed")
	require.NotContains(t, r.office(exit.CodeOK, "callbacks --open"), "URGENT")
	r.passes(32 * time.Hour)
	require.Contains(t, r.office(exit.CodeOK, "visits"), "requested (lapsed)")
	require.Contains(t, r.office(exit.CodeOK, "visits --json"), `"lapsed": true`)
	require.Regexp(t, `no_letter +open .*URGENT, the time lapsed on Tue 23 Mar 2027 17:00: .*referentie `+visit.Reference,
		r.office(exit.CodeOK, "callbacks --open"))
	require.Contains(t, r.office(exit.CodeOK, "callbacks --open --json"), `"lapsed_at": "2027-03-23T17:00:00+01:00"`)
	play(r.dial(mobile), "1 2 2 1 "+visit.Reference).Hears("uw aanvraag is vervallen", "Om een afspraak te maken").HangsUp()
	play(r.dial(landline), "1 2 2 1 "+visit.Reference).Hears("past niet bij").HangsUp()
	r.writes(daughter, "mijn afspraak")
	r.writes(daughter, "1")
	r.writes(daughter, "1")
	require.Contains(t, r.writes(daughter, visit.Reference), "past niet bij")
	require.Contains(t, r.office(exit.CodeOK, "visits cancel "+visit.Reference+" --programme antwerpen"), "is cancelled")
	require.NotContains(t, r.office(exit.CodeOK, "callbacks --open"), "no_letter")
	require.Contains(t, r.office(exit.CodeOK, "visits"), " cancelled ")
}

// A reminder by telephone asks for keys, and not for an answer by text.
func TestACallIsListedAsACall(t *testing.T) {
	r := newRigAlone(t, 0)
	r.bookBy(landline)
	r.days(24, landline)
	require.Regexp(t, `voice +reminder .* call: reminder`, r.office(exit.CodeOK, "messages"))
	require.NotContains(t, r.office(exit.CodeOK, "messages --programme antwerpen --json"), "1 = ja, 2 = andere dag")
}
