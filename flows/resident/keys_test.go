package resident_test

import (
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// offered are the options of a reply: the words of each, and its key.
func offered(lines []flows.Line) (words []string, keys []int) {
	for _, line := range lines {
		if key := line.Args[string(flows.FactKey)]; key != "" && line.Key != "option.languages" { // said before the options
			n, err := strconv.Atoi(key)
			if err == nil {
				words, keys = append(words, line.Key), append(keys, n)
			}
		}
	}
	return words, keys
}

// isItem reports whether an option is an item of a list, whose key is its place in it.
func isItem(words string) bool {
	return slices.Contains([]string{"option.language", "option.topic", "option.slot", "option.book_again"}, words)
}

// keyTable is what a walk finds of the keys: those of each option, and the menus in which
// it has them.
type keyTable map[string]map[int]flows.StateName

// note notes the keys of a menu, and requires that none stands twice in it and that they
// are said in order. A line with four languages says the first once more.
func (k keyTable) note(w *walk, session *flows.Session) {
	words, keys := offered(session.Reply.Lines)
	if len(words) > 0 && words[0] == "option.at_door" { // said first, whatever its key
		words, keys = words[1:], keys[1:]
	}
	if session.State != "language" && (session.Spoken || session.WeCalled) && len(keys) > 0 {
		require.True(w.t, slices.IsSorted(keys) && len(slices.Compact(slices.Clone(keys))) == len(keys), "%s: %v", session.State, keys)
	}
	for i, option := range words {
		if isItem(option) {
			continue
		}
		if k[option] == nil {
			k[option] = map[int]flows.StateName{}
		}
		k[option][keys[i]] = session.State
	}
}

// add adds what another walk found.
func (k keyTable) add(other keyTable) {
	for option, keys := range other {
		if k[option] == nil {
			k[option] = map[int]flows.StateName{}
		}
		maps.Copy(k[option], keys)
	}
}

// check requires that the same words have the same key in every menu, and that the main
// menu has a key that nothing else has.
func (k keyTable) check(t *testing.T) {
	t.Helper()
	for option, keys := range k {
		require.Len(t, keys, 1, "%s has several keys", option)
		if _, ok := keys[9]; ok {
			require.Equal(t, "option.main", option)
		}
	}
	for option, key := range map[string]int{
		"option.main": 9, "option.later": 3, "option.topic_more": 3, "option.next_point": 3, "option.other_visit": 3, "option.list_again": 3,
		"option.confirm": 1, "option.move": 2, "option.cancel": 3, "option.callback": 1, "option.digipunt": 3,
	} {
		require.Contains(t, k[option], key, option)
	}
}

// A reminder and "my visit" have one key for the same wish: whoever learned it from the
// one calls nothing off in the other.
func TestAVisitHasTheSameKeysInEveryMenu(t *testing.T) {
	reminder := dial(t, remindedOf(visits()[0]), func(c *conversation) { c.reminder = 12 })
	reminder.hears("Om een ander moment te kiezen: druk twee.", "Om deze afspraak af te zeggen: druk drie.")
	reminder.presses("1").hears("Om een ander moment te kiezen: druk twee.", "Om deze afspraak af te zeggen: druk drie.", "Naar het hoofdmenu: druk negen.")
	visit := dial(t, planning(visits()[0])).presses("1", "2", rightCode)
	visit.hears("Om een ander moment te kiezen: druk twee.", "Om deze afspraak af te zeggen: druk drie.", "Naar het hoofdmenu: druk negen.")
	requested := visits()[0]
	requested.Status = scheduling.Requested
	dial(t, planning(requested)).presses("1", "2", rightCode).hears("Om deze afspraak af te zeggen: druk drie.").
		presses("2").hears("Die toets werkt hier niet.").presses("3").hears("Wilt u deze afspraak afzeggen")
}
