// Package understand reads texts: it maps what somebody wrote, in whatever
// language, to a value that says what it means. It keeps no state of a
// conversation: callers pass the text and, where it matters, the language that is
// expected.
//
// All that one language contributes (its phrases, numbers, days, topics, and the
// words that stop messages) is in the lexicon of that language; the rest is
// mechanism.
//
// Nothing here fails, and every input is allowed, including binary data and whole
// letters. A text that is not understood has the zero meaning. Help and then a
// human are better than a guess: if a story is taken for a yes, nobody reports it.
package understand
