package rest

import (
	"net/url"
	"strings"
)

// The carrier's regions. A number lives in one region, and each region has its own
// credentials. Source: the carrier's documentation of its global infrastructure.
const (
	// RegionUS is the carrier's main region.
	RegionUS = "us1"
	// RegionIreland is the region in the European Union.
	RegionIreland = "ie1"
	// IrelandURL is the address of the REST API in RegionIreland.
	IrelandURL = "https://api.dublin.ie1.twilio.com"
)

// The host names of the carrier: PRODUCT.twilio.com in the main region, and
// PRODUCT.EDGE.REGION.twilio.com elsewhere.
const (
	carrierDomain = ".twilio.com"
	mainHost      = "api" + carrierDomain
)

// regionURL returns the address of a region that is given by its name, and any other text
// as it is. The main region has the library's own address.
func regionURL(text string) string {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case RegionUS:
		return ""
	case RegionIreland:
		return IrelandURL
	}
	return text
}

// Region returns the region of Twilio's that CarrierURL leads to, such as "ie1". It returns
// "" if the address is another carrier's, or one that is not known.
func (c Config) Region() string {
	base, err := parseCarrierURL(c.CarrierURL)
	if err != nil {
		return ""
	}
	if base.URL == nil {
		return RegionUS
	}
	return regionOf(base.Hostname())
}

// IsTwilio reports whether CarrierURL leads to Twilio, in any region.
func (c Config) IsTwilio() bool {
	base, err := parseCarrierURL(c.CarrierURL)
	return err == nil && (base.URL == nil || isTwilio(base.Hostname()))
}

func isTwilio(host string) bool { return strings.HasSuffix(strings.ToLower(host), carrierDomain) }

func regionOf(host string) string {
	host = strings.ToLower(host)
	if host == mainHost {
		return RegionUS
	}
	rest, api := strings.CutPrefix(host, "api.")
	middle, found := strings.CutSuffix(rest, carrierDomain)
	edge, region, named := strings.Cut(middle, ".")
	if !api || !found || !named || edge == "" || region == "" || strings.Contains(region, ".") {
		return ""
	}
	return region
}

// sameCarrier reports whether a host and port are the carrier's: its API's own, or one of
// Twilio's API in another region, because a webhook names a recording by either. Requests
// go to the API's own address only.
func (c carrierURL) sameCarrier(given *url.URL) bool {
	base := c.URL
	if base == nil {
		base = defaultBase()
	}
	if given.Scheme != base.Scheme {
		return false
	}
	if hostPort(given) == hostPort(base) {
		return true
	}
	host := strings.ToLower(given.Hostname())
	return isTwilio(base.Hostname()) && strings.HasPrefix(host, "api.") && isTwilio(host) && given.Port() == ""
}
