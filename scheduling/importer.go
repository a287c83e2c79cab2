package scheduling

import (
	"context"
	"iter"
	"time"
)

// Importer takes over lists that somebody keeps elsewhere. An import is one
// transaction: any error a row comes with, and nothing is imported. It may be
// repeated, and what is missing from a list is left as it was. Two rows with the
// same key in one list are ErrInvalid.
type Importer interface {
	// ImportStudents updates by phone. A student who is listed takes visits. What a
	// list of students leaves empty because it does not hold it (Means,
	// Exceptions) stays as it was.
	ImportStudents(ctx context.Context, programme string, rows iter.Seq2[Student, error], now time.Time) (ImportCounts, error)
	// ImportResidents updates by letter code. A new code for somebody of the same
	// name and address replaces their older code; a code that was replaced is left
	// alone. Vouchers is how many were ever granted: a higher or lower number
	// than before grants or takes the difference.
	ImportResidents(ctx context.Context, programme string, rows iter.Seq2[Resident, error], now time.Time) (ImportCounts, error)
	// ImportDigipunten updates by name.
	ImportDigipunten(ctx context.Context, programme string, rows iter.Seq2[Digipunt, error], now time.Time) (ImportCounts, error)
}

// ImportCounts says what an import did; together they are the rows of the list.
type ImportCounts struct {
	Added, Updated, Unchanged int
}
