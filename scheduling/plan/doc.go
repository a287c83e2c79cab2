// Package plan decides which worker makes which visit, in which order: vehicle
// routing with time windows, skills and caps. The nightly plan uses it to choose
// students late, and `helpline plan solve` to be measured against other engines. It
// knows nothing of the helpline: a problem is shifts, visits and travel times.
//
// As many visits as possible come first; then the least cost, of travel, of
// preferences for pairings and of unequal hours. Every round can be made exactly
// as it is planned, from leaving home to being home.
//
// How it searches (docs/planning.md says why, with figures):
//
//   - A first plan by insertion, then large neighbourhood search under simulated
//     annealing: strings of related visits are taken out and put back where they
//     cost least (chain.go, ruin.go, recreate.go).
//   - Where the possible rounds are few, as when all times are fixed, they are
//     listed, and the set partitioning problem is solved by branch and bound over
//     its linear relaxation (exact.go, rematch.go, branch.go, simplex.go). The plan
//     is then proven to be the best.
//
// The effort is counted in steps, not measured in time, and rows are put in the
// order of their ids first. So the same problem, seed and effort give the same plan,
// whatever the order of the rows, on any number of cores; unless the context or
// Options.Spent cuts the search short, which Plan.Complete tells.
//
// A problem with mistakes gives an ErrProblem that names them, and no plan. A visit
// that cannot be made is not an error: it is in Plan.Unserved.
package plan
