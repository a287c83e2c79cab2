package vroom_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/scheduling/plan/vroom"
)

const problem = `{
  "vehicles": [
    {"id": 7, "profile": "bicycle", "description": "Ann", "start_index": 0, "end_index": 0, "start": [4.4, 51.2],
     "skills": [10, 21], "time_window": [32400, 50400]},
    {"id": 8, "profile": "bicycle", "start_index": 1, "capacity": []}
  ],
  "jobs": [
    {"id": 1, "location_index": 2, "service": 3600, "skills": [21], "time_windows": [[36000, 36000]], "description": "itsme"},
    {"id": 2, "location_index": 1, "service": 3600, "time_windows": [[36000, 39600], [46000, 50000]], "priority": 0},
    {"id": 3, "location_index": 2, "skills": [99]}
  ],
  "matrices": {"bicycle": {"durations": [[0, 600, 900], [600, 0, 1200], [900, 1200, 0]]}}
}`

func solve(t *testing.T, text string) string {
	t.Helper()
	p, err := vroom.Read(strings.NewReader(text))
	require.NoError(t, err)
	planned, err := plan.Solve(context.Background(), &p.Problem, plan.Options{Seed: 1, Effort: 1_000_000})
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, vroom.Write(&out, p, planned))
	return out.String()
}

func TestSolution(t *testing.T) {
	got := solve(t, problem)
	assert.JSONEq(t, `{
	  "code": 0,
	  "summary": {"cost": 1800, "routes": 2, "unassigned": 1, "setup": 0, "service": 7200, "duration": 1800,
	              "waiting_time": 0, "priority": 0, "violations": []},
	  "unassigned": [{"id": 3, "type": "job", "location_index": 2}],
	  "routes": [
	    {"vehicle": 7, "description": "Ann", "cost": 1800, "setup": 0, "service": 3600, "duration": 1800, "waiting_time": 0,
	     "priority": 0, "violations": [], "steps": [
	      {"type": "start", "location": [4.4, 51.2], "location_index": 0, "setup": 0, "service": 0, "waiting_time": 0,
	       "arrival": 35100, "duration": 0, "violations": []},
	      {"type": "job", "description": "itsme", "location_index": 2, "id": 1, "job": 1, "setup": 0, "service": 3600,
	       "waiting_time": 0, "arrival": 36000, "duration": 900, "violations": []},
	      {"type": "end", "location_index": 0, "setup": 0, "service": 0, "waiting_time": 0, "arrival": 40500,
	       "duration": 1800, "violations": []}]},
	    {"vehicle": 8, "cost": 0, "setup": 0, "service": 3600, "duration": 0, "waiting_time": 0, "priority": 0,
	     "violations": [], "steps": [
	      {"type": "start", "location_index": 1, "setup": 0, "service": 0, "waiting_time": 0, "arrival": 36000,
	       "duration": 0, "violations": []},
	      {"type": "job", "location_index": 1, "id": 2, "job": 2, "setup": 0, "service": 3600, "waiting_time": 0,
	       "arrival": 36000, "duration": 0, "violations": []}]}]}`, got)
	assert.Equal(t, got, solve(t, problem), "the same bytes again")
}

func TestNothingToPlan(t *testing.T) {
	assert.Contains(t, solve(t, `{"vehicles": [], "jobs": []}`), `"unassigned": []`)
	assert.Contains(t, solve(t, `{"vehicles": [], "jobs": [{"id": 1, "location_index": 0}]}`), `"unassigned": 1`)
}

// Each case changes the problem above in one place.
func TestMistakes(t *testing.T) {
	cases := map[string]struct{ old, changed, says string }{
		"no JSON":                  {`"jobs": [`, `"jobs": [[`, "line 12"},
		"a list":                   {problem, `[]`, "cannot unmarshal"},
		"nothing":                  {problem, ` `, "the file is empty"},
		"something after it":       {problem, problem + `{}`, "after top-level value"},
		"no vehicles":              {`"vehicles"`, `"vehicle"`, `there are no "vehicles"`},
		"a misspelled field":       {`"vehicles"`, `"vehicle"`, `the file: there is no field "vehicle"`},
		"shipments":                {`"jobs": [`, `"shipments": [{}], "jobs": [`, `the file: "shipments" is not supported: remove it`},
		"a capacity":               {`"capacity": []`, `"capacity": [4]`, `vehicles[1] (id 8): "capacity" is not supported`},
		"breaks":                   {`"capacity": []`, `"breaks": [{"id": 1}]`, `vehicles[1] (id 8): "breaks" is not supported`},
		"a number of tasks":        {`"capacity": []`, `"max_tasks": 3`, `vehicles[1] (id 8): "max_tasks" is not supported`},
		"a priority":               {`"priority": 0`, `"priority": 10`, `jobs[1] (id 2): "priority" is not supported`},
		"a set-up time":            {`"priority": 0`, `"setup": 60`, `jobs[1] (id 2): "setup" is not supported`},
		"costs":                    {`"durations"`, `"costs": [], "durations"`, `matrices.bicycle: "costs" is not supported`},
		"an unknown vehicle field": {`"capacity": []`, `"colour": 3`, `vehicles[1] (id 8): there is no field "colour"`},
		"a vehicle twice":          {`"id": 8`, `"id": 7`, "there is a vehicle with this id already"},
		"a job twice":              {`"id": 2`, `"id": 1`, "there is a job with this id already"},
		"no id":                    {`"id": 2, `, ``, `jobs[1] has no "id": add it`},
		"no place":                 {`"location_index": 1, `, ``, `jobs[1] (id 2) has no "location_index"`},
		"no matrix":                {`"bicycle": {`, `"car": {`, `there is no matrix for its profile "bicycle"`},
		"no matrices":              {`"matrices"`, `"matrix"`, `there is no matrix for its profile "bicycle"`},
		"nowhere to be":            {`"start_index": 1, `, ``, `neither "start_index" nor "end_index"`},
		"a hole":                   {`[600, 0, 1200]`, `[600, null, 1200]`, "matrices.bicycle.durations[1][1] is a hole"},
		"a short row":              {`[600, 0, 1200]`, `[600, 0]`, "durations[1] has 2 numbers where the matrix has 3 rows"},
		"a missing row":            {`, [900, 1200, 0]]`, `]`, "durations[0] has 3 numbers where the matrix has 2 rows"},
		"a negative way":           {`[600, 0, 1200]`, `[-600, 0, 1200]`, "durations[1][0] is -600: ways take from 0"},
		"half a second":            {`[600, 0, 1200]`, `[600, 0, 0.5]`, "durations[1][2] is 0.5, and not a whole number"},
		"a row that is none":       {`[600, 0, 1200]`, `3`, "durations[1] is 3, and not a row"},
		"rows within rows":         {`[600, 0, 1200]`, `[600, [0], 1200]`, "durations[1][1] is [0, and not a whole number"},
		"no durations":             {`"durations": [[0, 600, 900], [600, 0, 1200], [900, 1200, 0]]`, ``, `matrices.bicycle has no "durations"`},
		"too far out":              {`"location_index": 2, "skills"`, `"location_index": 3, "skills"`, `jobs[2] (id 3): "location_index" is 3, and the matrix has places 0 to 2 only`},
		"a start too far out":      {`"start_index": 1`, `"start_index": 5`, `"start_index" is 5, and the matrix has places 0 to 2`},
		"a negative time":          {`[32400, 50400]`, `[-1, 50400]`, "begins at -1: times are not negative"},
		"a negative service":       {`"service": 3600, "skills"`, `"service": -1, "skills"`, `"service" is -1, and cannot be negative`},
		"a long service":           {`"service": 3600, "skills"`, `"service": 9000000000000, "skills"`, "which is longer than"},
		"a reversed window":        {`[32400, 50400]`, `[50400, 32400]`, `"time_window" ends at 32400, before it begins at 50400: exchange them`},
		"a reversed job window":    {`[36000, 39600]`, `[39600, 36000]`, "time_windows[0] ends at 36000"},
		"a window for ever":        {`[32400, 50400]`, `[0, 9000000000000]`, "which is later than"},
		"a window of one":          {`[32400, 50400]`, `[32400]`, "is [32400], and not [from, to]"},
		"no windows":               {`[[36000, 36000]]`, `[]`, "leave it out for a job at any time"},
		"skills in words":          {`"skills": [21]`, `"skills": ["Turkish"]`, `"skills" is ["Turkish"], and not a list of whole numbers`},
		"a number as a text":       {`"description": "Ann"`, `"description": 4`, `"description" is 4, and not a text`},
		"half a place":             {`[4.4, 51.2]`, `[4.4]`, `not [longitude, latitude]`},
		"a job that is none":       {`{"id": 3, "location_index": 2, "skills": [99]}`, `3`, "jobs[2] is no object"},
		"matrices in a list":       {`{"bicycle": {"durations": [[0, 600, 900], [600, 0, 1200], [900, 1200, 0]]}}`, `[]`, `"matrices" is no object`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, problem, c.old)
			_, err := vroom.Read(strings.NewReader(strings.Replace(problem, c.old, c.changed, 1)))
			require.ErrorIs(t, err, vroom.ErrFile)
			assert.ErrorContains(t, err, c.says)
		})
	}
}

func TestManyMistakes(t *testing.T) {
	_, err := vroom.Read(strings.NewReader(`{"vehicles": [], "jobs": [` + strings.Repeat(`{},`, 30) + `{}]}`))
	require.ErrorIs(t, err, vroom.ErrFile)
	assert.ErrorContains(t, err, "more")
	assert.Less(t, strings.Count(err.Error(), "\n"), 30)
}

func TestUnreadable(t *testing.T) {
	_, err := vroom.Read(iotest.ErrReader(errors.New("the disk is gone")))
	assert.EqualError(t, err, "the disk is gone")
}

// Any file is either read or rejected, and what is read can be solved.
func FuzzRead(f *testing.F) {
	f.Add(problem)
	f.Add(`{"vehicles": [], "jobs": []}`)
	f.Add(`{"vehicles":[{"id":1,"start_index":0}],"jobs":[{"id":1,"location_index":0}],"matrices":{"car":{"durations":[[0]]}}}`)
	f.Add(`{"matrices":{"car":{"durations":[[ 1 , 2 ],[],null,[null]]}}}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := vroom.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		planned, err := plan.Solve(t.Context(), &p.Problem, plan.Options{Effort: 1000})
		if err != nil {
			t.Fatalf("read, and then refused: %v", err)
		}
		var out bytes.Buffer
		if err := vroom.Write(&out, p, planned); err != nil || !json.Valid(out.Bytes()) {
			t.Fatalf("%v: %s", err, &out)
		}
	})
}
