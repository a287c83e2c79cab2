package vroom

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/scheduling/plan/internal/mistakes"
)

// Problem is a problem as read, with what the solution repeats.
type Problem struct {
	plan.Problem
	vehicles map[int64]*vehicle
	jobs     map[int64]*job
}

// vehicle and job hold what only the solution needs.
type (
	vehicle struct {
		description          string
		from, to             int // or plan.Nowhere
		startPlace, endPlace []float64
	}
	job struct {
		description string
		at          int
		place       []float64
		service     int64
	}
)

// The supported fields and, of the other fields of VROOM, the neutral values.
var (
	knownFields   = map[string]string{"vehicles": "", "jobs": "", "matrices": ""}
	neutralFields = map[string]string{"shipments": "[]", "matrix": "", "distance_matrix": ""}

	knownVehicle = map[string]string{
		"id": "", "profile": "", "description": "", "start": "", "start_index": "", "end": "", "end_index": "",
		"skills": "", "time_window": "",
	}
	neutralVehicle = map[string]string{
		"capacity": "[]", "costs": `{} {"fixed":0}`, "breaks": "[]", "speed_factor": "1 1.0",
		"max_tasks": "", "max_travel_time": "", "max_distance": "", "steps": "[]", "type": "",
	}

	knownJob = map[string]string{
		"id": "", "description": "", "location": "", "location_index": "", "service": "", "skills": "", "time_windows": "",
	}
	neutralJob = map[string]string{
		"setup": "0", "delivery": "[]", "pickup": "[]", "priority": "0",
		"setup_per_type": "{}", "service_per_type": "{}", "amount": "[]",
	}

	knownMatrix   = map[string]string{"durations": ""}
	neutralMatrix = map[string]string{"distances": "", "costs": ""}
)

// Read reads a problem. It returns an error that wraps ErrFile if the contents are
// wrong, or the reader's error.
func Read(r io.Reader) (*Problem, error) {
	source, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(source)) == 0 {
		return nil, fmt.Errorf("%w: the file is empty", ErrFile)
	}
	var wrong mistakes.List
	top := object{where: "the file", wrong: &wrong}
	if err := json.Unmarshal(source, &top.fields); err != nil {
		return nil, located(source, err)
	}
	top.only(knownFields, neutralFields)
	f := &file{
		p:        &Problem{vehicles: map[int64]*vehicle{}, jobs: map[int64]*job{}},
		wrong:    &wrong,
		matrices: map[string]*matrix{},
	}
	f.p.Weights.Travel = 1
	f.readMatrices(top.fields["matrices"])
	f.each("vehicles", top.fields["vehicles"], f.readVehicle)
	f.each("jobs", top.fields["jobs"], f.readJob)
	if err := wrong.Err(ErrFile); err != nil {
		return nil, err
	}
	return f.p, nil
}

// file is a problem while it is being read.
type file struct {
	p        *Problem
	wrong    *mistakes.List
	matrices map[string]*matrix // nil if the matrix has mistakes
	places   int                // size of the smallest matrix that is used
}

// each reads the objects of a list.
func (f *file) each(name string, source []byte, read func(o *object)) {
	if source == nil {
		f.wrong.Add("there are no %q: write a list, which may be empty", name)
		return
	}
	var rows []json.RawMessage
	if json.Unmarshal(source, &rows) != nil || rows == nil {
		f.wrong.Add("%q is no list: write [{…}, …]", name)
		return
	}
	for i, row := range rows {
		if o, ok := newObject(fmt.Sprintf("%s[%d]", name, i), row, f.wrong); ok {
			read(&o)
		}
	}
}

func (f *file) readMatrices(source []byte) {
	if source == nil {
		return // a problem without vehicles needs none
	}
	var profiles map[string]json.RawMessage
	if json.Unmarshal(source, &profiles) != nil || profiles == nil {
		f.wrong.Add("\"matrices\" is no object: write {\"car\": {\"durations\": [[0, …], …]}}")
		return
	}
	f.p.Travel = map[string]plan.Travel{}
	for _, profile := range slices.Sorted(maps.Keys(profiles)) {
		where := "matrices." + profile
		f.matrices[profile] = nil
		o, ok := newObject(where, profiles[profile], f.wrong)
		if !ok {
			continue
		}
		o.only(knownMatrix, neutralMatrix)
		durations, given := o.fields["durations"]
		if !given {
			f.wrong.Add("%s has no \"durations\": add the seconds from each place to each other", where)
			continue
		}
		if m := readMatrix(where+".durations", durations, f.wrong); m != nil {
			f.matrices[profile] = m
			f.p.Travel[profile] = m.travel
		}
	}
}

func (f *file) readVehicle(o *object) {
	id := o.number("id", nil)
	o.named(id)
	o.only(knownVehicle, neutralVehicle)
	if f.p.vehicles[id] != nil {
		o.wrong.Add("%s: there is a vehicle with this id already: give each its own", o.where)
		return
	}
	profile := "car" // VROOM's default
	if o.fields["profile"] != nil {
		profile = o.text("profile")
	}
	m, known := f.matrices[profile]
	if !known {
		o.wrong.Add("%s: there is no matrix for its profile %q: add matrices.%s, or correct the profile", o.where, profile, profile)
	}
	nowhere := int64(plan.Nowhere)
	v := &vehicle{
		description: o.text("description"), startPlace: o.location("start"), endPlace: o.location("end"),
		from: f.index(o, "start_index", m, &nowhere), to: f.index(o, "end_index", m, &nowhere),
	}
	if v.from == plan.Nowhere && v.to == plan.Nowhere {
		o.wrong.Add("%s has neither \"start_index\" nor \"end_index\": add the place in the matrix where it begins or ends", o.where)
	}
	f.p.vehicles[id] = v
	s := plan.Shift{ID: id, Profile: profile, From: v.from, To: v.to, End: latest, Skills: o.skills()}
	if window, given := o.fields["time_window"]; given {
		s.Begin, s.End, _ = o.window("\"time_window\"", window)
	}
	f.p.Shifts = append(f.p.Shifts, s)
	if m != nil && (f.places == 0 || m.size < f.places) {
		f.places = m.size
	}
}

// index returns a field that is an index of a matrix.
func (f *file) index(o *object, name string, m *matrix, absent *int64) int {
	if _, given := o.fields[name]; !given && absent != nil {
		return int(*absent)
	}
	n := o.number(name, absent)
	if m != nil && n >= int64(m.size) {
		o.wrong.Add("%s: %q is %d, and the matrix has places 0 to %d only", o.where, name, n, m.size-1)
		return 0
	}
	return int(n)
}

func (f *file) readJob(o *object) {
	id := o.number("id", nil)
	o.named(id)
	o.only(knownJob, neutralJob)
	if f.p.jobs[id] != nil {
		o.wrong.Add("%s: there is a job with this id already: give each its own", o.where)
		return
	}
	nothing := int64(0)
	j := &job{
		description: o.text("description"), at: f.index(o, "location_index", nil, nil), place: o.location("location"),
		service: o.number("service", &nothing),
	}
	if f.places > 0 && j.at >= f.places {
		o.wrong.Add("%s: \"location_index\" is %d, and the matrix has places 0 to %d only", o.where, j.at, f.places-1)
	}
	if j.service > latest {
		o.wrong.Add("%s: \"service\" is %d seconds, which is longer than %d", o.where, j.service, int64(latest))
	}
	f.p.jobs[id] = j
	f.p.Visits = append(f.p.Visits, plan.Visit{
		ID: id, Place: j.at, Service: j.service, Windows: f.windows(o), Skills: o.skills(),
	})
}

func (f *file) windows(o *object) []plan.Window {
	source, given := o.fields["time_windows"]
	if !given {
		return nil
	}
	var rows []json.RawMessage
	if json.Unmarshal(source, &rows) != nil || len(rows) == 0 {
		o.wrong.Add("%s: \"time_windows\" is %s, and not a list of windows: leave it out for a job at any time", o.where, brief(source))
		return nil
	}
	var windows []plan.Window
	for i, row := range rows {
		if from, to, ok := o.window(fmt.Sprintf("time_windows[%d]", i), row); ok {
			windows = append(windows, plan.Window{From: from, To: to})
		}
	}
	return windows
}
