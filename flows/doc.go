// Package flows is the engine of dialogues, and its contract with the channels: an
// Input comes in, and a Reply holds what the person hears or reads and which input is
// expected next, the same for every channel. A dialogue consists of typed Go values
// ([State]) that the [Engine] walks one turn at a time. The dialogue with residents is
// in package resident, the meaning of texts in package understand, and the handling of
// students' texts in package students.
//
// The engine does no I/O of its own: a [SessionStore] keeps the sessions, and an
// [Office] answers questions about visits. A turn is saved with compare-and-set on its
// number: if an input arrives twice, even at the same instant, both get the same answer
// and it acts once.
//
// When something fails, nobody is hung up on: an action that returns an error leads to
// an apology and the voicemail, whatever the error.
package flows
