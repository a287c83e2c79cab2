// Package pages turns the pages of a long list: of times, which are looked up a page at a
// time, and of topics and visits, which are all at hand.
//
// Where a caller is, is in the session (flows.Pages): every function here changes it, or
// reads it, and looks nothing up. Nothing here fails. A page that has no times is the
// caller's to deal with: package resident goes back to the one before.
package pages
