package carrier

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// callback is one status callback that is due.
type callback struct {
	url  string
	form url.Values
}

// callbacks delivers callbacks one after the other, in order. They are best-effort: the
// receiver's answer is ignored.
type callbacks struct {
	client *http.Client
	line   Line // whose token and scheme sign
	cancel context.CancelFunc
	done   chan struct{}

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced whenever anything below changes
	promised int
	queue    []callback
	busy     bool
	held     bool
	closed   bool
}

func newCallbacks(client *http.Client, line Line) *callbacks {
	ctx, cancel := context.WithCancel(context.Background())
	c := &callbacks{client: client, line: line, cancel: cancel, done: make(chan struct{}), changed: make(chan struct{})}
	go c.run(ctx)
	return c
}

// change runs a function under the lock, and wakes everything that waits.
func (c *callbacks) change(do func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	do()
	close(c.changed)
	c.changed = make(chan struct{})
}

// promise announces callbacks that keep will queue.
func (c *callbacks) promise() { c.change(func() { c.promised++ }) }

func (c *callbacks) keep(reports ...callback) {
	c.change(func() {
		c.promised--
		c.queue = append(c.queue, reports...)
	})
}

func (c *callbacks) hold(held bool) { c.change(func() { c.held = held }) }

func (c *callbacks) run(ctx context.Context) {
	defer close(c.done)
	for {
		next, more := c.next()
		if !more {
			return
		}
		c.deliver(ctx, next)
		c.change(func() { c.busy = false })
	}
}

// next waits for a callback that is due. It returns false after close.
func (c *callbacks) next() (callback, bool) {
	for {
		c.mu.Lock()
		changed, due := c.changed, len(c.queue) > 0 && !c.held
		if c.closed {
			c.mu.Unlock()
			return callback{}, false
		}
		if due {
			first := c.queue[0]
			c.queue, c.busy = c.queue[1:], true
			c.mu.Unlock()
			return first, true
		}
		c.mu.Unlock()
		<-changed
	}
}

func (c *callbacks) deliver(ctx context.Context, report callback) {
	response, err := post(ctx, c.client, c.line, report.url, report.form)
	if err == nil {
		_ = response.Body.Close()
	}
}

// close drops waiting callbacks, cancels the one in delivery, and waits for its end.
func (c *callbacks) close() {
	c.change(func() { c.closed = true })
	c.cancel()
	<-c.done
}

// Drain waits until every callback that is not held has been delivered, or until the
// context ends.
func (c *Carrier) Drain(ctx context.Context) error {
	for {
		c.callbacks.mu.Lock()
		changed := c.callbacks.changed
		idle := !c.callbacks.busy && c.callbacks.promised == 0 && (len(c.callbacks.queue) == 0 || c.callbacks.held) || c.callbacks.closed
		c.callbacks.mu.Unlock()
		if idle {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// post sends a signed webhook. The fragment of a URL has settings of the carrier, and is
// neither signed nor sent.
func post(ctx context.Context, client *http.Client, line Line, to string, form url.Values) (*http.Response, error) {
	to, _, _ = strings.Cut(to, "#")
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	line.Scheme.SetHeaders(request.Header, line.Token, to, form)
	return client.Do(request)
}
