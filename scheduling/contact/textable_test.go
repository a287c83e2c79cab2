package contact_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// stopped is who wants no texts, by programme and number.
type stopped map[string]bool

func (s stopped) OptedOut(_ context.Context, programme, phone string) (bool, error) {
	if s["away"] {
		return false, errors.New("away")
	}
	return s[programme+phone], nil
}

func TestWhetherANumberMayBeTexted(t *testing.T) {
	isMobile := func(e164 string) bool { return strings.HasPrefix(e164, "+324") }
	const mobile, landline = "+32470000001", "+3232000001"
	for name, c := range map[string]struct {
		out     stopped
		mobile  func(string) bool
		phone   string
		want    contact.Textable
		channel scheduling.Channel
		stops   bool
	}{
		"a mobile":                       {stopped{}, isMobile, mobile, contact.MayBeTexted, scheduling.SMS, false},
		"a landline":                     {stopped{}, isMobile, landline, contact.NoTexts, scheduling.Voice, false},
		"no number":                      {stopped{}, isMobile, "", contact.NoTexts, scheduling.Voice, false},
		"nobody knows what a mobile is":  {stopped{}, nil, mobile, contact.NoTexts, scheduling.Voice, false},
		"opted out":                      {stopped{"town" + mobile: true}, isMobile, mobile, contact.OptedOut, scheduling.Voice, true},
		"opted out of another programme": {stopped{"gent" + mobile: true}, isMobile, mobile, contact.MayBeTexted, scheduling.SMS, false},
		"a landline that opted out":      {stopped{"town" + landline: true}, isMobile, landline, contact.NoTexts, scheduling.Voice, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := contact.MayText(t.Context(), c.out, c.mobile, "town", c.phone)
			require.NoError(t, err)
			require.Equal(t, c.want, got)
			channel, err := contact.ChannelFor(t.Context(), c.out, c.mobile, "town", c.phone)
			require.NoError(t, err)
			require.Equal(t, c.channel, channel)
			stops, err := contact.HasOptedOut(t.Context(), c.out, "town", c.phone)
			require.NoError(t, err)
			require.Equal(t, c.stops, stops)
		})
	}
	_, err := contact.MayText(t.Context(), stopped{"away": true}, isMobile, "town", mobile)
	require.Error(t, err)
	channel, err := contact.ChannelFor(t.Context(), stopped{"away": true}, isMobile, "town", mobile)
	require.Error(t, err)
	require.Equal(t, scheduling.Voice, channel)
	_, err = contact.HasOptedOut(t.Context(), stopped{"away": true}, "town", mobile)
	require.Error(t, err)
}
