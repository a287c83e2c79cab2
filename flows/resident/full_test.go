//go:build full

package resident_test

// full is set by -tags full: every caller is simulated, and every walk is taken.
const full = true
