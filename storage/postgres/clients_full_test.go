//go:build full

package postgres_test

// clients is how many get vouchers at once: as many as Gent has.
const clients = 3000
