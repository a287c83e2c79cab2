// Package storagetest says, as tests, what the interfaces of storage promise:
// one suite per interface, run by each backend against itself.
//
// A backend's test gives the suite a function that opens an empty store. A
// failing test names the sentence of the contract that does not hold.
package storagetest
