// Package storagetest contains the contracts of the storage interfaces as tests: one
// suite per interface, run by each backend.
//
// A backend's test passes a function that opens an empty store to the suite. The name
// of a failing test is the sentence of the contract that is violated.
package storagetest
