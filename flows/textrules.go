package flows

import "github.com/click-call-connect/helpline/scheduling"

// TextRule describes one rule of a table that reads texts. The order of a table is its
// meaning: of the rules that stand for a situation, the first that applies decides.
type TextRule struct {
	Name     string          // unique in its table
	In       []TextSituation // in which it stands; empty: in all of them
	When     string          // it applies, in words
	Does     string          // what it does, in words
	Why      string          // it is there, or where it is; empty: no more than When and Does say
	Examples []TextExample   // texts that it decides
}

// TextSituation is what a text can be an answer to.
type TextSituation string

// The situations of a text.
const (
	FirstText    TextSituation = "first text" // of a conversation, or after a reminder
	AtQuestion   TextSituation = "question"   // after anything that was asked or said
	AskedMessage TextSituation = "message"    // we asked what a human should know
)

// TextExample is a text that a rule decides.
type TextExample struct {
	Language scheduling.Language // empty: the words do not tell
	Given    string              // what must be so before; empty: nothing
	After    []string            // what the same number texted before, in the same conversation
	Text     string
}
