// Package ivr is how a phone reaches us, and we it: the carrier's webhooks
// (voice, texts, statuses, fallback) as Fiber routes, and the loop that sends
// the messages that are due. What a webhook means is parsed and rendered by
// ivr/twilio; what is answered is decided by package flows.
//
// Every webhook is checked for the carrier's signature first: a bad or missing
// one gets 403 and changes nothing, and nothing turns that off.
//
// When something fails, the caller is not hung up on: whatever goes wrong behind
// a voice webhook becomes a spoken apology and a voicemail. A status webhook is
// answered 204 whatever happens, because the carrier does nothing with more.
package ivr
