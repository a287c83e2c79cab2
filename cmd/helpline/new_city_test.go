package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
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

// citiesFolder has a city that is made from files alone: docs/new-city.md shows how.
const citiesFolder = "../../docs/cities"

// A city that offers a language that the binary does not have is called and texted in it: what
// is said comes from words/pl.po and from its own sentences, what is read from lexicon/pl.yaml,
// and the topic and the length of the visit from its file.
func TestAFourthCityInALanguageOfItsOwn(t *testing.T) {
	t.Parallel()
	const neighbour = "+32470000032"
	folder, err := settings.ReadFolder(citiesFolder)
	require.NoError(t, err)
	p := folder.Programmes[0]
	r := openRigSaying(t, postgrestest.URL(t), embeddedtest.InProcessRedis(t).URL(), folder.Programmes, folder.Catalogue)
	students, err := imports.Students(strings.NewReader(imports.StudentColumns()+
		"\nNoor,0470 10 00 01,2800,nl;pl,energie;internet,mo-fr 09:00-18:00,"), p)
	require.NoError(t, err)
	_, err = r.line.Store.ImportStudents(t.Context(), p.Name, imports.RowsOf(students), monday())
	require.NoError(t, err)
	_, err = r.line.Store.ImportResidents(t.Context(), p.Name, imports.RowsOf([]scheduling.Resident{
		{LetterCode: "345678", Name: "Anna Nowak", Phone: mobile, Street: "Bruul", HouseNumber: "3", Postcode: "2800", Ground: p.Grounds[0]},
		{LetterCode: "456789", Name: "Jan Maes", Phone: neighbour, Street: "Bruul", HouseNumber: "4", Postcode: "2800", Ground: p.Grounds[0]},
	}), monday())
	require.NoError(t, err)

	call := phonetest.Dial(t, r.phone(mobile), p.Numbers.Voice).Hears("Dit nummer is gratis", "Po polsku: proszę wcisnąć 3").Press("3")
	call.Hears("Rozmowa z kimś z miasta").Press("1").Press("1").Press("345678").Hears("rachunek za prąd").HearsLanguage("pl-PL")
	call.Press("1").Hears("marca, godzina").Press("1").Hears("Temat to rachunek za prąd").Press("1").Hears("Wizyta jest umówiona").HangsUp()
	booked := r.visits()
	require.Len(t, booked, 1)
	require.Equal(t, []string{"energie", "pl"}, []string{string(booked[0].Topic), string(booked[0].Language)})
	require.Equal(t, 75*time.Minute, booked[0].End.Sub(booked[0].Start), "a first visit")

	texts := func(from, body string, reads string) string {
		t.Helper()
		replies, err := r.carrier.Handset(from, carrier.Line{TextURL: r.url + ivr.TextPath}).Text(t.Context(), p.Numbers.SMS, body)
		require.NoError(t, err)
		require.Contains(t, strings.Join(replies, "\n"), reads, body)
		return strings.Join(replies, "\n")
	}
	texts(neighbour, "Wizyta proszę", "kod z listu")
	texts(neighbour, "456789", "1 = rachunek za prad")
	texts(neighbour, "router", "1 = ")
	texts(neighbour, "1", "Wybrany termin")
	texts(neighbour, "tak", "Wizyta jest umowiona")
	texts(neighbour, "KONIEC", "Nie dostana Panstwo wiecej sms")
	booked = r.visits()
	require.Len(t, booked, 2)
	internet := booked[slices.IndexFunc(booked, func(v lists.VisitRow) bool { return v.Topic == scheduling.TopicInternet })]
	require.Equal(t, 90*time.Minute, internet.End.Sub(internet.Start), "an installation")

	welcome := texts("+32470000033", "xyz", "3 = polski")
	require.NotContains(t, welcome, "4 = ", "Tigrinya has recordings only")
	require.Equal(t, 1, strings.Count(welcome, "Nederlands"))
	require.NotContains(t, r.logs.String(), "Nowak")
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
