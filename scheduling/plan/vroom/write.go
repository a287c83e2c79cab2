package vroom

import (
	"encoding/json"
	"io"

	"github.com/click-call-connect/helpline/scheduling/plan"
)

// solution and the types below are VROOM's output format.
type solution struct {
	Code       int          `json:"code"`
	Summary    summary      `json:"summary"`
	Unassigned []unassigned `json:"unassigned"`
	Routes     []route      `json:"routes"`
}

type summary struct {
	Cost       int64 `json:"cost"`
	Routes     int   `json:"routes"`
	Unassigned int   `json:"unassigned"`
	sums
}

// sums are in seconds. Fields without an equivalent (set-up times, priorities) are
// zero.
type sums struct {
	Setup    int64 `json:"setup"`
	Service  int64 `json:"service"`
	Duration int64 `json:"duration"` // travel
	Waiting  int64 `json:"waiting_time"`
	Priority int64 `json:"priority"`
	noViolations
}

// noViolations is the empty list of violated constraints.
type noViolations struct {
	Violations []struct{} `json:"violations"`
}

type unassigned struct {
	ID          int64     `json:"id"`
	Type        string    `json:"type"`
	Description string    `json:"description,omitempty"`
	Location    []float64 `json:"location,omitempty"`
	Index       int       `json:"location_index"`
}

type route struct {
	Vehicle     int64  `json:"vehicle"`
	Description string `json:"description,omitempty"`
	Cost        int64  `json:"cost"`
	sums
	Steps []step `json:"steps"`
}

type step struct {
	Type        string    `json:"type"`
	Description string    `json:"description,omitempty"`
	Location    []float64 `json:"location,omitempty"`
	Index       *int      `json:"location_index,omitempty"` // nil for a vehicle that begins anywhere
	ID          *int64    `json:"id,omitempty"`
	Job         *int64    `json:"job,omitempty"` // the same as ID, for readers older than VROOM 1.6
	Setup       int64     `json:"setup"`
	Service     int64     `json:"service"`
	Waiting     int64     `json:"waiting_time"`
	Arrival     int64     `json:"arrival"`
	Duration    int64     `json:"duration"` // travel up to this step
	noViolations
}

// Write writes the plan of a problem that was read. Its output is deterministic: it
// contains no computing times.
func Write(w io.Writer, p *Problem, planned *plan.Plan) error {
	out := solution{Unassigned: []unassigned{}, Routes: []route{}}
	out.Summary.Violations = []struct{}{}
	for i := range planned.Routes {
		r := p.route(&planned.Routes[i])
		out.Routes = append(out.Routes, r)
		out.Summary.Service += r.Service
		out.Summary.Duration += r.Duration
		out.Summary.Waiting += r.Waiting
	}
	for _, id := range planned.Unserved {
		j := p.jobs[id]
		out.Unassigned = append(out.Unassigned, unassigned{id, "job", j.description, j.place, j.at})
	}
	out.Summary.Cost = out.Summary.Duration
	out.Summary.Routes, out.Summary.Unassigned = len(out.Routes), len(out.Unassigned)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(out)
}

// route returns a round with its start, its jobs and its end. As in VROOM, a vehicle
// that begins or ends anywhere has no step there.
func (p *Problem) route(r *plan.Route) route {
	v := p.vehicles[r.Shift]
	none := noViolations{[]struct{}{}}
	out := route{Vehicle: r.Shift, Description: v.description, Cost: r.Travel, sums: sums{Duration: r.Travel, noViolations: none}}
	if v.from != plan.Nowhere {
		out.Steps = append(out.Steps, step{
			Type: "start", Location: v.startPlace, Index: &v.from, Arrival: r.Leave, noViolations: none,
		})
	}
	travelled := int64(0)
	for i := range r.Stops {
		stop := &r.Stops[i]
		j := p.jobs[stop.Visit]
		travelled += stop.Travel
		out.Steps = append(out.Steps, step{
			Type: "job", Description: j.description, Location: j.place, Index: &j.at, ID: &stop.Visit, Job: &stop.Visit,
			Service: j.service, Waiting: stop.Begin - stop.Arrive, Arrival: stop.Arrive, Duration: travelled, noViolations: none,
		})
		out.Service += j.service
		out.Waiting += stop.Begin - stop.Arrive
	}
	if v.to != plan.Nowhere {
		out.Steps = append(out.Steps, step{
			Type: "end", Location: v.endPlace, Index: &v.to, Arrival: r.Return, Duration: r.Travel, noViolations: none,
		})
	}
	return out
}
