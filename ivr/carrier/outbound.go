package carrier

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
)

// Ring is a call that the line makes: a telephone rings until somebody answers or the
// timeout.
type Ring struct {
	ID             string
	From, To       string // E.164
	URL            string // of the document, requested when somebody answers
	FallbackURL    string // requested if the document cannot be had
	StatusCallback string
	// Detection is the MachineDetection: Enable reports a machine at its first word,
	// DetectMessageEnd after its greeting; empty: it is not reported.
	Detection string
	CreatedAt time.Time

	carrier *Carrier
	status  string // guarded by the carrier's lock
}

// createCall makes a call.
func (c *Carrier) createCall(w http.ResponseWriter, r *http.Request) {
	faults := c.currentFaults()
	if faults.Broken {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	if err := r.ParseForm(); err != nil {
		refuse(w, http.StatusBadRequest, 20001, "The form cannot be read")
		return
	}
	to, from, address := r.PostForm.Get("To"), r.PostForm.Get("From"), r.PostForm.Get("Url")
	switch number, ok := phonenumber.Normal(to); {
	case !ok || number != to:
		refuse(w, http.StatusBadRequest, 21211, "The 'To' number is not a valid phone number.")
		return
	case from == "" || !strings.HasPrefix(address, "http"):
		refuse(w, http.StatusBadRequest, 21205, "A 'From' and a 'Url' are required.")
		return
	}
	id, err := newID(c.config.Random, "CA")
	if err != nil {
		refuse(w, http.StatusInternalServerError, 20500, err.Error())
		return
	}
	ring := &Ring{
		ID: id, From: from, To: to, URL: address, StatusCallback: r.PostForm.Get("StatusCallback"),
		FallbackURL: r.PostForm.Get("FallbackUrl"), Detection: r.PostForm.Get("MachineDetection"),
		CreatedAt: c.config.Now(), carrier: c, status: "queued",
	}
	c.mu.Lock()
	c.rings = append(c.rings, ring)
	c.mu.Unlock()
	if faults.Lose {
		panic(http.ErrAbortHandler)
	}
	answer(w, http.StatusCreated, c.describeCall(ring))
	_ = http.NewResponseController(w).Flush()
	if c.config.OnRing != nil {
		go c.config.OnRing(ring)
	}
}

func (c *Carrier) describeCall(ring *Ring) map[string]any {
	c.mu.Lock()
	status := ring.status
	c.mu.Unlock()
	var price any // nil until somebody has answered
	if status == "completed" {
		price = priced(callPrice)
	}
	return map[string]any{
		"sid": ring.ID, "account_sid": c.config.AccountSID, "from": ring.From, "to": ring.To, "status": status,
		"price": price, "price_unit": strings.ToUpper(currency),
		"direction": "outbound-api", "date_created": ring.CreatedAt.UTC().Format(time.RFC1123Z), "api_version": apiVersion,
		"uri": "/" + apiVersion + "/Accounts/" + c.config.AccountSID + "/Calls/" + ring.ID + ".json",
	}
}

// listCalls serves one page of calls, the newest first, as the carrier does.
func (c *Carrier) listCalls(w http.ResponseWriter, r *http.Request) {
	size, to := pageSizeOf(r), r.URL.Query().Get("To")
	list := []map[string]any{}
	for _, ring := range slices.Backward(c.Rings()) {
		if (to == "" || to == ring.To) && len(list) < size {
			list = append(list, c.describeCall(ring))
		}
	}
	answer(w, http.StatusOK, map[string]any{"calls": list, "page": 0, "page_size": size, "next_page_uri": nil})
}

// getCall serves one call that the line made.
func (c *Carrier) getCall(w http.ResponseWriter, r *http.Request) {
	id, _ := strings.CutSuffix(r.PathValue("call"), ".json")
	for _, ring := range c.Rings() {
		if ring.ID == id {
			answer(w, http.StatusOK, c.describeCall(ring))
			return
		}
	}
	refuse(w, http.StatusNotFound, 20404, "The requested call was not found")
}

// became sets the status of a call. One that was answered is completed.
func (r *Ring) became(status string) {
	r.carrier.mu.Lock()
	defer r.carrier.mu.Unlock()
	r.status = status
}

// Rings returns the calls that the line made, oldest first.
func (c *Carrier) Rings() []*Ring {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.rings)
}

// Answer answers the ringing telephone, by a person or by an answering machine.
func (r *Ring) Answer(ctx context.Context, byMachine bool) (*Call, error) {
	r.became("completed")
	phone := r.carrier.Phone(r.From, Line{VoiceURL: r.URL, FallbackURL: r.FallbackURL, StatusURL: r.StatusCallback})
	call := &Call{
		ID: r.ID, From: r.From, To: r.To, phone: phone, random: r.carrier.config.Random, client: clientOr(phone.Client),
		status: "in-progress", outbound: "outbound-api",
	}
	call.note(Event{Kind: Dialled})
	if byMachine {
		call.note(Event{Kind: Machine})
	}
	call.mu.Lock()
	defer call.mu.Unlock()
	return call, call.step(ctx, func() error { return call.ask(ctx, r.URL, r.answeredBy(byMachine)) })
}

// answeredBy returns the field that reports who answers.
func (r *Ring) answeredBy(machine bool) url.Values {
	switch {
	case r.Detection == "":
		return nil
	case !machine:
		return url.Values{"AnsweredBy": {"human"}}
	case r.Detection == "DetectMessageEnd":
		return url.Values{"AnsweredBy": {"machine_end_beep"}}
	}
	return url.Values{"AnsweredBy": {"machine_start"}}
}

// RingOut ends a call whose document is not asked for. status is the carrier's: no-answer,
// busy or failed; or completed, if somebody answers and hangs up at once.
func (r *Ring) RingOut(ctx context.Context, status string) error {
	r.became(status)
	if r.StatusCallback == "" {
		return nil
	}
	response, err := post(ctx, r.carrier.config.Client, r.carrier.own(Line{}), r.StatusCallback, url.Values{
		"CallSid": {r.ID}, "AccountSid": {r.carrier.config.AccountSID}, "From": {r.From}, "To": {r.To},
		"CallStatus": {status}, "Direction": {"outbound-api"}, "ApiVersion": {apiVersion}, "CallDuration": {strconv.Itoa(0)},
	})
	if err != nil {
		return err
	}
	return response.Body.Close()
}

// RingAnswers returns the names of what a telephone does that the line rings: a person or
// a machine answers, nobody does, or somebody hangs up at once (gone).
func RingAnswers() []string { return []string{"person", "machine", "nobody", "gone"} }

// AnswerAs ends the ringing as one of [RingAnswers]; an unknown name is a person. The call
// is nil if no document was asked for.
func (r *Ring) AnswerAs(ctx context.Context, name string) (*Call, error) {
	switch name {
	case "nobody":
		return nil, r.RingOut(ctx, "no-answer")
	case "gone":
		return nil, r.RingOut(ctx, "completed")
	}
	return r.Answer(ctx, name == "machine")
}
