// Package keys gives every option of every menu of the residents' line its key, by its words.
//
// An option without a key here keeps the key of its place in the menu. Nothing here fails;
// two options of one menu with the same key are found by the walk of package resident.
package keys
