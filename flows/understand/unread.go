package understand

import "github.com/click-call-connect/helpline/scheduling"

// ReadIn is Understand for a conversation in a language; empty: it is not known
// yet. In a language without a lexicon people choose by number: words that look like
// those of another language would be taken for theirs. Danger, the wish for a person
// and a star are read whatever the language.
func ReadIn(text string, language scheduling.Language) Understood {
	u := Understand(text)
	if language == "" || Reads(language) {
		return u
	}
	switch u.Meaning {
	case MeaningDanger, MeaningHuman, MeaningRepeat:
		return u
	case MeaningNone:
		return Understood{Digits: u.Digits, ByText: u.ByText}
	}
	return Understood{ByText: u.ByText}
}
