//go:build full

package main

// The pilot that is simulated.
const (
	pilotResidents = 40
	pilotWeeks     = 3
)

// crossings is how often two answers cross.
const crossings = 5
