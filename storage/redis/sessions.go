package redis

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"github.com/click-call-connect/helpline/flows"
)

const (
	// keyPrefix separates sessions from other uses of the same Redis.
	keyPrefix = "helpline:session:"
	// schema is the version of a stored value. It is incremented if a Session written
	// by an older version would be misread, not if a field is added.
	schema = "1"
)

// A value is "<schema> <turn> <mark> <JSON>": the script reads the turn without parsing
// JSON, and the value of another version is recognised before it is parsed. The mark is
// unique per Save: if the client repeats a command because the response was lost, the
// script recognises its own value.
//
// save stores ARGV[4] if the stored value begins with ARGV[1], the schema and the
// previous turn. It also stores it if there is no value, or one of another schema,
// which Load ignores too, and the turn in ARGV[2] is the first. The fast comparison
// comes first, and only the beginning of the value is read, because this script is most
// of the server's work for a turn. It touches one key, as a Cluster requires.
var save = goredis.NewScript(`
local head = redis.call('GETRANGE', KEYS[1], 0, 79)
if string.sub(head, 1, #ARGV[1]) ~= ARGV[1] then
	local schema, mark = string.match(head, '^(%S+) %d+ (%S+) ')
	if mark == ARGV[3] then return 1 end
	if schema == '` + schema + `' or ARGV[2] ~= '1' then return 0 end
end
redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[5])
return 1
`)

// forget deletes a value that cannot be decoded unless it was replaced meanwhile.
// Otherwise its turn would prevent the conversation from starting anew.
var forget = goredis.NewScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0
`)

// Sessions is a flows.SessionStore in Redis. It is safe for concurrent use by
// any number of processes.
type Sessions struct {
	client goredis.UniversalClient
	name   string        // name of this process in its marks
	saves  atomic.Uint64 // number of saves so far
}

var _ flows.SessionStore = (*Sessions)(nil)

// New returns Sessions on the servers of client, which the caller closes.
func New(client goredis.UniversalClient) *Sessions {
	return &Sessions{client: client, name: rand.Text()}
}

// Ping returns an error if Redis does not respond.
func (s *Sessions) Ping(ctx context.Context) error { return s.client.Ping(ctx).Err() }

// readyKey is written by Writable.
const (
	readyKey = "helpline:ready"
	readyTTL = time.Minute
)

// Writable returns an error if Redis does not respond, or cannot be written: its memory is
// full, or it is a replica.
func (s *Sessions) Writable(ctx context.Context) error {
	if err := s.client.Set(ctx, readyKey, "1", readyTTL).Err(); err != nil {
		return fmt.Errorf("redis cannot be written: %w", err)
	}
	return nil
}

// Load implements flows.SessionStore in one round trip.
func (s *Sessions) Load(ctx context.Context, key string) (flows.Session, error) {
	value, err := s.client.Get(ctx, keyPrefix+key).Result()
	if errors.Is(err, goredis.Nil) {
		return flows.Session{}, flows.ErrNoSession
	}
	if err != nil {
		return flows.Session{}, fmt.Errorf("load session: %w", err)
	}
	session, err := decode(key, value)
	if err != nil {
		return flows.Session{}, errors.Join(err, forget.Run(ctx, s.client, []string{keyPrefix + key}, value).Err())
	}
	return session, nil
}

// Save implements flows.SessionStore in one round trip. It returns an error if ttl is
// less than a millisecond.
func (s *Sessions) Save(ctx context.Context, session flows.Session, ttl time.Duration) error {
	if ttl < time.Millisecond {
		return fmt.Errorf("save session: time to live %s is under a millisecond", ttl)
	}
	mark := s.name + strconv.FormatUint(s.saves.Add(1), 36)
	value, err := encode(session, mark)
	if err != nil {
		return fmt.Errorf("save session: %w", err)
	}
	saved, err := save.Run(ctx, s.client, []string{keyPrefix + session.Key},
		schema+" "+strconv.Itoa(session.Turn-1)+" ", session.Turn, mark, value, ttl.Milliseconds()).Bool()
	switch {
	case err != nil:
		return fmt.Errorf("save session: %w", err)
	case !saved:
		return flows.ErrTurnTaken
	}
	return nil
}

// Delete implements flows.SessionStore.
func (s *Sessions) Delete(ctx context.Context, key string) error {
	if err := s.client.Del(ctx, keyPrefix+key).Err(); err != nil {
		return fmt.Errorf("delete session: %w", err)
	}
	return nil
}

func encode(session flows.Session, mark string) ([]byte, error) {
	text, err := json.Marshal(session)
	if err != nil {
		return nil, err
	}
	value := make([]byte, 0, len(schema)+len(mark)+len(text)+24)
	value = append(append(value, schema...), ' ')
	value = append(strconv.AppendInt(value, int64(session.Turn), 10), ' ')
	value = append(append(value, mark...), ' ')
	return append(value, text...), nil
}

// decode parses a stored value. If it cannot, it returns flows.ErrNoSession.
func decode(key, value string) (session flows.Session, err error) {
	parts := strings.SplitN(value, " ", 4)
	if len(parts) != 4 || parts[0] != schema {
		return session, fmt.Errorf("%w: stored by another version", flows.ErrNoSession)
	}
	if err := json.Unmarshal([]byte(parts[3]), &session); err != nil {
		return session, fmt.Errorf("%w: stored value is damaged", flows.ErrNoSession)
	}
	if session.Key != key || strconv.Itoa(session.Turn) != parts[1] {
		return session, fmt.Errorf("%w: stored value contradicts itself", flows.ErrNoSession)
	}
	return session, nil
}
