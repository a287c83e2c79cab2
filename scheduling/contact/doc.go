// Package contact decides whom the line contacts, how, and when: contact hours,
// reminders, the one builder of messages about a visit, the fallback for a message that
// cannot be delivered, callbacks, and answers to messages. The words are in
// flows/locale: a message holds a key and arguments.
//
// A message that must be sent only once has a dedup key, so every operation of this
// package can be repeated.
//
// If saving fails, the error is returned and the same work is due again. An error of
// one programme does not stop the others. Before each text to somebody who did not
// write first, the store is asked whether the number opted out; if that fails, nothing
// is sent.
package contact
