// Package demand is the register of people who asked for something, whether they got it or
// not: who called three times and got nothing is on a list for the office.
//
// Each conversation is one [Contact]: with whom, by which channel, the last step that is
// known, and the outcome. Somebody is known by the id of their resident, or else by a hash
// of the number that called: neither name, number nor language is kept here, and whoever
// withheld the number and never said who they are is only counted as a conversation
// ([scheduling.Demand]). Contacts of a number that only ever asked for one resident are that
// resident's. A [Person] is what the contacts of one person come to.
//
// A contact ends with retention.call_log_days; people are then counted once, by the outcome
// of their last contact.
//
// If something fails, nothing was changed.
package demand
