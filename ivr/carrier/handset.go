package carrier

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"github.com/click-call-connect/helpline/flows/locale/gsm7"
)

// Handset sends texts to numbers.
type Handset struct {
	Line    Line
	From    string       // E.164
	Client  *http.Client // nil: one with a timeout of 15 s
	Random  io.Reader    // source of ids; nil: crypto/rand
	Carrier *Carrier     // keeps the texts in its inboxes; nil: they are not kept
}

// Handset returns a handset on this carrier, with its account and its way to sign. Those
// of the line are ignored.
func (c *Carrier) Handset(from string, line Line) *Handset {
	return &Handset{Line: c.own(line), From: from, Client: c.config.Client, Carrier: c}
}

// Text sends a text, and returns the messages in the webhook's TwiML. Later messages are
// in [Carrier.Inbox].
func (h *Handset) Text(ctx context.Context, to, body string) (replies []string, err error) {
	id, err := h.send(to, body)
	if err != nil {
		return nil, err
	}
	response, err := post(ctx, clientOr(h.Client), h.Line, h.Line.TextURL, url.Values{
		"MessageSid": {id}, "SmsSid": {id}, "AccountSid": {h.Line.AccountSID}, "From": {h.From}, "To": {to},
		"Body": {body}, "NumMedia": {"0"}, "NumSegments": {strconv.Itoa(gsm7.Segments(body).Segments)}, "ApiVersion": {apiVersion},
	})
	if err != nil {
		return nil, fmt.Errorf("webhook: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	document, err := io.ReadAll(io.LimitReader(response.Body, maxDocument+1))
	if err != nil {
		return nil, fmt.Errorf("webhook: %w", err)
	}
	return h.answered(to, response.StatusCode, document)
}

// send gives the text an id, and passes a copy to the carrier.
func (h *Handset) send(to, body string) (id string, err error) {
	if h.Carrier != nil {
		text, err := h.Carrier.take(Text{From: h.From, To: to, Body: body, Inbound: true})
		return text.ID, err
	}
	random := h.Random
	if random == nil {
		random = rand.Reader
	}
	return newID(random, "SM")
}

// answered returns the messages of a webhook's answer.
func (h *Handset) answered(to string, status int, document []byte) ([]string, error) {
	if status == http.StatusNoContent {
		return nil, nil
	}
	if status != http.StatusOK {
		return nil, fmt.Errorf("webhook was answered with HTTP %d", status)
	}
	verbs, err := parseTwiML(document)
	if err != nil {
		return nil, err
	}
	var replies []string
	for _, v := range verbs {
		if v.name != "Message" {
			return nil, fmt.Errorf("%w: <%s> in answer to a text", ErrProfile, v.name)
		}
		replies = append(replies, messageText(v))
	}
	for _, reply := range replies {
		if h.Carrier != nil {
			if _, err := h.Carrier.take(Text{From: to, To: h.From, Body: reply, Reply: true}); err != nil {
				return nil, err
			}
		}
	}
	return replies, nil
}

func messageText(v *verb) string {
	for _, child := range v.children {
		return child.text
	}
	return v.text
}
