package phrasebook

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// The Dutch words that stand for a meaning are read with that meaning.
func TestTheDutchOfEachMeaningIsReadSo(t *testing.T) {
	t.Parallel()
	means := map[string]understand.Meaning{
		scheduling.MeansYes: understand.MeaningYes, scheduling.MeansNo: understand.MeaningNo, scheduling.MeansDanger: understand.MeaningDanger,
		scheduling.MeansHuman: understand.MeaningHuman, scheduling.MeansBook: understand.MeaningBook,
		scheduling.MeansVisit: understand.MeaningVisit, scheduling.MeansCancel: understand.MeaningCancel,
		scheduling.MeansMove: understand.MeaningMove, scheduling.MeansOther: understand.MeaningOther, scheduling.MeansKeep: understand.MeaningKeep,
		scheduling.MeansThanks: understand.MeaningThanks, scheduling.MeansRepeat: understand.MeaningRepeat,
		scheduling.MeansMenu: understand.MeaningMenu, scheduling.MeansDigipunt: understand.MeaningDigipunt,
		scheduling.MeansNoLetter: understand.MeaningNoLetter,
	}
	for meaning, want := range means {
		require.Equal(t, want, understand.Understand(dutchOf(meaning)).Meaning, meaning)
	}
	require.Equal(t, understand.OptOutStop, understand.ReadOptOut(dutchOf(scheduling.MeansStop)))
	require.Equal(t, understand.OptOutStart, understand.ReadOptOut(dutchOf(scheduling.MeansStart)))
	for _, meaning := range scheduling.LexiconMeanings() {
		require.Equal(t, meaning == scheduling.MeansNothing, dutchOf(meaning) == "", meaning)
	}
	for _, topic := range scheduling.Topics() {
		require.Equal(t, topic, understand.Topic(dutchTopic(topic)), topic)
	}
	for i, day := range dutchDays() {
		named, ok := understand.ChosenDay(day, "")
		require.True(t, ok, day)
		require.Equal(t, (i+1)%7, int(named))
	}
	require.Equal(t, 1, understand.UnknownWords(unknownWord))
	require.Equal(t, understand.MeaningNone, understand.Understand(unknownWord).Meaning)
}

func polish() *scheduling.Programme {
	return &scheduling.Programme{
		Languages: []scheduling.LanguageRule{{Code: "nl"}, {Code: "pl"}},
		OwnTopics: map[scheduling.Topic]map[scheduling.Language]string{"energie": {"nl": "uw energiefactuur"}},
		Lexicons: map[scheduling.Language]*scheduling.Lexicon{"pl": {
			Language: "pl", Names: []string{"polski", "po polsku"},
			Phrases: map[string][]string{
				scheduling.MeansYes: {"tak", "zgadza się"}, scheduling.MeansNo: {"nie"}, scheduling.MeansStop: {"koniec", "proszę nie pisać"},
				scheduling.MeansDanger: {"pomocy", "upadłam"}, scheduling.MeansHuman: {"człowiek"}, scheduling.MeansBook: {"wizyta"},
				scheduling.MeansNothing: {"proszę", "w", "na"}, scheduling.MeansThanks: {"dziękuję"}, scheduling.MeansTomorrow: {"jutro"},
			},
			Days:   [7][]string{{"poniedziałek"}, {"wtorek"}, {"środa", "środę"}, {"czwartek"}, {"piątek"}, {"sobota"}, {"niedziela"}},
			Topics: map[scheduling.Topic][]string{"energie": {"rachunek za prąd"}, "internet": {"internet"}},
		}},
	}
}

func TestWhatAPhrasebookReads(t *testing.T) {
	t.Parallel()
	p := polish()
	for text, want := range map[string]string{
		"Tak": "ja", "TAK!": "ja!", "zgadza sie": "ja", "tak, w środę proszę": "ja, woensdag", "Sroda 14": "woensdag 14",
		"nie jutro": "nee morgen", "rachunek za prad": "uw energiefactuur", "tak 12B": "ja 12B",
		"tak ale": "ja " + unknownWord,
	} {
		r, ok := Read(p, "pl", text)
		require.True(t, ok, text)
		require.Equal(t, want, r.Dutch, text)
		require.Equal(t, scheduling.Language("pl"), r.Language)
	}
	for _, text := range []string{"234567", "brat mówi", "help ik ben gevallen", ""} {
		_, ok := Read(p, "pl", text)
		require.False(t, ok, text)
	}
}

// As long as nobody has chosen a language, most of a text has to be known to be in it; a text in
// another language that was chosen is left alone, unless it tells of danger or names the language.
func TestWhenAPhrasebookReads(t *testing.T) {
	t.Parallel()
	p := polish()
	for _, c := range []struct {
		spoken scheduling.Language
		text   string
		read   bool
	}{
		{"", "wizyta proszę", true},
		{"", "Wizyta", true},
		{"", "tak mijn zoon komt dinsdag", false},
		{"", "bonjour", false},
		{"nl", "tak", false},
		{"nl", "ja", false},
		{"nl", "po polsku proszę", true},
		{"nl", "upadłam", true},
		{"en", "Polski", true},
	} {
		r, ok := Read(p, c.spoken, c.text)
		require.Equal(t, c.read, ok, "%s: %+v", c.text, r)
	}
	r, _ := Read(p, "nl", "po polsku proszę")
	require.True(t, r.Names)
	_, ok := Read(&scheduling.Programme{Languages: p.Languages}, "pl", "tak")
	require.False(t, ok, "a programme without lexicons")
}

func TestWhatIsReadBeforeAnyConversation(t *testing.T) {
	t.Parallel()
	p := polish()
	require.True(t, Tells(p, "KONIEC").Stops)
	require.True(t, Tells(p, "Proszę nie pisać, dziękuję").Stops)
	require.False(t, Tells(p, "koniec wizyty o której").Stops, "more than that is a story")
	require.False(t, Tells(p, "dziękuję").Stops)
	require.True(t, Tells(p, "Pomocy! upadlam w kuchni").Danger)
	require.Equal(t, Reading{}, Tells(p, "wizyta"))
	require.True(t, Reads(p, "pl"))
	require.True(t, Reads(p, "fr"))
	require.False(t, Reads(p, "ti"))
}

func FuzzRead(f *testing.F) {
	f.Add("tak, w środę", "pl")
	f.Add("\xff'’ 12 ́", "")
	p := polish()
	f.Fuzz(func(t *testing.T, text, spoken string) {
		if r, ok := Read(p, scheduling.Language(spoken), text); ok {
			require.NotEmpty(t, r.Language)
		}
		Tells(p, text)
	})
}
