// Package vouchers is the ledger of what residents may use: minutes of help, granted by
// a list or by the office, held while a visit is planned, and spent when it took place.
//
// It is double entry. Every change is a Transaction of postings to a resident's
// accounts whose minutes add up to zero, so that none is made or lost. Postings are only
// ever added. A transaction has a reference, and the same reference again changes
// nothing. What becomes of held minutes when a visit is closed is a Settlement, by the
// programme's rule.
//
// A resident's balance is never negative. A transaction that would make it so is
// refused with ErrNoVoucher, and nothing of it is stored.
package vouchers
