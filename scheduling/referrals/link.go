package referrals

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Links signs links to the form with which an organisation refers clients, without an account.
// A link names the organisation and its end, and no client. It holds until its end, or until
// the links of the organisation are renewed.
type Links struct {
	// Keys sign and verify: the first signs, every one verifies, so that a key can be replaced
	// while the links of the former one are in use.
	Keys [][]byte
}

const (
	// MinLinkKey is the min length of a key, in bytes.
	MinLinkKey = 32
	// MaxLinkValidity limits how long a link is valid.
	MaxLinkValidity = 366 * 24 * time.Hour
	// linkPurpose separates these signatures from any other made with the same key.
	linkPurpose = "helpline referral form 1\x00"
)

// Ticket is what a link says.
type Ticket struct {
	Programme    string
	Organisation int64
	Generation   int64
	Until        time.Time // UTC
}

// Sign returns the token of a link for an organisation until an instant.
func (l Links) Sign(o *Organisation, until, now time.Time) (string, error) {
	switch {
	case len(l.Keys) == 0:
		return "", fmt.Errorf("%w: there is no key to sign links with", scheduling.ErrInvalid)
	case !until.After(now) || until.Sub(now) > MaxLinkValidity:
		return "", fmt.Errorf("%w: a link is valid for at most %d days, and not for less than one", scheduling.ErrInvalid,
			MaxLinkValidity/(24*time.Hour))
	}
	var payload []byte
	for _, n := range []int64{o.ID, o.LinkGeneration, until.Unix()} {
		payload = binary.AppendVarint(payload, n)
	}
	payload = append(payload, o.Programme...)
	return base64.RawURLEncoding.EncodeToString(append(signature(l.Keys[0], payload), payload...)), nil
}

// Open returns what a token says. It returns ErrNotFound if it was not signed with one of the
// keys, and ErrLapsed if its time has passed.
func (l Links) Open(token string, now time.Time) (Ticket, error) {
	signed, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(signed) <= sha256.Size {
		return Ticket{}, scheduling.ErrNotFound
	}
	mac, payload := signed[:sha256.Size], signed[sha256.Size:]
	for _, key := range l.Keys {
		if hmac.Equal(mac, signature(key, payload)) {
			return readTicket(payload, now)
		}
	}
	return Ticket{}, scheduling.ErrNotFound
}

func readTicket(payload []byte, now time.Time) (Ticket, error) {
	var numbers [3]int64
	for i := range numbers {
		n, size := binary.Varint(payload)
		if size <= 0 {
			return Ticket{}, scheduling.ErrNotFound
		}
		numbers[i], payload = n, payload[size:]
	}
	t := Ticket{Programme: string(payload), Organisation: numbers[0], Generation: numbers[1], Until: time.Unix(numbers[2], 0).UTC()}
	if !now.Before(t.Until) {
		return t, scheduling.ErrLapsed
	}
	return t, nil
}

func signature(key, payload []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(linkPurpose))
	mac.Write(payload)
	return mac.Sum(nil)
}

// OfLink returns the organisation that a link to the form is for. It returns ErrNotFound if the
// link is not ours, or its organisation is gone, and ErrLapsed if its time has passed or the
// links of the organisation were renewed. The form of a referral is then added with Add.
func (s *Service) OfLink(ctx context.Context, links Links, token string) (Organisation, error) {
	ticket, err := links.Open(token, s.Now())
	if err != nil {
		return Organisation{}, err
	}
	o, err := s.find(ctx, ticket.Programme, func(o *Organisation) bool { return o.ID == ticket.Organisation })
	if err == nil && o.LinkGeneration != ticket.Generation {
		return Organisation{}, scheduling.ErrLapsed
	}
	return o, err
}
