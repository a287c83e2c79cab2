package programs

import (
	"archive/tar"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// archiveOf returns an npm archive of these files.
func archiveOf(t *testing.T, files map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "postgres.tgz")
	file, err := os.Create(path)
	require.NoError(t, err)
	zip := gzip.NewWriter(file)
	archive := tar.NewWriter(zip)
	for name, text := range files {
		require.NoError(t, archive.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: "package/" + name, Size: int64(len(text))}))
		_, err := archive.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, archive.Close())
	require.NoError(t, zip.Close())
	require.NoError(t, file.Close())
	return path
}

func TestAnArchiveThatIsNotThePinnedOneIsRefused(t *testing.T) {
	archive := archiveOf(t, map[string]string{"native/bin/postgres": "#!/bin/sh"})
	for platform, integrity := range pinned() {
		require.ErrorContains(t, check(archive, integrity), "is not the package", platform)
	}
}

func TestLinksAreMadeAgainAndProgramsCanRun(t *testing.T) {
	archive := archiveOf(t, map[string]string{
		"native/bin/postgres":     "program",
		"native/lib/libpq.so.5.1": "library",
		"native/pg-symlinks.json": `[{"source":"native/lib/libpq.so.5.1","target":"native/lib/libpq.so"}]`,
	})
	dir := filepath.Join(t.TempDir(), "unpacked")
	require.NoError(t, unpack(archive, dir))
	text, err := os.ReadFile(filepath.Join(dir, "native/lib/libpq.so"))
	require.NoError(t, err)
	require.Equal(t, "library", string(text))
	info, err := os.Stat(filepath.Join(dir, "native/bin/postgres"))
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&0o111)
}

func TestNothingIsWrittenOutsideTheFolder(t *testing.T) {
	parent := t.TempDir()
	for name, files := range map[string]map[string]string{
		"file": {"../evil": "x", "native/pg-symlinks.json": "[]"},
		"link": {"native/pg-symlinks.json": `[{"source":"native/x","target":"../evil"}]`},
	} {
		require.Error(t, unpack(archiveOf(t, files), filepath.Join(parent, name)), name)
		require.NoFileExists(t, filepath.Join(parent, "evil"))
	}
}
