// Package screen is a telephone in a terminal: it shows what is heard in a call or
// answered to a text, and does what is typed or what a script says.
//
// A key that no telephone has is refused before it is pressed (exit.Misused); in a
// conversation the person is told so and asked again. A script that does not reach
// its end is an error, and so is a call that ended in another way than by the line
// or the caller. A line that does not answer is marked with exit.Unreachable.
package screen
