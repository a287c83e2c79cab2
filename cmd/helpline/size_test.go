//go:build !full

package main

// The size of the simulated pilot; -tags full has a larger one.
const (
	pilotResidents = 20
	pilotWeeks     = 2
)

// The pilots that are compared; -tags full plays larger ones.
const (
	comparedResidents = 10
	comparedWeeks     = 1
)

// crossings is how often two answers are made to cross.
const crossings = 2
