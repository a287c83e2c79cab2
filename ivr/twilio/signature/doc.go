// Package signature proves that a webhook comes from the carrier. The address that is
// signed is built from the configured public URL, never from the request's headers. How a
// carrier signs is a [Scheme], chosen by configuration and never by a request.
//
// A signature that is missing or wrong is simply not valid: the caller answers 403 and
// does nothing else. There is no switch that turns the check off.
package signature
