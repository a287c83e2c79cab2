// Package lettercode makes the codes that are printed on letters, and reads them as people
// type them.
//
// A code is six to nine digits from 1 to 9. Those that New makes have nine, the last of which
// is a check digit: one wrong digit, two neighbours that changed places, and one digit doubled
// in place of another never make a valid code out of a valid one. So no two made codes are
// alike by a slip of a finger, and a slip is recognised without looking anything up. A check
// digit is public: it recognises slips, and protects nothing by itself. The package is pure,
// and returns no errors of its own.
package lettercode
