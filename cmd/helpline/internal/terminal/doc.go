// Package terminal is what every verb of the office shares: what it reads from and
// writes to, how it asks before it does what cannot be undone, the flags of lists, and how
// it reads a phone number, a postcode, a ground or a reference as people type them.
//
// It looks nothing up but the programmes and the database that the flags name. What was
// typed wrongly is an error marked exit.Misused, whose text says what to type instead and
// repeats nothing that may identify a person.
package terminal
