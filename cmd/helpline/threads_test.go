package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

const threads = "../../docs/texts/"

// thread is one documented conversation by text: what is sent, and "+24h" where
// time passes and what is due arrives.
type thread struct {
	file      string
	programme int
	steps     []string
}

// documentedThreads are the texts of docs/texts.
func documentedThreads() []thread {
	return []thread{
		{"booking-nl.txt", 0, []string{"AFSPRAAK", letterCode, "2", "3", "2", "ja", "+24h", "Ja hoor, dat is goed!", "+48h", "2", "1", "ja"}},
		{"booking-fr.txt", 0, []string{"Bonjour", "1", letterCode, "1", "3", "1", "oui", "+48h", "ça ne va pas", "1"}},
		{"booking-ar.txt", 2, []string{"موعد", "456789", "1", "3", "1", "نعم", "+48h", "نعم"}},
		{"without-letter-nl.txt", 0, []string{"afspraak aub", "1", "1", "2018", "12", "Jeanne Peeters, Lange Leemstraat", "1", "1", "1"}},
		{"digipunt-nl.txt", 0, []string{"digipunt", "2018", "2"}},
		{"not-understood-nl.txt", 0, []string{"AFSPRAAK " + letterCode, "waar is de bakker", "die op de hoek bedoel ik"}},
		{"stop-nl.txt", 0, []string{"AFSPRAAK", "stop aub", "hallo?", "START", "0", "Wanneer komt de student?"}},
	}
}

// Reviewed as text.
func TestTextsOfTheDocumentation(t *testing.T) {
	for _, thread := range documentedThreads() {
		t.Run(thread.file, func(t *testing.T) {
			r := newRigOn(t, embeddedtest.InProcessRedis(t).URL())
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

// threaded plays a thread, and writes down what both sides read.
func (r *rig) threaded(th thread) string {
	r.t.Helper()
	var b strings.Builder
	p := r.all[th.programme]
	handset := r.carrier.Handset(mobile, carrier.Line{TextURL: r.url + ivr.TextPath})
	fmt.Fprintf(&b, "✉  +32 470 00 00 01 → %s\n", p.Numbers.SMS)
	read := func(text string) { fmt.Fprintf(&b, "%s\n", strings.ReplaceAll("  "+text, "\n", "\n  ")) }
	for _, step := range th.steps {
		if hours, isTime := strings.CutPrefix(step, "+"); isTime {
			n, err := strconv.Atoi(strings.TrimSuffix(hours, "h"))
			require.NoError(r.t, err)
			came := r.days(n, mobile)
			fmt.Fprintf(&b, "⏱ %s\n", r.now().In(p.Zone).Format("Mon 2 Jan 2006 15:04"))
			for _, text := range came {
				read(text)
			}
			continue
		}
		fmt.Fprintf(&b, "» %s\n", step)
		before := len(r.carrier.Inbox(mobile))
		_, err := handset.Text(r.t.Context(), p.Numbers.SMS, step)
		require.NoError(r.t, err)
		for _, text := range r.carrier.Inbox(mobile)[before:] {
			read(text.Body)
		}
		r.passes(time.Minute)
	}
	return b.String()
}
