//go:build !full

package main

// crossings is how often two answers are made to cross.
const crossings = 2
