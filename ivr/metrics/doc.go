// Package metrics counts what the line does, in the text format of Prometheus.
//
// It counts turns, calls, apologies, webhooks, and messages and callbacks that wait. No
// metric has personal data: every label has a value from a list that is fixed at the
// start (a programme, a state, a status), and any other value is counted as "other".
// The number of series is therefore bounded, whatever callers do.
//
// There is no global registry: a Metrics is a value, and a test has its own.
package metrics
