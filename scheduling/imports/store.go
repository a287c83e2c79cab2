package imports

import (
	"context"
	"iter"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Store takes over lists that somebody keeps elsewhere. An import is one
// transaction: any error a row comes with, and nothing is imported. It may be
// repeated, and what is missing from a list is left as it was. Two rows with the
// same key in one list are ErrInvalid.
type Store interface {
	// ImportStudents updates by phone. A student who is listed takes visits. What a
	// list of students leaves empty because it does not hold it (Means,
	// Exceptions) stays as it was.
	ImportStudents(ctx context.Context, programme string, rows iter.Seq2[scheduling.Student, error], now time.Time) (Counts, error)
	// ImportResidents updates by letter code. A new code for somebody of the same
	// name and address replaces their older code; a code that was replaced is left
	// alone. Vouchers is how many were ever granted: a higher or lower number
	// than before grants or takes the difference.
	ImportResidents(ctx context.Context, programme string, rows iter.Seq2[scheduling.Resident, error], now time.Time) (Counts, error)
	// ImportDigipunten updates by name.
	ImportDigipunten(ctx context.Context, programme string, rows iter.Seq2[scheduling.Digipunt, error], now time.Time) (Counts, error)
}

// Counts says what an import did; together they are the rows of the list.
type Counts struct {
	Added, Updated, Unchanged int
}
