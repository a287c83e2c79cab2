// Slowest reads what go test -json writes, prints what go test would have printed,
// and then the packages and tests that took longest.
//
//	go test -json ./... | go run -C tools ./slowest
//
// It does not judge: go test's own exit code says whether all passed.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// maxListed is how many packages and tests are named.
const maxListed = 10

// event is a line of go test -json, see go doc test2json.
type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

type timed struct {
	name    string
	seconds float64
}

type report struct {
	out             io.Writer
	packages, tests []timed
	output          map[string]string // of tests that still run
}

func main() {
	r := report{out: os.Stdout, output: map[string]string{}}
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadString('\n')
		r.line(line)
		if err != nil {
			break
		}
	}
	r.list("packages", r.packages)
	r.list("tests", r.tests)
}

func (r *report) line(line string) {
	var e event
	if err := json.Unmarshal([]byte(line), &e); err != nil {
		fmt.Fprint(r.out, line)
		return
	}
	switch e.Action {
	case "output", "build-output":
		r.print(e)
	case "pass", "fail", "skip":
		r.end(e)
	}
}

// print shows what a package writes, and keeps what a test writes until it fails.
func (r *report) print(e event) {
	if e.Test == "" {
		if e.Output != "PASS\n" {
			fmt.Fprint(r.out, e.Output)
		}
		return
	}
	r.output[e.Package+" "+e.Test] += e.Output
}

func (r *report) end(e event) {
	key := e.Package + " " + e.Test
	if e.Action == "fail" {
		fmt.Fprint(r.out, r.output[key])
	}
	delete(r.output, key)
	switch {
	case e.Test == "":
		r.packages = append(r.packages, timed{e.Package, e.Elapsed})
	case !strings.Contains(e.Test, "/"):
		r.tests = append(r.tests, timed{key, e.Elapsed})
	}
}

func (r *report) list(what string, all []timed) {
	slices.SortStableFunc(all, func(a, b timed) int { return cmp.Compare(b.seconds, a.seconds) })
	fmt.Fprintf(r.out, "\nthe %s that took longest:\n", what)
	for _, t := range all[:min(len(all), maxListed)] {
		fmt.Fprintf(r.out, "%8.1f s  %s\n", t.seconds, t.name)
	}
}
