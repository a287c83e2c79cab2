// Package metrics counts what the line does, for whoever watches over it, in the
// text format of Prometheus.
//
// It counts turns, calls, apologies, webhooks and what waits in the books. It
// names nobody: every label is one of a list that was known at the start (a
// programme, a state, a status), and whatever is not on it is counted as
// "other". The number of series therefore has a bound that no caller can move.
//
// There is no global registry: a Metrics is a value, and a test has its own.
package metrics
