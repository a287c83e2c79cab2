//go:build full

package main

// The size of the simulated pilot.
const (
	pilotResidents = 40
	pilotWeeks     = 3
)

// The pilots that are compared.
const (
	comparedResidents = 20
	comparedWeeks     = 2
)

// crossings is how often two answers are made to cross.
const crossings = 5
