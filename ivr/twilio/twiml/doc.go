// Package twiml renders replies as the XML that the carrier plays. It uses only the
// verbs that every carrier of this dialect has (the portable profile in
// docs/adr/0006), with attributes in a fixed order.
//
// Nothing here fails: what XML does not allow is left out, and a text longer than the
// carrier speaks in one piece is split between sentences.
package twiml
