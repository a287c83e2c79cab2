package carrier

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
)

// Text is a text that the carrier took.
type Text struct {
	ID             string
	From, To       string // E.164
	Body           string
	Segments       int
	CreatedAt      time.Time
	StatusCallback string
	ValidFor       time.Duration // 0: the carrier's default
	Inbound        bool          // from a Handset
	Reply          bool          // from the TwiML of a webhook's answer
}

// pageSize is the default number of entries on a page.
const pageSize = 50

func pageSizeOf(r *http.Request) int {
	size, err := strconv.Atoi(r.URL.Query().Get("PageSize"))
	if err != nil || size < 1 || size > 1000 {
		return pageSize
	}
	return size
}

func (c *Carrier) createMessage(w http.ResponseWriter, r *http.Request) {
	faults := c.currentFaults()
	switch {
	case faults.Broken:
		w.WriteHeader(http.StatusBadGateway)
		fmt.Fprint(w, "<html><body>Bad Gateway</body></html>")
		return
	case faults.Refuse != 0:
		refuse(w, refusalStatus(faults.Refuse), faults.Refuse, "Refused, as the simulated carrier was told to")
		return
	}
	if code, message := c.problem(r); code != 0 {
		refuse(w, http.StatusBadRequest, code, message)
		return
	}
	text, err := c.take(Text{
		From: r.PostForm.Get("From"), To: r.PostForm.Get("To"), Body: r.PostForm.Get("Body"),
		StatusCallback: r.PostForm.Get("StatusCallback"), ValidFor: validity(r.PostForm),
	})
	if err != nil {
		refuse(w, http.StatusInternalServerError, 20500, err.Error())
		return
	}
	// The callbacks are promised before the answer, so that Drain waits for them, and sent
	// after it.
	c.callbacks.promise()
	defer c.callbacks.keep(c.reports(text, faults)...)
	if faults.Lose {
		panic(http.ErrAbortHandler)
	}
	answer(w, http.StatusCreated, c.describe(text))
	_ = http.NewResponseController(w).Flush() // the answer is sent before the first callback
}

func refusalStatus(code int) int {
	if code == 20429 {
		return http.StatusTooManyRequests
	}
	return http.StatusBadRequest
}

// problem returns the code and message of what is wrong with a request to send a text.
func (c *Carrier) problem(r *http.Request) (code int, message string) {
	if err := r.ParseForm(); err != nil {
		return 20001, "The form cannot be read"
	}
	to, from, body := r.PostForm.Get("To"), r.PostForm.Get("From"), r.PostForm.Get("Body")
	number, ok := phonenumber.Normal(to)
	switch {
	case !ok || number != to:
		return 21211, "The 'To' number " + to + " is not a valid phone number."
	case !phonenumber.IsMobile(to):
		return 21614, "'To' number is not a valid mobile number"
	case from == "":
		return 21603, "A 'From' phone number is required."
	case len(c.config.Numbers) > 0 && !slices.Contains(c.config.Numbers, from):
		return 21606, "The 'From' phone number provided is not a valid message-capable phone number."
	case body == "":
		return 21602, "Message body is required."
	case len(utf16.Encode([]rune(body))) > 1600:
		return 21617, "The concatenated message body exceeds the 1600 character limit"
	}
	return 0, ""
}

func validity(form url.Values) time.Duration {
	seconds, _ := strconv.Atoi(form.Get("ValidityPeriod"))
	return time.Duration(seconds) * time.Second
}

// take stores a text, and passes it to OnText.
func (c *Carrier) take(text Text) (Text, error) {
	c.mu.Lock()
	id, err := newID(c.config.Random, "SM")
	if err != nil {
		c.mu.Unlock()
		return Text{}, err
	}
	text.ID, text.Segments, text.CreatedAt = id, gsm7.Segments(text.Body).Segments, c.config.Now()
	c.texts = append(c.texts, text)
	c.mu.Unlock()
	if c.config.OnText != nil {
		c.config.OnText(text)
	}
	return text, nil
}

func (c *Carrier) describe(text Text) map[string]any {
	status, direction := "queued", "outbound-api"
	if text.Inbound {
		status, direction = "received", "inbound"
	} else if text.Reply {
		direction = "outbound-reply"
	}
	return map[string]any{
		"sid": text.ID, "account_sid": c.config.AccountSID, "from": text.From, "to": text.To, "body": text.Body,
		"status": status, "direction": direction, "num_segments": strconv.Itoa(text.Segments), "num_media": "0",
		"date_created": text.CreatedAt.UTC().Format(time.RFC1123Z), "api_version": apiVersion,
		"error_code": nil, "error_message": nil, "price": c.priceOf(text), "price_unit": currency,
		"uri": "/" + apiVersion + "/Accounts/" + c.config.AccountSID + "/Messages/" + text.ID + ".json",
	}
}

const apiVersion = "2010-04-01"

// Prices of this carrier, in ten-thousandths of its currency.
const (
	currency     = "eur" // in small letters, as the carrier writes it for texts
	segmentPrice = 750
	callPrice    = 300
)

// billedAfter is how long this carrier has no price for a message it has sent.
const billedAfter = 5 * time.Minute

// priced returns an amount as the carrier writes it: negative.
func priced(tenThousandths int) string {
	return fmt.Sprintf("-%d.%04d", tenThousandths/10_000, tenThousandths%10_000)
}

// priceOf returns the price of a text, or nil while there is none.
func (c *Carrier) priceOf(text Text) any {
	if c.config.Now().Before(text.CreatedAt.Add(billedAfter)) {
		return nil
	}
	return priced(segmentPrice * text.Segments)
}

// getMessage serves one text.
func (c *Carrier) getMessage(w http.ResponseWriter, r *http.Request) {
	id, _ := strings.CutSuffix(r.PathValue("message"), ".json")
	c.mu.Lock()
	at := slices.IndexFunc(c.texts, func(text Text) bool { return text.ID == id })
	if at < 0 {
		c.mu.Unlock()
		refuse(w, http.StatusNotFound, 20404, "The requested message was not found")
		return
	}
	text := c.texts[at]
	c.mu.Unlock()
	answer(w, http.StatusOK, c.describe(text))
}

// listMessages serves one page of messages, the newest first, as the carrier does.
func (c *Carrier) listMessages(w http.ResponseWriter, r *http.Request) {
	size := pageSizeOf(r)
	c.mu.Lock()
	texts := slices.Clone(c.texts)
	c.mu.Unlock()
	slices.Reverse(texts)
	list := []map[string]any{}
	for _, text := range texts {
		if to := r.URL.Query().Get("To"); (to == "" || to == text.To) && len(list) < size {
			list = append(list, c.describe(text))
		}
	}
	answer(w, http.StatusOK, map[string]any{"messages": list, "page": 0, "page_size": size, "next_page_uri": nil})
}

// reports returns the callbacks about a text, in the order in which they are sent.
func (c *Carrier) reports(text Text, faults Faults) []callback {
	if text.StatusCallback == "" {
		return nil
	}
	last := "delivered"
	if faults.FailWith != 0 {
		last = "undelivered"
	}
	var reports []callback
	for _, status := range []string{"queued", "sent", last} {
		if slices.Contains(faults.Drop, status) {
			continue
		}
		form := url.Values{
			"MessageSid": {text.ID}, "SmsSid": {text.ID}, "MessageStatus": {status}, "SmsStatus": {status},
			"AccountSid": {c.config.AccountSID}, "From": {text.From}, "To": {text.To}, "ApiVersion": {apiVersion},
		}
		if status == "undelivered" {
			form.Set("ErrorCode", strconv.Itoa(faults.FailWith))
		}
		for range 1 + faults.Repeat {
			reports = append(reports, callback{text.StatusCallback, form})
		}
	}
	if faults.Reverse {
		slices.Reverse(reports)
	}
	return reports
}
