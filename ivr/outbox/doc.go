// Package outbox sends the messages that are due, as texts and as calls, and asks the
// carrier afterwards what they cost. It decides when a message is tried again (see
// the retry policy), when it is given up, and what follows then: another channel, a
// human, or nothing.
//
// Any number of senders may run, in any number of processes: the database gives each
// message to one. A sender that stops between sending and recording leaves its
// message to another, which asks the carrier first whether it was sent. When the
// carrier or the database does not answer, the message is retried later and nothing
// is lost; a refusal for good has its fallback follow at once. Nobody who opted out
// is texted, and no message that can wait is sent outside the contact hours.
package outbox
