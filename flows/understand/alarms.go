package understand

import (
	"github.com/click-call-connect/helpline/flows/understand/alarm"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// AlarmText returns the words of a text in the form in which it is judged whether it tells
// of danger.
func AlarmText(text string) alarm.Text {
	words := wordsOfWhole(text)
	return alarmText(words, commonLanguages(words))
}

func alarmText(words []textWord, in languageSet) alarm.Text {
	judged := alarm.Text{Words: make([]alarm.Word, 0, len(words)), In: uint8(in)}
	for _, w := range words {
		word := alarm.Word{Text: w.text, Ends: endsSentence(w.after)}
		if w.latin != "" {
			word.Text = w.latin
			word.Alike = append(word.Alike, w.text)
		}
		word.Alike = append(word.Alike, w.arabic...)
		judged.Words = append(judged.Words, word)
	}
	return judged
}

// sounds judges a text by its words. A short one whose words are all known says what they say.
func (r reading) sounds(signs lexicon.Signs) alarm.Verdict {
	if r.calm {
		return known(signs)
	}
	if len(r.words) <= maxKnownCalm && (r.unknownWords() == 0 || signs&lexicon.SignDanger != 0 && len(r.words) <= maxCued) {
		return known(signs)
	}
	verdict := alarm.Of(alarmText(r.words, r.in))
	switch cued := signs&lexicon.SignDanger != 0; {
	case cued:
	case signs&(lexicon.SignDeath|lexicon.SignHospital) != 0: // a human reads it at once
		return min(verdict, alarm.Faint)
	case len(r.words) == 1, signs&lexicon.SignHarmless != 0: // a name or a slip; a tablet that fell
		return min(verdict, alarm.Doubt)
	}
	return verdict
}

// known is the verdict on a text that the cues read by themselves.
func known(signs lexicon.Signs) alarm.Verdict {
	if signs&lexicon.SignDanger != 0 {
		return alarm.Danger
	}
	return alarm.Calm
}

// maxKnownCalm is how many words a text has that cannot sound like danger if all are known.
const maxKnownCalm = 5

// maxCued is how many words a text has that is danger if a cue says so, whatever it sounds like.
const maxCued = 3

// isDanger reports whether a text is about danger, by its cues or by what it sounds like. What
// only a cue takes for danger is left in doubt.
func isDanger(signs lexicon.Signs, sounds alarm.Verdict) bool {
	return signs&lexicon.SignDespair != 0 || signs&lexicon.SignDanger != 0 && sounds != alarm.Calm || sounds == alarm.Danger
}

// isDoubtful reports whether a text that was not taken for danger may be about it. If it is
// understood otherwise, that takes more.
func (u Understood) isDoubtful(signs lexicon.Signs, sounds alarm.Verdict) bool {
	saysElse := u.Digits != "" || u.Meaning != MeaningNone && u.Meaning != MeaningHuman
	return signs&lexicon.SignDanger != 0 || sounds == alarm.Doubt || sounds == alarm.Faint && !saysElse
}

// alarms reports whether words tell of danger by themselves: 112, police.
func (r reading) alarms(number string, said lexicon.Sense) bool {
	return said&lexicon.SaysDanger != 0 || number == emergency && len(r.words) <= 2 || len(r.words) == 1 && alarms.Has(r.words[0].text)
}

// emergency is the European emergency number. It is no choice in any menu.
const emergency = "112"

// longDanger reads a text that is too long to be an answer. It returns the zero value
// unless the text tells of danger.
func longDanger(text string) Understood {
	words := wordsOfWhole(text)
	signs, _ := cuesIn(words)
	sounds := alarm.Of(alarmText(words, commonLanguages(words)))
	if signs&(lexicon.SignDanger|lexicon.SignDespair) != 0 || sounds == alarm.Danger {
		return Understood{Meaning: MeaningDanger}
	}
	return Understood{Doubt: sounds == alarm.Doubt}
}
