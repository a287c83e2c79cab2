package postgres

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
)

// capacityKey is the key of an address that says how many prepared statements a connection
// keeps; 0 is none. The driver and the server do not know it.
const capacityKey = "statement_cache_capacity"

// automatic is the capacity of an address that does not say one: statementCapacity on a
// connection that leads to the server, and none on one that leads to a pooler.
const automatic = -1

var capacityPair = regexp.MustCompile(`(^|\s)` + capacityKey + `\s*=\s*\S*`)

// parseAddress returns an address as the driver takes it, and its capacity. If it does not
// specify TLS, sslmode=require is added, or sslmode=prefer if the host is this machine: the
// driver's own default would refuse a local server without certificates.
func parseAddress(address string) (driver string, capacity int, err error) {
	config, err := pq.NewConfig(address)
	if err != nil { // err may repeat the password
		return "", 0, fmt.Errorf("%w: the database address is not one; write it as postgres://user@host/database", scheduling.ErrInvalid)
	}
	capacity, err = capacityOf(config.Runtime)
	if err != nil {
		return "", 0, err
	}
	var mode pq.SSLMode // that is added
	switch {
	case config.SSLMode != "":
	case isLocal(config.Host):
		mode = pq.SSLModePrefer
	default:
		mode = pq.SSLModeRequire
	}
	if !strings.HasPrefix(address, "postgres://") && !strings.HasPrefix(address, "postgresql://") {
		return changePairs(address, mode), capacity, nil
	}
	driver, err = changeURL(address, mode)
	return driver, capacity, err
}

func capacityOf(parameters map[string]string) (int, error) {
	text, set := parameters[capacityKey]
	if !set {
		return automatic, nil
	}
	capacity, err := strconv.Atoi(text)
	if err != nil || capacity < 0 {
		return 0, fmt.Errorf("%w: %s of the database address is the number of statements a connection keeps, 0 for none",
			scheduling.ErrInvalid, capacityKey)
	}
	return capacity, nil
}

func changePairs(address string, mode pq.SSLMode) string {
	address = capacityPair.ReplaceAllString(address, "")
	if mode != "" {
		address += " sslmode=" + string(mode)
	}
	return strings.TrimSpace(address)
}

func changeURL(address string, mode pq.SSLMode) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", errors.New("database address: not a valid URL") // err would repeat the password
	}
	query := u.Query()
	if mode == "" && !query.Has(capacityKey) {
		return address, nil
	}
	query.Del(capacityKey)
	if mode != "" {
		query.Set("sslmode", string(mode))
	}
	u.RawQuery = query.Encode()
	return u.String(), nil
}

func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
