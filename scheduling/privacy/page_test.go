package privacy_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/privacy"
)

var update = flag.Bool("update", false, "write docs/privacy/kept.md again")

// docs/privacy/kept.md is drawn from the rules that the nightly run follows.
func TestThePageOfWhatIsKept(t *testing.T) {
	const name = "../../docs/privacy/kept.md"
	page := page()
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(page), 0o644))
	}
	content, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, page, string(content), "go test ./scheduling/privacy -update")
}

func page() string {
	var text strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	line("# What is kept about people, and its end\n")
	line("Drawn from `scheduling/privacy/rules.go` by `go test ./scheduling/privacy -update`.")
	line("The days are those of a programme's file.\n")
	line("| table | about people | kept until | by | what is left |\n|---|---|---|---|---|")
	for _, rule := range privacy.Rules() {
		key := "-"
		if rule.Step != "" {
			key = "`" + string(rule.Step.Key()) + "`"
		}
		columns := "-"
		if len(rule.Columns) > 0 {
			columns = "`" + strings.Join(rule.Columns, "`, `") + "`"
		}
		line("| `%s` | %s | %s | %s | %s |", rule.Table, columns, rule.Until, key, rule.Then)
	}
	line("\nAbout nobody: `%s`.\n", strings.Join(privacy.NobodysTables(), "`, `"))
	line("| outside the database | what | until |\n|---|---|---|")
	for _, kept := range privacy.Stores() {
		line("| %s | %s | %s |", kept.Where, kept.What, kept.Until)
	}
	return text.String()
}

func TestEachStepEndsATable(t *testing.T) {
	ends := map[privacy.Step]bool{}
	for _, rule := range privacy.Rules() {
		ends[rule.Step] = true
		require.NotEmpty(t, rule.Until, rule.Table)
		require.NotEmpty(t, rule.Then, rule.Table)
	}
	for _, step := range privacy.Steps() {
		require.True(t, ends[step], step)
	}
}
