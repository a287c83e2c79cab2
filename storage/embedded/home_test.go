package embedded

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhereTemporaryFoldersLie(t *testing.T) {
	t.Setenv("TMPDIR", "/tmp/x")
	require.Equal(t, []string{"/tmp/x"}, tempParents(), "where TMPDIR says")
	t.Setenv("TMPDIR", "")
	parents := tempParents()
	require.Equal(t, os.TempDir(), parents[len(parents)-1], "swept, whatever memory there is") //nolint:usetesting // the default itself is tested
	if memory := memoryDir(); memory != "" {
		require.Equal(t, memory, parents[0])
	}
}
