package po

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const header = "msgid \"\"\nmsgstr \"\"\n\"Language: tr\\n\"\n"

// Editors add their own comments, split long texts over several lines, keep obsolete
// entries, and mark entries.
func TestReadWhatAnEditorWrites(t *testing.T) {
	file, err := Read([]byte("\ufeff# by somebody\r\n" + header + `
# mine
#. {city}: a text
#: nl.yaml:3
#, fuzzy, no-wrap
#| msgid "Dag"
msgctxt "welcome"
msgid ""
"Dag! "
"U belt."
msgstr "Merhaba \"siz\"\\\t\n"

msgid "no context"
msgstr ""
#~ msgctxt "old"
#~ msgid "weg"
#~ msgstr "yok"
`))
	require.NoError(t, err)
	require.Equal(t, "tr", file.Language)
	require.Equal(t, []Entry{
		{
			Line: 11, Comments: []string{"{city}: a text"}, Fuzzy: true, Context: "welcome",
			ID: "Dag! U belt.", Text: "Merhaba \"siz\"\\\t\n",
		},
		{Line: 17, ID: "no context"},
	}, file.Entries)
}

func TestReadRefuses(t *testing.T) {
	for says, source := range map[string]string{
		"is not UTF-8":                      "\xff",
		"1: has no header":                  `msgctxt "a"` + "\nmsgid \"x\"\nmsgstr \"y\"",
		"5: a second header":                header + `msgid ""` + "\nmsgstr \"\"",
		"4: msgstr comes too early":         header + `msgstr "x"`,
		"5: msgid comes too early or twice": header + "msgid \"x\"\nmsgid \"x\"",
		"4: an entry has no msgstr":         header + `msgid "x"`,
		"5: \"msgid_plural\" is not read":   header + "msgid \"x\"\nmsgid_plural \"x\"",
		"5: a text has no quotes":           header + "msgid \"x\"\nmsgstr x",
		"5: a text has no closing quote":    header + "msgid \"x\"\nmsgstr \"x",
		"5: something follows":              header + "msgid \"x\"\nmsgstr \"x\"y\"",
		`5: \q is not read`:                 header + "msgid \"x\"\nmsgstr \"\\q\"",
		"1: a string stands alone":          `"x"`,
	} {
		t.Run(says, func(t *testing.T) {
			_, err := Read([]byte(source))
			require.ErrorContains(t, err, says)
		})
	}
}

// Every file that can be read can be written, and then reads the same.
func FuzzRead(f *testing.F) {
	f.Add(header)
	f.Add(header + "#, fuzzy\n#. {a}\nmsgctxt \"a\"\nmsgid \"x\\n\"\nmsgstr \"\"\n\"y\\\"\"")
	f.Add("msgid \"\"\nmsgstr \"Language: \\r\\n\"")
	f.Fuzz(func(t *testing.T, source string) {
		file, err := Read([]byte(source))
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		again, err := Read(Write(file))
		require.NoError(t, err)
		require.Equal(t, strings.Join(strings.Fields(file.Language), " "), strings.Join(strings.Fields(again.Language), " "))
		require.Equal(t, plain(file.Entries), plain(again.Entries))
	})
}

// plain returns entries without their lines.
func plain(entries []Entry) []Entry {
	entries = slices.Clone(entries)
	for i := range entries {
		entries[i].Line = 0
	}
	return entries
}
