package imports_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/imports"
)

// An unclosed quote is reported on the line where it opens.
func TestAQuoteThatIsNotClosedIsNamedWhereItBegins(t *testing.T) {
	file := studentHeader + goodStudent + "\"An Peeters,0470123457,2018\n" + strings.Repeat(goodStudent, 5)
	_, err := imports.Students(strings.NewReader(file), antwerpen(t))
	require.ErrorContains(t, err, "students.csv:3: a double quote is not closed")
}

func TestTextThatIsNotUTF8IsNamedByItsLine(t *testing.T) {
	file := studentHeader + goodStudent + "\"An\nPeeters\",0470123457,2018,nl,\xe9,mo 13:00-18:00,\n"
	_, err := imports.Students(strings.NewReader(file), antwerpen(t))
	require.ErrorContains(t, err, "students.csv:4: the file is not UTF-8")
}

func TestOfManyRowsWithOneKeyTheFirstIsNamed(t *testing.T) {
	_, err := imports.Residents(strings.NewReader(residentHeader+strings.Repeat(goodResident, 3)), antwerpen(t))
	require.EqualError(t, err, "residents.csv:3: letter_code: is on line 2 too; keep one of the two rows\n"+
		"residents.csv:4: letter_code: is on line 2 too; keep one of the two rows")
	students := studentHeader + strings.Repeat(goodStudent, 3)
	_, err = imports.Students(strings.NewReader(students), antwerpen(t))
	require.EqualError(t, err, "students.csv:3: phone: is on line 2 too; keep one of the two rows\n"+
		"students.csv:4: phone: is on line 2 too; keep one of the two rows")
	points := digipuntHeader + goodDigipunt + strings.Replace(goodDigipunt, "Digipunt Permeke", "DIGIPUNT permeke", 1)
	_, err = imports.Digipunten(strings.NewReader(points), antwerpen(t))
	require.EqualError(t, err, "digipunten.csv:3: name: is on line 2 too; keep one of the two rows")
}

// An empty cell between tabs is kept.
func TestEmptyCellsBetweenTabs(t *testing.T) {
	row := strings.Replace(goodResident, "03 221 13 33", "", 1)
	file := strings.ReplaceAll(residentHeader+row, ",", "\t")
	residents, err := imports.Residents(strings.NewReader(file), antwerpen(t))
	require.NoError(t, err)
	require.Empty(t, residents[0].Phone)
	require.Equal(t, "Kerkstraat", residents[0].Street)
}

func TestTheSeparatorIsFoundBelowEmptyLines(t *testing.T) {
	for _, separator := range []string{";", "\t", ","} {
		file := "\r\n\n" + strings.ReplaceAll(residentHeader+goodResident, ",", separator)
		residents, err := imports.Residents(strings.NewReader(file), antwerpen(t))
		require.NoError(t, err)
		require.Len(t, residents, 1)
	}
}

func TestARowWithMoreOrFewerCellsThanTheHeader(t *testing.T) {
	few := strings.Join(strings.Split(goodResident, ",")[:5], ",") + "\n"
	_, err := imports.Residents(strings.NewReader(residentHeader+few), antwerpen(t))
	require.EqualError(t, err, "residents.csv:2: has 5 values where the header has 8; put a value with ',' in it between double quotes")
	more := strings.TrimSpace(goodResident)
	_, err = imports.Residents(strings.NewReader(residentHeader+more+",,\n"), antwerpen(t))
	require.NoError(t, err, "spreadsheets write empty cells behind")
	_, err = imports.Residents(strings.NewReader(residentHeader+more+",x\n"), antwerpen(t))
	require.ErrorContains(t, err, "has 9 values where the header has 8")
}
