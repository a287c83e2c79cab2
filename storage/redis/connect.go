package redis

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	goredis "github.com/redis/go-redis/v9"
)

// dials is how often each attempt of a command dials. A command is attempted four times
// anyway; with go-redis's default of five dials per attempt, a caller would wait for
// over two seconds while Redis is down.
const dials = 1

// answerTime is how long a server may take for a command, unless the address says otherwise
// (?read_timeout=). Every webhook needs several, and is answered within 10 s.
const answerTime = 500 * time.Millisecond

// Connect connects to the Redis at address, in one of the forms in the package comment,
// and checks that it responds. The caller closes the client. An error never contains
// the address, which may contain a password.
func Connect(ctx context.Context, address string) (goredis.UniversalClient, error) {
	client, err := newClient(address)
	if err != nil {
		return nil, fmt.Errorf("REDIS_URL: %w", withoutURL(err))
	}
	if err := client.Ping(ctx).Err(); err != nil {
		return nil, errors.Join(fmt.Errorf("REDIS_URL: Redis does not answer: %w", err), client.Close())
	}
	return client, nil
}

// newClient returns a client that honours the deadline of a context, which go-redis
// does not by default.
func newClient(address string) (goredis.UniversalClient, error) {
	scheme, rest, _ := strings.Cut(address, "://")
	switch scheme {
	case "redis", "rediss", "unix":
		options, err := goredis.ParseURL(address)
		if err != nil {
			return nil, err
		}
		options.ContextTimeoutEnabled, options.DialerRetries = true, dials
		options.DialTimeout = cmp.Or(options.DialTimeout, answerTime)
		options.ReadTimeout = cmp.Or(options.ReadTimeout, answerTime)
		return goredis.NewClient(options), nil
	case "redis+sentinel", "rediss+sentinel":
		options, err := sentinelOptions(strings.TrimSuffix(scheme, "+sentinel"), rest)
		if err != nil {
			return nil, err
		}
		return goredis.NewFailoverClient(options), nil
	case "redis+cluster", "rediss+cluster":
		options, err := clusterOptions(strings.TrimSuffix(scheme, "+cluster"), rest)
		if err != nil {
			return nil, err
		}
		return goredis.NewClusterClient(options), nil
	}
	return nil, errors.New("must begin with redis://, rediss://, unix://, redis+sentinel:// or redis+cluster://")
}

// sentinelOptions parses host:port,host:port/master/db.
func sentinelOptions(scheme, rest string) (*goredis.FailoverOptions, error) {
	u, err := severalHosts(scheme, rest)
	if err != nil {
		return nil, err
	}
	master, db, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	if master == "" {
		return nil, errors.New("the name of the master is missing: redis+sentinel://host:port,host:port/master/db")
	}
	query := u.Query()
	query.Set("master_name", master)
	if password, ok := u.User.Password(); ok {
		query.Set("username", u.User.Username())
		query.Set("password", password)
	}
	u.User = url.UserPassword(query.Get("sentinel_username"), query.Get("sentinel_password"))
	query.Del("sentinel_username")
	query.Del("sentinel_password")
	u.Path, u.RawQuery = "/"+db, query.Encode()
	options, err := goredis.ParseFailoverURL(u.String())
	if err != nil {
		return nil, err
	}
	options.ContextTimeoutEnabled, options.DialerRetries = true, dials
	options.DialTimeout = cmp.Or(options.DialTimeout, answerTime)
	options.ReadTimeout = cmp.Or(options.ReadTimeout, answerTime)
	return options, nil
}

// clusterOptions parses host:port,host:port.
func clusterOptions(scheme, rest string) (*goredis.ClusterOptions, error) {
	u, err := severalHosts(scheme, rest)
	if err != nil {
		return nil, err
	}
	options, err := goredis.ParseClusterURL(u.String())
	if err != nil {
		return nil, err
	}
	options.ContextTimeoutEnabled, options.DialerRetries = true, dials
	options.DialTimeout = cmp.Or(options.DialTimeout, answerTime)
	options.ReadTimeout = cmp.Or(options.ReadTimeout, answerTime)
	return options, nil
}

// severalHosts parses a URL with several hosts, which net/url rejects: the first
// remains the host, the others become addr parameters, as go-redis expects.
func severalHosts(scheme, rest string) (*url.URL, error) {
	end := strings.IndexAny(rest, "/?")
	if end < 0 {
		end = len(rest)
	}
	authority, path := rest[:end], rest[end:]
	at := strings.LastIndex(authority, "@") + 1
	hosts := strings.Split(authority[at:], ",")
	u, err := url.Parse(scheme + "://" + authority[:at] + hosts[0] + path)
	if err != nil {
		return nil, err
	}
	query := u.Query()
	for _, host := range hosts[1:] {
		query.Add("addr", host)
	}
	u.RawQuery = query.Encode()
	return u, nil
}

// withoutURL removes the address from an error of net/url.
func withoutURL(err error) error {
	if fault := new(url.Error); errors.As(err, &fault) {
		return fmt.Errorf("is not a URL: %w", fault.Err)
	}
	return err
}
