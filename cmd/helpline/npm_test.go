package main

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// npmFile fetches one file of an npm package, as npm is configured here, and
// checks that the package is the one the test was written with: integrity is
// dist.integrity of the registry.
func npmFile(t *testing.T, pack, integrity, name string) []byte {
	t.Helper()
	dir := t.TempDir()
	command := exec.CommandContext(t.Context(), "npm", "pack", "--silent", "--prefer-offline", "--pack-destination", dir, pack)
	command.Dir = dir
	out, err := command.CombinedOutput()
	require.NoError(t, err, "npm is needed to fetch %s: %s", pack, out)
	found, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	require.NoError(t, err)
	require.Len(t, found, 1)
	archive, err := os.ReadFile(found[0])
	require.NoError(t, err)
	sum := sha512.Sum512(archive)
	require.Equal(t, integrity, "sha512-"+base64.StdEncoding.EncodeToString(sum[:]))
	unzipped, err := gzip.NewReader(strings.NewReader(string(archive)))
	require.NoError(t, err)
	for files := tar.NewReader(unzipped); ; {
		file, err := files.Next()
		require.NoError(t, err, "%s is not in the package", name)
		if file.Name == "package/"+name {
			content, err := io.ReadAll(files)
			require.NoError(t, err)
			return content
		}
	}
}
