package sealing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/tink-crypto/tink-go/v2/daead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

var (
	// ErrNoKey means that a value is sealed and its key is missing.
	ErrNoKey = errors.New("what identifies people is sealed in this database, and its key is missing: " +
		"set HELPLINE_SEAL_KEYS to the keys, or to their file")
	// ErrMoved means that a value does not open in its row: it was changed, or belongs to another row.
	ErrMoved = errors.New("a sealed value does not belong to its row")
)

// Keys are the keys of one database. Nil keys seal nothing.
type Keys struct {
	handle  *keyset.Handle
	opening tink.DeterministicAEAD   // with every key
	sealing []tink.DeterministicAEAD // with one key each; the primary one is first
	ids     []uint32                 // likewise
}

// Generate makes keys with one key.
func Generate() (*Keys, error) {
	handle, err := keyset.NewHandle(daead.AESSIVKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	return fromHandle(handle)
}

// Load reads keys from a text: the keys themselves, as Text writes them, or the path of
// their file. An empty text is no keys.
func Load(text string) (*Keys, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil //nolint:nilnil // nil keys are keys that seal nothing
	}
	if !strings.HasPrefix(text, "{") {
		content, err := os.ReadFile(text)
		if err != nil {
			return nil, errors.New("the file of the keys that HELPLINE_SEAL_KEYS names cannot be read")
		}
		text = string(content)
	}
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(strings.NewReader(text)))
	if err != nil {
		return nil, errors.New("HELPLINE_SEAL_KEYS holds no keys: make some with helpline privacy keys") // an error of Tink may quote them
	}
	return fromHandle(handle)
}

// Text returns the keys as a keyset of Tink in JSON. Whoever has it can open everything.
func (k *Keys) Text() (string, error) {
	var text bytes.Buffer
	if err := insecurecleartextkeyset.Write(k.handle, keyset.NewJSONWriter(&text)); err != nil {
		return "", fmt.Errorf("writing keys: %w", err)
	}
	return text.String(), nil
}

// Rotated returns the keys with one more, which is the primary one. The others still open.
func (k *Keys) Rotated() (*Keys, error) {
	manager := keyset.NewManagerFromHandle(k.handle)
	id, err := manager.Add(daead.AESSIVKeyTemplate())
	if err == nil {
		err = manager.SetPrimary(id)
	}
	if err != nil {
		return nil, fmt.Errorf("adding a key: %w", err)
	}
	return fromManager(manager)
}

// Newest returns the keys with the primary one only.
func (k *Keys) Newest() (*Keys, error) {
	manager := keyset.NewManagerFromHandle(k.handle)
	for _, id := range k.ids[1:] {
		if err := manager.Delete(id); err != nil {
			return nil, fmt.Errorf("dropping a key: %w", err)
		}
	}
	return fromManager(manager)
}

// Primary identifies the primary key. It reveals nothing about it.
func (k *Keys) Primary() string {
	if k == nil {
		return ""
	}
	return strconv.FormatUint(uint64(k.ids[0]), 10)
}

// Has reports whether a key, as Primary identifies it, is among the keys.
func (k *Keys) Has(id string) bool {
	return k != nil && slices.ContainsFunc(k.ids, func(own uint32) bool { return strconv.FormatUint(uint64(own), 10) == id })
}

func fromManager(manager *keyset.Manager) (*Keys, error) {
	handle, err := manager.Handle()
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	return fromHandle(handle)
}

func fromHandle(handle *keyset.Handle) (*Keys, error) {
	opening, err := daead.New(handle)
	if err != nil {
		return nil, errors.New("the keys are of another kind: make some with helpline privacy keys")
	}
	k := &Keys{handle: handle, opening: opening}
	for i := range handle.Len() {
		entry, err := handle.Entry(i)
		if err != nil {
			return nil, fmt.Errorf("keys: %w", err)
		}
		if entry.KeyStatus() != keyset.Enabled {
			continue
		}
		if err := k.add(entry.KeyID(), entry.IsPrimary()); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// add adds a primitive that seals with one key.
func (k *Keys) add(id uint32, primary bool) error {
	manager := keyset.NewManagerFromHandle(k.handle)
	if err := manager.SetPrimary(id); err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	handle, err := manager.Handle()
	if err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	one, err := daead.New(handle)
	if err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	at := len(k.ids)
	if primary {
		at = 0
	}
	k.sealing, k.ids = slices.Insert(k.sealing, at, one), slices.Insert(k.ids, at, id)
	return nil
}

type rawKey struct{}

// Raw returns a context in which queries return values as they are stored.
func Raw(ctx context.Context) context.Context { return context.WithValue(ctx, rawKey{}, true) }

// IsRaw reports whether a context is one of Raw.
func IsRaw(ctx context.Context) bool { return ctx.Value(rawKey{}) != nil }
