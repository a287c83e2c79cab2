package understand

import (
	"slices"
	"strings"
)

// asksBalance reports whether the whole text asks what is left of the vouchers, which is
// answered with the visits: "saldo", "hoeveel cheques heb ik nog?". The code of a letter can
// stand beside it.
func asksBalance(words []textWord) bool {
	asked := slices.DeleteFunc(strings.Fields(withoutCourtesies(words)), func(word string) bool {
		return len(word) >= minCode && strings.Trim(word, "0123456789") == ""
	})
	return balances[strings.Join(asked, "_")]
}

// minCode is how many digits a reference has: a code of a letter has more.
const minCode = 5
