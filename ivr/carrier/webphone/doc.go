// Package webphone is a web page to play the resident and the student: a telephone that
// calls the line, and two mobiles that show texts. It is only for `demo`: anybody who
// can open the page can call as anybody and move the clock.
//
// It shows nothing that a caller does not get from the line. Its actions reach the line
// as signed webhooks, through carrier.Phone and carrier.Handset.
package webphone
