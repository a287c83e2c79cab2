package exports_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/exports"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

func antwerpen(t require.TestingT) *scheduling.Programme {
	all, err := programmes.Shipped()
	require.NoError(t, err)
	p, err := all.Named("antwerpen")
	require.NoError(t, err)
	return p
}

// name draws what can be imported as a name, often one that a spreadsheet would calculate.
func name(t *rapid.T, p *scheduling.Programme) string {
	text := rapid.SampledFrom([]string{"", "=", "+", "-", "@", "'", "''", "'=", `="`, "'t ", "’", "\uff1d", "1"}).Draw(t, "begins") +
		rapid.StringMatching(`[A-Zé=+@',;"| -]{0,4}\pL{1,8}["' ]?`).Draw(t, "name")
	file := "name,street,house_number,postcode\n\"" + strings.ReplaceAll(text, `"`, `""`) + "\",Kerkstraat,1,2060\n"
	read, err := imports.Residents(strings.NewReader(file), p)
	if err != nil {
		t.Skip("is no name")
	}
	return read[0].Name
}

// A list that was exported imports as the same list, and no cell is a formula.
func TestWhatIsExportedImportsAgain(t *testing.T) {
	p := antwerpen(t)
	rapid.Check(t, func(t *rapid.T) {
		phones := []string{"+32470123456", "+3232211333", "+31201234567", "+390612345678", "+33612345678"}
		residents := []scheduling.Resident{{
			Programme: p.Name, LetterCode: rapid.StringMatching(`[1-9]{6,9}`).Draw(t, "code"),
			Name: name(t, p), Street: name(t, p), HouseNumber: rapid.SampledFrom([]string{"12", "3 bus 5", "-1", "12/3", "1A"}).Draw(t, "house"),
			Phone: rapid.SampledFrom(append(phones, "")).Draw(t, "phone"), Postcode: "2060",
			Ground: rapid.SampledFrom(p.Grounds).Draw(t, "ground"), Minutes: p.Voucher.Worth(rapid.IntRange(0, 20).Draw(t, "vouchers")),
		}}
		var list bytes.Buffer
		require.NoError(t, exports.Residents(&list, p, imports.RowsOf(residents)))
		requireNoFormula(t, list.String())
		read, err := imports.Residents(&list, p)
		require.NoError(t, err)
		require.Equal(t, residents, read)

		students := []scheduling.Student{{
			Programme: p.Name, Name: name(t, p), Phone: rapid.SampledFrom(phones).Draw(t, "phone"), Postcode: "2018",
			Languages:  []scheduling.Language{"nl", "ar"}[:rapid.IntRange(1, 2).Draw(t, "languages")],
			Topics:     []scheduling.Topic{scheduling.TopicItsme, scheduling.TopicOther}[:rapid.IntRange(1, 2).Draw(t, "topics")],
			Weekly:     []calendar.WeeklyHours{{Weekday: 1, From: 540, To: 720}, {Weekday: 0, From: 0, To: 1440}}[:rapid.IntRange(1, 2).Draw(t, "days")],
			Exceptions: rapid.SliceOfN(rapid.Custom(exception), 0, 6).Draw(t, "exceptions"), MaxHoursWeek: rapid.SampledFrom([]float64{0, 12, 7.5, 0.1}).Draw(t, "hours"),
		}}
		if len(students[0].Exceptions) == 0 {
			students[0].Exceptions = nil
		}
		list.Reset()
		require.NoError(t, exports.Students(&list, imports.RowsOf(students)))
		requireNoFormula(t, list.String())
		again, err := imports.Students(&list, p)
		require.NoError(t, err)
		require.Equal(t, students, again)
	})
}

// exception draws an absence or extra hours, of days that often follow each other.
func exception(t *rapid.T) calendar.Exception {
	e := calendar.Exception{
		Day: calendar.Day{Year: 2027, Month: 3, Day: 30}.Add(rapid.IntRange(0, 3).Draw(t, "day")), Extra: rapid.Bool().Draw(t, "extra"), To: 24 * 60,
	}
	if e.Extra || rapid.Bool().Draw(t, "hours") {
		e.From, e.To = 9*60, 17*60
	}
	return e
}

func requireNoFormula(t require.TestingT, list string) {
	rows, err := csv.NewReader(strings.NewReader(list)).ReadAll()
	require.NoError(t, err)
	for _, row := range rows {
		for _, cell := range row {
			require.NotRegexp(t, "^[=+@\t\r\n-]", cell)
		}
	}
}

func TestDigipuntenImportAgain(t *testing.T) {
	p := antwerpen(t)
	opening, err := calendar.ParseOpening("mo 09:00-12:00,13:00-16:00; 1st-we 13:00-16:00; closed 2027-12-24, 2027-07-01..2027-07-31")
	require.NoError(t, err)
	points := []scheduling.Digipunt{{
		Programme: p.Name, Name: "@home, \"Permeke\"", Street: "De Coninckplein 26", Postcode: "2060", Phone: "+3232211333", Opening: opening,
	}}
	var list bytes.Buffer
	require.NoError(t, exports.Digipunten(&list, imports.RowsOf(points)))
	read, err := imports.Digipunten(&list, p)
	require.NoError(t, err)
	require.Equal(t, points, read)
}

func TestAListThatBreaksOffIsAnError(t *testing.T) {
	broken := errors.New("database away")
	rows := func(yield func(scheduling.Digipunt, error) bool) { yield(scheduling.Digipunt{}, broken) }
	require.ErrorIs(t, exports.Digipunten(&bytes.Buffer{}, rows), broken)
}
