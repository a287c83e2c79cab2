package redis

import (
	"container/list"
	"context"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/flows"
)

// Recent is a flows.SessionStore that caches the sessions last saved by this process,
// so that the next input of a conversation needs no round trip to load it. It is safe
// for concurrent use.
//
// If another process has saved since, Load may return an older turn than the stored
// one. That is safe because of Save's compare-and-set: the content of a saved turn
// never changes, and a turn based on an old one is rejected. A rejection also removes
// the session from the cache, so that the next Load is fresh. A caller that needs a
// newer turn than Load returned, because the input refers to it, calls LoadFresh, which
// implements flows.FreshLoader.
//
// Sessions are cached no longer than their time to live.
type Recent struct {
	// Now is the clock for times to live; NewRecent sets time.Now.
	Now func() time.Time

	store   flows.SessionStore
	size    int
	mu      sync.Mutex // guards the fields below
	entries map[string]*list.Element
	order   *list.List // of *entry, most recently used first
}

var (
	_ flows.SessionStore = (*Recent)(nil)
	_ flows.FreshLoader  = (*Recent)(nil)
)

// entry holds a session as it was saved. Its slices and maps are shared with callers of
// Load, which may not modify them; see flows.SessionStore.
type entry struct {
	session flows.Session
	until   time.Time
}

// NewRecent returns a cache of up to size sessions in front of store.
func NewRecent(store flows.SessionStore, size int) *Recent {
	return &Recent{Now: time.Now, store: store, size: size, entries: map[string]*list.Element{}, order: list.New()}
}

// Load returns the cached session, or else the stored one.
func (r *Recent) Load(ctx context.Context, key string) (flows.Session, error) {
	if session, ok := r.recall(key); ok {
		return session, nil
	}
	return r.store.Load(ctx, key)
}

// LoadFresh returns the stored session and ignores the cache.
func (r *Recent) LoadFresh(ctx context.Context, key string) (flows.Session, error) {
	r.forget(key)
	return r.store.Load(ctx, key)
}

// Save saves and caches a session. After an error the session is not cached, because it
// is unknown whether it was saved.
func (r *Recent) Save(ctx context.Context, session flows.Session, ttl time.Duration) error {
	until := r.Now().Add(ttl) // taken before the server's time to live starts
	if err := r.store.Save(ctx, session, ttl); err != nil {
		r.forget(session.Key)
		return err
	}
	r.remember(session, until)
	return nil
}

// Delete removes a session from the cache and from the store.
func (r *Recent) Delete(ctx context.Context, key string) error {
	r.forget(key)
	return r.store.Delete(ctx, key)
}

func (r *Recent) recall(key string) (session flows.Session, ok bool) {
	r.mu.Lock()
	element, ok := r.entries[key]
	if !ok {
		r.mu.Unlock()
		return session, false
	}
	known := *element.Value.(*entry)
	r.order.MoveToFront(element)
	r.mu.Unlock()

	if !r.Now().Before(known.until) {
		r.forget(key)
		return session, false
	}
	return known.session, true
}

func (r *Recent) remember(session flows.Session, until time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if element, ok := r.entries[session.Key]; ok {
		*element.Value.(*entry) = entry{session, until}
		r.order.MoveToFront(element)
		return
	}
	r.entries[session.Key] = r.order.PushFront(&entry{session, until})
	for r.order.Len() > r.size {
		r.remove(r.order.Back())
	}
}

func (r *Recent) forget(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if element, ok := r.entries[key]; ok {
		r.remove(element)
	}
}

// remove removes an element; the caller holds the lock.
func (r *Recent) remove(element *list.Element) {
	delete(r.entries, r.order.Remove(element).(*entry).session.Key)
}
