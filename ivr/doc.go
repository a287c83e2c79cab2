// Package ivr serves the carrier's webhooks (voice, texts, statuses, fallback) as Fiber
// routes. Package twilio parses webhooks and renders answers, package flows decides on
// the answers, and package outbox sends the messages that are due.
//
// The carrier's signature of every webhook is checked first: if it is wrong or missing,
// the answer is 403 and nothing changes. The check cannot be turned off.
//
// When something fails, the caller is not hung up on: any error behind a voice webhook
// becomes a spoken apology and a voicemail. A status webhook is always answered with
// 204, because the carrier makes no use of anything else.
package ivr
