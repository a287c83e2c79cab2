// Package flows is the dialogue: what is said, and what an answer means. The
// dialogues are typed Go values (State), the same for every channel; the Engine
// walks them one turn at a time. It does no I/O of its own: sessions are kept
// by a SessionStore, and everything about visits is asked of an Office.
//
// One turn: an Input comes in, the Session is loaded, the state's meaning of
// the input decides the next state, actions on the way ask the Office, and the
// Reply says what the person hears and what is expected next. A turn is saved
// with compare-and-set on its number, so that an input that arrives twice, also
// at the same instant, is answered twice alike and acts once.
//
// When something fails, nobody is hung up on: an action that fails leads to an
// apology and the voicemail, whatever the fault was.
package flows
