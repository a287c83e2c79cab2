package imports_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// Lists as spreadsheets and other programs write them. Each is read as one of the three
// kinds; notice is what is odd and taken.
func TestListsAsSpreadsheetsWriteThem(t *testing.T) {
	for file, want := range map[string]struct {
		rows   int
		errors []string
		notice string
	}{
		"b-away-over-a-year":          {errors: []string{":2: availability: part 2 of 2: is longer than a year"}},
		"b-two-students":              {rows: 2},
		"d20-spacecomma":              {rows: 1},
		"e-letters-odd":               {errors: []string{":2: house_number: is a date", ":3: house_number: is a date", ":4: name: has lost a character", ":5: name: is an error of the spreadsheet", ":5: street: is an error of the spreadsheet", ":5: house_number: is zero", ":6: house_number: is a date", ":7: house_number: is a date"}},
		"f-student-landline":          {rows: 1, notice: ":2: phone: is no mobile number"},
		"r01-house-3mei":              {errors: []string{":2: house_number: is a date"}},
		"r02-house-mrt":               {errors: []string{":2: house_number: is a date"}},
		"r03-house-serial":            {errors: []string{":2: house_number: is a date"}},
		"r08-house-date-iso":          {errors: []string{":2: house_number: is a date"}},
		"r15-name-zwsp":               {rows: 1},
		"r16-name-rtl":                {rows: 1},
		"r17-name-fffd":               {errors: []string{":2: name: has lost a character"}},
		"r19-name-err":                {errors: []string{":2: name: is an error of the spreadsheet"}},
		"r20-street-err":              {errors: []string{":2: street: is an error of the spreadsheet"}},
		"r32-u2028":                   {errors: []string{":1: the lines do not end as those of a CSV file"}},
		"r33-nel":                     {errors: []string{":1: the lines do not end as those of a CSV file"}},
		"r34-no-header-one-cell-name": {errors: []string{":1: the name of column 1 is not known", ":1: the name of column 2"}},
		"s02-sep-line":                {rows: 2},
		"s13-phone-apostrophe":        {rows: 1},
		"s18-phone-equals":            {rows: 1},
		"s21-phone-zwsp":              {rows: 1},
		"s40-trailing-columns":        {rows: 1},
		"s52-utf8bom-sep":             {rows: 2},
		"s61-mojibake":                {rows: 1, notice: ":2: name: has letters that were probably read in another encoding"},
		"s62-replacement":             {errors: []string{":2: name: has lost a character"}},
	} {
		t.Run(file, func(t *testing.T) {
			content, err := os.ReadFile(filepath.Join("testdata", "lists", file+".csv"))
			require.NoError(t, err)
			rows, notices, err := readAny(t, string(content))
			require.Equal(t, want.rows, rows, err)
			for _, text := range want.errors {
				require.ErrorContains(t, err, text)
			}
			require.Contains(t, notices, want.notice)
			if want.notice == "" {
				require.Empty(t, notices)
			}
			requireNothingRepeated(t, string(content), notices, err)
		})
	}
}

// readAny reads a list as the kind that its columns are those of, residents if of none.
func readAny(t require.TestingT, content string) (rows int, notices string, err error) {
	all, err := programmes.Shipped()
	require.NoError(t, err)
	p, err := all.Named("antwerpen")
	require.NoError(t, err)
	notice := func(odd *imports.RowError) { notices += odd.Error() + "\n" }
	switch {
	case strings.Contains(content, "max_hours_week"):
		err = imports.Check(count(&rows, imports.ReadStudents(strings.NewReader(content), p, notice)))
	case strings.Contains(content, "opening_hours"):
		err = imports.Check(count(&rows, imports.ReadDigipunten(strings.NewReader(content), p, notice)))
	default:
		err = imports.Check(count(&rows, imports.ReadResidents(strings.NewReader(content), p, notice)))
	}
	return rows, notices, err
}

func count[T any](rows *int, all func(func(T, error) bool)) func(func(T, error) bool) {
	return func(yield func(T, error) bool) {
		all(func(item T, err error) bool {
			if err == nil {
				*rows++
			}
			return yield(item, err)
		})
	}
}

// requireNothingRepeated checks that no cell that can identify somebody is in an error: any
// with a letter that is no column's name, and any number of five digits or more.
func requireNothingRepeated(t require.TestingT, content, notices string, err error) {
	said := notices
	if err != nil {
		said += err.Error()
	}
	for cell := range strings.FieldsFuncSeq(content, func(r rune) bool { return strings.ContainsRune(",;\t\r\n\"\u2028\u0085", r) }) {
		if cell = strings.TrimSpace(cell); len(cell) > 4 && cell != "#REF!" && !strings.Contains(imports.StudentColumns()+imports.ResidentColumns()+imports.DigipuntColumns()+"sep=", cell) {
			require.NotContains(t, said, cell)
		}
	}
}

// Whichever column a name is put into, and however the lines end, no error repeats it.
func TestNoErrorRepeatsACell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const secret = "Geheimmans"
		lists := [][]string{
			strings.Split(strings.TrimSpace(studentHeader), ","), strings.Split(strings.TrimSpace(residentHeader), ","),
			strings.Split(strings.TrimSpace(digipuntHeader), ","),
		}
		goods := []string{goodStudent, goodResident, goodDigipunt}
		kind := rapid.IntRange(0, 2).Draw(t, "list")
		header, row := lists[kind], strings.Split(strings.TrimSpace(goods[kind]), ",")
		for range rapid.IntRange(1, 3).Draw(t, "wrong cells") {
			wrong := rapid.SampledFrom([]string{
				secret, "mo " + secret, secret + ";nl", "nl;" + secret, "away " + secret, "mo 09:00-" + secret, "closed " + secret,
				"1st-" + secret, "12 " + secret, "=" + secret, "\"" + secret, secret + "\"", "\ufffd" + secret, "#" + secret + "!", secret + "\x01",
			}).Draw(t, "cell")
			if rapid.IntRange(0, 9).Draw(t, "where") == 0 {
				header[rapid.IntRange(0, len(header)-1).Draw(t, "column")] = wrong
				continue
			}
			row[rapid.IntRange(0, len(row)-1).Draw(t, "column")] = wrong
		}
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r", "\u2028", "\u0085", ""}).Draw(t, "end")
		separator := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "separator")
		_, notices, err := readAny(t, strings.Join(header, separator)+end+strings.Join(row, separator)+end)
		if err != nil {
			notices += err.Error()
		}
		require.NotContains(t, notices, secret)
	})
}

func TestWhatSpreadsheetsAddIsRemoved(t *testing.T) {
	for cell, want := range map[string]string{
		`'t Zand`: "'t Zand", `'s-Gravenwezel`: "'s-Gravenwezel", `'12 december`: "12 december", `'=Jan`: "=Jan", `''=Jan`: "'=Jan",
		`="Jan"`: "Jan", `"=""Jan"""`: "Jan", `"=""de """"lange"""""""`: `de "lange"`, `'`: "'",
		"Ma\u200bria": "Maria", "\u202eMaria\u202c": "Maria", "Mar\u00adia": "Maria", "Maria\ufe0f": "Maria", "\u2066Maria": "Maria",
		"می\u200cخواهم": "می\u200cخواهم", "Jan\u200c Piet": "Jan Piet", "Ja\u200dn": "Jan", "\u3164Jan": "Jan",
	} {
		residents, err := imports.Residents(strings.NewReader("name,street,house_number,postcode\n"+cell+",Kerkstraat,1,2060\n"), antwerpen(t))
		require.NoError(t, err, cell)
		require.Equal(t, want, residents[0].Name, cell)
	}
}

func TestLinesMayEndInAnyWay(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r"} {
		file := strings.ReplaceAll(studentHeader+strings.Replace(goodStudent, "Jef Peeters", "\"Jef\nPeeters\"", 1)+"An,1,2018,nl,,mo 13:00-18:00,\n", "\n", end)
		for _, above := range []string{"", "sep=," + end, "\ufeffSEP=," + end, end + end} {
			students, notices := 0, ""
			err := imports.Check(count(&students, imports.ReadStudents(strings.NewReader(above+file), antwerpen(t))))
			require.Equal(t, 1, students, "%q", end)
			require.Empty(t, notices)
			require.ErrorContains(t, err, ":"+string(rune('4'+strings.Count(above, end)))+": phone", "%q %q", end, above)
		}
	}
}

func TestHouseNumbersThatASpreadsheetMade(t *testing.T) {
	p := antwerpen(t)
	read := func(number string) error {
		_, err := imports.Residents(strings.NewReader("name;street;house_number;postcode\nJan;Kerkstraat;"+number+";2060\n"), p)
		return err
	}
	for _, number := range []string{
		"3-mei", "3/mei/2027", "mei-03", "mrt/12", "1-Mar", "12-déc", "1-août", "3-mai", "5 okt", "2027-03-01", "01/03/2027", "1.3.2027", "46022", "46022,5", "0", "0,0",
		"2027-03-01 00:00:00", "4-sept.", "3-May-27",
	} {
		require.ErrorContains(t, read(number), ":2: house_number: is", number)
	}
	for _, number := range []string{
		"1", "12A", "12 bus 3", "12/3", "3-5", "3/5", "1-3-5", "9999", "12 Marktzijde", "zn", "z/n", "12.1", "100 12", "-1", "B12", "0012",
	} {
		require.NoError(t, read(number), number)
	}
}
