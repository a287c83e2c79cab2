// Package residents keeps the people whom a programme may visit: it finds them by what
// somebody at the office has of them, and changes their records. A resident who moved
// takes their visits ahead along, in one transaction: each visit is checked at the new
// address under the lock of its student, goes to another student where the first cannot
// come, and is unstaffed, with a callback, where nobody can. One who is not visited any
// more loses everything ahead without being told, and two records of one person become
// one.
//
// If the storage fails, nothing has changed and the error is returned. No error holds a
// name, a number, an address or a code.
package residents
