// Package webphone is a page on which somebody plays the resident and the
// student: a telephone that calls the line, and two mobiles that show texts. It
// is for `demo`: whoever can open the page can call as anybody and move the
// clock.
//
// It knows nothing the line does not tell a caller. What it does reaches the
// line as signed webhooks, through carrier.Phone and carrier.Handset.
package webphone
