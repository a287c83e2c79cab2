package understand

import "strings"

// asksBalance reports whether the whole text asks what is left of the vouchers, which is
// answered with the visits: "saldo", "hoeveel cheques heb ik nog?".
func asksBalance(words []textWord) bool {
	return balances[strings.ReplaceAll(withoutCourtesies(words), " ", "_")]
}
