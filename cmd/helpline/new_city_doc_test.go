package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

// documentedBlock finds the commands of a document, and what they print.
var documentedBlock = regexp.MustCompile("(?ms)^```(sh fails|sh|text)$\n(.*?)\n```$")

// The commands that make a city run as they are written, and print what is shown.
func TestTheCommandsOfANewCity(t *testing.T) {
	t.Parallel()
	docs, err := filepath.Abs("../../docs")
	require.NoError(t, err)
	page, err := os.ReadFile(filepath.Join(docs, "new-city.md"))
	require.NoError(t, err)
	var script strings.Builder
	for _, block := range documentedBlock.FindAllStringSubmatch(string(page), -1) {
		for line := range strings.Lines(strings.ReplaceAll(block[2], `"`, "'")) {
			line = strings.TrimSpace(line)
			switch {
			case block[1] == "text":
				script.WriteString("stdout '" + regexp.QuoteMeta(strings.ReplaceAll(line, "'", "''")) + "'\n")
			case strings.HasPrefix(line, "helpline "):
				script.WriteString(map[string]string{"sh": "exec ", "sh fails": "! exec "}[block[1]] + line + "\n")
			default:
				script.WriteString(strings.ReplaceAll(line, "docs/", "$DOCS/") + "\n")
			}
		}
	}
	require.Greater(t, strings.Count(script.String(), "exec helpline "), 6)
	file := filepath.Join(t.TempDir(), "new_city.txtar")
	require.NoError(t, os.WriteFile(file, []byte(script.String()), 0o600))
	testscript.Run(t, testscript.Params{Files: []string{file}, Setup: func(env *testscript.Env) error {
		env.Setenv("DOCS", docs)
		return nil
	}})
}
