package residents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/residents"
)

// Names and streets are the same however they are spelled, and with one typing error.
func TestNamesThatAreTheSame(t *testing.T) {
	for _, pair := range [][2]string{
		{"Ann Peeters", "PEETERS, Ann"},
		{"José Fernández", "Jose Fernandez"},
		{"Jean-Pierre Dupont", "jean pierre dupond"},
		{"Van den Berghe Maria", "Vandenberghe"},
		{"Van den Berghe Maria", "Berghe"},
		{"Ann D'Hondt", "Ann Dhondt"},
		{"Fatma Yıldız", "Yildiz"},
		{"Janssens", "Jansens"},
		{"Janssens", "Jnassens"},
		{"Dirckx", "Dierickx"},
		{"Mohammed", "Mohamed"},
		{"Wouters", "Woutres"},
		{"Lange Leemstraat", "Lange Leemstr."},
		{"Turnhoutsebaan", "Turnhoutsebaan 12"},
		{"Sint-Bernardsesteenweg", "St Bernardsestwg"},
	} {
		require.True(t, residents.SameName(pair[0], pair[1]), pair)
		require.True(t, residents.SameName(pair[1], pair[0]), pair)
	}
	for _, pair := range [][2]string{
		{"Ann Peeters", "Jan Maes"},
		{"Jan", "Jos"},
		{"De Smet", "De Wolf"},
		{"Van den Berghe", "Van den Bossche"},
		{"Maes", "Claes"},
		{"", "Peeters"},
		{"12", "12"},
	} {
		require.False(t, residents.SameName(pair[0], pair[1]), pair)
	}
}

// A list may write a name otherwise; a relative has another one.
func TestOnePersonInTwoLists(t *testing.T) {
	for _, pair := range [][2]string{
		{"An Peeters", "PEETERS Ann"},
		{"A. Peeters", "Ann Peeters"},
		{"Ann Peeters", "Ann Peeters-Maes"},
		{"Peters, Anne", "Ann Peeters"},
		{"Mohamed El Amrani", "Muhammad Elamrani"},
	} {
		require.True(t, residents.SamePerson(pair[0], pair[1]), pair)
		require.True(t, residents.SamePerson(pair[1], pair[0]), pair)
	}
	for _, pair := range [][2]string{{"Maria Janssens", "Bea Janssens"}, {"Ann Peeters", "Koen Claes"}, {"Jan Maes", "Jos Maes"}} {
		require.False(t, residents.SamePerson(pair[0], pair[1]), pair)
		require.False(t, residents.SamePerson(pair[1], pair[0]), pair)
	}
}

// Two words that differ by one typing error have a key in common.
func TestWordsWithOneErrorShareAKey(t *testing.T) {
	shared := func(a, b string) bool {
		for _, key := range residents.Keys(a) {
			for _, other := range residents.Keys(b) {
				if key == other {
					return true
				}
			}
		}
		return false
	}
	const word = "wouters"
	for i := range len(word) {
		require.True(t, shared(word, word[:i]+word[i+1:]), "a letter left out")
		require.True(t, shared(word, word[:i]+"x"+word[i:]), "a letter added")
		require.True(t, shared(word, word[:i]+"x"+word[i+1:]), "another letter")
		if i > 0 {
			require.True(t, shared(word, word[:i-1]+word[i:i+1]+word[i-1:i]+word[i+1:]), "two swapped")
		}
	}
	require.False(t, shared("peeters", "wouters"))
	require.NotPanics(t, func() { residents.Keys("") })
}

func TestAddressesThatAreTheSame(t *testing.T) {
	home := residents.Address{Street: "Kerkstraat", HouseNumber: "12 bus 3", Postcode: "2060"}
	for _, other := range []residents.Address{
		home,
		{"kerkstr.", "12b3", "2060"},
		{"Kerkstaat", "12 B 3", "2060"},
		{"", "12 bus 3", "2060"},
	} {
		require.True(t, residents.SameAddress(home, other), other)
	}
	for _, other := range []residents.Address{
		{"Kerkstraat", "12", "2060"},
		{"Kerkstraat", "12 bus 3", "2018"},
		{"Dorpsplein", "12 bus 3", "2060"},
	} {
		require.False(t, residents.SameAddress(home, other), other)
	}
}

// A number in a search is read by its form.
func TestWhatASearchAsksFor(t *testing.T) {
	for words, want := range map[string]residents.Search{
		"0470 12 34 56":           {Phone: "+32470123456"},
		"+32 470 12 34 56":        {Phone: "+32470123456"},
		"234 567 891":             {Code: "234567891"},
		"234567":                  {Code: "234567"},
		"76883":                   {Reference: "76883"},
		"2060":                    {Postcode: "2060"},
		"Peeters 2060":            {Postcode: "2060", Terms: residents.Terms("peeters")},
		"kerkstraat 12, 2060":     {Postcode: "2060", HouseNumber: "12", Terms: residents.Terms("kerkstraat")},
		"van den Berghe kerkstr.": {Terms: residents.Terms("van den berghe kerkstraat")},
		"peeters 0470123456":      {Phone: "+32470123456", Terms: residents.Terms("peeters")},
		" ":                       {},
	} {
		want.Programme = "antwerpen"
		require.Equal(t, want, residents.ParseSearch("antwerpen", words), words)
	}
}
