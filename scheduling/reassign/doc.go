// Package reassign is what the office does when a visit should go to another student: it
// lists who could take it, each with what a person weighs, and gives it to one of them.
//
// A student who is given a visit is asked by text like any other, when their visits are
// asked about; one who said yes to the office itself has it at once. Students who cannot be
// asked by text (scheduling/matching, Rules.CanAsk) can only be given a visit that they
// agreed to.
//
// Whether the student can keep the visit is checked again by matching.Fits under the locks
// of both students. If the visit has another student, start or status than the caller last
// read, because somebody accepted it meanwhile, nothing is changed and the error is
// scheduling.ErrTransition.
package reassign
