// Package caps has the max hours of students: which day, week and year a visit belongs to,
// what a student works in each, and how much that may be. A visit that is offered, one that
// is checked under the lock, and the night plan use the same rule.
//
// Days are those of the programme's zone, and a week begins on Monday. A cap of zero is none.
package caps
