package scheduling_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// Outcomes lists each constant of its type, so that a new one is counted and reported.
func TestOutcomesIsWhole(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "demand.go", nil, 0)
	require.NoError(t, err)
	var declared []scheduling.Outcome
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "Outcome" {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			declared = append(declared, scheduling.Outcome(text))
		}
		return true
	})
	require.NotEmpty(t, declared)
	require.ElementsMatch(t, declared, scheduling.Outcomes())
}
