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
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/students"
	"github.com/click-call-connect/helpline/ivr/twilio"
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
)

// bodyLimit is the largest webhook that is read, in bytes. The carrier's are a
// few kB.
const bodyLimit = 64 << 10

// webhookTimeout is how long a webhook may take. The carrier gives up after 15 s.
const webhookTimeout = 10 * time.Second

// Office notes whom a human calls back, and finds the visits that a number expects;
// *booking.Service is one.
type Office interface {
	// CallBack: see booking.Service.CallBack.
	CallBack(ctx context.Context, p *scheduling.Programme, c scheduling.Callback) (scheduling.Callback, error)
	// Expected: see booking.Service.Expected.
	Expected(ctx context.Context, p *scheduling.Programme, phone string) (contact.Expected, error)
}

// Server answers the carrier's webhooks.
type Server struct {
	Programmes scheduling.Programmes
	Engine     *flows.Engine
	Students   *students.Handler // nil: no texts of students are known
	Calendars  Calendars         // nil: there are none
	Office     Office
	Sessions   flows.SessionStore // the language of whoever has to be apologised to
	Memory     flows.Memory       // counts the calls of a number; nil: nobody's are
	Outbox     contact.Outbox
	Catalogue  *locale.Catalogue
	Audio      fs.FS // recordings, as docs/recorded-prompts.md has them; nil: there are none
	Verifier   twilio.Verifier
	Ready      map[string]func(context.Context) error // what /readyz asks, by name
	Now        func() time.Time
	Log        *slog.Logger
	// Apologised is told of every caller who was kept without the dialogue, for
	// figures; nil: nobody is.
	Apologised func(programme string)
}

// App returns a Fiber application with all routes.
func (s *Server) App() *fiber.App {
	app := fiber.New(fiber.Config{
		AppName: "helpline",
		// Fiber reuses request buffers; sessions outlive them.
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
	app.Get(AudioPath+"/:programme/:folder/:file", s.audio)
	app.Get(CalendarPath+"/:token", s.calendar)
	app.Get("/healthz", alive)
	app.Get("/readyz", s.ready)
}

// webhook handles a signed webhook; form is its form, parsed once.
type webhook func(c *fiber.Ctx, form url.Values) error

// fromCarrier lets a webhook through whose signature is the carrier's, and keeps
// a mistake of ours in one of them from ending every call of the process: the
// carrier then gets an error, and asks the fallback route.
func (s *Server) fromCarrier(handle webhook) fiber.Handler {
	return func(c *fiber.Ctx) (err error) {
		defer func() {
			if mistake := recover(); mistake != nil {
				s.Log.Error("a webhook panicked", "path", c.Path(), "mistake", mistake, "stack", string(debug.Stack()))
				err = fiber.ErrInternalServerError
			}
		}()
		form, body := url.Values(nil), c.Request().Body() // not c.Body, which copies it
		posted := isForm(c)
		if posted {
			form = parseForm(body)
		}
		if !s.Verifier.Valid(c.OriginalURL(), form, body, posted, c.Get("X-Twilio-Signature")) {
			return c.Status(fiber.StatusForbidden).SendString("signature missing or wrong: is the token the carrier's, " +
				"and the public URL the one the carrier was given?\n")
		}
		return handle(c, form)
	}
}

func isForm(c *fiber.Ctx) bool {
	return strings.HasPrefix(strings.ToLower(c.Get(fiber.HeaderContentType)), fiber.MIMEApplicationForm)
}

// parseForm reads a form. What cannot be read is left out; the signature then
// does not fit.
func parseForm(body []byte) url.Values {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return url.Values{}
	}
	return form
}

// failed answers what went wrong before a handler could: too large, no route.
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

// ready says of each thing we need whether it answers.
func (s *Server) ready(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTimeout/2)
	defer cancel()
	answer, status := fiber.Map{}, fiber.StatusOK
	for name, check := range s.Ready {
		answer[name] = "ok"
		if err := check(ctx); err != nil {
			answer[name], status = "failed", fiber.StatusServiceUnavailable
			s.Log.WarnContext(ctx, "not ready", "what", name, "error", err)
		}
	}
	return c.Status(status).JSON(answer)
}

// address is the public address of a path. A query of more than one parameter
// has to be sorted (the signature covers it as written).
func (s *Server) address(path string) string {
	return strings.TrimRight(s.Verifier.PublicURL, "/") + path
}

// turnAddress takes the answer to a turn. The language is in it so that, should
// nothing else be known any more, an apology is in the caller's own.
func (s *Server) turnAddress(language scheduling.Language) func(turn int) string {
	return func(turn int) string {
		return s.address(VoicePath) + "?lang=" + url.QueryEscape(string(language)) + "&turn=" + strconv.Itoa(turn)
	}
}

func xml(c *fiber.Ctx, document []byte) error {
	c.Set(fiber.HeaderContentType, "text/xml; charset=utf-8")
	return c.Send(document)
}

// speech speaks lines in a programme's voices.
type speech struct {
	catalogue *locale.Catalogue
	programme *scheduling.Programme
	audio     fs.FS
	address   func(path string) string // public, of a path
}

func (s *Server) words(p *scheduling.Programme) speech {
	return speech{s.Catalogue, p, s.Audio, s.address}
}

// Say implements twilio.Words.
func (w speech) Say(line flows.Line, slow bool) twilio.Utterance {
	rule := w.programme.Language(line.Language)
	if rule.Audio != "" {
		return w.recorded(rule, line, slow)
	}
	said := twilio.Utterance{
		Text: w.catalogue.Render(rule.Code, w.programme.Zone, line.Message), Language: rule.Tag, Voice: rule.Voice,
	}
	if slow {
		said.Rate = rule.Slow
	}
	return said
}
