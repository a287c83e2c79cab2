// Package invitations plans waves of letters and the texts that accompany them: who is
// in the next wave, when each text is due, and how many residents booked since.
//
// It only computes; its Store keeps the waves. The same request returns the same wave,
// and an invitation has a dedup key, so printing again invites nobody twice. If the
// store fails, the wave is unchanged.
package invitations
