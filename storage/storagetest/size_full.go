//go:build full

package storagetest

// propertyRuns is how many random scripts are played.
const propertyRuns = 100
