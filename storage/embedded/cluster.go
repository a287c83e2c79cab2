package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	_ "github.com/lib/pq" // database/sql driver "postgres"

	"github.com/click-call-connect/helpline/storage/embedded/internal/child"
	"github.com/click-call-connect/helpline/storage/embedded/programs"
)

const (
	superuser   = "helpline"
	port        = "5432" // only used in the socket's name
	maintenance = "postgres"
)

// startCluster finds the programs, makes the data folder if it is new, and starts the
// server.
func startCluster(ctx context.Context, h *home, options Options) (*child.Child, error) {
	version, err := dataVersion(h.data)
	if err != nil {
		return nil, describe(h.dir, err)
	}
	bin, err := programs.Find(ctx, programs.Search{
		Dir: options.Bin, Sources: options.Sources, Version: version, Progress: options.Progress,
	})
	if err != nil {
		return nil, err
	}
	as, err := identity(ctx, bin, h.data)
	if err != nil {
		return nil, describe(h.dir, err)
	}
	if err := giveTo(as, h); err != nil {
		return nil, describe(h.dir, err)
	}
	if version == "" {
		options.Progress("making a new database in " + h.dir)
		if err := initialise(ctx, bin, as, h, options); err != nil {
			return nil, err
		}
	}
	return startServer(ctx, bin, as, h, options)
}

// dataVersion returns the major version of PostgreSQL that made a data folder, or "" if
// there is none yet.
func dataVersion(data string) (string, error) {
	text, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	return strings.TrimSpace(string(text)), ignoreNotExist(err)
}

// giveTo gives another user access to the home, which stays private.
func giveTo(as child.Identity, h *home) error {
	if as.UID == 0 {
		return nil
	}
	return errors.Join(
		os.Chown(h.dir, int(as.UID), int(as.GID)),
		os.Chown(h.socket, int(as.UID), int(as.GID)))
}

// initialise makes the data folder under a temporary name first, so that an incomplete
// one is never used.
func initialise(ctx context.Context, bin string, as child.Identity, h *home, options Options) error {
	fresh := h.data + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return describe(h.dir, err)
	}
	args := []string{"-D", fresh, "-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C"}
	if !options.Durable {
		args = append(args, "--no-sync")
	}
	spec := child.Spec{Path: programs.Path(bin, "initdb"), Args: args, Dir: h.dir, As: as, Stop: fastShutdown}
	if err := child.Run(ctx, spec); err != nil {
		return fmt.Errorf("make database in %s: %w", h.dir, err)
	}
	return describe(h.dir, os.Rename(fresh, h.data))
}

// startServer starts the server and waits until it responds. It retries for a moment,
// because the remains of an earlier server of this folder may take time to disappear.
func startServer(ctx context.Context, bin string, as child.Identity, h *home, options Options) (server *child.Child, err error) {
	ctx, cancel := context.WithTimeout(ctx, serverTimeout)
	defer cancel()
	spec := child.Spec{
		Path: programs.Path(bin, "postgres"), Args: serverArgs(h, options.Durable),
		Dir: h.dir, Log: options.Log, As: as, Stop: fastShutdown,
	}
	err = poll(ctx, func() (bool, error) {
		if server, err = child.Start(spec); err != nil {
			return false, err
		}
		err = untilReady(ctx, server, h)
		if err != nil && strings.Contains(err.Error(), "is still in use") {
			return false, nil
		}
		return err == nil, err
	})
	if err != nil {
		return nil, fmt.Errorf("start the database in %s: %w", h.dir, err)
	}
	return server, nil
}

func serverArgs(h *home, durable bool) []string {
	settings := []string{
		"listen_addresses=", "unix_socket_directories=" + h.socket, "unix_socket_permissions=0700",
		"timezone=UTC", "log_timezone=UTC",
		"shared_buffers=16MB", "huge_pages=off", "jit=off", "max_connections=100",
		// A statement, and the detail of its error, can contain a phone number or a
		// name.
		"log_min_error_statement=panic", "log_error_verbosity=terse",
	}
	if !durable {
		settings = append(settings, "fsync=off", "full_page_writes=off", "synchronous_commit=off",
			"wal_level=minimal", "max_wal_senders=0", "max_wal_size=256MB", "checkpoint_timeout=1h")
	}
	args := []string{"-D", h.data, "-p", port}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	return args
}

// untilReady waits until the server responds. It returns an error if the server has
// ended.
func untilReady(ctx context.Context, server *child.Child, h *home) error {
	db, err := sql.Open("postgres", socketURL(h.socket, port, maintenance))
	if err != nil {
		return err
	}
	defer db.Close()
	err = poll(ctx, func() (bool, error) {
		select {
		case <-server.Done():
			return false, fmt.Errorf("server ended: %w", server.Err())
		default:
		}
		pid, err := readPidFile(h.data)
		return err == nil && pid.pid == server.Pid() && pid.ready && db.PingContext(ctx) == nil, nil
	})
	if err != nil {
		return errors.Join(err, server.Stop())
	}
	return nil
}
