package rest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// The carrier's list of numbers.
const (
	numbersPerPage = 50
	maxPages       = 100 // of a list, so that pages in a circle come to an end
)

// NumberSetup is the setup of one of our numbers at the carrier.
type NumberSetup struct {
	Number             string // E.164
	Type               string // local, mobile, national or tollfree; empty: not known
	VoiceURL           string // requested when the number is called
	VoiceMethod        string // of VoiceURL: POST or GET
	FallbackURL        string // requested when VoiceURL fails
	FallbackMethod     string
	StatusURL          string // requested when a call has ended
	StatusMethod       string
	TextURL            string // requested when the number is texted
	TextMethod         string
	TextFallbackURL    string // requested when TextURL fails
	TextFallbackMethod string
	VoiceApplication   string // id of an application that replaces the URLs of calls; empty: none
	TextApplication    string // id of an application that replaces the URLs of texts; empty: none
	Trunk              string // id of a SIP trunk that takes the calls; empty: none
	Can                Capabilities
}

// Capabilities are what a number can do. Nil: the carrier does not say.
type Capabilities struct {
	Voice *bool `json:"voice"`
	Text  *bool `json:"sms"`
}

// numberPage is one page of the carrier's list.
type numberPage struct {
	Numbers []struct {
		Number             string       `json:"phone_number"`
		Type               string       `json:"type"`
		VoiceURL           string       `json:"voice_url"`
		VoiceMethod        string       `json:"voice_method"`
		FallbackURL        string       `json:"voice_fallback_url"`
		FallbackMethod     string       `json:"voice_fallback_method"`
		StatusURL          string       `json:"status_callback"`
		StatusMethod       string       `json:"status_callback_method"`
		TextURL            string       `json:"sms_url"`
		TextMethod         string       `json:"sms_method"`
		TextFallbackURL    string       `json:"sms_fallback_url"`
		TextFallbackMethod string       `json:"sms_fallback_method"`
		VoiceApplication   string       `json:"voice_application_sid"`
		TextApplication    string       `json:"sms_application_sid"`
		Trunk              string       `json:"trunk_sid"`
		Can                Capabilities `json:"capabilities"`
	} `json:"incoming_phone_numbers"`
	Next string `json:"next_page_uri"`
}

// Numbers returns the numbers of the account, in the carrier's order.
func (a *Account) Numbers(ctx context.Context) ([]NumberSetup, error) {
	if a.rest.broken != nil {
		return nil, &Error{Err: a.rest.broken}
	}
	target := *a.base()
	target.Path = a.prefix() + "/2010-04-01/Accounts/" + a.rest.account + "/IncomingPhoneNumbers.json"
	target.RawQuery = url.Values{"PageSize": {strconv.Itoa(numbersPerPage)}}.Encode()
	var numbers []NumberSetup
	for range maxPages {
		page, err := a.numberPage(ctx, &target)
		if err != nil {
			return nil, err
		}
		for _, n := range page.Numbers {
			numbers = append(numbers, NumberSetup(n))
		}
		if page.Next == "" {
			return numbers, nil
		}
		if err := a.turnTo(&target, page.Next); err != nil {
			return nil, err
		}
	}
	return nil, &Error{Err: fmt.Errorf("list of numbers has more than %d pages", maxPages)}
}

// numberPage requests one page, within the timeout of one request.
func (a *Account) numberPage(ctx context.Context, target *url.URL) (numberPage, error) {
	ctx, cancel := context.WithTimeout(ctx, a.rest.timeout)
	defer cancel()
	var page numberPage
	status, err := a.askJSON(ctx, target, &page)
	if err == nil && page.Numbers == nil {
		err = &Error{HTTPStatus: status, Err: ErrNotJSON}
	}
	return page, err
}

// askJSON requests a document, and reads its JSON.
func (a *Account) askJSON(ctx context.Context, target *url.URL, into any) (status int, err error) {
	response, err := a.ask(ctx, http.MethodGet, target)
	if err != nil {
		return 0, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return response.StatusCode, brokenOff(ctx, response.StatusCode, err)
	}
	if err := json.Unmarshal(body, into); err != nil {
		return response.StatusCode, &Error{HTTPStatus: response.StatusCode, Err: ErrNotJSON}
	}
	return response.StatusCode, nil
}

// turnTo sets target to the next page, of which the carrier gives path and query. It
// returns an error if the page is at another address, because our credentials are sent
// there.
func (a *Account) turnTo(target *url.URL, next string) error {
	given, err := url.Parse(next)
	if err != nil || given.Host != "" || given.Scheme != "" || !strings.HasPrefix(given.Path, "/") {
		return &Error{HTTPStatus: http.StatusOK, Err: ErrNotJSON}
	}
	target.Path, target.RawQuery = given.Path, given.RawQuery
	if !strings.HasPrefix(given.Path, a.prefix()+"/") {
		target.Path = a.prefix() + given.Path
	}
	return nil
}
