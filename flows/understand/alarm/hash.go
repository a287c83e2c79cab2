package alarm

import "math"

// FNV-1a, with the numbers of its 32 bits.
const (
	offset = 2166136261
	prime  = 16777619
)

func hash(text string) uint32 {
	h := uint32(offset)
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * prime
	}
	return h
}

// hashed returns the place of a feature of a kind.
func hashed(kind, a, b uint32) uint32 {
	h := uint32(offset)
	for _, n := range [...]uint32{kind, a, b} {
		for range 4 {
			h = (h ^ n&0xff) * prime
			n >>= 8
		}
	}
	return (h ^ h>>15) % buckets
}

func inverseRoot(n int) float32 { return float32(1 / math.Sqrt(float64(max(n, 1)))) }
