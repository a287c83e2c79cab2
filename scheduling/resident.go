package scheduling

// Resident is a person the programme may visit. It has no language and no
// national number: a Flemish municipality may not register the first, and
// nobody here needs the second.
type Resident struct {
	ID          int64
	Programme   string
	LetterCode  string // six digits from 1 to 9; identity and eligibility in one
	Name        string
	Phone       string // E.164; may be empty
	Street      string
	HouseNumber string
	Postcode    string
	Ground      Ground
	Vouchers    int // left, those held for a planned visit taken off
}
