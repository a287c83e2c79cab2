package imports_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

func antwerpen(t testing.TB) *scheduling.Programme {
	t.Helper()
	all, err := programmes.Shipped()
	require.NoError(t, err)
	p, err := all.Named("antwerpen")
	require.NoError(t, err)
	return p
}

const (
	studentHeader  = "name,phone,postcode,languages,topics,availability,max_hours_week\n"
	goodStudent    = "Jef Peeters,0470 12 34 56,2018,nl;fr,itsme;Sociale media,mo 13:00-18:00; we 09:00-12:30,12\n"
	residentHeader = "letter_code,name,phone,street,house_number,postcode,ground,vouchers\n"
	goodResident   = "234567,Maria Janssens,03 221 13 33,Kerkstraat,12 bus 3,2060,long_term,2\n"
	digipuntHeader = "name,street,postcode,phone,opening_hours\n"
	goodDigipunt   = "Digipunt Permeke,De Coninckplein 26,2060,+3232211333,mo 09:00-12:00; 1st-we 13:00-16:00\n"
)

func jef() scheduling.Student {
	return scheduling.Student{
		Programme: "antwerpen", Name: "Jef Peeters", Phone: "+32470123456", Postcode: "2018",
		Languages: []scheduling.Language{"nl", "fr"},
		Topics:    []scheduling.Topic{scheduling.TopicItsme, scheduling.TopicSocial},
		Weekly: []calendar.WeeklyHours{
			{Weekday: time.Monday, From: 13 * 60, To: 18 * 60},
			{Weekday: time.Wednesday, From: 9 * 60, To: 12*60 + 30},
		},
		MaxHoursWeek: 12,
	}
}

func TestStudents(t *testing.T) {
	students, err := imports.Students(strings.NewReader(studentHeader+goodStudent), antwerpen(t))
	require.NoError(t, err)
	require.Equal(t, []scheduling.Student{jef()}, students)
}

func TestResidents(t *testing.T) {
	file := residentHeader + goodResident + "987654,Ali Yılmaz,,Dorpsstraat,7A,9000,,\n"
	residents, err := imports.Residents(strings.NewReader(file), antwerpen(t))
	require.NoError(t, err)
	require.Equal(t, []scheduling.Resident{
		{
			Programme: "antwerpen", LetterCode: "234567", Name: "Maria Janssens", Phone: "+3232211333",
			Street: "Kerkstraat", HouseNumber: "12 bus 3", Postcode: "2060", Ground: "long_term", Minutes: 120,
		},
		{ // no phone, outside the area, the programme's first ground
			Programme: "antwerpen", LetterCode: "987654", Name: "Ali Yılmaz",
			Street: "Dorpsstraat", HouseNumber: "7A", Postcode: "9000", Ground: "taxicheque",
		},
	}, residents)
}

// A code may stand in groups, as it is printed, and whoever has none gets one when the list is
// stored. Two residents without a code are two residents.
func TestLetterCodesOfAList(t *testing.T) {
	row := ",Ali Yılmaz,,Dorpsstraat,7A,2000,,\n"
	residents, err := imports.Residents(strings.NewReader(residentHeader+"234 567 892"+row+"2345 6789"+row+row+row), antwerpen(t))
	require.NoError(t, err)
	codes := make([]string, len(residents))
	for i, resident := range residents {
		codes[i] = resident.LetterCode
	}
	require.Equal(t, []string{"234567892", "23456789", "", ""}, codes)
	_, err = imports.Residents(strings.NewReader(residentHeader+"234 567 892"+row+"234567892"+row), antwerpen(t))
	require.ErrorContains(t, err, "residents.csv:3: letter_code: is on line 2 too")
	without := "name,street,house_number,postcode\nAli Yılmaz,Dorpsstraat,7A,2000\n"
	residents, err = imports.Residents(strings.NewReader(without), antwerpen(t))
	require.NoError(t, err)
	require.Len(t, residents, 1)
}

func TestDigipunten(t *testing.T) {
	points, err := imports.Digipunten(strings.NewReader(digipuntHeader+goodDigipunt), antwerpen(t))
	require.NoError(t, err)
	require.Equal(t, []scheduling.Digipunt{{
		Programme: "antwerpen", Name: "Digipunt Permeke", Street: "De Coninckplein 26", Postcode: "2060", Phone: "+3232211333",
		Opening: []calendar.OpeningRule{
			{Weekday: time.Monday, From: 9 * 60, To: 12 * 60},
			{Ordinal: 1, Weekday: time.Wednesday, From: 13 * 60, To: 16 * 60},
		},
	}}, points)
}

func TestDigipuntenAreClosedOnDays(t *testing.T) {
	hours := "mo 09:00-12:00; 1st-we 13:00-16:00"
	year := strings.Repeat(", 2027-12-24", 60) // longer than the limit of other cells
	file := digipuntHeader + strings.Replace(goodDigipunt, hours, `"`+hours+"; gesloten 2027-07-01..2027-07-31"+year+`"`, 1)
	points, err := imports.Digipunten(strings.NewReader(file), antwerpen(t))
	require.NoError(t, err)
	require.Len(t, points[0].Opening, 2+1+60)
	july := calendar.Days{First: calendar.Day{Year: 2027, Month: 7, Day: 1}, Last: calendar.Day{Year: 2027, Month: 7, Day: 31}}
	require.Equal(t, calendar.OpeningRule{Closed: july}, points[0].Opening[2])
}

// Each file contains Jef as written by a different spreadsheet program.
func TestStudentsTakesWhatSpreadsheetsWrite(t *testing.T) {
	quoted := `Jef Peeters,0470 12 34 56,2018,"nl;fr","itsme;Sociale media","mo 13:00-18:00; we 09:00-12:30",12`
	semicolons := strings.ReplaceAll(studentHeader+quoted, ",", ";")
	for name, file := range map[string]string{
		"comma":                   studentHeader + goodStudent,
		"no line end":             strings.TrimSpace(studentHeader + goodStudent),
		"byte order mark":         "\ufeff" + studentHeader + goodStudent,
		"Windows line ends":       strings.ReplaceAll(studentHeader+goodStudent, "\n", "\r\n"),
		"empty lines":             "\n" + studentHeader + "\n\r\n" + goodStudent + "\n",
		"semicolons":              semicolons,
		"tabs":                    strings.ReplaceAll(studentHeader+goodStudent, ",", "\t"),
		"capitals in the header":  strings.ToUpper(studentHeader) + goodStudent,
		"spaces everywhere":       strings.ReplaceAll(studentHeader, ",", " , ") + strings.ReplaceAll(quoted, ",", ", "),
		"rows of separators":      studentHeader + goodStudent + ",,,,,,\n",
		"cells past the header":   studentHeader + strings.TrimSpace(goodStudent) + ",,,\n",
		"another order":           "phone,name,max_hours_week,postcode,languages,availability,topics\n0470123456,Jef Peeters,12,2018,nl;fr,mo 13:00-18:00; we 09:00-12:30,itsme;Sociale media",
		"a phone without its 0":   studentHeader + strings.Replace(goodStudent, "0470 12 34 56", "470123456", 1),
		"a phone with slashes":    studentHeader + strings.Replace(goodStudent, "0470 12 34 56", "0470/12.34.56", 1),
		"a phone from abroad":     studentHeader + strings.Replace(goodStudent, "0470 12 34 56", "0032 470 12 34 56", 1),
		"a decimal comma":         studentHeader + strings.Replace(goodStudent, ",12\n", `,"12,0"`, 1),
		"Dutch days, capitals":    studentHeader + strings.Replace(goodStudent, "mo 13:00-18:00; we", "MA 13:00-18:00; wo", 1),
		"languages in capitals":   studentHeader + strings.Replace(goodStudent, "nl;fr", "NL; FR;nl", 1),
		"a name over two lines":   studentHeader + strings.Replace(goodStudent, "Jef Peeters", "\"Jef\nPeeters\"", 1),
		"a hard space in a name":  studentHeader + strings.Replace(goodStudent, "Jef Peeters", "Jef\u00a0 Peeters", 1),
		"arriving byte by byte":   studentHeader + goodStudent,
		"quotes around each cell": `"` + strings.ReplaceAll(strings.TrimSpace(studentHeader+goodStudent), ",", `","`) + `"`,
	} {
		t.Run(name, func(t *testing.T) {
			if name == "quotes around each cell" {
				file = strings.ReplaceAll(file, "\n", "\"\n\"")
			}
			students, err := imports.Students(iotest.OneByteReader(strings.NewReader(file)), antwerpen(t))
			require.NoError(t, err)
			require.Equal(t, []scheduling.Student{jef()}, students)
		})
	}
}

func TestTheLastColumnsOfStudentsMayBeLeftOut(t *testing.T) {
	file := "name,phone,postcode,languages,topics,availability\nAn,0470123456,2000,nl,,mo 13:00-18:00\n"
	students, err := imports.Students(strings.NewReader(file), antwerpen(t))
	require.NoError(t, err)
	require.Len(t, students, 1)
	require.Zero(t, students[0].MaxHoursWeek, "no cap of her own")
	require.Empty(t, students[0].Topics, "all topics")
}

func TestBadStudents(t *testing.T) {
	spoil := func(old, replacement string) string {
		return studentHeader + goodStudent + strings.Replace(strings.Replace(goodStudent, "12 34 56", "65 43 21", 1), old, replacement, 1)
	}
	for _, test := range []struct{ name, file, expected string }{
		{"no name", spoil("Jef Peeters", ""), `students.csv:3: name: is empty; for example: the student's name`},
		{"no phone", spoil("0470 65 43 21", " "), `students.csv:3: phone: is empty; for example: +32470123456`},
		{"half a phone", spoil("0470 65 43 21", "0470 65"), `students.csv:3: phone: is not a telephone number; write it as in +32470123456`},
		{"a phone in letters", spoil("0470 65 43 21", "0470 HELPME"), `students.csv:3: phone: is not a telephone number; write it as in +32470123456`},
		{"a phone as Excel rounds it", spoil("0470 65 43 21", "4.7E+08"), `students.csv:3: phone: is not a telephone number; write it as in +32470123456`},
		{"the same phone", spoil("65 43 21", "123456"), `students.csv:3: phone: is on line 2 too; keep one of the two rows`},
		{"a home far away", spoil("2018", "8000"), `students.csv:3: postcode: 8000 is not in the programme; add it under nearby: in antwerpen.yaml`},
		{"no postcode", spoil("2018", "B-2018"), `students.csv:3: postcode: is not a Belgian postcode; write four digits: 2000`},
		{"a language in words", spoil("nl;fr", "nl;Frans"), `students.csv:3: languages: part 2 of 2: is not a language code; use nl, fr, en, de, es, it, pt, pl, ro, bg, sq, ru, uk, tr, ar, fa, ps, ku, so, ti, am, ur, hi, zh, rif, shi, zgh, ary, prs, several with ; between them`},
		{"no language", spoil("nl;fr", ""), `students.csv:3: languages: is empty; for example: nl;fr`},
		{"an unknown topic", spoil("itsme;", "its me;"), `students.csv:3: topics: part 1 of 2: is not a topic; use one of itsme, bankieren, videobellen, sociale_media, veiligheid, documenten, applicaties, internet, andere, several with ; between them`},
		{"no availability", spoil("mo 13:00-18:00; we 09:00-12:30", ""), `students.csv:3: availability: is empty; for example: mo 13:00-18:00; we 09:00-12:30`},
		{"Dutch hours", spoil("mo 13:00-18:00", "mo 13u-18u"), `students.csv:3: availability: part 1 of 2: is not a time of day; write mo 09:00-12:30`},
		{"a night shift", spoil("13:00-18:00", "22:00-02:00"), `students.csv:3: availability: part 1 of 2: 22:00-02:00 ends before it begins; hours past midnight are two pieces: mo 22:00-24:00; tu 00:00-02:00`},
		{"too many hours", spoil(",12\n", ",41\n"), `students.csv:3: max_hours_week: is not a number of hours; write 0 to 40, or leave it empty`},
		{"no number of hours", spoil(",12\n", ",NaN\n"), `students.csv:3: max_hours_week: is not a number of hours; write 0 to 40, or leave it empty`},
		{"a national number", spoil("Jef Peeters", "Jef (85.07.30-033.28)"), `students.csv:3: name: holds a national register number (rijksregisternummer), which may not be kept; delete it from the file`},
		{"an invisible character", spoil("Jef", "J\x00ef"), `students.csv:3: name: has invisible control characters in it; type it again`},
		{"an endless name", spoil("Jef", strings.Repeat("J", 200)), `students.csv:3: name: is longer than 200 characters; shorten it`},
		{"a value too many", spoil(",12\n", ",12,5\n"), `students.csv:3: has 8 values where the header has 7; put a value with ',' in it between double quotes`},
		{"a value too few", spoil(",mo 13:00-18:00; we 09:00-12:30,12\n", "\n"), `students.csv:3: has 5 values where the header has 7; put a value with ',' in it between double quotes`},
		{"another encoding", spoil("Jef", "Jo\xebl"), `students.csv:3: the file is not UTF-8; in the spreadsheet choose Save as, CSV UTF-8`},
		{"UTF-16", "\xff\xfen\x00a\x00", `students.csv:1: the file is not UTF-8; in the spreadsheet choose Save as, CSV UTF-8`},
		{"a quote inside a cell", spoil("Jef", `Jef "de lange"`), `students.csv:3: a double quote is not closed, or stands inside a cell; put the whole cell between double quotes, and write "" for one inside it`},
		{"a quote that stays open", spoil("Jef", `"Jef`), `students.csv:3: a double quote is not closed, or stands inside a cell; put the whole cell between double quotes, and write "" for one inside it`},
		{"nothing", "", `students.csv:1: the file is empty; the first line must be name,phone,postcode,languages,topics,availability,max_hours_week`},
		{"only a mark", "\ufeff", `students.csv:1: the file is empty; the first line must be name,phone,postcode,languages,topics,availability,max_hours_week`},
		{"no header", goodStudent, `students.csv:1: the first line names no column; it must be name,phone,postcode,languages,topics,availability,max_hours_week`},
		{"a missing column", strings.Replace(studentHeader, "postcode,", "", 1), `students.csv:1: the column "postcode" is missing; the first line must be name,phone,postcode,languages,topics,availability,max_hours_week`},
		{"an unknown column", strings.Replace(studentHeader, "name,", "name,rijksregisternummer,", 1), `students.csv:1: the name of column 2 is not known; delete the column, or use name,phone,postcode,languages,topics,availability,max_hours_week`},
		{"a column twice", strings.Replace(studentHeader, "name,", "name,Name,", 1), `students.csv:1: the column "name" is there twice; delete one`},
		{"a column without a name", strings.Replace(studentHeader, "name,", "name,,", 1), `students.csv:1: column 2 has no name; delete it, or name it one of name,phone,postcode,languages,topics,availability,max_hours_week`},
	} {
		t.Run(test.name, func(t *testing.T) {
			students, err := imports.Students(strings.NewReader(test.file), antwerpen(t))
			require.EqualError(t, err, test.expected)
			require.ErrorIs(t, err, scheduling.ErrInvalid)
			require.Nil(t, students, "none of a file with a mistake")
		})
	}
}

func TestBadResidents(t *testing.T) {
	spoil := func(old, replacement string) string {
		return residentHeader + goodResident + strings.Replace(strings.Replace(goodResident, "234567", "234568", 1), old, replacement, 1)
	}
	for _, test := range []struct{ name, file, expected string }{
		{"a zero in the code", spoil("234568", "230568"), `residents.csv:3: letter_code: is not a letter code; write six to nine digits from 1 to 9, such as 234567, or leave it empty to have one made`},
		{"a short code", spoil("234568", "23456"), `residents.csv:3: letter_code: is not a letter code; write six to nine digits from 1 to 9, such as 234567, or leave it empty to have one made`},
		{"a long code", spoil("234568", "1234567891"), `residents.csv:3: letter_code: is not a letter code; write six to nine digits from 1 to 9, such as 234567, or leave it empty to have one made`},
		{"the same code", spoil("234568", "234567"), `residents.csv:3: letter_code: is on line 2 too; keep one of the two rows`},
		{"half a phone", spoil("03 221 13 33", "03 221"), `residents.csv:3: phone: is not a telephone number; write it as in +32470123456`},
		{"no street", spoil("Kerkstraat", ""), `residents.csv:3: street: is empty; for example: Kerkstraat`},
		{"no house number", spoil("12 bus 3", ""), `residents.csv:3: house_number: is empty; for example: 12, or 12 bus 3`},
		{"a Dutch postcode", spoil("2060", "4625 AB"), `residents.csv:3: postcode: is not a Belgian postcode; write four digits: 2000`},
		{"a diagnosis", spoil("long_term", "MS"), `residents.csv:3: ground: is not a ground of antwerpen; use taxicheque, long_term`},
		{"half a voucher", spoil(",2\n", ",1.5\n"), `residents.csv:3: vouchers: is not a number of them; write 0 to 20, or leave it empty`},
		{"a book of vouchers", spoil(",2\n", ",200\n"), `residents.csv:3: vouchers: is not a number of them; write 0 to 20, or leave it empty`},
		{"a national number", spoil("12 bus 3", "12 85073003328"), `residents.csv:3: house_number: holds a national register number (rijksregisternummer), which may not be kept; delete it from the file`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := imports.Residents(strings.NewReader(test.file), antwerpen(t))
			require.EqualError(t, err, test.expected)
		})
	}
}

func TestBadDigipunten(t *testing.T) {
	spoil := func(old, replacement string) string {
		return digipuntHeader + goodDigipunt + strings.Replace(strings.Replace(goodDigipunt, "Permeke", "Elders", 1), old, replacement, 1)
	}
	for _, test := range []struct{ name, file, expected string }{
		{"the same name", spoil("Elders", "PERMEKE"), `digipunten.csv:3: name: is on line 2 too; keep one of the two rows`},
		{"outside the programme", spoil("2060", "9000"), `digipunten.csv:3: postcode: 9000 is not in the programme; add it under area: in antwerpen.yaml`},
		{"no hours", spoil("mo 09:00-12:00; 1st-we 13:00-16:00", ""), `digipunten.csv:3: opening_hours: is empty; for example: mo 09:00-12:00; 1st-we 13:00-16:00`},
		{"endless hours", spoil("1st-we", strings.Repeat("1", 1000)), `digipunten.csv:3: opening_hours: is longer than 1000 characters; shorten it`},
		{"a closed day the Belgian way", spoil("1st-we 13:00-16:00", "closed 24/12/2027"), `digipunten.csv:3: opening_hours: part 2 of 2: is not a date; write closed 2027-12-24, or closed 2027-07-01..2027-07-31`},
		{"a sixth week", spoil("1st-we", "6th-we"), `digipunten.csv:3: opening_hours: part 2 of 2: is not a day; write mo tu we th fr sa su, or mo-fr`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := imports.Digipunten(strings.NewReader(test.file), antwerpen(t))
			require.EqualError(t, err, test.expected)
		})
	}
}

func TestErrorsNameTheLineInTheFile(t *testing.T) {
	file := studentHeader +
		"\"Jef\nvan\nboven\",0470123456,2018,nl,,mo 13:00-18:00,\n" + // lines 2 to 4
		"\n" +
		"\"An\nvan onder\",0470,2018,nl,,\"mo 13:00-18:00;\n we\",\n" // lines 6 to 8
	_, err := imports.Students(strings.NewReader(file), antwerpen(t))
	require.EqualError(t, err, "students.csv:7: phone: is not a telephone number; write it as in +32470123456\n"+
		`students.csv:7: availability: part 2 of 2: is not a day with hours; write mo 13:00-18:00`)
}

func TestErrorsRepeatNothingPersonal(t *testing.T) {
	file := residentHeader + "23456x,\"Maria \x01Geheim\",0470 GEHEIM,85.07.30-033.28 Geheimstraat,,2060,,\n"
	_, err := imports.Residents(strings.NewReader(file), antwerpen(t))
	require.ErrorIs(t, err, scheduling.ErrInvalid)
	for _, secret := range []string{"23456x", "Geheim", "GEHEIM", "033"} {
		require.NotContains(t, err.Error(), secret)
	}
}

func TestAHundredErrorsAreShown(t *testing.T) {
	file := studentHeader + strings.Repeat("An,1,2018,nl,,mo 13:00-18:00,\n", 130)
	_, err := imports.Students(strings.NewReader(file), antwerpen(t))
	var wrong *imports.Errors
	require.ErrorAs(t, err, &wrong)
	require.Len(t, wrong.Rows, 100)
	require.Equal(t, 30, wrong.More)
	require.Equal(t, 101, wrong.Rows[99].Line)
	require.True(t, strings.HasSuffix(err.Error(), "\nand 30 more"))
}

func TestErrorsNameTheFileThatWasOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "onze studenten.csv")
	require.NoError(t, os.WriteFile(path, []byte(studentHeader+",,,,,,x\n"), 0o600))
	file, err := os.Open(path)
	require.NoError(t, err)
	t.Cleanup(func() { _ = file.Close() })
	_, err = imports.Students(file, antwerpen(t))
	require.ErrorContains(t, err, path+":2: name: is empty")
}

func TestAFileThatBreaksOffIsNotImported(t *testing.T) {
	broken := errors.New("disk gone")
	file := io.MultiReader(strings.NewReader(studentHeader+goodStudent), iotest.ErrReader(broken))
	students, err := imports.Students(file, antwerpen(t))
	require.EqualError(t, err, "students.csv:2: the file cannot be read further: disk gone")
	require.Nil(t, students)

	_, err = imports.Students(iotest.ErrReader(broken), antwerpen(t))
	require.EqualError(t, err, "students.csv:1: the file cannot be read further: disk gone")
}

func TestReadingStopsWhenTheReaderHasEnough(t *testing.T) {
	file := studentHeader + goodStudent + "An,1,2018,nl,,mo 13:00-18:00,\n" + goodStudent
	for stopAt := 1; stopAt <= 3; stopAt++ {
		seen := 0
		for _, err := range imports.ReadStudents(strings.NewReader(file), antwerpen(t)) {
			seen++
			require.Equal(t, seen != 1, err != nil, "only the first row is good")
			if seen == stopAt {
				break
			}
		}
		require.Equal(t, stopAt, seen)
	}
}

// The columns are a public contract.
func TestColumns(t *testing.T) {
	require.Equal(t, strings.TrimSpace(studentHeader), imports.StudentColumns())
	require.Equal(t, strings.TrimSpace(residentHeader), imports.ResidentColumns())
	require.Equal(t, strings.TrimSpace(digipuntHeader), imports.DigipuntColumns())
}

func FuzzStudents(f *testing.F) {
	p := antwerpen(f)
	f.Add([]byte(studentHeader + goodStudent))
	f.Add([]byte(strings.ReplaceAll(studentHeader+goodStudent, ",", ";")))
	f.Add([]byte("\ufeffNAME\tphone\r\n\"a\nb\"\t\xff"))
	f.Add([]byte("\r00")) // lines of an old Macintosh
	f.Fuzz(func(t *testing.T, data []byte) {
		last, lines := 1, 1+strings.Count(string(data), "\n")+strings.Count(string(data), "\r")
		for student, err := range imports.ReadStudents(strings.NewReader(string(data)), p) {
			if err == nil {
				require.NotEmpty(t, student.Phone)
				require.NotEmpty(t, student.Weekly)
				continue
			}
			var row *imports.RowError
			require.ErrorAs(t, err, &row)
			require.Positive(t, row.Line)
			require.LessOrEqual(t, row.Line, lines)
			require.NotEmpty(t, row.Reason)
			last = row.Line
		}
		require.Positive(t, last)
	})
}

// bigFile yields n students without holding them all in memory.
type bigFile struct {
	n, next int
	rest    string
}

func (b *bigFile) Read(p []byte) (int, error) {
	if b.rest == "" {
		switch {
		case b.next == 0:
			b.rest = studentHeader
		case b.next > b.n:
			return 0, io.EOF
		default:
			b.rest = fmt.Sprintf("Student %d,+3247%07d,2018,nl;fr,itsme,mo 13:00-18:00; we 09:00-12:30,12\n", b.next, b.next)
		}
		b.next++
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	return n, nil
}
