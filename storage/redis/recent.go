package redis

import (
	"container/list"
	"context"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/flows"
)

// Recent is a flows.SessionStore that remembers the sessions this process saved
// last, so that the next input of the same conversation needs no round trip to
// be loaded. It is safe for concurrent use.
//
// What Load returns may be older than what is stored, when another process
// saved since. That is safe, because Save's compare-and-set decides: the
// content of a turn never changes once it is saved, and a turn built on an old
// one is refused. The refusal also makes Recent forget, so that the caller's
// next Load is fresh. A caller that knows of a newer turn than Load returned
// (the input names it) asks LoadFresh, which is flows.FreshLoader.
//
// Nothing is remembered longer than its time to live.
type Recent struct {
	// Now is the clock for times to live; NewRecent sets time.Now.
	Now func() time.Time

	store   flows.SessionStore
	size    int
	mu      sync.Mutex // guards what follows
	entries map[string]*list.Element
	order   *list.List // of *entry, last used first
}

var (
	_ flows.SessionStore = (*Recent)(nil)
	_ flows.FreshLoader  = (*Recent)(nil)
)

// entry holds a session as it was saved. Its slices and maps are shared with
// whoever loads it: SessionStore says that they are not written into.
type entry struct {
	session flows.Session
	until   time.Time
}

// NewRecent remembers up to size sessions in front of store.
func NewRecent(store flows.SessionStore, size int) *Recent {
	return &Recent{Now: time.Now, store: store, size: size, entries: map[string]*list.Element{}, order: list.New()}
}

// Load returns the remembered session, or else the stored one.
func (r *Recent) Load(ctx context.Context, key string) (flows.Session, error) {
	if session, ok := r.recall(key); ok {
		return session, nil
	}
	return r.store.Load(ctx, key)
}

// LoadFresh returns the stored session, whatever is remembered.
func (r *Recent) LoadFresh(ctx context.Context, key string) (flows.Session, error) {
	r.forget(key)
	return r.store.Load(ctx, key)
}

// Save saves, and remembers what was saved. After an error nothing is
// remembered of the session: whether it was saved is not known then.
func (r *Recent) Save(ctx context.Context, session flows.Session, ttl time.Duration) error {
	until := r.Now().Add(ttl) // before the server starts to count
	if err := r.store.Save(ctx, session, ttl); err != nil {
		r.forget(session.Key)
		return err
	}
	r.remember(session, until)
	return nil
}

// Delete forgets a session here and in the store.
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

// remove takes an element out; the lock is held.
func (r *Recent) remove(element *list.Element) {
	delete(r.entries, r.order.Remove(element).(*entry).session.Key)
}
