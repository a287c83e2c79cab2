package scheduling

// Digipunt is a walk-in point: help without an appointment, during its opening
// hours (DOMAIN feature 9).
type Digipunt struct {
	ID        int64
	Programme string
	Name      string // with Programme, the key an import updates by
	Street    string // with house number
	Postcode  string
	Phone     string // E.164
	Opening   []OpeningRule
}
