//go:build full

package pilot

// The pilots that are compared.
const (
	comparedResidents = 40
	comparedWeeks     = 3
)
