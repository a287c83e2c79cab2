package carrier

import (
	"cmp"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
)

// Config configures a Carrier. AccountSID, AuthToken and Now are required.
type Config struct {
	AccountSID string
	AuthToken  string
	Scheme     signature.Scheme // how webhooks are signed
	SigningKey string           // key of the scheme; empty: AuthToken
	PublicURL  string           // address of this carrier's API, for the URLs of recordings
	Now        func() time.Time // clock of the texts
	Random     io.Reader        // source of ids; nil: crypto/rand
	Numbers    []string         // allowed senders, E.164; empty: any
	Client     *http.Client     // delivers callbacks; nil: one with a timeout of 15 s
	OnText     func(Text)       // called for each text taken; must not call methods of the carrier
	OnRing     func(*Ring)      // called in a goroutine for each call of the line; nil: calls ring forever
	Faults     Faults

	// Setup is the setup of the account's numbers, as the API lists it. It has no effect on
	// a Phone, whose setup is its Line.
	Setup []rest.NumberSetup
	// Countries are those that the account may text and call; nil: Belgium only. As the
	// carrier's lists, they have no effect on a text or a call here.
	Countries []string
}

func (c Config) signingKey() string { return cmp.Or(c.SigningKey, c.AuthToken) }

// Carrier is the REST API of the simulated carrier. It is safe for concurrent use. Close
// must be called when it is no longer needed.
type Carrier struct {
	config    Config
	mux       *http.ServeMux
	callbacks *callbacks

	mu         sync.Mutex
	faults     Faults
	texts      []Text
	rings      []*Ring
	recordings map[string]Recording
	setup      []rest.NumberSetup
}

// New returns a carrier with empty inboxes.
func New(config Config) *Carrier {
	if config.Random == nil {
		config.Random = rand.Reader
	}
	config.Client = clientOr(config.Client)
	c := &Carrier{config: config, faults: config.Faults, recordings: map[string]Recording{}}
	c.setup = slices.Clone(config.Setup)
	c.callbacks = newCallbacks(config.Client, c.own(Line{}))
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
	c.mux.HandleFunc("GET /v1/Messaging/GeoPermissions", c.listTextCountries)
	c.mux.HandleFunc("GET /v1/DialingPermissions/Countries/{country}", c.getCallCountry)
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

// ServeHTTP serves the REST API to clients with the account's credentials.
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

// Close stops the delivery of callbacks, and waits for the one in delivery.
func (c *Carrier) Close() { c.callbacks.close() }

// SetFaults changes how the carrier misbehaves from now on. Held callbacks are sent if
// the new faults do not hold them.
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

// Inbox returns the texts to a number, oldest first.
func (c *Carrier) Inbox(number string) []Text {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(c.texts), func(text Text) bool { return text.To != number })
}

// refuse answers with an error in the carrier's format.
func refuse(w http.ResponseWriter, status, code int, message string) {
	answer(w, status, map[string]any{
		"code": code, "message": message, "status": status,
		"more_info": fmt.Sprintf("https://www.twilio.com/docs/errors/%d", code),
	})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // an error means that the client left
}

// newID returns an id like the carrier's: a prefix and 32 hexadecimal digits.
func newID(random io.Reader, prefix string) (string, error) {
	var id [16]byte
	if _, err := io.ReadFull(random, id[:]); err != nil {
		return "", fmt.Errorf("no random numbers for an id: %w", err)
	}
	return fmt.Sprintf("%s%x", prefix, id), nil
}
