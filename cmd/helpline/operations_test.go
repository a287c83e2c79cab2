package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/require"
)

// Every command, metric and variable that docs/operations.md names exists.
func TestTheOperatorsGuideIsTrue(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile(root + "docs/operations.md")
	require.NoError(t, err)
	services, lists := composed(t).Services, t.TempDir()
	for _, name := range []string{"students.csv", "residents.csv", "digipunten.csv"} {
		require.NoError(t, os.WriteFile(filepath.Join(lists, name), nil, 0o600))
	}
	commands, asked := 0, regexp.MustCompile(`^    (?:docker compose run --rm (?:--user \S+ \S+ )?(?:-v \S+ )?(app|migrate)|\./helpline)( .*)?$`)
	for line := range strings.Lines(string(guide)) {
		match := asked.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if match == nil {
			continue
		}
		args := regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(strings.ReplaceAll(match[2], " /lists/", " "+lists+"/"), -1)
		if len(args) == 0 {
			args = services[match[1]].Command
		}
		parser, err := kong.New(&cli{}, commandVars(), kong.Exit(func(int) {}))
		require.NoError(t, err)
		_, err = parser.Parse(args)
		require.NoError(t, err, line)
		commands++
	}
	require.GreaterOrEqual(t, commands, 13)
	environment := example(t)
	for _, name := range regexp.MustCompile(`\b(?:HELPLINE|TWILIO)_[A-Z_]+`).FindAllString(string(guide), -1) {
		require.Contains(t, environment, name)
	}
	source, err := os.ReadFile(root + "ivr/metrics/metrics.go")
	require.NoError(t, err)
	more, err := os.ReadFile(root + "ivr/metrics/backlog.go")
	require.NoError(t, err)
	for _, name := range regexp.MustCompile("helpline_[a-z_]+").FindAllString(string(guide), -1) {
		require.Contains(t, string(source)+string(more), `"`+name+`"`)
	}
}
