package webphone

import (
	"context"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/ivr/carrier"
)

// Path is the path of the page. Everything it needs is below it.
const Path = "/phone"

// actionTime is how long one step of a call may take: several webhooks, each of which a
// carrier gives up after 15 s.
const actionTime = 30 * time.Second

//go:embed page.html static words
var files embed.FS

// Config has what the page works with.
type Config struct {
	Programmes []Programme // at least one; the first is selected at the start
	Host       string      // of the public address; an IP address and localhost are always allowed

	Phone   func(from string) *carrier.Phone   // set up for the line
	Handset func(from string) *carrier.Handset // set up for the line
	Texts   *Texts                             // gets every text; nil: another carrier is used, and there are no mobiles

	Now     func() time.Time
	Advance func(time.Duration) // moves the clock forward, and runs what became due
	Zone    *time.Location      // time zone of "tomorrow"
	// Rings sets who answers the telephones that the line rings from now on: one of
	// [carrier.RingAnswers]. It returns false if there is no such answer; nil: none can be
	// set.
	Rings func(answer string) bool
}

// Programme is a line to call, and the people who may call it.
type Programme struct {
	Name, Title string
	Voice, SMS  string   // its numbers, E.164
	Callers     []Person // people to call as; the first is selected at the start
	Students    []Person
	Codes       []string // letter codes to try
}

// Person has a number, and a name if it is known.
type Person struct{ Number, Name string }

// Handler serves the page and its requests, below Path.
type Handler struct {
	config Config
	mux    *http.ServeMux
	page   *template.Template
	words  map[string]words
	calls  *calls
}

// New returns a handler. It returns an error if the built-in files are faulty.
func New(config Config) (*Handler, error) {
	page, err := template.New("page.html").Option("missingkey=error").ParseFS(files, "page.html")
	if err != nil {
		return nil, fmt.Errorf("the page of the web phone: %w", err)
	}
	static, err := fs.Sub(files, "static")
	if err != nil {
		return nil, err
	}
	h := &Handler{config: config, page: page, words: map[string]words{}, calls: newCalls(maxCalls), mux: http.NewServeMux()}
	for _, language := range languages() {
		if h.words[language], err = loadWords(language); err != nil {
			return nil, err
		}
	}
	const api = Path + "/api/"
	h.mux.HandleFunc("GET "+Path, h.showPage)
	h.mux.Handle("GET "+Path+"/{$}", http.RedirectHandler("../phone", http.StatusMovedPermanently))
	h.mux.Handle("GET "+Path+"/static/", http.StripPrefix(Path+"/static/", http.FileServerFS(static)))
	h.mux.HandleFunc("POST "+api+"calls", h.dial)
	h.mux.HandleFunc("POST "+api+"calls/{id}/{doing}", h.act)
	h.mux.HandleFunc("POST "+api+"clock", h.moveClock)
	h.mux.HandleFunc("GET "+api+"texts", h.showTexts)
	h.mux.HandleFunc("POST "+api+"texts", h.sendText)
	return h, nil
}

// ServeHTTP refuses requests of other websites, and answers all others.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	protect(w.Header())
	if !h.knownHost(r.Host) || crossSite(r) {
		refuse(w, http.StatusForbidden, "site")
		return
	}
	h.mux.ServeHTTP(w, r)
}

// protect sets the headers that restrict the page: it may use no other hosts, and no
// scripts or styles but its own files.
func protect(header http.Header) {
	header.Set("Content-Security-Policy",
		"default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
}

// knownHost reports whether a host is allowed. Other names may lead here as well: a
// website can point its own name to 127.0.0.1, and would then be the same site as the
// page.
func (h *Handler) knownHost(host string) bool {
	if host == h.config.Host {
		return true
	}
	name := host
	if bare, _, err := net.SplitHostPort(host); err == nil {
		name = bare
	}
	_, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil || name == "localhost"
}

// crossSite reports whether another website's page makes a request. Links to the page
// itself are allowed, other requests are not.
func crossSite(r *http.Request) bool {
	if http.NewCrossOriginProtection().Check(r) != nil {
		return true
	}
	site := r.Header.Get("Sec-Fetch-Site")
	return strings.HasPrefix(r.URL.Path, Path+"/") && site != "" && site != "same-origin" && site != "none"
}

// lasting returns a context that outlives the browser's request, so that closing the page
// does not interrupt a webhook.
func lasting(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), actionTime)
}
