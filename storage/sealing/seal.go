package sealing

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tink-crypto/tink-go/v2/tink"
)

// mark begins every sealed value. The kind or column follows, a colon, and the value.
const mark = "sealed:"

// maxTag is the length of the longest kind or column.
const maxTag = 40

// seal seals a text; tag is its kind or column, bound its associated data.
func (k *Keys) seal(by tink.DeterministicAEAD, tag, bound, text string) (string, error) {
	closed, err := by.EncryptDeterministically([]byte(text), []byte(bound))
	if err != nil {
		return "", fmt.Errorf("sealing %s: %w", tag, err)
	}
	return mark + tag + ":" + base64.RawURLEncoding.EncodeToString(closed), nil
}

// Looks reports whether a text has a part that looks sealed.
func Looks(text string) bool { return strings.Contains(text, mark) }

// LooksIn is Looks for bytes.
func LooksIn(text []byte) bool { return bytes.Contains(text, []byte(mark)) }

// Open opens all sealed parts of a stored text. Row returns what identifies the row of a
// table that the text was read with.
func (k *Keys) Open(text string, row func(table string) (string, bool)) (string, error) {
	return k.openParts(text, row, func(part string) (string, error) { return part, nil })
}

// OpenJSON is Open for JSON, whose sealed parts are in strings.
func (k *Keys) OpenJSON(text string, row func(table string) (string, bool)) (string, error) {
	return k.openParts(text, row, func(part string) (string, error) {
		quoted, err := json.Marshal(part)
		return string(quoted[1 : len(quoted)-1]), err
	})
}

func (k *Keys) openParts(
	text string, row func(table string) (string, bool), write func(part string) (string, error),
) (string, error) {
	var opened strings.Builder
	for {
		before, rest, found := strings.Cut(text, mark)
		opened.WriteString(before)
		if !found {
			return opened.String(), nil
		}
		tag, closed, after := parse(rest)
		if closed == nil {
			opened.WriteString(mark)
			text = rest
			continue
		}
		part, err := k.openOne(tag, closed, row)
		if err != nil {
			return "", err
		}
		if part, err = write(part); err != nil {
			return "", err
		}
		opened.WriteString(part)
		text = after
	}
}

// parse splits what follows a mark; closed is nil if it is nothing that is sealed.
func parse(text string) (tag string, closed []byte, after string) {
	tag, rest, found := strings.Cut(text, ":")
	if !found || len(tag) > maxTag || !known(tag) {
		return "", nil, text
	}
	end := strings.IndexFunc(rest, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_'
	})
	if end < 0 {
		end = len(rest)
	}
	closed, err := base64.RawURLEncoding.DecodeString(rest[:end])
	if err != nil || len(closed) < minSealed {
		return "", nil, text
	}
	return tag, closed, rest[end:]
}

// minSealed is the length of a sealed empty text: a prefix of Tink and a tag.
const minSealed = 5 + 16

func (k *Keys) openOne(tag string, closed []byte, row func(string) (string, bool)) (string, error) {
	if k == nil {
		return "", ErrNoKey
	}
	bound := tag
	if table, _, ofRow := strings.Cut(tag, "."); ofRow {
		id, found := row(table)
		if !found {
			return "", fmt.Errorf("%s is read without its row: select it as %s", tag, RowColumn(table))
		}
		bound += ":" + id
	}
	text, err := k.opening.DecryptDeterministically(closed, []byte(bound))
	switch {
	case err != nil && !k.sealedBy(closed):
		return "", ErrNoKey
	case err != nil:
		return "", fmt.Errorf("%w: %s", ErrMoved, tag)
	}
	return string(text), nil
}

// sealedBy reports whether one of the keys sealed a value, by Tink's prefix.
func (k *Keys) sealedBy(closed []byte) bool {
	id := uint32(closed[1])<<24 | uint32(closed[2])<<16 | uint32(closed[3])<<8 | uint32(closed[4])
	for _, own := range k.ids {
		if own == id {
			return true
		}
	}
	return false
}

// RowColumn is the name under which a query selects what identifies the rows of a table
// whose sealed columns it reads.
func RowColumn(table string) string { return table + "_id" }

// hash returns a keyed hash of 16 bytes, which is the synthetic IV of RFC 5297: a
// pseudorandom function of its input.
func hash(by tink.DeterministicAEAD, text string) ([]byte, error) {
	closed, err := by.EncryptDeterministically(nil, []byte("hash|"+text))
	if err != nil {
		return nil, fmt.Errorf("hashing: %w", err)
	}
	return closed[len(closed)-16:], nil
}

// plainDigest returns the hash that is used without keys.
func plainDigest(text string) []byte {
	digest := sha256.Sum256([]byte(text))
	return digest[:16]
}

// Overhead is how much longer a sealed text of a kind is, three quarters of the rest being
// the text: a length of l is that of a text of (l - Overhead) * 3 / 4.
func Overhead(kind Kind) int { return len(mark) + len(kind) + 1 + minSealed*4/3 }

// Prefix is what begins every value of a column that the primary key sealed. Of the last
// byte of the key's id, it has some bits only.
func (k *Keys) Prefix(c Column) string {
	id := k.ids[0]
	begin := base64.RawURLEncoding.EncodeToString([]byte{1, byte(id >> 24), byte(id >> 16), byte(id >> 8), byte(id)})
	return mark + c.Tag() + ":" + begin[:6]
}

// Reseal returns a stored value of a column, in plain or sealed by any key, as the primary key
// seals it.
func (k *Keys) Reseal(c Column, row, stored string) (string, error) {
	text, err := k.Open(stored, func(string) (string, bool) {
		opened, err := k.Open(row, func(string) (string, bool) { return "", false })
		row = opened
		return opened, err == nil
	})
	if err != nil {
		return "", err
	}
	if c.Kind != "" {
		if strings.HasPrefix(text, erased) || strings.HasPrefix(text, forgotten) {
			return text, nil
		}
		return k.of(c.Kind, text)
	}
	if row, err = k.Open(row, func(string) (string, bool) { return "", false }); err != nil {
		return "", err
	}
	return k.SealRow(c.Tag(), row, text)
}

// forgotten begins what stands in place of a number that must not be empty.
const forgotten = "forgotten:"
