// Package vroom reads planning problems and writes plans in the JSON of VROOM
// (https://github.com/VROOM-Project/vroom, docs/API.md), which engines, benchmarks
// and maps of the field understand.
//
// It knows jobs and vehicles: location_index, service, skills and time_windows;
// start_index, end_index, time_window, skills and profile; descriptions and
// coordinates, which come back in the solution; and matrices of durations. What it
// does not know is refused, with its place in the file: a plan that silently left
// out a break or a capacity would be wrong. A field of VROOM that is not known may
// stand there with the value that changes nothing, such as "priority": 0.
//
// A file with mistakes gives an error that wraps ErrFile and names up to twenty of
// them, each with what to do.
package vroom
