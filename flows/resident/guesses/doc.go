// Package guesses limits how often codes of letters, and parts of them, can be guessed: each
// is counted before it is looked up, by the caller's number and over all numbers, and the more
// there were, the more has to come with the next. docs/adr/0038 has the arithmetic.
//
// If a guess cannot be counted, the fault is reported and the guess needs more: nobody is
// refused because of a fault.
package guesses
