// Package programmes reads programmes from YAML: one file per programme, named
// <programme>.yaml. Three are embedded in the binary; a city with its own folder needs
// no code.
//
// Reading is strict. An unknown or repeated key, an invalid telephone number, an
// unreasonable duration: each is a Problem with file, line, column, reason and the
// right form. All problems of all files are reported at once. If there is any, no
// programme is returned, because a helpline with half a programme would promise what it
// cannot keep.
package programmes
