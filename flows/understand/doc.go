// Package understand reads texts: from what somebody wrote, in whatever language,
// to what it means. It knows nothing of a conversation. Whoever asks passes the
// text and, where it matters, the language that is expected, and gets a value.
//
// All that one language contributes (its phrases, numbers, days, topics, and the
// words that stop messages) is in the lexicon of that language; the rest is
// mechanism.
//
// Nothing here fails. What is not understood has the zero meaning: help and then
// a human are better than a guess, since nobody tells us that a story was taken
// for a yes. Every input is allowed, also binary data and whole letters.
package understand
