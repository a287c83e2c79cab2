// Package outbox sends the messages that are due, as texts and as calls, and asks the
// carrier afterwards for their price. It decides when a message is retried (see the
// retry policy), when it is given up, and what follows then: another channel, a human,
// or nothing.
//
// Any number of senders may run, in any number of processes: the database gives each
// message to one. If a sender stops between sending and recording, another one takes
// over its message, and first asks the carrier whether it was sent. If the carrier or
// the database does not answer, the message is retried later and nothing is lost. If
// the carrier refuses it for good, its fallback follows at once. Numbers that opted out
// get no texts, and no message that can wait is sent outside the contact hours.
package outbox
