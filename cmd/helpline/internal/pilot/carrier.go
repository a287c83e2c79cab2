package pilot

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/scheduling"
)

// simulatedCarrier is the carrier of a pilot: it accepts what the line sends, delivers it,
// and reports that. It opens no port and starts no goroutine.
type simulatedCarrier struct {
	pilot *simulation
	ids   int
}

var _ outbox.Carrier = (*simulatedCarrier)(nil)

// id returns the carrier's id of a text or a call.
func (c *simulatedCarrier) id(kind string) string {
	c.ids++
	return fmt.Sprintf("%s%032d", kind, c.ids)
}

// SendText implements outbox.Carrier.
func (c *simulatedCarrier) SendText(_ context.Context, text rest.Text) (rest.Sent, error) {
	message, err := messageIn(text.StatusCallback)
	if err != nil {
		return rest.Sent{}, err
	}
	id := c.id("SM")
	c.pilot.after(deliveryTime, func(ctx context.Context) error { return c.deliver(ctx, id, message, text) })
	return rest.Sent{ID: id, Status: scheduling.MessageQueued, Segments: gsm7.Segments(text.Body).Segments}, nil
}

// FindText implements outbox.Carrier. No message is lost or sent twice here.
func (c *simulatedCarrier) FindText(context.Context, string, string, time.Time) (rest.Sent, bool, error) {
	return rest.Sent{}, false, nil
}

// Call implements outbox.Carrier.
func (c *simulatedCarrier) Call(_ context.Context, call rest.Outbound) (rest.Sent, error) {
	message, err := messageIn(call.URL)
	if err != nil {
		return rest.Sent{}, err
	}
	id := c.id("CA")
	c.pilot.after(deliveryTime, func(ctx context.Context) error { return c.pilot.ring(ctx, id, message, call.To) })
	return rest.Sent{ID: id, Status: scheduling.MessageQueued}, nil
}

// FindCall implements outbox.Carrier.
func (c *simulatedCarrier) FindCall(context.Context, string, string, time.Time) (rest.Sent, bool, error) {
	return rest.Sent{}, false, nil
}

// messageIn returns the message that a webhook's address is about.
func messageIn(address string) (int64, error) {
	u, err := url.Parse(address)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(u.Query().Get("message"), 10, 64)
}

// deliver delivers a text to its resident or student, and reports that.
func (c *simulatedCarrier) deliver(ctx context.Context, id string, message int64, text rest.Text) error {
	report := url.Values{"MessageSid": {id}, "AccountSid": {account}, "From": {text.From}, "To": {text.To}, "MessageStatus": {"delivered"}}
	resident := c.pilot.byPhone[text.To]
	if resident != nil && resident.dead {
		report.Set("MessageStatus", "undelivered")
		report.Set("ErrorCode", "30003")
	}
	if _, err := c.pilot.postWebhook(ctx, strings.TrimPrefix(text.StatusCallback, publicURL), report); err != nil {
		return err
	}
	if resident != nil && resident.dead {
		return nil
	}
	m, err := c.pilot.line.Store.Message(ctx, message)
	if err != nil {
		return err
	}
	if student := c.pilot.texting[text.To]; student != nil {
		c.pilot.deliverToStudent(student, &m)
	} else if resident != nil {
		c.pilot.deliverToResident(resident, &m)
	}
	return nil
}

// postWebhook sends the line a signed webhook, and returns its answer.
func (p *simulation) postWebhook(ctx context.Context, path string, form url.Values) ([]byte, error) {
	var request fasthttp.Request
	request.Header.SetMethod(fasthttp.MethodPost)
	request.Header.SetContentType("application/x-www-form-urlencoded")
	request.Header.Set("X-Twilio-Signature", signature.Sign(token, publicURL+path, form))
	request.SetRequestURI(path)
	request.SetBodyString(form.Encode())
	var answer fasthttp.RequestCtx
	answer.Init(&request, nil, nil)
	p.webhooks(&answer)
	if status := answer.Response.StatusCode(); status != fasthttp.StatusOK && status != fasthttp.StatusNoContent {
		return nil, fmt.Errorf("%s was answered with %d: %s", path, status, answer.Response.Body())
	}
	return answer.Response.Body(), ctx.Err()
}

// sendText sends the line a text, and counts the answers.
func (p *simulation) sendText(ctx context.Context, from, body string) error {
	p.tally.TextsIn++
	form := url.Values{
		"MessageSid": {p.carrier.id("SM")}, "AccountSid": {account}, "From": {from}, "To": {p.programme.Numbers.SMS}, "Body": {body},
	}
	answer, err := p.postWebhook(ctx, ivr.TextPath, form)
	if err != nil {
		return err
	}
	answers, err := bodies(answer)
	for _, text := range answers {
		p.tally.Answers++
		p.tally.AnswerSegments += gsm7.Segments(text).Segments
	}
	return err
}

// bodies returns the texts in a document of the line.
func bodies(document []byte) ([]string, error) {
	reader := xml.NewDecoder(strings.NewReader(string(document)))
	var texts []string
	for {
		token, err := reader.Token()
		if err == io.EOF { //nolint:errorlint // as its documentation promises
			return texts, nil
		}
		if err != nil {
			return nil, err
		}
		if element, ok := token.(xml.StartElement); ok && element.Name.Local == "Message" {
			var message string
			if err := reader.DecodeElement(&message, &element); err != nil {
				return nil, err
			}
			texts = append(texts, message)
		}
	}
}
