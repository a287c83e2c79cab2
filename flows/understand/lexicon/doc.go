// Package lexicon has what words and phrases mean, in each language that texts are read in.
// A language is one file with its words (nl.go) and one with the cues that show that a text
// says more than what it asks for (nl_cues.go); any.go has what means the same in every
// language. How a text is read with them is the matter of flows/understand and flows/students.
//
// The package is data and cannot fail: a lexicon that is incomplete is found by the tests of
// flows/understand, and a language without one is read by digits only.
package lexicon
