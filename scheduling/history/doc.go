// Package history describes what was changed, when, by whom and why: one [Entry] for
// each change of a person, a visit, a voucher, a callback, a referral or a student.
//
// Entries are only ever added. The storage that makes a change adds its entries in the
// same transaction, so there is no change without an entry and no entry without a
// change: if the entry cannot be stored, nothing is changed. An entry holds codes, ids
// and short values. It holds no name of a resident, no street, no telephone number, no
// letter code, and nothing about health.
//
// Who makes a change is a value of the context ([By]), because the same transaction
// serves a caller, the night plan and the office.
package history
