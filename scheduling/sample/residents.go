package sample

import (
	"fmt"

	"github.com/click-call-connect/helpline/scheduling"
)

// residentCount is the number of residents of a programme.
const residentCount = 20

// Names of residents: mostly over sixty-five, with various origins.
const (
	firstNames = "Maria, Jozef, Godelieve, Fatma, Roger, Simonne, Mohamed, Paula, Gilbert, Khadija, Yvonne, Achiel, " +
		"Ivanka, Lucienne, Mehmet, Georgette, Omer, Rosa, Hamid, Denise, Albert, Zohra, Irène, Frans, Nadia, Julia, Etienne, Halima, Magda, André"
	lastNames = "Janssens, De Backer, Yıldız, Verstraete, Benhaddou, Willems, Mertens, Van Damme, Ouali, Jacobs, " +
		"Lambrecht, Özdemir, Van Hoof, Nowak, Cools, Aerts, El Hassani, Dierckx, Vermeulen, Segers, Petrova, Michiels, Geerts"
	streets = "Kerkstraat, Stationsstraat, Dorpsstraat, Lindelaan, Kloosterstraat, Molenstraat, Schoolstraat, " +
		"Nieuwstraat, Kapellestraat, Veldstraat, Rozenlaan, Guido Gezellestraat, Hoogstraat, Vijverlaan, Beukenlaan, Pastorijstraat"
	houseNumbers = "3, 12, 7A, 21 bus 4, 45, 58 bus 12, 102, 9, 33B, 16 bus 1, 77, 28"
)

// Residents returns the residents of a programme. The first two have no telephone on
// file and live in the centre of the city: they are for people who try the demo. The
// first letter code of antwerpen is 234567.
func Residents(p *scheduling.Programme) []scheduling.Resident {
	t := townOf(p)
	first, last := words(firstNames), words(lastNames)
	codes := t.letterCodes(residentCount)
	residents := make([]scheduling.Resident, residentCount)
	for i := range residents {
		n := t.block*residentCount + i
		residents[i] = scheduling.Resident{
			Programme:   p.Name,
			LetterCode:  codes[i],
			Name:        first[n%len(first)] + " " + last[n*5%len(last)],
			Phone:       t.residentPhone(i),
			Street:      pick(t, words(streets)),
			HouseNumber: pick(t, words(houseNumbers)),
			Postcode:    t.address(i),
			Ground:      p.Grounds[i%len(p.Grounds)],
			Minutes:     p.Voucher.Worth(t.vouchers(i)),
		}
	}
	return residents
}

// letterCodes returns different codes for each shipped programme, beginning with its
// digit. The first code is ascending: 234567, 345678, 456789.
func (t town) letterCodes(count int) []string {
	codes := make([]string, 0, count)
	used := make(map[string]bool, count)
	code := ""
	for i := range 6 {
		code += fmt.Sprint((t.digit()+i-1)%9 + 1)
	}
	for len(codes) < count {
		if !used[code] {
			used[code] = true
			codes = append(codes, code)
		}
		code = fmt.Sprint(t.digit())
		for range 5 {
			code += fmt.Sprint(1 + t.rand.IntN(9))
		}
	}
	return codes
}

// residentPhone returns a mobile for a third of residents, a landline for a third, and
// none for a third.
func (t town) residentPhone(i int) string {
	switch {
	case i < 2 || i%3 == 0:
		return ""
	case i%3 == 1:
		return fmt.Sprintf("+3247001%d%s", t.digit(), threeDigits(i+1))
	}
	return t.landline(200 + i)
}

// address returns the centre of the city for the first two residents, and spreads the
// others.
func (t town) address(i int) string {
	if i < 2 {
		return t.served[0]
	}
	return t.served[(i-1)%len(t.served)]
}

// vouchers returns two, as a letter grants, and less for a few residents.
func (t town) vouchers(i int) int {
	if !t.programme.Voucher.Required {
		return 0
	}
	return 2 - []int{0, 0, 0, 1, 0, 0, 2}[i%7]
}
