package privacy_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/privacy"
)

var (
	named   = regexp.MustCompile("`(Test[A-Za-z0-9]+)`")
	defined = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`)
	command = regexp.MustCompile("`(?:helpline )?(privacy [a-z]+)[^`]*`")
	column  = regexp.MustCompile("`([a-z_]+)`")
)

// testFiles returns the content of the file that each test is in.
func testFiles(t *testing.T, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && path != root {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		content, err := os.ReadFile(path)
		for _, match := range defined.FindAllSubmatch(content, -1) {
			files[string(match[1])] = string(content)
		}
		return err
	}))
	return files
}

// claimsOf returns the claims of a page: its paragraphs, items and lines of tables.
func claimsOf(page string) []string {
	return regexp.MustCompile(`\n(?:\n|- |\|)`).Split(page, -1)
}

// What docs/privacy claims about the software is held by a test, which it names. A claim
// about a command or a table names a test whose file has that command or table.
func TestEachClaimNamesATest(t *testing.T) {
	root := filepath.Join("..", "..")
	files := testFiles(t, root)
	tables := map[string]bool{}
	for _, rule := range privacy.Rules() {
		tables[rule.Table] = true
	}
	pages, err := filepath.Glob(filepath.Join(root, "docs", "privacy", "*.md"))
	require.NoError(t, err)
	claims, touched := 0, 0
	for _, page := range pages {
		content, err := os.ReadFile(page)
		require.NoError(t, err)
		for _, claim := range claimsOf(string(content)) {
			var held strings.Builder
			for _, match := range named.FindAllStringSubmatch(claim, -1) {
				claims++
				require.Contains(t, files, match[1], "%s names a test that does not exist", page)
				held.WriteString(files[match[1]])
			}
			require.False(t, strings.Contains(claim, "(test:") && held.Len() == 0, "%s: %s", page, claim)
			if held.Len() == 0 {
				continue
			}
			for _, about := range touchedBy(claim, tables) {
				touched++
				require.Contains(t, held.String(), about, "%s: no test of this claim touches it:\n%s", page, claim)
			}
		}
	}
	require.Greater(t, claims, 20)
	require.Greater(t, touched, 5)
}

// touchedBy returns the commands and tables that a claim is about.
func touchedBy(claim string, tables map[string]bool) (all []string) {
	for _, match := range command.FindAllStringSubmatch(claim, -1) {
		all = append(all, match[1])
	}
	for _, match := range column.FindAllStringSubmatch(claim, -1) {
		if tables[match[1]] {
			all = append(all, match[1])
		}
	}
	return all
}
