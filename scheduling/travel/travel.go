package travel

import (
	"math"
	"time"
)

// Place is a postcode with the coordinates of its centre.
type Place struct {
	Postcode string
	Name     string
	Lat, Lon float64 // degrees, WGS 84
}

// Means is how a student travels.
type Means string

// The means of travel. Bicycle is the default.
const (
	Foot    Means = "foot"
	Bicycle Means = "bicycle"
	Transit Means = "transit"
	Car     Means = "car"
)

// Estimator estimates travel times. A deployment with a route planner can replace
// StraightLine.
type Estimator interface {
	// Between returns the travel time between two postcodes, rounded up to whole
	// minutes. It is symmetric and never negative. It reports false if a postcode is
	// unknown; no visit can be promised there.
	Between(from, to string, by Means) (time.Duration, bool)
}

// StraightLine estimates a travel time as the distance between the centres of two
// postcodes × Detour ÷ Speed, plus Overhead for locking a bicycle and finding the door.
// Within one postcode the travel time is zero; VisitRule.Gap is the minimum time
// between two visits.
type StraightLine struct {
	Places   map[string]Place
	Detour   float64           // real distance ÷ straight line; 1.3 in a city
	Speed    map[Means]float64 // km/h
	Overhead time.Duration
}

// earthRadius is the mean radius of the earth in km.
const earthRadius = 6371.0

// Between implements Travel.
func (s StraightLine) Between(from, to string, by Means) (time.Duration, bool) {
	a, known := s.Places[from]
	b, alsoKnown := s.Places[to]
	if !known || !alsoKnown {
		return 0, false
	}
	if from == to {
		return 0, true
	}
	speed := s.Speed[by]
	if speed <= 0 {
		speed = s.Speed[Bicycle]
	}
	hours := Distance(a, b) * s.Detour / speed
	travel := time.Duration(hours*float64(time.Hour)) + s.Overhead
	return wholeMinutes(travel), true
}

// Distance returns the great-circle distance between two places in km (haversine).
func Distance(a, b Place) float64 {
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	dLat, dLon := rad(b.Lat-a.Lat), rad(b.Lon-a.Lon)
	h := math.Pow(math.Sin(dLat/2), 2) +
		math.Cos(rad(a.Lat))*math.Cos(rad(b.Lat))*math.Pow(math.Sin(dLon/2), 2)
	return 2 * earthRadius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// wholeMinutes rounds up, so that rounding never makes a trip too short.
func wholeMinutes(d time.Duration) time.Duration {
	if rest := d % time.Minute; rest != 0 {
		return d + time.Minute - rest
	}
	return d
}
