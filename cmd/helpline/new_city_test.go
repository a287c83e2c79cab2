package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

const mechelenLine = "+3280012009"

// mechelen returns the programmes of a folder with one file: that of a city that is not
// shipped, with a topic that the line has no words for.
func mechelen(t *testing.T) scheduling.Programmes {
	t.Helper()
	file, err := programmes.Template("antwerpen", programmes.City{
		Name: "mechelen", Title: "Digihulp thuis", City: "Mechelen", Voice: mechelenLine, SMS: "+32460201009", Caller: "+3215010101",
		Places: []string{"2800 Mechelen 51.0280 4.4713", "2811 Hombeek 51.0100 4.4400"},
	})
	require.NoError(t, err)
	const own = `topics:
  - {code: energie, words: {nl: uw energiefactuur, fr: votre facture d'énergie, en: your energy bill}}
`
	folder := t.TempDir()
	text := strings.Replace(string(file), "topics:\n", own, 1)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "mechelen.yaml"), []byte(text), 0o600))
	all, err := programmes.Load(folder, "nl", "fr", "en", "tr", "ar")
	require.NoError(t, err)
	return all
}

// A fourth city is made from files alone, and with it a topic: what is offered by telephone,
// chosen by text, asked of a student who can help with it, and printed in lists.
func TestAFourthCityWithATopicOfItsOwn(t *testing.T) {
	t.Parallel()
	r := newRigOf(t, embeddedtest.InProcessRedis(t).URL(), mechelen(t))
	p := r.all[0]
	students, err := imports.Students(strings.NewReader(strings.Join([]string{
		imports.StudentColumns(),
		"Noor,0470 10 00 01,2800,nl;fr,itsme,mo-fr 09:00-18:00,",
		"Bram,0470 10 00 02,2811,nl,energie,mo-fr 13:00-18:00,",
	}, "\n")), p)
	require.NoError(t, err)
	_, err = r.line.Store.ImportStudents(t.Context(), p.Name, imports.RowsOf(students), monday())
	require.NoError(t, err)
	_, err = imports.Students(strings.NewReader(imports.StudentColumns()+"\nNoor,0470 10 00 01,2800,nl,tuinieren,mo 09:00-18:00,"), p)
	require.ErrorContains(t, err, "energie")
	_, err = r.line.Store.ImportResidents(t.Context(), p.Name, imports.RowsOf([]scheduling.Resident{{
		LetterCode: "345678", Name: "Lea Maes", Phone: mobile, Street: "Bruul", HouseNumber: "3", Postcode: "2800", Ground: p.Grounds[0],
	}}), monday())
	require.NoError(t, err)

	call := phonetest.Dial(t, r.phone(mobile), mechelenLine).Hears("Digihulp thuis").Hears("Mechelen").Press("1").Press("1").Press("1")
	call.Press("345678").Hears("Voor uw energiefactuur: druk één").Press("1").Hears("in de namiddag").Press("1")
	call.Hears("Het gaat over uw energiefactuur").Press("1").Hears("Uw afspraak staat vast").HangsUp()

	visits := r.visits()
	require.Len(t, visits, 1)
	require.Equal(t, scheduling.Topic("energie"), visits[0].Topic)
	require.Equal(t, "+32470100002", visits[0].StudentPhone, "only Bram can help with it")
	r.silent = true
	came := r.days(30, "+32470100002")
	require.NotEmpty(t, came)
	require.Contains(t, strings.Join(came, "\n"), "uw energiefactuur")
	require.NotContains(t, r.logs.String(), "Maes")
}

// Two programmes cannot have one topic with different words: whose would be said?
func TestOneTopicHasOneName(t *testing.T) {
	t.Parallel()
	words, err := spokenWords()
	require.NoError(t, err)
	name := func(nl string) map[scheduling.Topic]map[scheduling.Language]string {
		return map[scheduling.Topic]map[scheduling.Language]string{"energie": {"nl": nl}}
	}
	_, err = words.WithTopics(scheduling.Programmes{{Name: "a", OwnTopics: name("gas")}, {Name: "b", OwnTopics: name("stroom")}})
	require.ErrorIs(t, err, scheduling.ErrInvalid)
	both, err := words.WithTopics(scheduling.Programmes{{Name: "a", OwnTopics: name("gas")}, {Name: "b", OwnTopics: name("gas")}})
	require.NoError(t, err)
	require.Equal(t, "gas", both.Text("nl", "topic.energie"))
	require.Equal(t, "gas", both.Text("tr", "topic.energie"))
	require.False(t, words.Has("topic.energie"), "the words that were loaded are as they were")
}
