// Package line is one process that answers calls and sends messages: its settings,
// its wiring, its start and its stop. It also finds the database that a command
// works with, which is the demo's if none is named.
//
// Open fails if the database, Redis, the spool or the recordings cannot be opened,
// and gives back what it had opened. From then on nothing ends a line but its
// context: what fails in one of its loops is logged and tried again. When the
// context ends, /readyz says no first, webhooks are answered for the drain, and what
// is in flight is finished.
//
// An error of a setting is marked with exit.Misused and says what to write instead;
// one of a server that does not answer is marked with exit.Unreachable.
package line
