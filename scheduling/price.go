package scheduling

// Price is an amount of money. The zero Price means unknown; a price of nothing has
// Amount "0".
type Price struct {
	Amount   string // decimal, exact: 0.0075
	Currency string // ISO 4217: EUR
}
