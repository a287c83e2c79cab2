package plan

import "math"

// program is the linear relaxation of a set partitioning problem: choose rounds x of
// least cost so that each row's sum is its right-hand side. Every row has a slack: for
// a visit it means that it is not made, for a shift that it is empty, for a cap that it
// is not exhausted.
//
// It is solved by the primal simplex method with an explicit inverse of the basis:
// there are a few hundred rows, columns have few entries, and the basis is kept between
// the nodes of a search tree. Right-hand sides are perturbed slightly, because these
// problems are very degenerate; bounds are computed with the exact ones and hold for
// any feasible dual.
type program struct {
	size   int // rows
	right  []float64
	shaken []float64 // right, perturbed

	slack  []float64 // cost of each row's slack
	cost   []float64 // of each column
	starts []int32   // of the entries of each column, and one more
	rows   []int32
	values []float64

	banned  []int16 // how many decisions forbid a column
	penalty float64 // cost of what is forbidden and still in the basis

	basis   []int32 // of each row: a column, or ^row for a slack
	inside  []bool  // columns in the basis
	inverse [][]float64
	x, y    []float64
	d       []float64 // the entering column, by the basis
	wanted  []int32   // columns that are priced first
	listed  []bool    // in wanted
	dropped []bool    // columns that cannot be in a better plan
	stop    func() bool
	pivots  int // since the inverse was computed
	work    int64
}

// A column improves the solution if its reduced cost is less than -tolerance.
const (
	tolerance = 1e-6
	smallest  = 1e-9 // pivot
)

func newProgram(right, slack []float64, stop func() bool) *program {
	m := len(right)
	p := &program{
		size: m, right: right, slack: slack, stop: stop, shaken: make([]float64, m), starts: []int32{0},
		basis: make([]int32, m), inverse: make([][]float64, m), x: make([]float64, m), y: make([]float64, m), d: make([]float64, m),
	}
	for i := range right {
		p.inverse[i] = make([]float64, m)
	}
	return p
}

// add appends a column.
func (p *program) add(cost float64, rows []int32, values []float64) {
	p.cost = append(p.cost, cost)
	p.rows = append(p.rows, rows...)
	p.values = append(p.values, values...)
	p.starts = append(p.starts, int32(len(p.rows)))
}

// ready prepares the program after all columns were added. The first basis has these
// columns for the rows before slacks, and slacks for the others.
func (p *program) ready(first []int32, slacks int) {
	n := len(p.cost)
	p.banned, p.inside, p.listed, p.dropped = make([]int16, n), make([]bool, n), make([]bool, n), make([]bool, n)
	copy(p.shaken, p.right)
	p.invert(first, func(row int) bool { return row >= slacks })
	p.shake()
	p.price()
}

// shake perturbs the right-hand sides so that every basic variable increases slightly.
func (p *program) shake() {
	rnd := random{7}
	for _, j := range p.basis {
		little := 1e-6 * (1 + rnd.float())
		if j < 0 {
			p.shaken[^j] += little
			continue
		}
		for k := p.starts[j]; k < p.starts[j+1]; k++ {
			p.shaken[p.rows[k]] += little * p.values[k]
		}
	}
}

// invert computes the inverse of a basis of columns and the slacks of held rows,
// largest pivots first.
func (p *program) invert(columns []int32, held func(row int) bool) {
	for i := range p.inverse {
		clear(p.inverse[i])
		p.inverse[i][i] = 1
		p.basis[i] = ^int32(i)
	}
	clear(p.inside)
	for _, j := range columns {
		p.transform(j)
		row := -1
		for i, value := range p.d {
			if p.basis[i] < 0 && !held(i) && (row < 0 || math.Abs(value) > math.Abs(p.d[row])+smallest) {
				row = i
			}
		}
		if row < 0 || math.Abs(p.d[row]) < smallest {
			continue // linearly dependent because of rounding
		}
		p.eliminate(row)
		p.basis[row], p.inside[j] = j, true
	}
	p.pivots = 0
}

// refactor computes the inverse anew, before rounding errors accumulate.
func (p *program) refactor() {
	columns, slack := make([]int32, 0, p.size), make([]bool, p.size)
	for _, b := range p.basis {
		if b >= 0 {
			columns = append(columns, b)
		} else {
			slack[^b] = true
		}
	}
	p.invert(columns, func(row int) bool { return slack[row] })
	p.price()
}

// transform expresses an entering column in the basis.
func (p *program) transform(j int32) {
	if j < 0 {
		for i := range p.d {
			p.d[i] = p.inverse[i][^j]
		}
		return
	}
	from, to := p.starts[j], p.starts[j+1]
	rows, values := p.rows[from:to], p.values[from:to]
	for i := range p.d {
		line, sum := p.inverse[i], 0.0
		for k, row := range rows {
			sum += line[row] * values[k]
		}
		p.d[i] = sum
	}
	p.work += int64(p.size*len(rows)) / 8
}

// eliminate makes the transformed column a unit vector.
func (p *program) eliminate(row int) {
	line := p.inverse[row]
	by := 1 / p.d[row]
	for k := range line {
		line[k] *= by
	}
	for i, value := range p.d {
		if i == row || math.Abs(value) < 1e-12 {
			continue
		}
		other := p.inverse[i]
		for k, c := range line {
			other[k] -= value * c
		}
		p.work += int64(p.size) / 8
	}
}

// value returns the current cost of a column or slack.
func (p *program) value(j int32) float64 {
	if j < 0 {
		return p.slack[^j]
	}
	if p.banned[j] > 0 {
		return p.penalty
	}
	return p.cost[j]
}

// price computes the basic solution and the dual prices from the inverse.
func (p *program) price() {
	clear(p.y)
	for i, line := range p.inverse {
		c, sum := p.value(p.basis[i]), 0.0
		for k, value := range line {
			sum += value * p.shaken[k]
			p.y[k] += c * value
		}
		p.x[i] = max(0, sum)
	}
	p.work += int64(p.size*p.size) / 4
}

// reduced returns the reduced cost of a column.
func (p *program) reduced(j int32) float64 { return p.reducedBy(p.y, j) }

// reducedBy returns the reduced cost of a column for other prices.
func (p *program) reducedBy(prices []float64, j int32) float64 {
	c := p.cost[j]
	for k := p.starts[j]; k < p.starts[j+1]; k++ {
		c -= prices[p.rows[k]] * p.values[k]
	}
	return c
}

// entering returns the best improvement among the slacks and the columns that are
// priced first. If there is none, it prices all columns and lists some.
func (p *program) entering() (j int32, reduced float64, found bool) {
	for {
		minReduced := -tolerance
		for i, c := range p.slack {
			if r := c - p.y[i]; r < minReduced {
				minReduced, j, found = r, ^int32(i), true
			}
		}
		for _, k := range p.wanted {
			if p.banned[k] > 0 || p.inside[k] || p.dropped[k] {
				continue
			}
			if r := p.reduced(k); r < minReduced {
				minReduced, j, found = r, k, true
			}
		}
		p.work += int64(len(p.wanted)) + int64(p.size)/4
		if found {
			return j, minReduced, true
		}
		if !p.list() {
			return 0, 0, false
		}
	}
}

// list adds improving columns to those that are priced first.
func (p *program) list() bool {
	var improving []float64
	var which []int32
	for j := range p.cost {
		if p.banned[j] > 0 || p.inside[j] || p.dropped[j] || p.listed[j] {
			continue
		}
		if r := p.reduced(int32(j)); r < -tolerance {
			improving, which = append(improving, r), append(which, int32(j))
		}
	}
	p.work += int64(len(p.cost))
	if len(which) == 0 {
		return false
	}
	// If there are many, those that improve least are skipped.
	worst := math.Inf(1)
	if limit := 2 * p.size; len(which) > limit {
		worst = percentile(improving, limit)
	}
	for i, j := range which {
		if improving[i] <= worst {
			p.wanted = append(p.wanted, j)
			p.listed[j] = true
		}
	}
	return true
}

// solve iterates until the solution is optimal or the limit of work is reached. It
// reports whether it is optimal.
func (p *program) solve(limit int64) bool {
	p.price()
	for p.work < limit && !p.stop() {
		j, reduced, found := p.entering()
		if !found {
			return true
		}
		p.transform(j)
		row := p.leaving()
		if row < 0 {
			return false // only because of rounding: slacks and shifts bound everything
		}
		p.pivot(row, j, reduced)
	}
	return false
}

// leaving returns the row that limits the entering column; of several, the one with the
// largest pivot.
func (p *program) leaving() int {
	row, minRatio := -1, math.Inf(1)
	for i, value := range p.d {
		if value <= smallest {
			continue
		}
		ratio := p.x[i] / value
		if ratio < minRatio-1e-12 || ratio < minRatio+1e-12 && row >= 0 && value > p.d[row] {
			row, minRatio = i, ratio
		}
	}
	return row
}

func (p *program) pivot(row int, j int32, reduced float64) {
	step := p.x[row] / p.d[row]
	for i, value := range p.d {
		if value != 0 {
			p.x[i] = max(0, p.x[i]-step*value)
		}
	}
	p.x[row] = step
	p.eliminate(row)
	for k, value := range p.inverse[row] {
		p.y[k] += reduced * value
	}
	if out := p.basis[row]; out >= 0 {
		p.inside[out] = false
	}
	if j >= 0 {
		p.inside[j] = true
	}
	p.basis[row] = j
	if p.pivots++; p.pivots >= max(200, p.size) {
		p.refactor()
	}
}

// bound returns a lower bound on the cost of any solution, after solve found the
// optimum.
func (p *program) bound() float64 {
	sum := 0.0
	for i, y := range p.y {
		sum += y * p.right[i]
	}
	return sum
}

// solution calls yield with every column that is used and its value.
func (p *program) solution(yield func(j int32, x float64)) {
	for i, line := range p.inverse {
		x := 0.0
		for k, value := range line {
			x += value * p.right[k]
		}
		if x > tolerance {
			yield(p.basis[i], x)
		}
	}
}
