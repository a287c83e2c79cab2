package ivr

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// toldFor is how long a person who texts is not told again that texts are not
// read: two robots must not talk to each other for long.
const toldFor = 24 * time.Hour

// text answers a text with the number to call, once a day. The dialogue by text
// is not there yet.
func (s *Server) text(c *fiber.Ctx, form url.Values) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTime)
	defer cancel()
	text, err := twilio.ParseText(form)
	if err != nil {
		return c.Status(fiber.StatusBadRequest).SendString(err.Error() + "\n")
	}
	p, err := s.Programmes.Dialled(text.To)
	if err != nil || !answerable(text) {
		return xml(c, twilio.Empty())
	}
	told := flows.Session{Key: "told:" + p.Name + ":" + text.From, Turn: 1, Nonce: text.MessageSID}
	switch err := s.Sessions.Save(ctx, told, toldFor); {
	case errors.Is(err, flows.ErrTurnTaken) && s.toldIn(ctx, told):
	case errors.Is(err, flows.ErrTurnTaken):
		return xml(c, twilio.Empty())
	case err != nil:
		s.Log.ErrorContext(ctx, "text not answered", "error", err)
		return xml(c, twilio.Empty())
	}
	return xml(c, twilio.MessageReply(s.callUs(p)))
}

// toldIn reports whether it was this very text that was answered: the same
// webhook again gets the same answer.
func (s *Server) toldIn(ctx context.Context, text flows.Session) bool {
	told, err := s.Sessions.Load(ctx, text.Key)
	return err == nil && told.Nonce == text.Nonce
}

func (s *Server) callUs(p *scheduling.Programme) string {
	return s.Catalogue.Render(p.Languages[0].Code, p.Zone, locale.Message{
		Key: "sms.call_us", Args: map[string]string{"phone": p.Numbers.Voice},
	})
}

// answerable leaves alone what must not be answered: an opt-out, which the
// carrier confirms itself, and senders that are no telephone.
func answerable(text twilio.TextForm) bool {
	if text.OptOut != "" || !strings.HasPrefix(text.From, "+") {
		return false
	}
	switch strings.ToUpper(strings.Trim(text.Body, " .!")) {
	case "STOP", "STOPALL", "STOPPEN", "ARRET", "ARRÊT", "UNSUBSCRIBE", "CANCEL", "END", "QUIT":
		return false
	}
	return true
}
