package plan

import "math"

// random is splitmix64 (Steele, Lea and Flood, 2014). It need not be unpredictable, and
// a plan must not change with a release of the standard library.
type random struct{ state uint64 }

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1 (Lemire's multiplication, whose bias is of
// no importance for a search).
func (r *random) below(n int) int {
	return int(r.next() >> 32 * uint64(n) >> 32)
}

// float returns a number from 0 up to, and without, 1.
func (r *random) float() float64 { return float64(r.next()>>11) / (1 << 53) }

// exponential returns a number with mean 1.
func (r *random) exponential() float64 { return -math.Log(1 - r.float()) }

// fork begins an independent sequence.
func (r *random) fork() random { return random{r.next()} }
