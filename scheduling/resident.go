package scheduling

// Resident is a person the programme may visit. It has no language, which a Flemish
// municipality may not register, and no national number, which is not needed.
type Resident struct {
	ID          int64
	Programme   string
	LetterCode  string // six to nine digits from 1 to 9; proves identity and eligibility; empty in a list: one is made
	Name        string
	Phone       string // E.164; may be empty
	Street      string
	HouseNumber string
	Postcode    string
	Ground      Ground
	// Minutes are those of help that the resident can still book, without what planned
	// visits hold. In a list it is the total that the list grants.
	Minutes int
}
