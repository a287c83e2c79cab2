//go:build !full

package storagetest

// propertyRuns is how many random scripts are played; -tags full plays more.
const propertyRuns = 20
