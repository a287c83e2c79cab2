package locale

import (
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

const pluralOther = "other"

// categories are the plural categories of Unicode CLDR by their names.
var categories = [...]string{
	plural.Other: pluralOther, plural.Zero: "zero", plural.One: "one",
	plural.Two: "two", plural.Few: "few", plural.Many: "many",
}

func categoryNamed(name string) (plural.Form, bool) {
	for form, known := range categories {
		if known == name {
			return plural.Form(form), true
		}
	}
	return plural.Other, false
}

// cardinal returns the plural category of a whole number of things.
func cardinal(tag language.Tag, count int) plural.Form {
	const modulus = 10_000_000 // the rules give the same category for a number modulo this
	count %= modulus
	if count < 0 {
		count = -count
	}
	return plural.Cardinal.MatchPlural(tag, count, 0, 0, 0, 0)
}

// categoriesOf returns the categories that whole numbers have in a language, and other,
// which is always required. No language has one that first occurs above a hundred.
func categoriesOf(tag language.Tag) []string {
	var found [len(categories)]bool
	found[plural.Other] = true
	for count := range 200 {
		found[cardinal(tag, count)] = true
	}
	var names []string
	for form := plural.Zero; form <= plural.Many; form++ {
		if found[form] {
			names = append(names, categories[form])
		}
	}
	return append(names, pluralOther)
}
