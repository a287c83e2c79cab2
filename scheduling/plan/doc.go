// Package plan decides which worker makes which visit, in which order: vehicle routing
// with time windows, skills and caps. Package nightplan uses it, and `helpline plan
// solve` compares it with other engines. It does not depend on the helpline: a problem
// is shifts, visits and travel times.
//
// The first objective is to serve as many visits as possible, the second is the least
// cost of travel, of preferences for pairings and of unequal hours. Every route can be
// made exactly as planned, from leaving home to returning home.
//
// How it searches (docs/planning.md has the reasons and measurements):
//
//   - A first plan is made by insertion, then improved by large neighbourhood search
//     under simulated annealing: strings of related visits are removed and inserted
//     where they cost least (chain.go, ruin.go, recreate.go).
//   - If there are few possible routes, as when all times are fixed, they are listed,
//     and the set partitioning problem is solved by branch and bound over its linear
//     relaxation (exact.go, rematch.go, branch.go, simplex.go). The plan is then proven
//     to be optimal.
//
// Effort is counted in steps rather than measured in time, and rows are sorted by id
// first. The same problem, seed and effort therefore give the same plan, whatever the
// order of the rows, on any number of cores, unless the context or Options.Spent ends
// the search early; see Plan.Complete.
//
// If a problem has mistakes, the error wraps ErrProblem and names them, and there is no
// plan. A visit that cannot be made is not an error: it is in Plan.Unserved.
package plan
