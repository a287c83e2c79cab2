// Command helpline is the line: it answers the carrier's webhooks, sends the
// messages that are due, takes over lists and shows what stands in the diary.
//
//	helpline demo     everything at once, with nothing to configure
//	helpline call     a telephone in the terminal
//	helpline serve    in production, configured by the environment
//
// Each verb has a file here, and what it does lies in a package of its own below
// internal; the line is wired in internal/line. The command exits with 0 when it
// did what was asked, 1 when it could not, 2 when it was asked wrongly (a flag, a
// file's content), 3 when a server it needs cannot be reached. An error says what
// to do.
package main
