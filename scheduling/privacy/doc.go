// Package privacy ends what is kept about people: on its day, or when a person asks.
//
// [Rules] lists every table of the database: which columns say something about a person,
// until when they are kept, by which key of the programme's file, and what becomes of them.
// A test compares it with the database, so a column without a rule fails. [Stores] lists
// what is kept outside the database.
//
// A [Keeper] ends what has reached its day, in small batches that are transactions of their
// own. Any number of processes may run at once, and a run that is stopped, by a database
// that goes away for example, is continued by the next one: nothing is ended twice, and a
// count counts once. Its memory does not grow with the number of people.
//
// An error of one step does not stop the others; the errors are joined.
package privacy
