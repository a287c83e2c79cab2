//go:build !full

package resident_test

// full is not set: of what is a sample anyway, a smaller one is tried.
// .ci/run tests with -tags full.
const full = false
