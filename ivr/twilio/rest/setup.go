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
	Number      string // E.164
	VoiceURL    string // requested when the number is called
	VoiceMethod string // POST or GET
	FallbackURL string // requested when VoiceURL fails
	StatusURL   string // requested when a call has ended
	TextURL     string // requested when the number is texted
}

// numberPage is one page of the carrier's list.
type numberPage struct {
	Numbers []struct {
		Number      string `json:"phone_number"`
		VoiceURL    string `json:"voice_url"`
		VoiceMethod string `json:"voice_method"`
		FallbackURL string `json:"voice_fallback_url"`
		StatusURL   string `json:"status_callback"`
		TextURL     string `json:"sms_url"`
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
	response, err := a.ask(ctx, http.MethodGet, target)
	if err != nil {
		return numberPage{}, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return numberPage{}, brokenOff(ctx, response.StatusCode, err)
	}
	var page numberPage
	if err := json.Unmarshal(body, &page); err != nil || page.Numbers == nil {
		return numberPage{}, &Error{HTTPStatus: response.StatusCode, Err: ErrNotJSON}
	}
	return page, nil
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
