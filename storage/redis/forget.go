package redis

import (
	"context"
	"errors"
	"fmt"
	"strings"

	goredis "github.com/redis/go-redis/v9"
)

// scanned is how many keys one step of a scan looks at.
const scanned = 500

// Forget deletes the sessions in which one of the traces stands, such as a telephone number
// or a letter code, and returns how many. Other values have keys and contents without
// personal data.
func (s *Sessions) Forget(ctx context.Context, traces ...string) (int, error) {
	deleted := 0
	forget := func(ctx context.Context, node goredis.UniversalClient) error {
		keys := node.Scan(ctx, 0, keyPrefix+"*", scanned).Iterator()
		for keys.Next(ctx) {
			value, err := node.Get(ctx, keys.Val()).Result()
			if errors.Is(err, goredis.Nil) || err == nil && !mentions(value, traces) {
				continue
			}
			if err == nil {
				err = node.Del(ctx, keys.Val()).Err()
			}
			if err != nil {
				return err
			}
			deleted++
		}
		return keys.Err()
	}
	var err error
	if cluster, ok := s.client.(*goredis.ClusterClient); ok {
		err = cluster.ForEachMaster(ctx, func(ctx context.Context, node *goredis.Client) error { return forget(ctx, node) })
	} else {
		err = forget(ctx, s.client)
	}
	if err != nil {
		return deleted, fmt.Errorf("forget sessions: %w", err)
	}
	return deleted, nil
}

func mentions(value string, traces []string) bool {
	for _, trace := range traces {
		if trace != "" && strings.Contains(value, trace) {
			return true
		}
	}
	return false
}
