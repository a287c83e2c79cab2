// Package letters writes the letters of a wave to residents: A4 pages with a card of
// the telephone's menus, drawn from the dialogue itself, and a list for a print shop.
//
// Both files hold names and codes, and only their owner can read them. A file that
// could not be written to its end is not there, and the one of before stays. A folder
// in which nothing can be written is an error marked with exit.Misused.
package letters
