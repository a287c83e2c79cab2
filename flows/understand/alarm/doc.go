// Package alarm judges whether a text tells of danger, in words that nobody thought of. It
// stands beside the cues of flows/understand/lexicon: a text is about danger if either says
// so.
//
// Words are reduced to what they are about, whatever their language: a part of the body, a
// fall, "not", a door, a code (concepts). A model weighs these, which of them stand together,
// and the runs of letters of the words, and has learned from texts with a known meaning. It is
// trained anew, always to the same weights, with
//
//	go generate ./flows/understand/alarm
package alarm
