// Command helpline is the line: it answers the carrier's webhooks, sends the
// messages that are due, imports lists, and lists what is stored.
//
//	helpline demo     everything at once, with nothing to configure
//	helpline call     a telephone in the terminal
//	helpline serve    in production, configured by the environment
//
// Each verb has a file here; if it is more than a screen, what it does is in a package
// below internal. The line is wired in internal/line. The command exits with 0 on
// success, 1 on failure, 2 on wrong usage (a flag, a file's content), and 3 if a
// server that it needs cannot be reached. The text of an error includes what to do.
package main
