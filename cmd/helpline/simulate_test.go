package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
)

func TestAPilotOfAWrongSize(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--residents", "0"}, {"--students", "-1"}, {"--weeks", "1000"}, {"--programme", "nowhere"}} {
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"simulate"}, args...), bytes.NewReader(nil), &out, &errs)
		require.Equal(t, exit.CodeUsage, code, args)
		require.Contains(t, errs.String(), args[0])
	}
}
