// Package exit marks errors with how the command is to exit: with Usage if it was
// asked wrongly, with Unreachable if a server that it needs does not answer, and
// with Failed for everything else. The codes are a public contract.
//
// A marked error keeps its text, and wraps what it marks. An error that nobody
// marked is a failure; scheduling.ErrInvalid counts as a wrong question.
package exit
