package imports

import (
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// maxVouchers is more than any letter grants; a larger number is a typo.
const maxVouchers = 20

// ResidentColumns returns the header row of a file of residents.
func ResidentColumns() string { return residentLayout().names() }

func residentLayout() layout {
	return layout{file: "residents.csv", key: "letter_code", keys: newLetterCodes, columns: []column{
		{name: "letter_code", optional: true},
		{name: "name"},
		{name: "phone", optional: true},
		{name: "street"},
		{name: "house_number"},
		{name: "postcode"},
		{name: "ground", optional: true},
		{name: "vouchers", optional: true},
	}}
}

// Residents reads all residents of a programme. If any row is wrong, it returns none
// and an error of type *Errors.
func Residents(r io.Reader, p *scheduling.Programme) ([]scheduling.Resident, error) {
	return gather(ReadResidents(r, p))
}

// ReadResidents reads residents one by one. Each error is a *RowError; the rows after
// it are still checked. The sequence can be ranged over once. A resident may live
// outside the service area: the line refuses the booking and counts the demand.
func ReadResidents(r io.Reader, p *scheduling.Programme, notices ...Notice) iter.Seq2[scheduling.Resident, error] {
	return read(r, residentLayout(), notices, func(row *row) (scheduling.Resident, string) {
		resident := scheduling.Resident{Programme: p.Name, LetterCode: row.letterCode()}
		resident.Name, _ = row.required("name", "the resident's name")
		resident.Phone = row.phone(row.optional("phone"))
		resident.Street, _ = row.required("street", "Kerkstraat")
		resident.HouseNumber = row.houseNumber()
		resident.Postcode = row.postcode()
		resident.Ground = row.ground(p)
		resident.Minutes = p.Voucher.Worth(row.whole("vouchers", maxVouchers))
		return resident, resident.LetterCode
	})
}

// letterCode parses six to nine digits from 1 to 9, which may stand in groups. An empty cell
// has a code made when it is stored. The code gives access to a resident's visits, so it is
// not repeated in an error.
func (r *row) letterCode() string {
	text := r.optional("letter_code")
	code := lettercode.Plain(text)
	if text != "" && !lettercode.IsCode(code) {
		r.refuse("letter_code", "is not a letter code; write six to nine digits from 1 to 9, such as 234567, or leave it empty to have one made")
		return ""
	}
	return code
}

// ground parses one of the programme's grounds; an empty cell means its first.
func (r *row) ground(p *scheduling.Programme) scheduling.Ground {
	ground := scheduling.Ground(r.optional("ground"))
	switch {
	case ground == "" && len(p.Grounds) > 0:
		return p.Grounds[0]
	case !slices.Contains(p.Grounds, ground):
		r.refuse("ground", fmt.Sprintf("is not a ground of %s; use %s", p.Name, joined(p.Grounds)))
		return ""
	}
	return ground
}
