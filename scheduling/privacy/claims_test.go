package privacy_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	named   = regexp.MustCompile("`(Test[A-Za-z0-9]+)`")
	defined = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`)
)

// What docs/privacy claims about the software is held by a test, which it names.
func TestEachClaimNamesATest(t *testing.T) {
	tests := map[string]bool{}
	root := filepath.Join("..", "..")
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && path != root {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		content, err := os.ReadFile(path)
		for _, match := range defined.FindAllSubmatch(content, -1) {
			tests[string(match[1])] = true
		}
		return err
	}))
	pages, err := filepath.Glob(filepath.Join(root, "docs", "privacy", "*.md"))
	require.NoError(t, err)
	claims := 0
	for _, page := range pages {
		content, err := os.ReadFile(page)
		require.NoError(t, err)
		for _, match := range named.FindAllSubmatch(content, -1) {
			claims++
			require.True(t, tests[string(match[1])], "%s names %s, which does not exist", page, match[1])
		}
		for line := range strings.SplitSeq(string(content), "\n") {
			require.False(t, strings.Contains(line, "(test:") && !named.MatchString(line), "%s: %s", page, line)
		}
	}
	require.Greater(t, claims, 20)
}
