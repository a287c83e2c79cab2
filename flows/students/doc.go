// Package students answers what students text: yes and no to a visit, when they
// can and cannot come, that they are there or done, and that they need help. Each
// text stands alone: what it is about is looked up, not remembered from a
// conversation.
//
// A text that comes twice is answered twice alike, as long as a Memory remembers
// the answer; without one it is read again, and most of what it asks for is done
// once all the same. An error of the Roster is returned, and the text is then for
// a human. A second text in an hour that is not understood goes to a human too.
package students
