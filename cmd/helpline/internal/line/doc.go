// Package line is one process that answers calls and sends messages: its settings,
// wiring, start and stop. It also opens the database of a command, which is the demo's
// if none is named.
//
// Open fails if the database, Redis, the spool or the recordings cannot be opened,
// and closes what it had opened. From then on only its context ends a line: failures in
// its loops are logged and retried. When the context ends, /readyz answers 503 first, webhooks are answered for the drain, and what
// is in flight is finished.
//
// An error of a setting is marked with exit.Misused and includes what to write instead;
// one of a server that does not answer is marked with exit.Unreachable.
package line
