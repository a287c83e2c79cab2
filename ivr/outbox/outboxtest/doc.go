// Package outboxtest has an outbox for tests, which records what is done with it, and the
// instants and the programme that its tests use.
package outboxtest
