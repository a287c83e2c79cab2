package lettercode

// base is the number of digits that a code can have in each place.
const base = 9

// The check digit makes a weighted sum zero in the field of nine elements, in which a digit d
// stands for the element d-1, written as a + b·i with a and b modulo 3 and i·i = -1. A digit's
// weight is a power of 1+i, whose powers run through all eight elements but zero. Neighbours
// have different weights, so that changing their places changes the sum; their weights do not
// add up to zero, so that neither does 33 for 44; and no weight is zero, so that every single
// wrong digit changes it. A sum modulo 9 could not do that: 3 has no inverse there.

// element is a + b·i.
type element struct{ a, b int }

func elementOf(digit byte) element {
	n := int(digit - '1')
	return element{n / 3, n % 3}
}

func (e element) digit() byte { return '1' + byte(e.a*3+e.b) }

func (e element) plus(f element) element { return element{(e.a + f.a) % 3, (e.b + f.b) % 3} }

// times multiplies; -1 is 2 modulo 3.
func (e element) times(f element) element {
	return element{(e.a*f.a + 2*e.b*f.b) % 3, (e.a*f.b + e.b*f.a) % 3}
}

// checkDigit returns the digit that follows others in a code. By Horner's rule, the last of
// them has the weight 1+i, and the check digit itself 1.
func checkDigit(digits []byte) byte {
	weight, sum := element{1, 1}, element{}
	for _, digit := range digits {
		sum = sum.plus(elementOf(digit)).times(weight)
	}
	return element{(3 - sum.a) % 3, (3 - sum.b) % 3}.digit()
}
