package imports

// RowsOf returns a list as a sequence of rows without errors.
func RowsOf[T any](list []T) func(yield func(T, error) bool) {
	return func(yield func(T, error) bool) {
		for _, item := range list {
			if !yield(item, nil) {
				return
			}
		}
	}
}
