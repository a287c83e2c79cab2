package postgres_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// registry returns the service over a store, at the time opening.
func registry(store *postgres.Store) *residents.Service {
	return &residents.Service{
		Store: store, Diaries: &matching.Diaries{Store: store}, Now: func() time.Time { return opening },
		Mobile: func(number string) bool { return strings.HasPrefix(number, "+324") },
	}
}

// Somebody is found by whatever the office has of them, however it is typed.
func TestResidentsAreFound(t *testing.T) {
	store := postgrestest.New(t)
	_, first := people(t, store, 1, 1)
	listed := []scheduling.Resident{
		{LetterCode: "345678", Name: "José Van den Berghe", Phone: "+32470123456", Street: "Lange Leemstraat", HouseNumber: "12", Postcode: "2018"},
		{LetterCode: "345679", Name: "Maria Janssens", Phone: "+32470123456", Street: "Kerkstraat", HouseNumber: "7", Postcode: "2060"},
		{LetterCode: "345681", Name: "Marie Jansen", Street: "Kerkstraat", HouseNumber: "71", Postcode: "2060"},
	}
	ids := map[string]int64{}
	_, err := store.ImportResidents(t.Context(), "antwerpen", each(listed), opening)
	require.NoError(t, err)
	for _, r := range listed {
		stored, err := store.ResidentByCode(t.Context(), "antwerpen", r.LetterCode)
		require.NoError(t, err)
		ids[stored.Name] = stored.ID
	}
	office := registry(store)
	names := func(words string) (names []string) {
		found, more, err := office.Find(t.Context(), "antwerpen", words, 20)
		require.NoError(t, err)
		require.False(t, more)
		for _, r := range found {
			names = append(names, r.Name)
		}
		return names
	}
	jose, maria, marie := listed[0].Name, listed[1].Name, listed[2].Name
	for words, want := range map[string][]string{
		"jose vandenberghe":        {jose},
		"BERGHE":                   {jose},
		"van den bergh":            {jose},
		"Jozé leemstr":             {jose},
		"lange lemstraat":          {jose},
		"janssens":                 {maria},
		"jansens":                  {maria, marie},
		"maria":                    {maria, marie},
		"kerkstraat 7":             {maria, marie},
		"kerkstraat 71 2060":       {marie},
		"kerkstraat 2018":          {},
		"0470 12 34 56":            {jose, maria},
		"345681":                   {marie},
		"peeters":                  {},
		"Dorpsstraat 0 2060":       {"Resident 0"},
		"maria janssens kerstraat": {maria},
		"":                         {},
	} {
		require.ElementsMatch(t, want, names(words), words)
	}
	require.Equal(t, maria, names("maria")[0], "the nearest first")

	visit := bookedAt(t, store, 1, first, opening.Add(96*time.Hour))
	require.Equal(t, []string{"Resident 0"}, names(visit.Reference))

	t.Run("a record has another code, address or name", func(t *testing.T) {
		code, err := office.NewCode(t.Context(), ids[marie])
		require.NoError(t, err)
		require.Equal(t, []string{marie}, names(code))
		require.Equal(t, []string{marie}, names("345681"), "the old one")
		_, err = store.ResidentByCode(t.Context(), "antwerpen", "345681")
		require.ErrorIs(t, err, scheduling.ErrCodeReplaced)
		_, err = office.Move(t.Context(), anyTown(), ids[marie], residents.Address{Street: "Turnhoutsebaan", HouseNumber: "5", Postcode: "2060"})
		require.NoError(t, err)
		require.Equal(t, []string{marie}, names("turnhoutsbaan"))
		require.Equal(t, []string{maria}, names("kerkstraat"))
	})
	t.Run("words of nobody are forgotten", func(t *testing.T) {
		_, err := office.Move(t.Context(), anyTown(), ids[marie], residents.Address{Street: "Kerkstraat", HouseNumber: "5", Postcode: "2060"})
		require.NoError(t, err)
		var orphans int
		require.NoError(t, store.DB().QueryRowContext(t.Context(), `
			SELECT count(*) FROM word_keys k WHERE NOT EXISTS (SELECT FROM residents r WHERE k.word = ANY(r.words))`).Scan(&orphans))
		require.Zero(t, orphans)
	})
	t.Run("whoever was stored before there was an index", func(t *testing.T) {
		_, err := store.DB().ExecContext(t.Context(), `UPDATE residents SET words = NULL`)
		require.NoError(t, err)
		_, err = store.DB().ExecContext(t.Context(), `DELETE FROM word_keys`)
		require.NoError(t, err)
		require.Empty(t, names("maria"))
		require.NoError(t, store.IndexResidents(t.Context()))
		require.ElementsMatch(t, []string{maria, marie}, names("jansens"))
	})
	t.Run("by a code, a number or an id", func(t *testing.T) {
		named := func(person string) []residents.Record {
			found, err := office.Named(t.Context(), "antwerpen", person)
			require.NoError(t, err)
			return found
		}
		require.Equal(t, jose, named("345 678")[0].Name)
		require.Equal(t, maria, named(fmt.Sprint(ids[maria]))[0].Name)
		require.Len(t, named("0470/12.34.56"), 2)
		_, err := office.Named(t.Context(), "antwerpen", "999999")
		require.ErrorIs(t, err, scheduling.ErrNotFound)
		_, err = office.Named(t.Context(), "gent", "345678")
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
	t.Run("somebody who may be on the list already", func(t *testing.T) {
		recognise := func(r scheduling.Resident) (names []string, surely bool) {
			r.Programme = "antwerpen"
			alike, surely, err := office.Recognise(t.Context(), &r)
			require.NoError(t, err)
			for _, a := range alike {
				names = append(names, a.Name)
			}
			return names, surely
		}
		alike, surely := recognise(scheduling.Resident{Name: "Maria Janssens", Street: "Kerkstraat", HouseNumber: "7", Postcode: "2060"})
		require.True(t, surely)
		require.Equal(t, []string{maria}, alike)
		alike, surely = recognise(scheduling.Resident{Name: "M. Jansens", Phone: "+32470123456", HouseNumber: "9", Postcode: "2018"})
		require.False(t, surely)
		require.Equal(t, []string{maria}, alike, "the same number, at another address")
		alike, _ = recognise(scheduling.Resident{HouseNumber: "12", Postcode: "2018"})
		require.Equal(t, []string{jose}, alike, "a name that is not known yet is like any")
		alike, _ = recognise(scheduling.Resident{Name: "Ali Demir", Phone: "+32470123456", HouseNumber: "12", Postcode: "2018"})
		require.Empty(t, alike, "another name")
	})
}
