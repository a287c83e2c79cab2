//go:build !full

package pilot

// The pilots that are compared; -tags full plays larger ones.
const (
	comparedResidents = 10
	comparedWeeks     = 1
)
