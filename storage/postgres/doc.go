// Package postgres remembers residents, students, visits, vouchers, messages,
// callbacks and demand in Postgres 15 or later. It implements booking.Store,
// lists.Coordinator, contact.Outbox, lists.Store and
// imports.Store.
//
// The SQL of each method lies beside it; the tables lie in migrations.
//
// What keeps promises true, from the inside out: exclusion constraints make an
// overlap of two visits of one student, or of one resident, impossible; travel
// and hour caps are checked by the caller's Fits while the students' rows are
// locked; a status changes only from one that may precede it. Locks are always
// taken in the order requests of the programme, resident, students by id, visits
// by id. A held time that expired, and a requested one, stand in nobody's way:
// whoever needs the time releases or cancels them first. Postgres may still
// refuse a transaction because of what another one did (SQLSTATE 40001, 40P01,
// 23505, 23P01); it is then run again, a few times.
//
// The application's clock is the only one: no statement here reads the server's.
//
// When something fails, nothing of that method has happened. Errors that mean
// something to the caller are those of scheduling/errors.go; any other is a
// fault of ours, of the connection or of the server, and is worth trying again
// only if the server is back (see Store.Ready).
package postgres
