// Package contact is who is told what, how, and when: contact hours, reminders,
// the one builder of messages about a visit, what comes after a message that
// cannot be delivered, callbacks, and answers to what was sent. The words are in
// flows/locale: a message is a key with arguments.
//
// Each message has a dedup key if it must be sent once only, so that everything
// here may be repeated.
//
// When saving fails, the error is returned and the same work is due again. An
// error of one programme does not stop the others. Whether a number opted out is
// asked before each text to somebody who did not write first; if that cannot be
// found out, nothing is sent.
package contact
