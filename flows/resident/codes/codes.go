package codes

import (
	"cmp"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// PartDigits is how many digits a visit's reference has; the last part of a code has one
// fewer.
const PartDigits = 5

// Fit asks for as many digits as the programme's codes have. If they differ, # or a
// silence ends the code.
func Fit(s *flows.Session, n *flows.Number) {
	codes := of(s)
	n.Digits = codes.Max
	if codes.Min != codes.Max {
		n.Ask, n.Short = n.Ask+"_any", cmp.Or(n.Short, n.Ask)+"_any"
	}
}

// Digits returns the min and max number of digits that a code can have.
func Digits(s *flows.Session) (shortest, longest int) {
	codes := of(s)
	return codes.Min, codes.Max
}

// of returns how many digits a code can have: any number if it was not counted.
func of(s *flows.Session) flows.CodeDigits {
	if s.Codes.Max == 0 {
		return flows.CodeDigits{Min: lettercode.MinDigits, Max: lettercode.MaxDigits}
	}
	return s.Codes
}

// CouldBe reports whether digits have the form of one of the programme's codes, or of
// those of former letters.
func CouldBe(c *flows.Conversation, digits string) bool {
	codes, n := of(c.Session), len(digits)
	return lettercode.IsCode(digits) && (n == lettercode.MinDigits || codes.Min <= n && n <= codes.Max)
}

// Mistyped returns the key of the answer to digits that are no code.
func Mistyped(c *flows.Conversation) string {
	if codes := of(c.Session); codes.Min != codes.Max {
		return "code.mistyped"
	}
	return "code.short_of_digits"
}

// NoteLostKey asks for numbers in one piece when a code lacks one digit, which a carrier may
// have lost.
func NoteLostKey(c *flows.Conversation, code string) {
	c.Session.InOnePiece = c.Session.InOnePiece || len(code) == of(c.Session).Min-1
}

// IsPart reports whether digits can be the last four of a code, or the reference of a visit.
func IsPart(digits string) bool { return len(digits) == PartDigits-1 || len(digits) == PartDigits }
