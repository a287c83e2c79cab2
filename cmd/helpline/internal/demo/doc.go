// Package demo is a line with a database, a Redis and a carrier of its own, sample
// data, a web phone, and a clock that can be moved forward. It leaves its address in its data folder for the other commands
// (settings.DemoState).
//
// A server that its options name is used in place of its own. A port, or data of a
// running demo, that is in use is an error marked with exit.Misused. Failures while it
// runs are logged, as in production; data is kept between runs.
package demo
