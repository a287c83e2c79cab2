package webphone

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
)

const (
	maxTexts      = 2000 // texts that are kept
	maxShown      = 200  // texts on one screen
	maxNumbers    = 4    // numbers in one request
	maxTextLength = 1600 // the carrier's limit, in UTF-16 units
	maxLatest     = 50   // numbers in the list of latest ones
)

// Texts keeps the latest texts that a carrier took, in order to show them. Add fits
// [carrier.Config].OnText. The zero Texts is empty.
type Texts struct {
	// Language returns the language of a text of the line, as a tag, or "" if it is unknown.
	// It is needed because the carrier does not get the language. nil: it is unknown.
	Language func(body string) string

	mu   sync.Mutex
	kept []keptText // oldest first
}

type keptText struct {
	carrier.Text
	language string
}

// Add keeps a text.
func (t *Texts) Add(text carrier.Text) {
	kept := keptText{Text: text}
	if t.Language != nil && !text.Inbound { // people write as they like
		kept.language = t.Language(text.Body)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, kept)
	if len(t.kept) > maxTexts {
		t.kept = slices.Delete(t.kept, 0, len(t.kept)-maxTexts)
	}
}

// screen returns the texts on the screen of a mobile: the latest to and from it, oldest
// first.
func (t *Texts) screen(number string) []textJSON {
	t.mu.Lock()
	defer t.mu.Unlock()
	shown := []textJSON{}
	for _, text := range slices.Backward(t.kept) {
		if len(shown) < maxShown && (text.To == number || text.From == number) {
			shown = append(shown, textJSON{
				text.ID, text.Body, text.language, text.From == number, text.CreatedAt.Format(time.RFC3339),
			})
		}
	}
	slices.Reverse(shown)
	return shown
}

// latest returns the numbers that were texted, the latest one first.
func (t *Texts) latest() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	numbers := []string{}
	for _, text := range slices.Backward(t.kept) {
		if len(numbers) < maxLatest && !text.Inbound && !slices.Contains(numbers, text.To) {
			numbers = append(numbers, text.To)
		}
	}
	return numbers
}

type textJSON struct {
	ID   string `json:"id"`
	Body string `json:"body"`
	Lang string `json:"lang,omitempty"`
	Sent bool   `json:"sent"` // from this mobile
	At   string `json:"at"`
}

// stateJSON is the state that the page requests every second.
type stateJSON struct {
	Now    string                `json:"now"`
	Texts  map[string][]textJSON `json:"texts"`
	Latest []string              `json:"latest"`
}

// showTexts serves the time, and the texts on the screens of some numbers.
func (h *Handler) showTexts(w http.ResponseWriter, r *http.Request) {
	state := stateJSON{Now: h.now(), Texts: map[string][]textJSON{}, Latest: []string{}}
	numbers := r.URL.Query()["number"]
	if len(numbers) > maxNumbers {
		refuse(w, http.StatusBadRequest, "number")
		return
	}
	if h.config.Texts != nil {
		state.Latest = h.config.Texts.latest()
		for _, number := range numbers {
			if normal, ok := phonenumber.Normal(number); ok {
				state.Texts[number] = h.config.Texts.screen(normal)
			}
		}
	}
	answer(w, http.StatusOK, state)
}

// sendText texts a programme, as a handset does.
func (h *Handler) sendText(w http.ResponseWriter, r *http.Request) {
	var asked struct{ Programme, From, Body string }
	if !read(w, r, &asked) {
		return
	}
	programme, found := h.programme(asked.Programme)
	from, ok := phonenumber.Normal(asked.From)
	switch body := strings.TrimSpace(asked.Body); {
	case h.config.Texts == nil || !found:
		refuse(w, http.StatusNotFound, "programme")
		return
	case !ok || !phonenumber.IsMobile(from):
		refuse(w, http.StatusUnprocessableEntity, "mobile")
		return
	case body == "" || len(utf16.Encode([]rune(body))) > maxTextLength:
		refuse(w, http.StatusUnprocessableEntity, "text")
		return
	}
	ctx, cancel := lasting(r.Context())
	defer cancel()
	if _, err := h.config.Handset(from).Text(ctx, programme.SMS, strings.TrimSpace(asked.Body)); err != nil {
		refuse(w, http.StatusBadGateway, "line")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
