package imports

import "regexp"

// months are the months' names, whole and short, in the languages that spreadsheets here
// write them in: Dutch, French, English, German.
const months = `jan(uari|vier|uary|uar)?|feb(ruari|ruary|ruar|r)?|fév(rier|r)?|maart|mrt|mars|march|mar|märz|mär|` +
	`apr(il)?|avr(il)?|mei|mai|may|jun[ie]?|juin|jul[iy]?|juil(let)?|aug(ustus|ust)?|ao[uû]t?|` +
	`sep(t|tember|tembre)?|o[ck]t(ober|obre)?|nov(ember|embre)?|d[eé][cz](ember|embre)?`

var (
	// dates are what a spreadsheet makes of a house number such as 3/5 or 1-3.
	dates = regexp.MustCompile(`(?i)^(\d{1,4}[-/. ](` + months + `)\.?([-/. ]\d{2,4})?|(` + months + `)\.?[-/. ]\d{1,4}|` +
		`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d{2})$`)
	// serials are the numbers by which a spreadsheet counts days. No street has as many houses.
	serials = regexp.MustCompile(`^\d{5,}([.,]\d+)?$`)
	zeros   = regexp.MustCompile(`^0+([.,]0+)?$`)
)

// houseNumber parses the number of a house: whatever stands on the door. One that a
// spreadsheet made of something else would be printed on a letter.
func (r *row) houseNumber() string {
	text, _ := r.required("house_number", "12, or 12 bus 3")
	switch {
	case text == "":
	case dates.MatchString(text), serials.MatchString(text):
		r.refuse("house_number", "is a date, which a spreadsheet makes of a number such as 3/5 or 1-3; "+
			"make the column text, type the number again, and write 3 bus 5")
	case zeros.MatchString(text):
		r.refuse("house_number", "is zero, which a spreadsheet writes for an empty cell; write the number on the door")
	default:
		return text
	}
	return ""
}
