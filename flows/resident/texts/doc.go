// Package texts reads what residents text: the first text of a conversation, and every text
// in a state of the dialogue (flows/resident). A text is an answer to the question that was
// asked, or the beginning of something else: the ordered table in textrules.go decides which,
// and TextRules describes it. What its words mean is found by flows/understand.
//
// Nothing here fails by itself. A text that no rule takes is asked about again, and one that
// may be about danger, or that tells something, is kept for a human before anything else. If
// it cannot be kept, the engine apologises and leads to a human.
package texts
