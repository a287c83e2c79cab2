package letters

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/invitations"
)

// writeList writes the letters for a print shop. Column language is the letters', and
// the same in each row: no resident's language is stored.
func (m *Mailing) writeList(w io.Writer, languages []scheduling.Language, letters []invitations.Letter) error {
	codes := make([]string, len(languages))
	for i, language := range languages {
		codes[i] = string(language)
	}
	out := csv.NewWriter(w)
	rows := [][]string{{"name", "street", "house_number", "postcode", "place", "code", "programme", "language"}}
	for i := range letters {
		r := &letters[i].Resident
		rows = append(rows, []string{
			r.Name, r.Street, r.HouseNumber, r.Postcode, m.place(r.Postcode), r.LetterCode, m.Programme.Name, strings.Join(codes, ";"),
		})
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = harmless(cell)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// harmless escapes a cell that a spreadsheet would read as a formula.
func harmless(cell string) string {
	if strings.IndexAny(strings.TrimLeft(cell, " \u00a0"), "=+-@\t\r\n＝＋－＠") == 0 {
		return "'" + cell
	}
	return cell
}
