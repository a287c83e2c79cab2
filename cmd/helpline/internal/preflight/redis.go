package preflight

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	goredis "github.com/redis/go-redis/v9"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/storage/redis"
)

// redis checks that Redis answers, and that its settings keep what is stored.
func (p *checks) redis(ctx context.Context) {
	if p.config.RedisURL == "" {
		return // reported by settings
	}
	client, err := redis.Connect(ctx, p.config.RedisURL)
	if err != nil {
		p.fail("redis", err.Error(), "check REDIS_URL, and that Redis runs and lets this machine in")
		return
	}
	defer client.Close()
	info, err := RedisInfo(ctx, client)
	if err != nil {
		p.warn("redis", fmt.Sprintf("it answers, but does not say how it is set up: %v", err),
			"see to it that its memory policy is noeviction and that it keeps its data on disk")
		return
	}
	p.findings = append(p.findings, JudgeRedis(info)...)
}

// RedisInfo reads the version and settings of a Redis.
func RedisInfo(ctx context.Context, client goredis.UniversalClient) (map[string]string, error) {
	text, err := client.Info(ctx).Result()
	if err != nil {
		return nil, err
	}
	info := map[string]string{}
	for line := range strings.Lines(text) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			info[key] = value
		}
	}
	if info["redis_version"] == "" {
		return nil, errors.New("it does not tell its version")
	}
	return info, nil
}

// minRedis is the oldest version that the tests run on.
const minRedis = 7

// JudgeRedis returns the findings about a Redis with these settings.
func JudgeRedis(info map[string]string) []Finding {
	var p checks
	major, _, _ := strings.Cut(info["redis_version"], ".")
	if n, err := strconv.Atoi(major); err != nil || n < minRedis {
		p.warn("redis", "version "+info["redis_version"]+" is older than this was tested with", fmt.Sprintf("use Redis %d or later", minRedis))
	}
	if policy := info["maxmemory_policy"]; policy != "noeviction" {
		p.warn("redis", "maxmemory-policy is "+output.OrDash(policy)+": when memory is short, running calls are thrown out",
			"set: maxmemory-policy noeviction")
	}
	if info["aof_enabled"] != "1" {
		p.warn("redis", "it is not append-only: a restart forgets the calls that are going on", "set: appendonly yes")
	}
	if len(p.findings) == 0 {
		p.ok("redis", "version %s answers, evicts nothing and keeps its data", info["redis_version"])
	}
	return p.findings
}
