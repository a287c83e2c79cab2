package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGroupsUnderFiveAreNotCounted(t *testing.T) {
	t.Parallel()
	for n := range 5 {
		require.Nil(t, atLeast(n))
		require.Equal(t, "<5", orFew(atLeast(n)))
	}
	require.Equal(t, "5", orFew(atLeast(5)))
}
