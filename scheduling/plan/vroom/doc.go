// Package vroom reads planning problems and writes plans in the JSON of VROOM
// (https://github.com/VROOM-Project/vroom, docs/API.md), which engines, benchmarks and
// maps of the field understand.
//
// It supports jobs and vehicles: location_index, service, skills and time_windows;
// start_index, end_index, time_window, skills and profile; descriptions and
// coordinates, which are copied to the solution; and matrices of durations. Any other
// field is refused, with its place in the file, because a plan that ignored a break or
// a capacity would be wrong. A field of VROOM that is not supported may have its
// neutral value, such as "priority": 0.
//
// If a file has mistakes, the error wraps ErrFile and names up to twenty of them, each
// with the remedy.
package vroom
