package redis

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	goredis "github.com/redis/go-redis/v9"
)

// dials is how often one attempt of a command tries to connect. A command is
// tried four times as it is; go-redis's five dials each would keep a caller in
// silence for over two seconds while Redis is down.
const dials = 1

// Connect connects to the Redis at address, one of the forms of the package
// comment, and makes sure that it answers. The caller closes the client. An
// error never holds the address, which may hold a password.
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

// newClient makes a client that honours the deadline of a context, which
// go-redis by itself does not.
func newClient(address string) (goredis.UniversalClient, error) {
	scheme, rest, _ := strings.Cut(address, "://")
	switch scheme {
	case "redis", "rediss", "unix":
		options, err := goredis.ParseURL(address)
		if err != nil {
			return nil, err
		}
		options.ContextTimeoutEnabled, options.DialerRetries = true, dials
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

// sentinelOptions reads host:port,host:port/master/db.
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
	return options, nil
}

// clusterOptions reads host:port,host:port.
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
	return options, nil
}

// severalHosts reads a URL with several hosts, which net/url refuses: the first
// stays the host, the others become addr parameters, as go-redis has them.
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

// withoutURL takes the address out of an error of net/url.
func withoutURL(err error) error {
	if fault := new(url.Error); errors.As(err, &fault) {
		return fmt.Errorf("is not a URL: %w", fault.Err)
	}
	return err
}
