// Package report holds the figures of a simulated pilot, as JSON (a public contract)
// and as a table for people.
//
// Figures.Kept is an error if a promise to a resident was broken; nothing else fails
// but writing.
package report
