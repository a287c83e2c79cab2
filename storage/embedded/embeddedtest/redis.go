package embeddedtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/embedded/internal/child"
)

// Names of the backends of RedisBackends.
const (
	InProcess = "miniredis"
	Server    = "redis-server"
)

// errNoRedis is the error of a continuous integration machine without redis-server.
var errNoRedis = errors.New("no redis-server on PATH: apt-get install redis-server, or set REDIS_TEST_URL")

var redisServer = sync.OnceValues(openRedisServer)

// RedisServer returns the URL of a real Redis of this process, or the one in
// $REDIS_TEST_URL. Tests share it and use keys of their own. If there is no
// redis-server, it returns "", or fails the test in continuous integration (CI=true).
func RedisServer(t testing.TB) (url string) {
	t.Helper()
	url, err := redisServer()
	if errors.Is(err, errNoRedis) && os.Getenv("CI") != "true" {
		t.Log("on miniredis alone:", err)
		return ""
	}
	require.NoError(t, err)
	return url
}

// RedisBackends returns the URLs of all available kinds of Redis, by name: InProcess,
// one for this test, and Server if there is one.
func RedisBackends(t testing.TB) map[string]string {
	t.Helper()
	backends := map[string]string{InProcess: InProcessRedis(t).URL()}
	if url := RedisServer(t); url != "" {
		backends[Server] = url
	}
	return backends
}

// InProcessRedis returns a Redis for one test, whose clock the test advances.
func InProcessRedis(t testing.TB) *embedded.Redis {
	t.Helper()
	redis, err := embedded.OpenRedis(time.Date(2027, 3, 26, 8, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	t.Cleanup(redis.Close)
	return redis
}

func openRedisServer() (url string, err error) {
	if url := os.Getenv("REDIS_TEST_URL"); url != "" {
		return url, nil
	}
	path, err := exec.LookPath("redis-server")
	if err != nil {
		return "", errNoRedis
	}
	url, stop, err := startRedisServer(path)
	if err == nil {
		started.Store(Server, stop)
	}
	return url, err
}

// OwnRedisServer starts a real Redis for one test, which may break it. It returns "" where
// RedisServer does.
func OwnRedisServer(t testing.TB) (url string) {
	t.Helper()
	path, err := exec.LookPath("redis-server")
	if err != nil {
		require.NotEqual(t, "true", os.Getenv("CI"), errNoRedis)
		t.Log("not tried:", errNoRedis)
		return ""
	}
	url, stop, err := startRedisServer(path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, stop()) })
	return url
}

func startRedisServer(path string) (url string, stop func() error, err error) {
	dir, err := os.MkdirTemp("", "helpline-redis-")
	if err != nil {
		return "", nil, err
	}
	socket := filepath.Join(dir, "s")
	server, err := child.Start(child.Spec{
		Path: path, Dir: dir, Stop: syscall.SIGTERM,
		Args: []string{"--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--daemonize", "no"},
	})
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	stop = func() error { return errors.Join(server.Stop(), os.RemoveAll(dir)) }
	if err := answering(server, socket); err != nil {
		return "", nil, errors.Join(err, stop())
	}
	return "unix://" + socket, stop, nil
}

// answering waits until the server listens. It returns an error if the server has
// ended.
func answering(server *child.Child, socket string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		conn, err := (&net.Dialer{}).DialContext(ctx, "unix", socket)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-tick.C:
		case <-server.Done():
			return fmt.Errorf("redis-server ended: %w", server.Err())
		case <-ctx.Done():
			return fmt.Errorf("redis-server does not answer: %w", err)
		}
	}
}
