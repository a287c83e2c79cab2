package spool

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// written is the format of version 1, which every later version must read.
const written = `{"v":1,"kind":"callback","payload":{"ID":0,"Key":"call","Programme":"antwerpen","Reason":"asked_for_human",` +
	`"Status":"open","Phone":"+32470123456","ResidentID":7,"Due":"2027-03-26T10:00:00+01:00","RecordingURL":"https://recording",` +
	`"Note":"é \"1\"\n","Language":"nl","CreatedAt":"2027-03-26T10:00:00+01:00"}}`

const writtenDemand = `{"v":1,"kind":"demand","payload":{"Key":"call","Programme":"antwerpen","At":"2027-03-26T10:00:00+01:00",` +
	`"Channel":"voice","Language":"nl","Topic":"itsme","Postcode":"2018","Outcome":"human","Question":""}}`

func TestWhatVersion1WroteIsRead(t *testing.T) {
	for _, text := range []string{written, writtenDemand} {
		n, err := decode([]byte(text))
		require.NoError(t, err)
		again, err := n.encode()
		require.NoError(t, err)
		require.JSONEq(t, text, string(again), "a field that is added is fine; update the text")
	}
	_, err := decode([]byte(strings.Replace(written, `"Language":"nl",`, "", 1)))
	require.NoError(t, err, "before callbacks had a language")
	n, err := decode([]byte(written))
	require.NoError(t, err)
	require.True(t, tenOClock.Equal(n.callback.Due))
	require.Equal(t, "+32470123456", n.callback.Phone)
}

// A truncated entry is damaged at any length.
func TestHalfAnEntryIsNone(t *testing.T) {
	for i := range len(written) {
		_, err := decode([]byte(written[:i]))
		require.ErrorIs(t, err, errDamaged)
	}
}

func TestParseReadsNamesAndIgnoresOthers(t *testing.T) {
	cases := map[string]struct {
		number uint64
		size   int64
	}{
		"000000000000000012-000000345-NAME.json": {12, 345},
		"999999999999999999-999999999-.json":     {999999999999999999, 999999999},
		"00000000000000001x-000000345-NAME.json": {},
		"000000000000000012-00000034x-NAME.json": {},
		"-00000000000000012-000000345-NAME.json": {},
		"note.json":                              {},
		"":                                       {},
	}
	for name, want := range cases {
		number, size := parse(name)
		require.Equal(t, want.number, number, name)
		require.Equal(t, want.size, size, name)
	}
}

func FuzzEntry(f *testing.F) {
	for _, text := range []string{
		written, writtenDemand, "", "{", "null", "[]", `{"v":2}`, `{"v":1,"kind":"callback","payload":null}`,
		`{"v":1,"kind":"demand","payload":{"Key":1}}`, `{"v":1,"kind":"callback","payload":{"Key":"a","Due":"x"}}`, `{"v":-1}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		n, err := decode(content)
		if err != nil {
			require.Contains(t, []error{errDamaged, errNewer}, err)
			return
		}
		require.NotEmpty(t, n.key())
		first, err := n.encode()
		require.NoError(t, err)
		again, err := decode(first)
		require.NoError(t, err)
		second, err := again.encode()
		require.NoError(t, err)
		require.Equal(t, string(first), string(second))
	})
}
