// Package graph shows the dialogue: as a Mermaid flowchart of the whole, of one part
// or of the parts, and as a table of states with what they say and where they lead.
// What is shown is read from the dialogue that the line runs on.
//
// Nothing can fail but writing a table.
package graph
