package referrals_test

import (
	"bytes"
	"encoding/base64"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

func keyOf(letter byte) []byte { return bytes.Repeat([]byte{letter}, referrals.MinLinkKey) }

// A link opens until its end, with any of the keys, and as it was signed only.
func TestALinkOpensAsItWasSigned(t *testing.T) {
	t.Parallel()
	now := time.Date(2027, time.March, 22, 9, 0, 0, 0, time.UTC)
	until := now.Add(30 * 24 * time.Hour)
	former, both := referrals.Links{Keys: [][]byte{keyOf('a')}}, referrals.Links{Keys: [][]byte{keyOf('b'), keyOf('a')}}
	shop := &referrals.Organisation{ID: 12, Programme: "hasselt", LinkGeneration: 3}
	token, err := former.Sign(shop, until, now)
	require.NoError(t, err)

	ticket, err := both.Open(token, until.Add(-time.Second))
	require.NoError(t, err)
	require.Equal(t, referrals.Ticket{Programme: "hasselt", Organisation: 12, Generation: 3, Until: until}, ticket)
	_, err = both.Open(token, until)
	require.ErrorIs(t, err, scheduling.ErrLapsed)
	_, err = referrals.Links{Keys: [][]byte{keyOf('b')}}.Open(token, now)
	require.ErrorIs(t, err, scheduling.ErrNotFound, "the key was taken away")

	signed, err := base64.RawURLEncoding.DecodeString(token)
	require.NoError(t, err)
	for i := range signed {
		forged := bytes.Clone(signed)
		forged[i] ^= 1
		_, err := both.Open(base64.RawURLEncoding.EncodeToString(forged), now)
		require.ErrorIs(t, err, scheduling.ErrNotFound, "byte %d", i)
	}
	for _, broken := range []string{"", "x", token[:20], token + "A", " " + token} {
		_, err := both.Open(broken, now)
		require.ErrorIs(t, err, scheduling.ErrNotFound, broken)
	}
}

// No link is signed without a key, for the past, or for ever.
func TestNoLinkWithoutKeyOrEnd(t *testing.T) {
	t.Parallel()
	now := time.Date(2027, time.March, 22, 9, 0, 0, 0, time.UTC)
	shop := &referrals.Organisation{ID: 12, Programme: "hasselt"}
	_, err := referrals.Links{}.Sign(shop, now.Add(time.Hour), now)
	require.ErrorIs(t, err, scheduling.ErrInvalid)
	_, err = referrals.Links{}.Open("", now)
	require.ErrorIs(t, err, scheduling.ErrNotFound)
	links := referrals.Links{Keys: [][]byte{keyOf('a')}}
	for _, until := range []time.Time{now, now.Add(-time.Hour), now.Add(referrals.MaxLinkValidity + time.Second)} {
		_, err := links.Sign(shop, until, now)
		require.ErrorIs(t, err, scheduling.ErrInvalid)
	}
}
