// Package nationalnumber finds Belgian national register numbers in free text. None
// may be kept anywhere (DOMAIN.md, law and care): text that people write is redacted
// before it is stored, and refused where somebody can write it again.
//
// Only numbers with valid check digits count, so that other digits stay. Nothing here
// fails.
package nationalnumber
