// Package invitations is waves of letters, and the texts that go with them: who
// is written to next, when each text is due, and who booked since.
//
// It only computes; its Store keeps the waves. The same request returns the same
// wave, and an invitation has a dedup key: printing again invites nobody twice.
// When the store fails, nobody came into the wave.
package invitations
