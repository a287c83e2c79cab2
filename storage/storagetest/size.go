//go:build !full

package storagetest

// propertyRuns is the number of random scripts; -tags full runs more.
const propertyRuns = 20
