package spool

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// version is the version of the file format. It is incremented for a new kind, and if a
// note of an older version would be misread, but not if a field is added.
const version = 1

const (
	kindCallback = "callback"
	kindDemand   = "demand"
)

var (
	errDamaged = errors.New("entry is damaged")
	errNewer   = errors.New("entry was written by a newer version: it waits for one")
)

// entry is the content of a file. The payload contains telephone numbers.
type entry struct {
	Version int             `json:"v"`
	Kind    string          `json:"kind"`
	Payload json.RawMessage `json:"payload"`
}

// note is a callback or a demand record.
type note struct {
	callback *scheduling.Callback
	demand   *scheduling.Demand
}

func (n note) kind() string {
	if n.callback != nil {
		return kindCallback
	}
	return kindDemand
}

// payload returns the value that is stored for the note.
func (n note) payload() any {
	if n.callback != nil {
		return n.callback
	}
	return n.demand
}

// key returns the note's idempotency key. A note without one is not stored.
func (n note) key() string {
	if n.callback != nil {
		return n.callback.Key
	}
	return n.demand.Key
}

// share returns how much of the spool notes of this kind may fill, in tenths.
func (n note) share() int {
	if n.callback != nil {
		return whole
	}
	return demandShare
}

func (n note) save(ctx context.Context, to contact.Notes) error {
	if n.callback != nil {
		_, err := to.SaveCallback(ctx, *n.callback)
		return err
	}
	return to.SaveDemand(ctx, *n.demand)
}

func (n note) encode() ([]byte, error) {
	if n.key() == "" {
		return nil, fmt.Errorf("%w: a %s needs a key", scheduling.ErrInvalid, n.kind())
	}
	payload, err := json.Marshal(n.payload())
	if err != nil {
		return nil, err
	}
	return json.Marshal(entry{Version: version, Kind: n.kind(), Payload: payload})
}

// decode parses a file. Its errors contain nothing of the content.
func decode(content []byte) (note, error) {
	var e entry
	if json.Unmarshal(content, &e) != nil || e.Version < 1 {
		return note{}, errDamaged
	}
	if e.Version > version {
		return note{}, errNewer
	}
	var n note
	switch e.Kind {
	case kindCallback:
		n.callback = &scheduling.Callback{}
	case kindDemand:
		n.demand = &scheduling.Demand{}
	default:
		return note{}, errDamaged
	}
	if json.Unmarshal(e.Payload, n.payload()) != nil || n.key() == "" {
		return note{}, errDamaged
	}
	return n, nil
}
