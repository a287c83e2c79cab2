// Package sealing seals what identifies people before it is stored: names, telephone
// numbers, streets, letter codes and free text. The keys are outside the database, so a
// dump or a copied disk holds nothing that can be read.
//
// [Columns] lists what is sealed. A value is sealed by Tink's deterministic AEAD (AES-SIV,
// RFC 5297). Its associated data are the table, the column and the row, so a value that is
// moved to another row does not open. What is looked up, a number or a code, is bound to its
// kind instead: equal numbers look equal, which is what a keyed hash beside it would reveal
// as well. Words by which people are found are keyed hashes ([Keys.Hash]).
//
// Storage passes a [Value] as an argument of a statement, and the connection, which has the
// keys, seals it ([Value.Sealed]); what is read is opened by [Keys.Open]. Without keys (nil)
// values are stored as they are, and a sealed value is [ErrNoKey].
//
// Several keys are valid at once: the primary one seals, all of them open and look up.
package sealing
