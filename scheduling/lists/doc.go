// Package lists is what commands and the API list: filters, rows, and the contract of the
// store that reads them.
//
// Each list is one statement and a consistent read. If it fails, nothing was changed.
package lists
