package rest

import (
	"context"
	"net/url"
	"slices"
	"strings"
)

// TextCountries returns the countries that the account may text (ISO 3166-1, sorted).
// Source: the carrier's messaging geographic permissions, /v1/Messaging/GeoPermissions at
// accounts.twilio.com. Another carrier has no such list: the error is then an [*Error] too.
func (a *Account) TextCountries(ctx context.Context) ([]string, error) {
	var list struct {
		Permissions []struct {
			Country string `json:"country_code"`
			Enabled bool   `json:"enabled"`
		} `json:"permissions"`
	}
	status, err := a.askProduct(ctx, "accounts", "/v1/Messaging/GeoPermissions", &list)
	if err != nil {
		return nil, err
	}
	if list.Permissions == nil {
		return nil, &Error{HTTPStatus: status, Err: ErrNotJSON}
	}
	countries := []string{}
	for _, p := range list.Permissions {
		if p.Enabled {
			countries = append(countries, strings.ToUpper(p.Country))
		}
	}
	slices.Sort(countries)
	return slices.Compact(countries), nil
}

// MayCall reports whether the account may call the ordinary numbers of a country (ISO
// 3166-1). Source: the carrier's dialling permissions, at voice.twilio.com.
func (a *Account) MayCall(ctx context.Context, country string) (bool, error) {
	var permission struct {
		Enabled *bool `json:"low_risk_numbers_enabled"`
	}
	status, err := a.askProduct(ctx, "voice", "/v1/DialingPermissions/Countries/"+url.PathEscape(country), &permission)
	if err != nil {
		return false, err
	}
	if permission.Enabled == nil {
		return false, &Error{HTTPStatus: status, Err: ErrNotJSON}
	}
	return *permission.Enabled, nil
}

// askProduct requests a document of one of Twilio's other products, in the same region. At
// another carrier, and the simulated one, all have one address.
func (a *Account) askProduct(ctx context.Context, product, path string, into any) (status int, err error) {
	if a.rest.broken != nil {
		return 0, &Error{Err: a.rest.broken}
	}
	target := *a.base()
	target.Path = a.prefix() + path
	if rest, found := strings.CutPrefix(target.Host, "api."); found && isTwilio(target.Hostname()) {
		target.Host = product + "." + rest
	}
	ctx, cancel := context.WithTimeout(ctx, a.rest.timeout)
	defer cancel()
	return a.askJSON(ctx, &target, into)
}
