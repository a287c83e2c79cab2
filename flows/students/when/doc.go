// Package when reads days and hours in words: "niet dinsdag", "du 3 au 8 mai",
// "next week from 2 to 4". It returns spans of days and hours, in the order of
// the text.
//
// Nothing here fails. If a text says more about time than was understood ("every
// other Tuesday", an end before its beginning), Read reports that it is not plain, and
// its spans must not be acted on.
package when
