// Package preflight checks everything that must be right before a line goes live:
// settings, programmes, words, voices, recordings, the database, Redis, the spool,
// and how the carrier's numbers are set up. It changes nothing.
//
// It never fails: what is wrong, or cannot be reached, is a finding with what to
// do, and the other checks go on. No finding shows a token or a password.
package preflight
