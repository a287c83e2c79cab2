// Package courses finds the courses of a programme that are near a postcode and still to come.
//
// If the programme has no coordinates for the postcode, or no course is to come, the error is
// ErrNotFound; a course whose own postcode is unknown is last in the list.
package courses
