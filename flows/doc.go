// Package flows is the engine of dialogues, and the contract of whoever brings it
// inputs: an Input comes in, and a Reply says what the person hears and what is
// expected next, the same for every channel. A dialogue is typed Go values (State)
// that the Engine walks one turn at a time; the one with residents is in package
// resident, what texts mean in package understand, and what students text in
// package students.
//
// The engine does no I/O of its own: sessions are kept by a SessionStore, and what
// is asked about visits is asked of an Office. A turn is saved with compare-and-set
// on its number, so that an input that arrives twice, also at the same instant, is
// answered twice alike and acts once.
//
// When something fails, nobody is hung up on: an action that fails leads to an
// apology and the voicemail, whatever the fault was.
package flows
