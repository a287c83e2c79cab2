package graph

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/offers"
)

// Every state is in exactly one part, and that part is named after the file that
// declares it.
func TestPartsAreTheFilesOfTheDialogue(t *testing.T) {
	dialogue := offers.Helpline()
	seen := map[flows.StateName]string{}
	for _, part := range dialogueParts(dialogue) {
		require.NotEmpty(t, part.states, part.name)
		declared := statesDeclaredIn(t, fileOf(t, part.name))
		for _, name := range part.states {
			require.Contains(t, dialogue.States, name, "%s lists a state that is not in the dialogue", part.name)
			require.NotContains(t, seen, name, "a state in two parts")
			require.Contains(t, declared, name, "%s is declared in another file", name)
			seen[name] = part.name
		}
	}
	for name := range dialogue.States {
		require.Contains(t, seen, name, "a state is in no part")
		require.Equal(t, seen[name], partOf(dialogue, name))
	}
}

// fileOf returns the file of a part: with the residents, or beside visits.
func fileOf(t *testing.T, part string) string {
	t.Helper()
	for _, room := range []string{"resident", "offers"} {
		path := filepath.Join(moduleRoot(t), "flows", room, part+".go")
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Fatal("no file for part " + part)
	return ""
}

// moduleRoot is the folder that go.mod is in.
func moduleRoot(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs(".")
	require.NoError(t, err)
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		require.NotEqual(t, folder, filepath.Dir(folder), "no go.mod above")
		folder = filepath.Dir(folder)
	}
}

// statesDeclaredIn reads the names of states from a file.
func statesDeclaredIn(t *testing.T, path string) []flows.StateName {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	require.NoError(t, err)
	var names []flows.StateName
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		kind, _ := spec.Type.(*ast.Ident)
		if from, ok := spec.Type.(*ast.SelectorExpr); ok {
			kind = from.Sel
		}
		if value, is := spec.Values[0].(*ast.BasicLit); is && kind != nil && kind.Name == "StateName" {
			name, err := strconv.Unquote(value.Value)
			require.NoError(t, err)
			names = append(names, flows.StateName(name))
		}
		return true
	})
	return names
}
