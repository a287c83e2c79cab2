package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
)

const threads = "../../docs/texts/"

// thread is one documented conversation by text: what is sent, and "+24h" if time
// passes and due messages arrive.
type thread struct {
	file      string
	programme int
	steps     []string
	student   string // keys of a resident's call before; the texts are of the student who gets the visit
	done      string // keys of a resident's call before, whose visit took place
}

// documentedThreads returns the conversations of docs/texts.
func documentedThreads() []thread {
	return slices.Concat(untidyThreads(), []thread{
		{file: "booking-nl.txt", programme: 0, steps: []string{"AFSPRAAK", letterCode, "2", "3", "namiddag", "later", "2", "ja", "+24h", "Ja hoor, dat is goed!", "+48h", "2", "1", "ja"}},
		{file: "booking-fr.txt", programme: 0, steps: []string{"Bonjour", "1", letterCode, "1", "3", "3", "1", "oui", "+48h", "ça ne va pas", "1"}},
		{file: "booking-ar.txt", programme: 2, steps: []string{"موعد", "456789", "1", "3", "3", "1", "نعم", "+48h", "نعم"}},
		{file: "without-letter-nl.txt", programme: 0, steps: []string{"afspraak aub", "1", "1", "2018", "12", "Jeanne Peeters, Lange Leemstraat", "1", "1", "1"}},
		{file: "kind-words-nl.txt", programme: 0, steps: []string{
			"hulp met itsme", "ik heb geen brief", "1", "2018", "58 bus 12", "Jeanne Peeters, Lange Leemstraat", "1", "ja",
			"Dank u wel!", "0", "mijn afspraak", "dank u", "STOP de afspraak",
		}},
		{file: "digipunt-nl.txt", programme: 0, steps: []string{"digipunt", "2018", "3"}},
		{file: "not-understood-nl.txt", programme: 0, steps: []string{"AFSPRAAK " + letterCode, "waar is de bakker", "die op de hoek bedoel ik"}},
		{file: "student-nl.txt", student: "1 1 234567 1 3 3 3 1 1", steps: []string{
			"+50h", "1", "bezoeken", "niet di 14-18", "+60h", "+11h", "hier", "+2h", "klaar 50",
		}},
		{file: "student-fr.txt", student: "2 1 234567 1 3 3 3 1 1", steps: []string{"+128h", "oui", "visites", "pas samedi", "aide svp"}},
		{file: "own-words-nl.txt", programme: 0, steps: []string{
			"geen brief", letterCode, "itsme", "later", "dinsdag", "ander moment", "1", "ja, dat is goed", "hoofdmenu",
			"hulp in uw buurt", "2018", "een ander adres aub", "menu", "mijn afspraak", "afzeggen", "houden of afzeggen?", "toch houden",
		}},
		{file: "not-safe-nl.txt", programme: 0, steps: []string{"AFSPRAAK", "help ik ben gevallen", "er staat een vreemde man aan mijn deur"}},
		{file: "deaf-nl.txt", programme: 0, steps: []string{"Dag, ik ben doof. Kan ik sms'en?", "1", letterCode, "0", "Kan de student alles opschrijven?"}},
		{file: "saldo-nl.txt", programme: 1, steps: []string{"SALDO", "345678", "1", "2", "1", "ja"}},
		{file: "feedback-nl.txt", programme: 1, done: "1 1 345678 1 1 1", steps: []string{"+24h", "een beetje", "niets", "Dank u!"}},
		{file: "stop-nl.txt", programme: 0, steps: []string{"AFSPRAAK", "stop aub", "hallo?", "START", "0", "Wanneer komt de student?"}},
	})
}

// Reviewed as text.
func TestTextsOfTheDocumentation(t *testing.T) {
	t.Parallel()
	for _, thread := range documentedThreads() {
		t.Run(thread.file, func(t *testing.T) {
			t.Parallel()
			r := newRigAlone(t, thread.programme)
			got := r.threaded(thread)
			if *update {
				require.NoError(t, os.MkdirAll(threads, 0o755))
				require.NoError(t, os.WriteFile(threads+thread.file, []byte(got), 0o600))
				return
			}
			want, err := os.ReadFile(threads + thread.file)
			require.NoError(t, err, "go test ./cmd/helpline -run TextsOfTheDocumentation -update writes it")
			require.Equal(t, string(want), got)
		})
	}
}

// secretLink is the address of a calendar, another one each time.
var secretLink = regexp.MustCompile(`https?://\S+/calendar/\w+\.ics`)

// written matches a Belgian mobile number as people write it.
func written(e164 string) string {
	return e164[:3] + " " + e164[3:6] + " " + e164[6:8] + " " + e164[8:10] + " " + e164[10:]
}

// threaded plays a thread, and returns what both sides read.
func (r *rig) threaded(th thread) string {
	r.t.Helper()
	var b strings.Builder
	p := r.all[0]
	from := mobile
	if th.student != "" {
		r.silent = true
		play(r.dial(mobile), th.student).HangsUp()
		_, from = r.promised()
	}
	if th.done != "" {
		play(phonetest.Dial(r.t, r.phone(mobile), p.Numbers.Voice), th.done).HangsUp()
		r.tookPlace()
	}
	handset := r.carrier.Handset(from, carrier.Line{TextURL: r.url + ivr.TextPath})
	fmt.Fprintf(&b, "✉  %s → %s\n", written(from), p.Numbers.SMS)
	read := func(texts ...string) {
		for i, text := range texts {
			if i > 0 { // another message
				fmt.Fprintln(&b)
			}
			text = secretLink.ReplaceAllString(text, "https://…/calendar/….ics")
			fmt.Fprintf(&b, "%s\n", strings.ReplaceAll("  "+text, "\n", "\n  "))
		}
	}
	for _, step := range th.steps {
		if hours, isTime := strings.CutPrefix(step, "+"); isTime {
			n, err := strconv.Atoi(strings.TrimSuffix(hours, "h"))
			require.NoError(r.t, err)
			came := r.days(n, from)
			fmt.Fprintf(&b, "⏱ %s\n", r.now().In(p.Zone).Format("Mon 2 Jan 2006 15:04"))
			read(came...)
			continue
		}
		fmt.Fprintf(&b, "» %s\n", step)
		before := len(r.carrier.Inbox(from))
		_, err := handset.Text(r.t.Context(), p.Numbers.SMS, step)
		require.NoError(r.t, err)
		r.settles() // what was sent besides the answer comes now, and not at some later step
		read(r.inOrder(r.carrier.Inbox(from)[before:])...)
		r.passes(time.Minute)
	}
	return b.String()
}
