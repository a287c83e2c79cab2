// Package timeline words what happened to a person or a visit, for the office: one line
// for each change, text, call and conversation, oldest first. A code without words is
// printed as it is, so an entry of a newer version is never left out.
package timeline
