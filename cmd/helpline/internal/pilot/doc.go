// Package pilot plays a whole pilot on a clock that jumps from one event to the next:
// residents, students, an office and a carrier are simulated, and what answers them
// is the line itself. The same size and seed give the same figures. How people behave
// is a guess, and all of it is in rates.
//
// No fault is simulated, so that an error, or an error that the line logs, is a mistake
// of ours, and ends the pilot with the day on which it happened. A broken promise ends
// nothing: it is counted in the figures. The servers that a pilot started are stopped and their data is removed.
package pilot
