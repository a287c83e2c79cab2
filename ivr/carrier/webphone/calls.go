package webphone

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
)

// maxCalls is how many calls are kept. One page makes one call at a time.
const maxCalls = 100

// spokenSeconds is the length of a message that is spoken after the tone.
const spokenSeconds = 5

// calls keeps the latest calls.
type calls struct {
	mu   sync.Mutex
	max  int
	kept []*carrier.Call // oldest first
}

func newCalls(limit int) *calls { return &calls{max: limit} }

// keep stores a call. If there are too many, it drops one: the oldest that has ended, or
// else the oldest, which the caller of keep then has to hang up.
func (c *calls) keep(call *carrier.Call) (forgotten *carrier.Call) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = append(c.kept, call)
	if len(c.kept) <= c.max {
		return nil
	}
	at := max(0, slices.IndexFunc(c.kept, func(old *carrier.Call) bool { return old.EndedBy() != carrier.Open }))
	forgotten = c.kept[at]
	c.kept = slices.Delete(c.kept, at, at+1)
	return forgotten
}

func (c *calls) find(id string) (*carrier.Call, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := slices.IndexFunc(c.kept, func(call *carrier.Call) bool { return call.ID == id })
	if at < 0 {
		return nil, false
	}
	return c.kept[at], true
}

// callJSON is a call as the page shows it.
type callJSON struct {
	ID      string     `json:"id"`
	State   string     `json:"state"`   // asking, recording, ended
	Expects int        `json:"expects"` // number of keys that ends the input; 0: # or silence ends it
	Timeout int        `json:"timeout"` // seconds of silence that end the input
	Lines   []lineJSON `json:"lines"`   // all of them, so that a page that missed an answer gets everything
	Ended   string     `json:"ended"`   // who ended it; empty while it goes on
}

// lineJSON is one event of a call.
type lineJSON struct {
	Who     string `json:"who"`  // line, caller, carrier; desk: what happens at the telephone of the human who is rung
	Kind    string `json:"kind"` // spoke, pressed, …; told: spoke at the desk
	Lang    string `json:"lang,omitempty"`
	Dir     string `json:"dir,omitempty"`
	Text    string `json:"text,omitempty"`
	Rate    int    `json:"rate,omitempty"` // speed of speech in percent
	Seconds int    `json:"seconds,omitempty"`
}

func describe(call *carrier.Call) callJSON {
	state := call.State()
	shown := callJSON{
		ID: call.ID, State: string(state.Kind), Expects: state.NumDigits, Timeout: state.Timeout,
		Lines: []lineJSON{}, Ended: string(call.EndedBy()),
	}
	for _, event := range call.Events() {
		shown.Lines = append(shown.Lines, describeEvent(call, event))
	}
	return shown
}

func describeEvent(call *carrier.Call, event carrier.Event) lineJSON {
	line := lineJSON{Who: "carrier", Kind: string(event.Kind), Text: event.Text, Seconds: event.Seconds}
	switch event.Kind {
	case carrier.Spoke:
		heard := event.Utterance
		line.Who, line.Lang, line.Dir = "line", heard.Language, direction(heard.Language)
		line.Rate = cmp.Or(heard.Rate, normalRate)
		line.Text = strings.Join(strings.Fields(heard.Text), " ")
		if heard.Audio != "" {
			line.Kind = "audio"
		}
	case carrier.Pressed, carrier.Silent, carrier.Recorded:
		line.Who = "caller"
	case carrier.Dialled:
		line.Text = readable(call.To)
	case carrier.Rang:
		line.Text = readable(event.Text)
	case carrier.Finished:
		line.Text = string(event.Ending) // the reason of a fault is for developers, and may hold a number
	}
	if event.Desk {
		line.Who = "desk"
		if event.Kind == carrier.Spoke {
			line.Kind = "told" // the caller does not hear it
		}
	}
	return line
}

const normalRate = 100

// direction returns the direction of a language's script.
func direction(tag string) string {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if slices.Contains([]string{"ar", "ary", "arb", "ckb", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"}, primary) {
		return "rtl"
	}
	return "ltr"
}

// dial calls a programme's line.
func (h *Handler) dial(w http.ResponseWriter, r *http.Request) {
	var asked struct{ Programme, From, Desk string }
	if !read(w, r, &asked) {
		return
	}
	programme, found := h.programme(asked.Programme)
	if !found {
		refuse(w, http.StatusNotFound, "programme")
		return
	}
	from, ok := caller(asked.From)
	if !ok {
		refuse(w, http.StatusUnprocessableEntity, "number")
		return
	}
	desk, known := carrier.DeskNamed(asked.Desk)
	if !known {
		refuse(w, http.StatusUnprocessableEntity, "desk")
		return
	}
	phone := h.config.Phone(from)
	phone.Desk = desk
	ctx, cancel := lasting(r.Context())
	defer cancel()
	call, _ := phone.Dial(ctx, programme.Voice) // the call has the reason itself
	if call == nil {
		refuse(w, http.StatusBadGateway, "line")
		return
	}
	if forgotten := h.calls.keep(call); forgotten != nil {
		_ = forgotten.HangUp(ctx) // no page shows it any more
	}
	answer(w, http.StatusCreated, describe(call))
}

// caller parses the number that somebody calls with.
func caller(typed string) (string, bool) {
	if typed == carrier.Anonymous {
		return typed, true
	}
	return phonenumber.Normal(typed)
}

func (h *Handler) programme(name string) (Programme, bool) {
	at := slices.IndexFunc(h.config.Programmes, func(p Programme) bool { return p.Name == name })
	if at < 0 {
		return Programme{}, false
	}
	return h.config.Programmes[at], true
}

// act runs one action in a call: press, wait, say or hangup.
func (h *Handler) act(w http.ResponseWriter, r *http.Request) {
	var asked struct{ Keys string }
	if !read(w, r, &asked) {
		return
	}
	call, found := h.calls.find(r.PathValue("id"))
	if !found {
		refuse(w, http.StatusNotFound, "gone")
		return
	}
	do, known := doings(asked.Keys)[r.PathValue("doing")]
	if !known {
		http.NotFound(w, r)
		return
	}
	if r.PathValue("doing") == "press" && !areKeys(asked.Keys) {
		refuse(w, http.StatusUnprocessableEntity, "keys")
		return
	}
	ctx, cancel := lasting(r.Context())
	defer cancel()
	if err := do(call, ctx); errors.Is(err, carrier.ErrState) {
		answer(w, http.StatusConflict, describe(call))
		return
	}
	answer(w, http.StatusOK, describe(call)) // even if the line failed: the call then ended with a fault
}

// doings returns the actions of a caller, by name.
func doings(keys string) map[string]func(*carrier.Call, context.Context) error {
	return map[string]func(*carrier.Call, context.Context) error{
		"press":  func(c *carrier.Call, ctx context.Context) error { return c.Press(ctx, keys) },
		"say":    func(c *carrier.Call, ctx context.Context) error { return c.Say(ctx, spokenSeconds) },
		"wait":   (*carrier.Call).Wait,
		"hangup": (*carrier.Call).HangUp,
	}
}

// areKeys reports whether a text consists of keys, and of no more than somebody types
// without listening.
func areKeys(keys string) bool {
	return keys != "" && len(keys) <= 32 && strings.Trim(keys, "0123456789*#") == ""
}
