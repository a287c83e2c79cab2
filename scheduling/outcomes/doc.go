// Package outcomes keeps what became of visits: what they were about, whether the
// question was solved, what was done of the programme's checklist, and what has to
// follow. Its Service records what a student texts and what the office notes.
//
// An outcome holds codes and no text: nothing about health can be in it. What has to
// follow becomes a callback of its own reason, in the same transaction, so that it is in
// the queue of a person. Recording again adds to what is known, and replaces what is said
// anew.
package outcomes
