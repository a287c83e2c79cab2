//go:build full

package main

// The pilot that is simulated.
const (
	pilotResidents = 40
	pilotWeeks     = 3
)

// The pilots that are compared.
const (
	comparedResidents = 20
	comparedWeeks     = 2
)

// crossings is how often two answers cross.
const crossings = 5
