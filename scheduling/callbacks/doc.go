// Package callbacks is the one queue of all that needs a human: who has each, until when,
// how often it was tried, and how it ended.
//
// Every open callback has a due time, and from the moment somebody takes it an owner. Two
// people who take one at once do not both have it: the second is told whose it is.
// Nothing leaves the queue without an outcome and a name; what the line closes by itself,
// because it was settled otherwise, is closed by scheduling.ByLine. Each step is an entry
// of scheduling/history, stored in the transaction that makes it.
//
// If something fails, nothing was changed.
package callbacks
