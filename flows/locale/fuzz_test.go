package locale

import (
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// Arguments come from people and carriers: whatever they hold, the result is not empty,
// and is valid text.
func FuzzRender(f *testing.F) {
	f.Add("2027-05-14T08:30:00Z")
	f.Add("-0001-13-40T99:99:99+99:99")
	f.Add("+3280012345")
	f.Add("+32;ext=1;phone-context=+")
	f.Add("{key}")
	f.Add("\xff")
	c := load(f, map[string]string{"nl": `
		all: "x {a:day} {a:clock} {a:short} {a:digits} {a:phone} {a:topic} {a:word} {a:language} {a}"
		sms.all: "x {a:phone}"
		many: {one: "één", other: "{count}"}`})
	f.Fuzz(func(t *testing.T, value string) {
		for _, key := range c.Keys() {
			spoken := c.Render(dutch, brussels(t), Message{Key: key, Args: args("a", value, "count", value)})
			require.Equal(t, key == "many" && value == "", spoken == "")
			require.True(t, utf8.ValidString(spoken) || !utf8.ValidString(value))
		}
	})
}

// Loading a file of words succeeds or returns an error, and never panics.
func FuzzLoad(f *testing.F) {
	f.Add("language: nl\nwords:\n  a: \"x {b:day} {{\"\n")
	f.Add("language: nl\nwords: {a: {one: \"x\", other: \"{count}\"}}")
	f.Add("language: nl\nwords: {a: {}}")
	f.Add("language: nl\nwords: [a]")
	f.Add("language: *nl")
	f.Fuzz(func(t *testing.T, source string) {
		c, err := LoadFS(fstest.MapFS{dutchFile: {Data: []byte(source)}})
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		for _, key := range c.Keys() {
			require.NotEmpty(t, c.Text(dutch, key))
		}
	})
}
