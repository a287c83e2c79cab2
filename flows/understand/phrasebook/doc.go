// Package phrasebook reads texts in languages that the line has no lexicon of. What words and
// phrases mean comes from the folder of programmes (scheduling.Lexicon): each is replaced by
// Dutch words of the same meaning, which package understand reads. Other words become one that no
// language has, so that a text of unknown words is not taken for an answer.
//
// It cannot fail: a text without a known phrase is left as it is, and is read by its digits only.
// Danger that the line reads by itself, in any language, is left as it is as well.
package phrasebook
