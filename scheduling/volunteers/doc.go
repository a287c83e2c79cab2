// Package volunteers keeps who wants to help as a volunteer: a number, a postcode and
// languages, left by call or text, and what became of it.
//
// Leaving a number makes a callback in the office's one queue, so that nobody who offers help
// is forgotten. Volunteers are matched by neighbourhood: each belongs to the nearest walk-in
// point, and a list can be in the order of the distance from a postcode.
//
// If the store fails, nothing was changed. Leaving the same number twice, also at the same
// instant, makes one volunteer.
package volunteers
