// Package texttable lists the rules that read texts, of residents and of students, as JSON and
// as the page docs/texts-read.md. Both are drawn from the values that the rules are, so
// neither can differ from what is done. Writing returns the error of the writer.
package texttable
