// Package programmes reads programmes from YAML: one file per programme, named
// <programme>.yaml. Three are shipped inside the binary; a city with its own
// folder needs no code.
//
// Reading is strict. An unknown key, a key given twice, a telephone number
// that cannot be dialled, a duration that makes no sense: each is a Problem
// that names the file, the line, the column, what is wrong and how to write it.
// All problems of all files are reported at once, and where there is one, no
// programme is returned: a helpline that starts with half a programme promises
// what it cannot keep.
package programmes
