package understand

import (
	"slices"
	"strconv"
	"strings"
)

// Names returns a function that reports whether a text is the name of an option. The
// function takes the option as it was printed, and its number.
func Names(text string) func(printed string, number int) bool {
	words, readable := readWords(text)
	return func(printed string, number int) bool {
		option, ok := readWords(printed)
		return readable && ok && nameOption(words, option, number)
	}
}

// nameOption reports whether a text is the name of an option and nothing else: all words
// of the option but articles, in their order. Small words of the text do not count ("een
// ander adres graag"), those of the option do: "rendez-vous" is not "votre rendez-vous".
// A question is no name.
func nameOption(text, option []textWord, number int) bool {
	printed := slices.DeleteFunc(strings.Fields(withoutCourtesies(option)), func(word string) bool { return determiners[word] })
	said := slices.DeleteFunc(strings.Fields(withoutCourtesies(text)), func(word string) bool {
		return !slices.Contains(printed, word) && (isSmallWord(word) || fillers[word])
	})
	own := strconv.Itoa(number)
	if len(said) > 0 && said[0] == own {
		said = said[1:]
	} else if last := len(said) - 1; last >= 0 && said[last] == own {
		said = said[:last]
	}
	beside := slices.DeleteFunc(slices.Clone(text), func(w textWord) bool { return slices.Contains(printed, w.text) })
	return len(printed) > 0 && slices.Equal(said, printed) && !asks(beside) && !asks(text[len(text)-1:])
}

func isSmallWord(word string) bool { return isSmall(lookUp(word, allLanguages)) }
