package imports_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
)

func TestNumbersAreTakenUpToTheirLimits(t *testing.T) {
	for hours, want := range map[string]float64{"0": 0, "40": 40, "39,5": 39.5, "40.1": -1, "41": -1, "-1": -1, "NaN": -1} {
		row := strings.Replace(goodStudent, ",12\n", `,"`+hours+"\"\n", 1)
		students, err := imports.Students(strings.NewReader(studentHeader+row), antwerpen(t))
		if want < 0 {
			require.ErrorContains(t, err, "students.csv:2: max_hours_week", hours)
			continue
		}
		require.NoError(t, err, hours)
		require.InDelta(t, want, students[0].MaxHoursWeek, 0, hours)
	}
	for vouchers, want := range map[string]int{"0": 0, "20": 20, "21": -1, "-1": -1, "1.5": -1} {
		row := strings.Replace(goodResident, ",2\n", ","+vouchers+"\n", 1)
		residents, err := imports.Residents(strings.NewReader(residentHeader+row), antwerpen(t))
		if want < 0 {
			require.ErrorContains(t, err, "residents.csv:2: vouchers", vouchers)
			continue
		}
		require.NoError(t, err, vouchers)
		require.Equal(t, 60*want, residents[0].Minutes, vouchers)
	}
}

// The limit of a cell is 200 characters, however many bytes they are.
func TestCellsAreTakenUpToTheirLength(t *testing.T) {
	name := func(n int) error {
		row := strings.Replace(goodResident, "Maria Janssens", strings.Repeat("é", n), 1)
		_, err := imports.Residents(strings.NewReader(residentHeader+row), antwerpen(t))
		return err
	}
	require.NoError(t, name(200))
	require.EqualError(t, name(201), "residents.csv:2: name: is longer than 200 characters; shorten it")
	hours := func(n int) error {
		row := strings.Replace(goodDigipunt, "1st-we 13:00-16:00", strings.Repeat(";", n-len("mo 09:00-12:00; ")), 1)
		_, err := imports.Digipunten(strings.NewReader(digipuntHeader+row), antwerpen(t))
		return err
	}
	require.NotContains(t, fmt.Sprint(hours(1000)), "longer")
	require.ErrorContains(t, hours(1001), "is longer than 1000 characters")
}

// A national number in a phone column gives one error.
func TestANationalNumberIsNoTelephoneNumber(t *testing.T) {
	row := strings.Replace(goodStudent, "0470 12 34 56", "85.07.30-033.28", 1)
	_, err := imports.Students(strings.NewReader(studentHeader+row), antwerpen(t))
	require.EqualError(t, err, "students.csv:2: phone: is not a telephone number; write it as in +32470123456")
	row = strings.Replace(goodStudent, "Jef Peeters", "Jef 85.07.30-033.28", 1)
	_, err = imports.Students(strings.NewReader(studentHeader+row), antwerpen(t))
	require.ErrorContains(t, err, "students.csv:2: name: holds a national register number")
}

func TestWhatIsSaidTwiceInACellCountsOnce(t *testing.T) {
	row := strings.Replace(goodStudent, "nl;fr,itsme;Sociale media", "nl;fr;NL,itsme;Sociale media;itsme", 1)
	students, err := imports.Students(strings.NewReader(studentHeader+row), antwerpen(t))
	require.NoError(t, err)
	require.Equal(t, []scheduling.Student{jef()}, students)
}

func TestAProgrammeWithoutGroundsRefusesNone(t *testing.T) {
	p := antwerpen(t)
	p.Grounds = nil
	row := strings.Replace(goodResident, "long_term", "", 1)
	_, err := imports.Residents(strings.NewReader(residentHeader+row), p)
	require.ErrorContains(t, err, "residents.csv:2: ground")
}
