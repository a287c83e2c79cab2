// Package locale holds the words: one YAML file per language, Dutch first. A
// [Message] is a key with arguments, and [Catalogue.Render] makes a sentence of it.
// The text says how an argument is spoken, so that the translator decides:
// {start:day} is "dinsdag 14 mei", {reference:digits} is "4, 7, 1".
//
// It also measures texts as a carrier does (GSM-7 or UCS-2 segments).
//
// Catalogues are checked when they are loaded: a missing key, a placeholder that
// another language does not have, or an unknown format is an error that names the
// file and key. Rendering does not fail: an argument that cannot be formatted is
// spoken as it is.
package locale
