// Package screen is a telephone in a terminal: it shows what is heard in a call or
// answered to a text, and sends what is typed or what a script holds.
//
// A key that no telephone has is refused before it is pressed (exit.Misused); in a
// conversation an explanation is printed and the prompt comes again. A script that does
// not reach its end is an error, and so is a call that neither the line nor the caller
// ended. A line that does not answer is marked with exit.Unreachable.
package screen
