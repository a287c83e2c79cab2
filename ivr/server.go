package ivr

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/url"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/students"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/ivr/twilio/twiml"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// The routes of the carrier's webhooks (public contract).
const (
	VoicePath         = "/twilio/voice"
	TextPath          = "/twilio/sms"
	MessageStatusPath = "/twilio/status/message"
	CallStatusPath    = "/twilio/status/call"
	FallbackPath      = "/twilio/fallback"
	DeskPath          = "/twilio/desk" // for whoever is rung for a caller
)

// bodyLimit is the largest webhook that is read, in bytes. The carrier's webhooks have a
// few kB.
const bodyLimit = 64 << 10

// webhookTimeout is how long the work for a webhook may take. What follows a failure takes
// [emergencyTimeout] at most, so that every webhook is answered within 10 s. The carrier
// gives up after 15 s.
const webhookTimeout = 7 * time.Second

// Office notes callbacks, and finds the visits that a number expects. [contact.Service]
// implements it.
type Office interface {
	// CallBack records that a human will call, as [contact.Service.CallBack] does.
	CallBack(ctx context.Context, p *scheduling.Programme, c scheduling.Callback) (scheduling.Callback, error)
	// Discard has a recording deleted, as [contact.Service.Discard] does.
	Discard(ctx context.Context, recordingURL string) error
	// Expected returns the visits of a number, as [contact.Service.Expected] does.
	Expected(ctx context.Context, p *scheduling.Programme, phone string) (contact.Expected, error)
}

// Verifier proves that a webhook comes from the carrier. [signature.Verifier] and
// [signature.AnyOf] implement it for carriers that sign a form; one that signs otherwise
// (with a time stamp, or a public key) is another implementation.
type Verifier interface {
	Verify(r *signature.Request) bool
}

// Server answers the carrier's webhooks.
type Server struct {
	Programmes scheduling.Programmes
	Engine     *flows.Engine
	Students   *students.Handler // nil: no number is treated as a student's
	Calendars  Calendars         // nil: no calendars are served
	Office     Office
	Sessions   flows.SessionStore // read for the language of an apology
	Memory     flows.Memory       // counts the calls of a number; nil: calls are not limited
	Outbox     contact.Outbox
	Catalogue  *locale.Catalogue
	DeskWords  *locale.Catalogue // of officewords: what whoever is rung is told
	Audio      fs.FS             // recordings, named as in docs/recorded-prompts.md; nil: there are none
	PublicURL  string            // the address that the carrier requests; a final slash is ignored
	Verifier   Verifier
	Ready      map[string]func(context.Context) error // checks of /readyz, by name
	Now        func() time.Time
	Log        *slog.Logger
	// Apologised is called, for metrics, for every call that was handled without the
	// dialogue; nil: it is not.
	Apologised func(programme string)
	// Known reports whether a number is a resident's, a student's, or that of a visit. It is
	// asked only while there are too many texts; nil: no number is known then.
	Known func(ctx context.Context, p *scheduling.Programme, number string) (bool, error)
	// TextRefused is called, for metrics, for every text that the dialogue did not answer
	// because there were too many; nil: it is not.
	TextRefused func(programme string, limit TextLimit)
}

// App returns a Fiber application with all routes.
func (s *Server) App() *fiber.App {
	app := fiber.New(fiber.Config{
		AppName: "helpline",
		// Fiber reuses the buffers of requests, and sessions outlive them.
		Immutable:             true,
		BodyLimit:             bodyLimit,
		ReadTimeout:           webhookTimeout,
		IdleTimeout:           2 * time.Minute,
		DisableStartupMessage: true,
		ErrorHandler:          s.failed,
	})
	s.Routes(app)
	return app
}

// Routes adds the webhooks and the health checks to a router.
func (s *Server) Routes(app fiber.Router) {
	app.Post(VoicePath, s.fromCarrier(s.voice))
	app.Post(TextPath, s.fromCarrier(s.text))
	app.Post(MessageStatusPath, s.fromCarrier(s.messageStatus))
	app.Post(CallStatusPath, s.fromCarrier(s.callStatus))
	app.Post(FallbackPath, s.fromCarrier(s.fallback))
	app.Post(DeskPath, s.fromCarrier(s.desk))
	app.Get(SilencePath+"/:length", s.silence)
	app.Get(AudioPath+"/:programme/:folder/:file", s.audio)
	app.Get(CalendarPath+"/:token", s.calendar)
	app.Get("/healthz", alive)
	app.Get("/readyz", s.ready)
}

// webhook handles a signed webhook. form is its form, parsed once.
type webhook func(c *fiber.Ctx, form url.Values) error

// fromCarrier wraps the handler of a webhook. It checks the carrier's signature, and
// turns a panic into an error, so that it does not end the other calls of the process:
// the carrier then asks the fallback route.
func (s *Server) fromCarrier(handle webhook) fiber.Handler {
	return func(c *fiber.Ctx) (err error) {
		defer func() {
			if mistake := recover(); mistake != nil {
				s.Log.Error("a webhook panicked", "path", c.Path(), "mistake", mistake, "stack", string(debug.Stack()))
				err = fiber.ErrInternalServerError
			}
		}()
		request := signature.Request{
			URI: c.OriginalURL(), Header: func(name string) string { return c.Get(name) },
			Body: c.Request().Body(), IsForm: isForm(c), // not c.Body, which copies it
		}
		if request.IsForm {
			request.Form = parseForm(request.Body)
		}
		if !s.Verifier.Verify(&request) {
			return c.Status(fiber.StatusForbidden).SendString("signature missing or wrong: is the token or signing key the carrier's, " +
				"is HELPLINE_CARRIER_SIGNATURE the way it signs, and the public URL the one the carrier was given?\n")
		}
		return handle(c, request.Form)
	}
}

func isForm(c *fiber.Ctx) bool {
	return strings.HasPrefix(strings.ToLower(c.Get(fiber.HeaderContentType)), fiber.MIMEApplicationForm)
}

// parseForm parses a form. Parts that cannot be parsed are left out; the signature then
// does not match.
func parseForm(body []byte) url.Values {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return url.Values{}
	}
	return form
}

// failed answers errors that occur before a handler runs: too large, no route.
func (s *Server) failed(c *fiber.Ctx, err error) error {
	status := fiber.StatusInternalServerError
	var known *fiber.Error
	if errors.As(err, &known) {
		status = known.Code
	} else {
		s.Log.ErrorContext(c.UserContext(), "request failed", "path", c.Path(), "error", err)
	}
	return c.Status(status).SendString(fiber.NewError(status).Message + "\n")
}

func alive(c *fiber.Ctx) error { return c.SendString("ok\n") }

// checkTimeout is how long a check of /readyz may take.
const checkTimeout = 3 * time.Second

// ready runs the checks at the same time, and lists which of them pass.
func (s *Server) ready(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), checkTimeout)
	defer cancel()
	answer, status := fiber.Map{}, fiber.StatusOK
	var mu sync.Mutex // guards answer and status
	var all sync.WaitGroup
	for name, check := range s.Ready {
		all.Go(func() {
			err := check(ctx)
			mu.Lock()
			defer mu.Unlock()
			answer[name] = "ok"
			if err != nil {
				answer[name], status = "failed", fiber.StatusServiceUnavailable
				s.Log.WarnContext(ctx, "not ready", "what", name, "error", err)
			}
		})
	}
	all.Wait()
	return c.Status(status).JSON(answer)
}

// address returns the public address of a path. If a query has more than one parameter,
// they must be sorted, because the signature covers the query as it is written.
func (s *Server) address(path string) string {
	return strings.TrimRight(s.PublicURL, "/") + path
}

// turnAddress returns the address of the answer to a turn. The language is in the address,
// so that an apology is in the caller's language even if nothing else is available.
func (s *Server) turnAddress(language scheduling.Language) twiml.Addresses {
	return twiml.Addresses{Answer: func(turn int) string {
		return s.address(VoicePath) + "?lang=" + url.QueryEscape(string(language)) + "&turn=" + strconv.Itoa(turn) + s.stamp()
	}}
}

// callAddresses returns the addresses of a call that may ring a human.
func (s *Server) callAddresses(language scheduling.Language, callSID string) twiml.Addresses {
	addresses := s.turnAddress(language)
	addresses.Desk = func(turn int) string { return s.deskAddress(callSID, turn) }
	return addresses
}

func xml(c *fiber.Ctx, document []byte) error {
	c.Set(fiber.HeaderContentType, "text/xml; charset=utf-8")
	return c.Send(document)
}
