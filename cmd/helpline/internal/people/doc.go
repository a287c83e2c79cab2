// Package people has the office's verbs about persons: residents, their vouchers,
// referrals, and what is kept about somebody and erased (privacy).
//
// A verb reads its flags, calls a service of scheduling, and prints; it decides nothing. An
// error of a service comes back as it is, with what to do; a wrong flag is marked
// exit.Misused. What cannot be undone is asked first.
package people
