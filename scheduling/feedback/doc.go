// Package feedback asks residents on the day after a visit whether it helped, and what
// they would have done without it. Both are chosen from a list; neither is about health.
//
// The question is sent once, by text, or by a call if the number receives none, within
// contact hours, and only if the visit took place. The language of the visit's
// conversation is kept until it is answered, or for AnswerWindow, and then erased with
// the number. A question that cannot be sent has no fallback to a person.
package feedback
