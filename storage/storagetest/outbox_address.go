package storagetest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Addresses checks that a message contains personal data when it is claimed, and that
// no stored message does.
func Addresses(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 1)
	full := resident(0)
	full.Name = " Maria  van den Berg"
	w.importResidents(full)
	visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
	w.claim(w.now, 10)
	for key, want := range map[string]map[string]string{
		contact.AddressKey: {"name": "Maria", "street": "Dorpsstraat 1", "place": "Permeke"},
		contact.WordKey:    {"word": "apple", "place": "Permeke"},
		contact.DoorKey:    {"word": "apple", "place": "Permeke"},
		"sms.digipunt":     {"place": "Permeke"},
	} {
		t.Run(key, func(t *testing.T) {
			w.saveMessage(scheduling.Message{DedupKey: key, Key: key, VisitID: visit.ID, RunAt: w.now, Language: visit.Language})
			claimed := w.claim(w.now, 10)
			require.Len(t, claimed, 1)
			require.Equal(t, want, claimed[0].Args)
			kept, err := w.Message(w.ctx, claimed[0].ID)
			require.NoError(t, err)
			require.Equal(t, map[string]string{"place": "Permeke"}, kept.Args)
		})
	}
	w.saveMessage(scheduling.Message{DedupKey: "said", Key: contact.WordKey, VisitID: visit.ID, RunAt: w.now, Language: "nl"})
	claimed := w.claim(w.now, 10)
	require.Len(t, claimed, 1)
	require.Equal(t, contact.WordSaidKey, claimed[0].Key, "the student reads another language than that of the visit")
	require.Equal(t, map[string]string{"place": "Permeke", "word": "apple", "said": string(visit.Language) + "/apple"}, claimed[0].Args)
}
