// Package travel estimates how long a student needs from one postcode to another.
// The estimate is a straight line between the middles of postcodes, lengthened and
// divided by the speed of the student's means; a city with a route planner brings an
// Estimator of its own.
//
// A postcode that is not known has no travel time: nothing can be promised there.
package travel
