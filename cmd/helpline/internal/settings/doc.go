// Package settings is what a process is started with: flags and their environment,
// the programmes, the folders of its own, the database, and where a running demo is.
//
// What is wrong is collected and reported together, each with what to do, as an
// error that package exit marks as misuse.
package settings
