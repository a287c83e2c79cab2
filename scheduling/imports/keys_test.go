package imports

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestLetterCodesAreKeptApart checks that the fixed table behaves like a map.
func TestLetterCodesAreKeptApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fixed, plain := newLetterCodes(), newAnyKeys()
		for i, code := range rapid.SliceOf(rapid.StringMatching(`[1239]{6,9}`)).Draw(t, "codes") {
			require.Equal(t, plain.first(code, i+2), fixed.first(code, i+2))
		}
		require.Equal(t, plain.first("999999", 1_000), fixed.first("999999", 1_000))
		require.Equal(t, plain.first("999999", 1_001), fixed.first("999999", 1_001))
	})
}
