// Package codes judges what callers type to prove who they are: how many digits a letter
// code has here, what is a slip of the finger and no guess, and what can only be a part.
//
// It reads the session and the digits; whether a code exists is looked up elsewhere. Nothing
// here fails: digits that cannot be a code get the key of the sentence that asks again.
package codes
