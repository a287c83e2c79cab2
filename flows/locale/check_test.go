package locale

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

func TestLoadRefuses(t *testing.T) {
	tests := []struct {
		name   string
		nl, fr string // lines under words; fr is optional
		want   string
	}{
		{"a key that is missing", `a: "x"`, `b: "x"`, `fr.yaml: a: is missing; translate "x"`},
		{"a key that Dutch has not", `a: "x"`, "a: \"x\"\nb: \"x\"", `fr.yaml: b: is not in nl.yaml; write it there first, or remove it`},
		{"an argument too few", `a: "{count} {name}"`, `a: "{name}"`, `fr.yaml: a: lacks {count}, which the Dutch text has; add it`},
		{"an argument too many", `a: "x"`, `a: "{street}"`, `fr.yaml: a: has {street}, which the Dutch text has not; remove it`},
		{"an unknown format", `a: "{start:hour}"`, "", `nl.yaml: a: {start:hour} has an unknown format; use one of day, clock, short, digits, phone, topic, word, language`},
		{"no format", `a: "{start:}"`, "", `nl.yaml: a: {start:} has an unknown format`},
		{"no name", `a: "{}"`, "", `nl.yaml: a: {} has no good name`},
		{"a name with spaces", `a: "{ key }"`, "", `nl.yaml: a: { key } has no good name`},
		{"an open brace", `a: "druk {key"`, "", `nl.yaml: a: { is not closed; write {name}, {name:format}, or {{ for a brace`},
		{"a brace in a brace", `a: "druk {key{x}"`, "", `nl.yaml: a: { is not closed`},
		{"a loose closing brace", `a: "druk key}"`, "", `nl.yaml: a: } closes nothing; write }} for a brace`},
		{"a brace within a plural", `a: {one: "{", other: "{count}"}`, "", `nl.yaml: a: { is not closed`},
		{"a space before", `a: " x"`, "", `nl.yaml: a: begins or ends with a space; remove it`},
		{"a hard space behind", `a: "x\_"`, "", `nl.yaml: a: begins or ends with a space; remove it`},
		{"a line break", `a: "x\ny"`, "", `nl.yaml: a: holds a tab, line break or other control character`},
		{"a loose accent", "a: \"e\u0301e\u0301n\"", "", `nl.yaml: a: holds an accent as a character of its own`},
		{"nothing", `a: ""`, "", `nl.yaml: a: is empty; write what is to be said`},
		{"no text", `a:`, "", `nl.yaml: a: is empty`},
		{"a key in capitals", `Menu.Main: "x"`, "", `nl.yaml: Menu.Main: is not a good key`},
		{"a key that ends in a dot", `menu.: "x"`, "", `nl.yaml: menu.: is not a good key`},
		{"a plural form too few", `a: {other: "{count}"}`, "", `nl.yaml: a: lacks the form "one"; nl needs one, other`},
		{"a plural without other", `a: {one: "een"}`, "", `nl.yaml: a: lacks the form "other"; nl needs one, other`},
		{"a plural form too many", `a: {one: "een", few: "weinig", other: "{count}"}`, "", `nl.yaml: a: has the form "few", which nl never uses; write one, other`},
		{"a plural form that is none", `a: {one: "een", otter: "x", other: "{count}"}`, "", `nl.yaml: a: has the form "otter"`},
		{"a plural that does not count", `a: {one: "een", other: "veel"}`, "", `nl.yaml: a: has no {count} in the form other`},
		{"a key twice", "a: \"x\"\na: \"y\"", "", `mapping key "a" already defined`},
		{"a plural form twice", `a: {other: "{count}", other: "{count}"}`, "", `mapping key "other" already defined`},
		{"a list", `a: ["x"]`, "", `write it in quotes, or a plural`},
		{"a bare placeholder", `a: {key}`, "", `nl.yaml: `},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{"nl": test.nl}
			if test.fr != "" {
				files["fr"] = test.fr
			}
			_, err := LoadFS(folder(files))
			require.ErrorContains(t, err, test.want)
		})
	}
}

func TestLoadRefusesFiles(t *testing.T) {
	dutchWords := &fstest.MapFile{Data: []byte("language: nl\nwords:\n  a: \"x\"\n")}
	tests := map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"no files":          {fstest.MapFS{}, "nl.yaml: is missing"},
		"no Dutch":          {fstest.MapFS{"fr.yaml": {Data: []byte("language: fr\nwords: {a: \"x\"}")}}, "nl.yaml: is missing"},
		"another language":  {fstest.MapFS{"nl.yaml": dutchWords, "fr.yaml": dutchWords}, "fr.yaml: begins with language: nl; write language: fr"},
		"no such language":  {fstest.MapFS{"nl.yaml": dutchWords, "qqqqqqqqq.yaml": {Data: []byte("language: qqqqqqqqq\nwords: {a: \"x\"}")}}, "qqqqqqqqq.yaml: qqqqqqqqq is not a language code"},
		"an unknown header": {fstest.MapFS{"nl.yaml": {Data: []byte("language: nl\nvoice: Lisa\nwords: {a: \"x\"}")}}, `nl.yaml: [2:1] unknown field "voice"`},
		"no YAML":           {fstest.MapFS{"nl.yaml": {Data: []byte("language: [nl")}}, "nl.yaml: "},
		"a number":          {fstest.MapFS{"nl.yaml": {Data: []byte("language: nl\nwords: {a: 5}")}}, "write it in quotes"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := LoadFS(test.files)
			require.ErrorContains(t, err, test.want)
		})
	}
}

// One mistake gives one line: a text that cannot be parsed is not compared.
func TestLoadDoesNotCompareWhatItCannotRead(t *testing.T) {
	const unclosed = "a: { is not closed; write {name}, {name:format}, or {{ for a brace"
	_, err := LoadFS(folder(map[string]string{"nl": `a: "{name"`, "fr": `a: "{name}"`}))
	require.EqualError(t, err, "nl.yaml: "+unclosed)
	_, err = LoadFS(folder(map[string]string{"nl": `a: "{name}"`, "fr": `a: "{name"`}))
	require.EqualError(t, err, "fr.yaml: "+unclosed)
}

// A translator can correct a file in one go.
func TestLoadReportsEveryMistake(t *testing.T) {
	_, err := LoadFS(folder(map[string]string{
		"nl": "a: \" x\"\nb: \"{\"\nc: \"{name}\"",
		"fr": "a: \"x\"\nc: \"x\"\nd: \"x\"",
	}))
	require.Error(t, err)
	lines := strings.Split(err.Error(), "\n")
	slices.Sort(lines)
	require.Equal(t, []string{
		`fr.yaml: b: is missing; translate "{"`,
		`fr.yaml: c: lacks {name}, which the Dutch text has; add it`,
		`fr.yaml: d: is not in nl.yaml; write it there first, or remove it`,
		`nl.yaml: a: begins or ends with a space; remove it`,
		`nl.yaml: b: { is not closed; write {name}, {name:format}, or {{ for a brace`,
	}, lines)
}
