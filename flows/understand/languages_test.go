package understand

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// languageFile matches the files of one language: its lexicon, and how it says times; and
// the tables of rules, whose examples name the language that they are in.
var languageFile = regexp.MustCompile(`(^|/)(understand/lexicon/[a-z]{2}(_cues)?|textstest/[a-z]+|locale/[a-z]{2}|textrules)\.go$`)

// Only the files of a language know the language: no other production file under flows
// holds its code. If this test fails, move the rule into the lexicon of the language.
func TestLanguagesAreNamedInTheirFilesOnly(t *testing.T) {
	files := 0
	require.NoError(t, filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		slashed := filepath.ToSlash(path)
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
			languageFile.MatchString(slashed) {
			return err
		}
		files++
		for _, position := range languageCodesIn(t, path) {
			assert.Fail(t, "a language is named outside its files", position)
		}
		return nil
	}))
	assert.Greater(t, files, 40)
}

// A code that the search does not find would prove nothing.
func TestLanguageCodesAreFound(t *testing.T) {
	for _, l := range lexicon.Lexicons()[:lexicon.LanguageCount] {
		found := languageCodesIn(t, "lexicon/"+string(l.Language)+".go")
		assert.NotEmpty(t, found, l.Language)
	}
}

// languageCodesIn returns where a file holds the code of a language as a string.
func languageCodesIn(t *testing.T, path string) []string {
	t.Helper()
	positions := token.NewFileSet()
	file, err := parser.ParseFile(positions, path, nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(literal.Value)
		require.NoError(t, err)
		if slices.ContainsFunc(lexicon.Lexicons()[:lexicon.LanguageCount], func(l *lexicon.Lexicon) bool { return scheduling.Language(text) == l.Language }) {
			found = append(found, positions.Position(literal.Pos()).String())
		}
		return true
	})
	return found
}
