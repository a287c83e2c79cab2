// Package when reads days and hours in words: "niet dinsdag", "du 3 au 8 mai",
// "next week from 2 to 4". It returns spans of days and hours, in the order of
// the text.
//
// Nothing here fails. A text that says more of time than was understood ("every
// other Tuesday", two ends that do not meet) is marked as not plain, and its spans
// are not to be acted on.
package when
