package carrier

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/ivr/twilio"
)

// Config makes a Carrier. AccountSID, AuthToken and Now must be given.
type Config struct {
	AccountSID string
	AuthToken  string
	PublicURL  string           // where this carrier's API is, in the URLs of recordings
	Now        func() time.Time // of the texts
	Random     io.Reader        // of ids; nil: crypto/rand
	Numbers    []string         // that may send, E.164; empty: any
	Client     *http.Client     // delivers callbacks; nil: one with a time-out of 15 s
	OnText     func(Text)       // called for each text taken; must not call the carrier back
	OnRing     func(*Ring)      // called for each call the line makes, beside it; nil: it rings for ever
	Faults     Faults

	// Setup is how the account's numbers are set up: what the API lists. It
	// changes nothing about what a Phone asks, which is in its Line.
	Setup []twilio.NumberSetup
}

// Carrier is the simulated carrier's REST API. It is safe for concurrent use.
// Close must be called when it is no longer needed.
type Carrier struct {
	config    Config
	mux       *http.ServeMux
	callbacks *callbacks

	mu         sync.Mutex
	faults     Faults
	texts      []Text
	rings      []*Ring
	recordings map[string]Recording
	setup      []twilio.NumberSetup
}

// New makes a carrier with empty inboxes.
func New(config Config) *Carrier {
	if config.Random == nil {
		config.Random = rand.Reader
	}
	config.Client = clientOr(config.Client)
	c := &Carrier{config: config, faults: config.Faults, recordings: map[string]Recording{}}
	c.setup = slices.Clone(config.Setup)
	c.callbacks = newCallbacks(config.Client, config.AuthToken)
	c.callbacks.hold(config.Faults.Hold)
	c.mux = http.NewServeMux()
	const account = "/2010-04-01/Accounts/{account}/"
	c.mux.HandleFunc("POST "+account+"Messages.json", c.createMessage)
	c.mux.HandleFunc("GET "+account+"Messages.json", c.listMessages)
	c.mux.HandleFunc("GET "+account+"Messages/{message}", c.getMessage)
	c.mux.HandleFunc("POST "+account+"Calls.json", c.createCall)
	c.mux.HandleFunc("GET "+account+"Calls/{call}", c.getCall)
	c.mux.HandleFunc("GET "+account+"Calls.json", c.listCalls)
	c.mux.HandleFunc("GET "+account+"IncomingPhoneNumbers.json", c.listNumbers)
	c.mux.HandleFunc("GET "+account+"Recordings/{recording}", c.getRecording)
	c.mux.HandleFunc("DELETE "+account+"Recordings/{recording}", c.deleteRecording)
	return c
}

// clientTimeout is how long a carrier waits for the answer to a webhook.
const clientTimeout = 15 * time.Second

func clientOr(client *http.Client) *http.Client {
	if client != nil {
		return client
	}
	return &http.Client{
		Timeout:       clientTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// ServeHTTP answers the REST API, after checking who asks.
func (c *Carrier) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	account, token, _ := r.BasicAuth()
	known := subtle.ConstantTimeCompare([]byte(account), []byte(c.config.AccountSID)) &
		subtle.ConstantTimeCompare([]byte(token), []byte(c.config.AuthToken))
	if known != 1 {
		refuse(w, http.StatusUnauthorized, 20003, "Authenticate")
		return
	}
	c.mux.ServeHTTP(w, r)
}

// Close stops delivering and waits for the callbacks that are on their way.
func (c *Carrier) Close() { c.callbacks.close() }

// SetFaults changes how the carrier misbehaves from now on. Callbacks held until
// now go out when the new faults do not hold them.
func (c *Carrier) SetFaults(faults Faults) {
	c.mu.Lock()
	c.faults = faults
	c.mu.Unlock()
	c.callbacks.hold(faults.Hold)
}

func (c *Carrier) currentFaults() Faults {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.faults
}

// Inbox lists the texts to a number, oldest first.
func (c *Carrier) Inbox(number string) []Text {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(c.texts), func(text Text) bool { return text.To != number })
}

// refuse answers with an error in the carrier's shape.
func refuse(w http.ResponseWriter, status, code int, message string) {
	answer(w, status, map[string]any{
		"code": code, "message": message, "status": status,
		"more_info": fmt.Sprintf("https://www.twilio.com/docs/errors/%d", code),
	})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client left: nobody to tell
}

// newID makes an id like the carrier's: a prefix and 32 hexadecimal digits.
func newID(random io.Reader, prefix string) (string, error) {
	var id [16]byte
	if _, err := io.ReadFull(random, id[:]); err != nil {
		return "", fmt.Errorf("no random numbers for an id: %w", err)
	}
	return fmt.Sprintf("%s%x", prefix, id), nil
}
