//go:build full

package storagetest

// propertyRuns is the number of random scripts.
const propertyRuns = 100
