package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// documents lists the pages that name files of this repository.
func documents(t *testing.T) []string {
	t.Helper()
	pages := []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "flows/locale/words/README.md"}
	for i, page := range pages {
		pages[i] = root + page
	}
	for _, pattern := range []string{"docs/*.md", "docs/*/*.md"} {
		found, err := filepath.Glob(root + pattern)
		require.NoError(t, err)
		require.NotEmpty(t, found)
		pages = append(pages, found...)
	}
	return pages
}

// documentedPath finds a path in code quotes that begins with a folder of ours;
// documentedLink finds the target of a link.
var (
	documentedPath = regexp.MustCompile("`((?:cmd|docs|flows|ivr|scheduling|storage|tools)/[a-zA-Z0-9_./*-]*)`")
	documentedLink = regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
)

// A moved file must not leave its old path behind in a document.
func TestDocumentsNameFilesThatExist(t *testing.T) {
	exists := func(page, path, named string) {
		found, err := filepath.Glob(path)
		require.NoError(t, err)
		require.NotEmpty(t, found, "%s names %s", strings.TrimPrefix(page, root), named)
	}
	paths := 0
	for _, page := range documents(t) {
		text, err := os.ReadFile(page)
		require.NoError(t, err)
		for _, match := range documentedPath.FindAllStringSubmatch(string(text), -1) {
			exists(page, root+match[1], match[1])
			paths++
		}
		for _, match := range documentedLink.FindAllStringSubmatch(string(text), -1) {
			exists(page, filepath.Join(filepath.Dir(page), match[1]), match[1])
			paths++
		}
	}
	require.Greater(t, paths, 100)
}
