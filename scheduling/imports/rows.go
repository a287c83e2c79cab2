package imports

// RowsOf hands out a list as an import reads it.
func RowsOf[T any](list []T) func(yield func(T, error) bool) {
	return func(yield func(T, error) bool) {
		for _, item := range list {
			if !yield(item, nil) {
				return
			}
		}
	}
}
