// Package demo is a line with everything that it needs brought along: a database,
// a Redis and a carrier of its own, sample data, a web phone, and a clock that can be
// moved forward. It leaves its address in its data folder for the other commands
// (line.DemoState).
//
// What its options name is used in place of its own. What is in use already, a port
// or the data of a running demo, is an error marked with exit.Misused. What fails
// while it runs is logged, as in production; data is kept between runs.
package demo
