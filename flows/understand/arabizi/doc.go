// Package arabizi finds the words of the Arabic lexicon in Latin letters, however they are
// spelled: by their consonants and their long vowels, digits for letters among them.
package arabizi
