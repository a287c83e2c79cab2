package flows

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// named takes the option whose printed words a text says: who reads "2 = ander
// adres" may answer "ander adres". It reports whether there is one.
func (e *Engine) named(ctx context.Context, c *Conversation, menu *Menu) bool {
	words, readable := readWords(c.Input.Text)
	if menu == nil || c.words == nil || !readable {
		return false
	}
	for i, option := range menu.Options(c) {
		if printed, ok := readWords(c.printed(option)); ok && nameOption(words, printed, i+1) {
			e.take(ctx, c, option, "")
			return true
		}
	}
	return false
}

// printed is an option as it stands in a text, without its number.
func (c *Conversation) printed(o Option) string {
	message := c.message(o.Say)
	line := Line{Language: c.optionLanguage(o), Message: message}
	return strings.TrimLeft(textLine(c.words, c.Programme, line), "= ")
}

// nameOption reports whether a text is the name of an option, and nothing else: all of
// its words but articles, in their order. What says little does not count ("een ander
// adres graag"), what the option says does: "rendez-vous" is not "votre rendez-vous". A
// question is none.
func nameOption(text, option []textWord, number int) bool {
	printed := slices.DeleteFunc(strings.Fields(plainly(option)), func(word string) bool { return determiners[word] })
	said := slices.DeleteFunc(strings.Fields(plainly(text)), func(word string) bool {
		return !slices.Contains(printed, word) && (saysLittle(word) || fillers[word])
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

var determiners = map[string]bool{
	"de": true, "het": true, "een": true, "le": true, "la": true, "l": true, "les": true, "un": true, "une": true, "the": true, "a": true,
	"an": true,
}

func saysLittle(word string) bool { return isSmall(lookUp(word, allTongues)) }

// asking are small words that make a question or a condition of an option: "öğrenci
// geldi mi", "si l'étudiant est là".
var asking = map[string]bool{
	"als": true, "indien": true, "of": true, "si": true, "que": true, "if": true, "whether": true, "mi": true, "mu": true, "eger": true,
	"هل": true, "اذا": true, "لو": true,
}

// asks reports whether a text asks something.
func asks(words []textWord) bool {
	return slices.ContainsFunc(words, func(w textWord) bool { return strings.ContainsAny(w.after, "?؟") || asking[w.text] })
}

// onlyWords: there is nothing but these words and courtesies in a text that asks nothing.
func onlyWords(text string, these wordList) bool {
	words, readable := readWords(text)
	return readable && len(words) > 0 && !asks(words) &&
		!slices.ContainsFunc(words, func(w textWord) bool { return !these.has(w.text) && !courteous(w.text) })
}

// wordList is words as fold writes them, with spaces between.
type wordList string

func (l wordList) has(word string) bool { return slices.Contains(strings.Fields(string(l)), word) }
