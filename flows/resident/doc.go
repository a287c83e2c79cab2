// Package resident is the dialogue with residents, and with whoever calls for
// them: from the welcome to the goodbye, by telephone and by text. Its parts
// (identify, booking, visit, digipunt, human, and so on) are groups of
// flows.State; Helpline joins them. The engine in package flows walks them.
//
// What people text is read by flows/resident/texts, which Helpline is given.
//
// When the Office refuses, the caller is told why and what they can do. Any other
// error leads to an apology and the voicemail, and the recording is kept for a human
// who calls back.
package resident
