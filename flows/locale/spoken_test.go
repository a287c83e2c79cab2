package locale

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func TestNamesAreSpokenInDutch(t *testing.T) {
	t.Parallel()
	c := load(t, map[string]string{
		"nl": `welcome: "Dit is {title}, in {city}."
		point.where: "Ga naar {place}. Het is om {from:clock}."
		text.x: "Dag."`,
		"fr": `welcome: "Vous appelez {title}, à {city}."
		point.where: "{place} : ouvert à {from:clock}."
		text.x: "Bonjour."`,
		"tr": `welcome: "{city} belediyesinin {title} hattı."
		point.where: "Yer: {place}. Saat {from:clock}."
		text.x: "Merhaba."`,
	})
	city := map[string]string{"title": "Digipunt aan huis", "city": "Gent"}
	point := map[string]string{"place": "Permeke", "from": "2027-03-22T09:00:00Z"}
	voice := func(text string) Piece { return Piece{Text: text} }
	name := func(text string) Piece { return Piece{Text: text, Name: true} }
	for _, s := range []struct {
		language scheduling.Language
		message  Message
		want     []Piece
	}{
		{"nl", Message{Key: "welcome", Args: city}, []Piece{voice("Dit is Digipunt aan huis, in Gent.")}},
		{"fr", Message{Key: "welcome", Args: city}, []Piece{voice("Vous appelez"), name("Digipunt aan huis,"), voice("à"), name("Gent.")}},
		{"tr", Message{Key: "welcome", Args: city}, []Piece{name("Gent"), voice("belediyesinin"), name("Digipunt aan huis"), voice("hattı.")}},
		{"fr", Message{Key: "point.where", Args: point}, []Piece{name("Permeke :"), voice("ouvert à neuf heures.")}},
		{"tr", Message{Key: "point.where", Args: point}, []Piece{voice("Yer:"), name("Permeke."), voice("Saat saat dokuz.")}},
		{"fr", Message{Key: "text.x", Args: nil}, []Piece{voice("Bonjour.")}},
		{"fr", Message{Key: "welcome", Args: map[string]string{"city": "Gent"}}, []Piece{voice("Vous appelez , à"), name("Gent.")}},
		{"fr", Message{Key: "nothing.there", Args: nil}, nil},
	} {
		require.Equal(t, s.want, c.Spoken(s.language, nil, s.message), "%s %s", s.language, s.message.Key)
	}
}

// A voice may read "4." as an ordinal, and on paper a key is a digit.
func TestKeysAreSpokenAsWords(t *testing.T) {
	t.Parallel()
	c, err := Load()
	require.NoError(t, err)
	for _, language := range c.Languages() {
		said := map[string]bool{}
		for _, key := range []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} {
			m := Message{Key: "option.main", Args: map[string]string{"key": key}}
			spoken := c.Render(language, nil, m)
			require.NotContains(t, spoken, key, language)
			require.False(t, said[spoken], "%s: %s", language, spoken)
			said[spoken] = true
			m.Key = "sms.say.option.main"
			require.Contains(t, c.Render(language, nil, m), key, language)
		}
	}
	require.Equal(t, "Ana menü için basın: dört.", c.Render("tr", nil, Message{Key: "option.main", Args: map[string]string{"key": "4"}}))
	require.Equal(t, "Naar het hoofdmenu: druk *.", c.Render("nl", nil, Message{Key: "option.main", Args: map[string]string{"key": "*"}}))
}
