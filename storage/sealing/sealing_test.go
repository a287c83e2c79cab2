package sealing_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/lib/pq"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/sealing"
)

func newKeys(t testing.TB) *sealing.Keys {
	t.Helper()
	keys, err := sealing.Generate()
	require.NoError(t, err)
	return keys
}

func rows(id string) func(string) (string, bool) {
	return func(string) (string, bool) { return id, id != "" }
}

func stored(t testing.TB, keys *sealing.Keys, value sealing.Value) any {
	t.Helper()
	sealed, err := value.Sealed(keys)
	require.NoError(t, err)
	return sealed
}

func TestAValueOpensInItsRowOnly(t *testing.T) {
	keys := newKeys(t)
	sealed := stored(t, keys, sealing.OfRow("residents.name", 17, "Maria Peeters")).(string)
	require.NotContains(t, sealed, "Maria")
	name, err := keys.Open(sealed, rows("17"))
	require.NoError(t, err)
	require.Equal(t, "Maria Peeters", name)
	_, err = keys.Open(sealed, rows("18"))
	require.ErrorIs(t, err, sealing.ErrMoved)
	_, err = keys.Open(sealed, rows(""))
	require.ErrorContains(t, err, "residents_id", "a query has to select whose it is")
	moved := "sealed:residents.street" + sealed[len("sealed:residents.name"):]
	_, err = keys.Open(moved, rows("17"))
	require.ErrorIs(t, err, sealing.ErrMoved, "another column")
	_, err = keys.Open(sealed[:len(sealed)-2]+"AA", rows("17"))
	require.ErrorIs(t, err, sealing.ErrMoved, "a changed one")

	_, err = (*sealing.Keys)(nil).Open(sealed, rows("17"))
	require.ErrorIs(t, err, sealing.ErrNoKey)
	_, err = newKeys(t).Open(sealed, rows("17"))
	require.ErrorIs(t, err, sealing.ErrNoKey, "the key of another database")
}

func TestOpeningLeavesTheRest(t *testing.T) {
	keys := newKeys(t)
	one := stored(t, keys, sealing.OfRow("callbacks.note", "CA1", "belt\n\"Jan\"")).(string)
	two := stored(t, keys, sealing.OfRow("callbacks.note", "CA1", "é, later")).(string)
	note, err := keys.Open("codes{a=1}; "+one+"; sealed: no; sealed:phone:x; "+two, rows("CA1"))
	require.NoError(t, err)
	require.Equal(t, "codes{a=1}; belt\n\"Jan\"; sealed: no; sealed:phone:x; é, later", note)

	encoded, err := json.Marshal(map[string]string{"note": one})
	require.NoError(t, err)
	opened, err := keys.OpenJSON(string(encoded), rows("CA1"))
	require.NoError(t, err)
	var back map[string]string
	require.NoError(t, json.Unmarshal([]byte(opened), &back))
	require.Equal(t, "belt\n\"Jan\"", back["note"])
}

// Somebody can text what looks sealed: without keys it must not look so when it is read.
func TestNobodyWritesWhatLooksSealed(t *testing.T) {
	sealed := stored(t, newKeys(t), sealing.Of(sealing.Phone, "+32470000001")).(string)
	for _, keys := range []*sealing.Keys{nil, newKeys(t)} {
		kept := stored(t, keys, sealing.OfRow("callbacks.note", "CA1", sealed)).(string)
		_, err := keys.Open(kept, rows("CA1"))
		require.NoError(t, err)
	}
}

func TestWhatIsLookedUp(t *testing.T) {
	keys := newKeys(t)
	again := stored(t, keys, sealing.Of(sealing.Phone, "+32470000001"))
	require.Equal(t, again, stored(t, keys, sealing.Of(sealing.Phone, "+32470000001")))
	require.NotEqual(t, stored(t, keys, sealing.Of(sealing.Phone, "1")), stored(t, keys, sealing.Of(sealing.Code, "1")))
	require.Empty(t, stored(t, keys, sealing.Of(sealing.Phone, "")), "nobody's number is no number")
	require.Nil(t, stored(t, keys, sealing.OrNull(sealing.Code, "")))
	require.Equal(t, pq.StringArray{"+32470000001"}, stored(t, nil, sealing.Any(sealing.Phone, "+32470000001")))
	require.Equal(t, "voice:CA1", stored(t, keys, sealing.Of(sealing.Conversation, "voice:CA1")), "made of no number")
	part := stored(t, keys, sealing.Of(sealing.Conversation, "sms:abc:cost")).(string)
	require.Equal(t, stored(t, keys, sealing.Of(sealing.Conversation, "sms:abc")).(string)+":cost", part)
	for digits := 6; digits <= 9; digits++ { // as Store.CodeDigits reads them
		code := "123456789"[:digits]
		require.Equal(t, digits, (len(stored(t, keys, sealing.Of(sealing.Code, code)).(string))-sealing.Overhead(sealing.Code))*3/4)
	}
	require.NotEqual(t, stored(t, keys, sealing.Hashes("gent", []string{"maria"})), stored(t, nil, sealing.Hashes("gent", []string{"maria"})))
}

func TestSeveralKeysAreValid(t *testing.T) {
	old := newKeys(t)
	both, err := old.Rotated()
	require.NoError(t, err)
	newest, err := both.Newest()
	require.NoError(t, err)
	require.NotEqual(t, old.Primary(), both.Primary())
	require.True(t, both.Has(old.Primary()))
	require.False(t, newest.Has(old.Primary()))

	before := stored(t, old, sealing.Of(sealing.Phone, "+32470000001")).(string)
	require.Contains(t, stored(t, both, sealing.Any(sealing.Phone, "+32470000001")), before)
	require.Contains(t, stored(t, both, sealing.AnyOptOut("+32470000001")), stored(t, old, sealing.ErasedOptOut("+32470000001")))
	phone, err := both.Open(before, rows(""))
	require.NoError(t, err)
	require.Equal(t, "+32470000001", phone)
	for _, column := range sealing.Columns() {
		text := "Jan 123"
		value := stored(t, old, sealing.OfRow(column.Tag(), "7", text))
		if column.Kind != "" {
			value = stored(t, old, sealing.Of(column.Kind, text))
		}
		after, err := both.Reseal(column, "7", value.(string))
		require.NoError(t, err)
		opened, err := newest.Open(after, rows("7"))
		require.NoError(t, err, column.Tag())
		require.Equal(t, text, opened)
		if after != text { // the key of a call is not sealed
			require.Contains(t, after, both.Prefix(column))
		}
	}
}

func TestKeysAreReadFromTextAndFile(t *testing.T) {
	keys := newKeys(t)
	text, err := keys.Text()
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "keys.json")
	require.NoError(t, os.WriteFile(file, []byte(text+"\n"), 0o600))
	for _, from := range []string{text, file} {
		read, err := sealing.Load(from)
		require.NoError(t, err)
		require.Equal(t, keys.Primary(), read.Primary())
	}
	none, err := sealing.Load(" ")
	require.NoError(t, err)
	require.Nil(t, none)
	for _, wrong := range []string{"{}", `{"primaryKeyId": 1, "key": []}`, filepath.Join(t.TempDir(), "none")} {
		_, err := sealing.Load(wrong)
		require.ErrorContains(t, err, "HELPLINE_SEAL_KEYS")
		require.NotContains(t, err.Error(), "primaryKeyId", "an error repeats no key")
	}
}

func FuzzOpenLeavesWhatIsNotSealed(f *testing.F) {
	f.Add("sealed:phone:AAAA")
	f.Add("a sealed:residents.name:" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	keys := newKeys(f)
	f.Fuzz(func(t *testing.T, text string) {
		kept, err := keys.SealRow("history.why", "person:1", text)
		require.NoError(t, err)
		opened, err := keys.Open(kept, rows("person:1"))
		require.NoError(t, err)
		require.Equal(t, text, opened)
	})
}

func BenchmarkSealAndOpen(b *testing.B) {
	keys := newKeys(b)
	for range b.N {
		sealed, err := keys.SealRow("residents.name", 17, "Maria Peeters")
		require.NoError(b, err)
		_, err = keys.Open(sealed, rows("17"))
		require.NoError(b, err)
	}
}
