//go:build !full

package postgres_test

// clients is how many get vouchers at once; with the tag full, as many as Gent has.
const clients = 300
