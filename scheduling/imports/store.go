package imports

import (
	"context"
	"iter"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Store imports lists. An import is one transaction: if a row has an error, nothing is
// imported. An import may be repeated; entries that are missing from a list are left
// unchanged. If two rows have the same key, the error wraps ErrInvalid.
type Store interface {
	// ImportStudents inserts or updates students by phone and makes them active. Empty
	// Means and Exceptions leave the stored ones unchanged.
	ImportStudents(ctx context.Context, programme string, rows iter.Seq2[scheduling.Student, error], now time.Time) (Counts, error)
	// ImportResidents inserts or updates residents by letter code. Somebody without a code
	// in the list keeps the one they have, or gets one of [lettercode.New]: they are found
	// by name and address. A new code for
	// somebody with the same name and address replaces their older code; a replaced
	// code is ignored. A code that a list gives to another name at another address than those
	// of whoever has it makes the error a *ClashError. Minutes is the total that lists ever
	// granted, and the difference to the stored total is granted, or taken as far as it is
	// available.
	ImportResidents(ctx context.Context, programme string, rows iter.Seq2[scheduling.Resident, error], now time.Time) (Counts, error)
	// LetterCodes returns the codes of people by name and address, in their order; empty for
	// somebody who is not stored. A row that has a code keeps it.
	LetterCodes(ctx context.Context, programme string, people []scheduling.Resident) ([]string, error)
	// ImportDigipunten inserts or updates walk-in points by name.
	ImportDigipunten(ctx context.Context, programme string, rows iter.Seq2[scheduling.Digipunt, error], now time.Time) (Counts, error)
}

// Counts holds how many rows an import added, updated or left unchanged. Their sum is
// the number of rows.
type Counts struct {
	Added, Updated, Unchanged int
}
