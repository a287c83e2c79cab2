package preflight

import (
	"net/url"
	"strings"
)

const hidden = "[hidden]"

// redact removes secrets from findings, wherever an error repeated one.
func (c *Config) redact(findings []Finding) []Finding {
	var pairs []string
	for _, secret := range c.secrets() {
		pairs = append(pairs, secret, hidden)
	}
	clean := strings.NewReplacer(pairs...)
	for i := range findings {
		findings[i].Detail, findings[i].Fix = clean.Replace(findings[i].Detail), clean.Replace(findings[i].Fix)
	}
	return findings
}

// minSecret is the length from which a secret is redacted: a password of two letters
// would remove parts of ordinary words.
const minSecret = 4

// secrets returns the tokens, and the passwords in addresses, as written and decoded.
func (c *Config) secrets() []string {
	secrets := append(append(c.Tokens(), c.SigningKeys()...), c.APIToken)
	for _, address := range []string{c.Database, c.RedisURL, c.PublicURL, c.CarrierURL} {
		secrets = append(secrets, address)
		_, rest, _ := strings.Cut(address, "://")
		if end := strings.LastIndex(rest, "@"); end >= 0 {
			_, password, _ := strings.Cut(rest[:end], ":")
			secrets = append(secrets, password)
			if decoded, err := url.PathUnescape(password); err == nil {
				secrets = append(secrets, decoded)
			}
		}
		secrets = append(secrets, parameterSecrets(address)...)
	}
	var long []string
	for _, secret := range secrets {
		if len(secret) >= minSecret && secret != c.shownURL() {
			long = append(long, secret)
		}
	}
	return long
}

// parameterSecrets returns the passwords in ?password=… and in password=… of a
// connection string.
func parameterSecrets(address string) []string {
	var secrets []string
	for _, part := range strings.FieldsFunc(address, func(r rune) bool { return strings.ContainsRune(" ?&", r) }) {
		if key, value, ok := strings.Cut(part, "="); ok && strings.Contains(key, "password") {
			value = strings.Trim(value, "'")
			secrets = append(secrets, value)
			if decoded, err := url.QueryUnescape(value); err == nil {
				secrets = append(secrets, decoded)
			}
		}
	}
	return secrets
}

// shownURL returns the public URL without a password.
func (c *Config) shownURL() string {
	u, err := url.Parse(c.PublicURL)
	if err != nil || u.User != nil {
		return ""
	}
	return c.PublicURL
}
