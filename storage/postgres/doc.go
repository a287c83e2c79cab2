// Package postgres stores residents, students, visits, vouchers, messages, callbacks
// and demand in Postgres 15 or later. Store implements the store of every scheduling
// package: booking, contact, dispatch, nightplan, matching, invitations, digipunt,
// imports and lists.
//
// The SQL of each method is beside it; the tables are in migrations.
//
// Promises are protected by three layers: exclusion constraints make an overlap of two
// visits of one student, or of one resident, impossible; the caller's Fits checks
// travel and hour caps while the students' rows are locked; and a status changes only
// as scheduling.Status allows. Locks are always taken in the order requests of the
// programme, resident, students by id, visits by id. Expired holds and requests are not
// ignored by the constraints: a transaction that needs their time releases or cancels
// them first. Postgres may reject a transaction because of a concurrent one (SQLSTATE
// 40001, 40P01, 23505, 23P01); it is then run again, up to maxTries times.
//
// Statements never read the server's clock; every instant is a parameter.
//
// If a method fails, it has changed nothing. Errors that a caller can act on are those
// of scheduling/errors.go. Any other error is a fault of this program, of the
// connection or of the server, and retrying helps only once the server is available
// (see Store.Ready).
package postgres
