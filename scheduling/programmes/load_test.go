package programmes_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

func shipped(t *testing.T) scheduling.Programmes {
	all, err := programmes.Shipped("nl", "fr", "en", "tr", "ar")
	require.NoError(t, err)
	return all
}

func TestShippedProgrammes(t *testing.T) {
	var names []string
	for _, p := range shipped(t) {
		names = append(names, p.Name)
		require.Equal(t, scheduling.Language("nl"), p.Languages[0].Code)
		require.Len(t, p.Travel.Places, len(p.Area)+len(p.Nearby))
		require.NotEmpty(t, p.Nearby)
	}
	require.Equal(t, []string{"antwerpen", "gent", "hasselt"}, names)
}

func TestShippedDesksAreNotLines(t *testing.T) {
	all := shipped(t)
	desks := map[string]bool{}
	for _, p := range all {
		require.NotEmpty(t, p.Numbers.Desk)
		desks[p.Numbers.Desk[0]] = true
		_, err := all.Dialled(p.Numbers.Desk[0])
		require.ErrorIs(t, err, scheduling.ErrNotFound, "who answers there is a human")
		require.Empty(t, p.UnreachableHours(), "somebody is on duty whenever a visit can be")
		for _, rule := range p.Languages {
			require.Equal(t, 85, rule.Slow, "%s in %s", rule.Code, p.Name)
		}
	}
	require.Len(t, desks, len(all), "each city has its own")
}

// The postcodes of the three cities, from DOMAIN.md.
func TestShippedAreas(t *testing.T) {
	for name, postcodes := range map[string]string{
		"antwerpen": "2000 2018 2020 2030 2040 2050 2060 2100 2140 2150 2170 2180 2600 2610 2660",
		"gent":      "9000 9030 9031 9032 9040 9041 9042 9050 9051 9052",
		"hasselt":   "3500 3501 3510 3511 3512",
	} {
		p, err := shipped(t).Named(name)
		require.NoError(t, err)
		var served []string
		for postcode := range p.Area {
			served = append(served, postcode)
		}
		slices.Sort(served)
		require.Equal(t, strings.Fields(postcodes), served, name)
	}
}

func TestShippedDistancesAreTrue(t *testing.T) {
	antwerpen, err := shipped(t).Named("antwerpen")
	require.NoError(t, err)
	require.InDelta(t, 17, travel.Distance(antwerpen.Area["2000"], antwerpen.Area["2040"]), 0.3)
	for _, p := range shipped(t) {
		for from, a := range p.Travel.Places {
			for to, b := range p.Travel.Places {
				if from != to {
					require.Greater(t, travel.Distance(a, b), 0.5, "%s and %s in one spot", from, to)
					require.Less(t, travel.Distance(a, b), 45.0, "%s and %s in different cities", from, to)
				}
			}
		}
	}
}

func TestOnlyGentAsksForVouchers(t *testing.T) {
	for _, p := range shipped(t) {
		expected := 0
		if p.Name == "gent" {
			expected = 1
		}
		require.Equal(t, expected, p.PerVisit(), p.Name)
	}
}

// folder writes files to a new folder.
func folder(t *testing.T, files map[string]string) string {
	dir := t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	return dir
}

func TestLoadReadsAFolder(t *testing.T) {
	dir := folder(t, map[string]string{"small.yaml": small, "README.md": "# uitleg", ".hidden.yaml": "x"})
	all, err := programmes.Load(dir, "nl", "fr")
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, "small", all[0].Name)

	same, err := programmes.LoadOrShipped(dir)
	require.NoError(t, err)
	require.Len(t, same, 1)

	three, err := programmes.LoadOrShipped("")
	require.NoError(t, err)
	require.Len(t, three, 3)
}

func TestLoadReportsAllFilesAtOnce(t *testing.T) {
	dir := folder(t, map[string]string{
		"a.yaml":     strings.Replace(small, "name: small", "name: a", 1),
		"small.yaml": strings.Replace(small, "open: 3", "open: x", 1),
		"third.yml":  small,
	})
	_, err := programmes.Load(dir)
	require.ErrorIs(t, err, scheduling.ErrInvalid)
	at := func(name string) string { return filepath.Join(dir, name) }
	require.EqualError(t, err, strings.Join([]string{
		at("small.yaml") + `:4:18: numbers.voice: "+3280012009" is also in ` + at("a.yaml") + `:4; give each programme its own numbers`,
		at("small.yaml") + `:4:38: numbers.sms: "+32460201009" is also in ` + at("a.yaml") + `:4; give each programme its own numbers`,
		at("small.yaml") + `:4:65: numbers.caller_id: "+3232010109" is also in ` + at("a.yaml") + `:4; give each programme its own numbers`,
		at("small.yaml") + `:22:9: visit.open: "x" is not a number; write 3`,
		at("third.yml") + `: is passed over; rename it to end in .yaml`,
	}, "\n"))
}

// withDesk returns the small programme with another name and other numbers.
func withDesk(name, lastDigit, desk string) string {
	text := strings.Replace(small, "name: small", "name: "+name, 1)
	for _, number := range []string{"+3280012009", "+32460201009", "+3232010109"} {
		text = strings.Replace(text, number, number[:len(number)-1]+lastDigit, 1)
	}
	return strings.Replace(text, `caller_id:`, `desk: "`+desk+`", caller_id:`, 1)
}

func TestADeskIsNobodysLine(t *testing.T) {
	load := func(first, second string) (string, error) {
		dir := folder(t, map[string]string{"a.yaml": withDesk("a", "7", first), "b.yaml": withDesk("b", "8", second)})
		_, err := programmes.Load(dir)
		return dir + string(filepath.Separator), err
	}
	_, err := load("+3232010111", "+3232010111")
	require.NoError(t, err, "two programmes may share a desk")

	const back = `: who asks for a human would be back in the menu; write where a human answers, or leave desk out`
	dir, err := load("+3280012008", "+3232010111")
	require.EqualError(t, err, dir+`a.yaml:4:60: numbers.desk: "+3280012008" is also in `+dir+`b.yaml:4`+back)
	dir, err = load("+3232010111", "+32460201007")
	require.EqualError(t, err, dir+`b.yaml:4:60: numbers.desk: "+32460201007" is also in `+dir+`a.yaml:4`+back)
	dir, err = load("+3232010107", "+3232010111")
	require.EqualError(t, err, dir+`a.yaml:4:60: numbers.desk: "+3232010107" is also on line 4`+back, "its own caller id")
}

func TestLoadSaysWhatToDoAboutAnEmptyFolder(t *testing.T) {
	_, err := programmes.Load(folder(t, nil))
	require.ErrorIs(t, err, scheduling.ErrInvalid)
	require.ErrorContains(t, err, "put a <programme>.yaml there")

	_, err = programmes.Load(filepath.Join(t.TempDir(), "gone"))
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorContains(t, err, "name a folder that holds <programme>.yaml")
}

func TestAShippedFileIsAStart(t *testing.T) {
	text, err := programmes.ShippedFile("antwerpen")
	require.NoError(t, err)
	_, err = programmes.Parse("antwerpen.yaml", text)
	require.NoError(t, err)

	_, err = programmes.ShippedFile("brugge")
	require.ErrorIs(t, err, scheduling.ErrNotFound)
}
