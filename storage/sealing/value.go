package sealing

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"github.com/lib/pq"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// Value is an argument of a statement that the connection seals.
type Value interface {
	// Sealed returns the argument as it is stored, or looked up.
	Sealed(keys *Keys) (any, error)
}

type valueFunc func(keys *Keys) (any, error)

func (f valueFunc) Sealed(keys *Keys) (any, error) { return f(keys) }

// Of returns a value of a kind, as it is stored.
func Of(kind Kind, text string) Value {
	return valueFunc(func(keys *Keys) (any, error) { return keys.of(kind, text) })
}

// OrNull is Of that stores an empty text as NULL.
func OrNull(kind Kind, text string) Value {
	return valueFunc(func(keys *Keys) (any, error) {
		if text == "" {
			return nil, nil
		}
		return keys.of(kind, text)
	})
}

// AllOf returns texts of a kind as an array of what is stored, in their order.
func AllOf[T ~string](kind Kind, texts []T) Value {
	return valueFunc(func(keys *Keys) (any, error) {
		all := make(pq.StringArray, len(texts))
		for i, text := range texts {
			var err error
			if all[i], err = keys.of(kind, string(text)); err != nil {
				return nil, err
			}
		}
		return all, nil
	})
}

// Any returns an array of everything as which texts of a kind can be stored: sealed by any
// of the keys, and plain. An empty text is stored empty.
func Any(kind Kind, texts ...string) Value {
	return valueFunc(func(keys *Keys) (any, error) {
		var all pq.StringArray
		for _, text := range texts {
			forms, err := keys.formsOf(kind, text)
			if err != nil {
				return nil, err
			}
			all = append(all, forms...)
		}
		return all, nil
	})
}

// Map returns the JSON of a map whose value of one key is a text of the kind Words.
func Map(values map[string]string, key string) Value {
	return valueFunc(func(keys *Keys) (any, error) {
		text, err := keys.of(Words, values[key])
		if err == nil && text != values[key] {
			values = maps.Clone(values)
			values[key] = text
		}
		encoded, err := json.Marshal(values)
		return string(encoded), err
	})
}

// Maps is Map for several maps: an array of JSON. Nil is an empty map.
func Maps(all []map[string]string, key string) Value {
	return valueFunc(func(keys *Keys) (any, error) {
		texts := make(pq.StringArray, len(all))
		for i, values := range all {
			if values == nil {
				values = map[string]string{}
			}
			encoded, err := Map(values, key).Sealed(keys)
			if err != nil {
				return nil, err
			}
			texts[i] = encoded.(string)
		}
		return texts, nil
	})
}

// OfRow returns a text of a column that is bound to its row.
func OfRow(tag string, row any, text string) Value {
	return valueFunc(func(keys *Keys) (any, error) { return keys.SealRow(tag, row, text) })
}

// Hashes returns an array of keyed hashes, in the order of the words.
func Hashes(domain string, words []string) Value {
	return valueFunc(func(keys *Keys) (any, error) { return keys.hashes(domain, words, keys.primary()) })
}

// Hash returns the keyed hash of a word.
func Hash(domain, word string) Value {
	return valueFunc(func(keys *Keys) (any, error) { return keys.HashOf(domain, word) })
}

// HashOf returns the keyed hash of a word, which is a plain one without keys.
func (k *Keys) HashOf(domain, word string) (int64, error) {
	all, err := k.hashes(domain, []string{word}, k.primary())
	if err != nil {
		return 0, err
	}
	return all[0], nil
}

// AnyHashes returns an array of the hashes of words by any of the keys, and without one,
// after those that are given.
func AnyHashes(domain string, words []string, given ...int64) Value {
	return valueFunc(func(keys *Keys) (any, error) {
		all, err := keys.hashes(domain, words, nil)
		all = append(all, given...)
		if keys == nil {
			return all, err
		}
		for _, key := range keys.sealing {
			hashes, err := keys.hashes(domain, words, key)
			if err != nil {
				return nil, err
			}
			all = append(all, hashes...)
		}
		return all, err
	})
}

// UUID returns a keyed hash of a text in the form of a uuid.
func UUID(text string) Value {
	return valueFunc(func(keys *Keys) (any, error) {
		digest, err := keys.digest(keys.primary(), text)
		return hex.EncodeToString(digest), err
	})
}

func (k *Keys) primary() tink.DeterministicAEAD {
	if k == nil {
		return nil
	}
	return k.sealing[0]
}

// applies reports whether a text of a kind is sealed: of conversations only those by text,
// whose keys are made of a number.
func applies(kind Kind, text string) bool {
	return text != "" && (kind != Conversation || strings.HasPrefix(text, byText))
}

func (k *Keys) of(kind Kind, text string) (string, error) {
	if k == nil || !applies(kind, text) {
		return guarded(text), nil
	}
	return k.sealKind(k.sealing[0], kind, text)
}

// sealKind seals a text of a kind. Of the key of a conversation, which ends in what part of
// the conversation it is, it seals what is made of the number.
func (k *Keys) sealKind(key tink.DeterministicAEAD, kind Kind, text string) (string, error) {
	end := ""
	if kind == Conversation {
		if number, part, found := strings.Cut(strings.TrimPrefix(text, byText), ":"); found {
			text, end = byText+number, ":"+part
		}
	}
	sealed, err := k.seal(key, string(kind), string(kind), text)
	return sealed + end, err
}

// byText begins the key of a conversation by text.
const byText = "sms:"

// Seal returns a text of a kind as it is stored.
func (k *Keys) Seal(kind Kind, text string) (string, error) { return k.of(kind, text) }

// SealRow returns a text of a column as it is stored in a row.
func (k *Keys) SealRow(tag string, row any, text string) (string, error) {
	if k == nil || text == "" {
		return guarded(text), nil
	}
	return k.seal(k.sealing[0], tag, fmt.Sprintf("%s:%v", tag, row), text)
}

func (k *Keys) formsOf(kind Kind, text string) ([]string, error) {
	forms := []string{text}
	if k == nil || !applies(kind, text) {
		return forms, nil
	}
	for _, key := range k.sealing {
		form, err := k.sealKind(key, kind, text)
		if err != nil {
			return nil, err
		}
		forms = append(forms, form)
	}
	return forms, nil
}

// guarded returns a text that is stored without a key and is not taken for a sealed one.
func guarded(text string) string {
	if !Looks(text) {
		return text
	}
	return strings.ReplaceAll(text, mark, "sealed :")
}

func (k *Keys) hashes(domain string, words []string, key tink.DeterministicAEAD) (pq.Int64Array, error) {
	all := make(pq.Int64Array, len(words))
	for i, word := range words {
		digest, err := k.digest(key, domain+"|"+word)
		if err != nil {
			return nil, err
		}
		all[i] = int64(binary.BigEndian.Uint64(digest))
	}
	return all, nil
}

// digest returns 16 bytes: a keyed hash, or a plain one without a key.
func (k *Keys) digest(key tink.DeterministicAEAD, text string) ([]byte, error) {
	if key == nil {
		return plainDigest(text), nil
	}
	return hash(key, text)
}

// OfRows returns texts of a column as an array, each bound to its row.
func OfRows(tag string, rows, texts []string) Value {
	return valueFunc(func(keys *Keys) (any, error) {
		all := make(pq.StringArray, len(texts))
		for i, text := range texts {
			var err error
			if all[i], err = keys.SealRow(tag, rows[i], text); err != nil {
				return nil, err
			}
		}
		return all, nil
	})
}

// erased begins the keyed hash that is left of a number that wanted no texts.
const erased = "erased:"

// ErasedOptOut returns what is left of a number that wanted no texts when its owner is erased.
func ErasedOptOut(phone string) Value {
	return valueFunc(func(keys *Keys) (any, error) { return keys.erasedOptOut(keys.primary(), phone) })
}

func (k *Keys) erasedOptOut(key tink.DeterministicAEAD, phone string) (string, error) {
	digest, err := k.digest(key, "opt-out|"+phone)
	return erased + hex.EncodeToString(digest), err
}

// AnyOptOut is Any of a number, with what is left of it when its owner was erased.
func AnyOptOut(phone string) Value {
	return valueFunc(func(keys *Keys) (any, error) {
		forms, err := keys.formsOf(Phone, phone)
		if err != nil {
			return nil, err
		}
		hashing := []tink.DeterministicAEAD{nil}
		if keys != nil {
			hashing = append(hashing, keys.sealing...)
		}
		for _, key := range hashing {
			form, err := keys.erasedOptOut(key, phone)
			if err != nil {
				return nil, err
			}
			forms = append(forms, form)
		}
		return pq.StringArray(forms), nil
	})
}

// PrimaryKey returns what identifies the primary key; an empty text without keys.
func PrimaryKey() Value {
	return valueFunc(func(keys *Keys) (any, error) { return keys.Primary(), nil })
}
