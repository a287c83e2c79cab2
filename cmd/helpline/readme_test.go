package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The call in the README is the beginning of a call that a test plays.
func TestReadmeShowsARealCall(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	call, err := os.ReadFile(transcripts + "booking-nl.txt")
	require.NoError(t, err)
	_, shown, found := strings.Cut(string(readme), "```\n")
	require.True(t, found)
	shown, _, found = strings.Cut(shown, "```\n")
	require.True(t, found)
	require.True(t, strings.HasPrefix(string(call), shown), "the README shows another call than %sbooking-nl.txt", transcripts)
}
