package carrier

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
)

// SetUp changes the setup of the account's numbers, as the API lists it.
func (c *Carrier) SetUp(numbers ...rest.NumberSetup) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.setup = slices.Clone(numbers)
}

// listNumbers serves the account's numbers, one page at a time.
func (c *Carrier) listNumbers(w http.ResponseWriter, r *http.Request) {
	size, path := pageSizeOf(r), r.URL.Path
	page, _ := strconv.Atoi(r.URL.Query().Get("Page")) // none is the first
	c.mu.Lock()
	setup := c.setup
	c.mu.Unlock()
	list, from := []map[string]any{}, max(0, page)*size
	for i := from; i < min(from+size, len(setup)); i++ {
		list = append(list, c.describeNumber(i, setup[i]))
	}
	var next any
	if from+size < len(setup) {
		next = path + "?" + url.Values{"Page": {strconv.Itoa(page + 1)}, "PageSize": {strconv.Itoa(size)}}.Encode()
	}
	answer(w, http.StatusOK, map[string]any{
		"incoming_phone_numbers": list, "page": page, "page_size": size, "next_page_uri": next, "uri": r.URL.String(),
	})
}

func (c *Carrier) describeNumber(nth int, n rest.NumberSetup) map[string]any {
	return map[string]any{
		"sid": fmt.Sprintf("PN%032x", nth), "account_sid": c.config.AccountSID, "phone_number": n.Number, "type": n.Type,
		"voice_url": n.VoiceURL, "voice_method": n.VoiceMethod,
		"voice_fallback_url": n.FallbackURL, "voice_fallback_method": n.FallbackMethod,
		"status_callback": n.StatusURL, "status_callback_method": n.StatusMethod,
		"sms_url": n.TextURL, "sms_method": n.TextMethod,
		"sms_fallback_url": n.TextFallbackURL, "sms_fallback_method": n.TextFallbackMethod,
		"voice_application_sid": n.VoiceApplication, "sms_application_sid": n.TextApplication, "trunk_sid": n.Trunk,
		"capabilities": n.Can, "api_version": apiVersion,
	}
}
