package embedded_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

// ownerOf is the environment variable that makes the test binary a process which opens
// this data folder and keeps it open until its standard input ends.
const ownerOf = "HELPLINE_TEST_OWNER_OF"

func TestMain(m *testing.M) {
	if dir, ok := os.LookupEnv(ownerOf); ok {
		if err := own(dir); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		return
	}
	embeddedtest.Main(m)
}

// own opens a folder and prints the URL of its database.
func own(dir string) error {
	if err := forbidNamespaces(); err != nil {
		return err
	}
	postgres, err := embedded.OpenPostgres(context.Background(), embedded.Options{Dir: dir})
	if err != nil {
		return err
	}
	fmt.Println(postgres.URL("postgres"))
	_, _ = io.Copy(io.Discard, os.Stdin)
	return postgres.Close()
}

// otherProcess is a process that has a data folder open.
type otherProcess struct {
	cmd *exec.Cmd
	url string
	end func() // orderly
}

// startOther starts a process that opens dir. If it fails, so does the test.
func startOther(t *testing.T, dir string, attr *syscall.SysProcAttr, env ...string) *otherProcess {
	t.Helper()
	cmd := exec.Command(sharedBinary(t))
	cmd.Env = append(os.Environ(), append(env, ownerOf+"="+dir, "PATH=/usr/local/bin:/usr/bin:/bin")...)
	cmd.Dir, cmd.SysProcAttr, cmd.Stderr = "/", attr, os.Stderr
	stdin, err := cmd.StdinPipe()
	require.NoError(t, err)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	other := &otherProcess{cmd: cmd, end: func() { _ = stdin.Close(); _ = cmd.Wait() }}
	t.Cleanup(other.end)
	text, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(text, "postgres://"), text)
	other.url = strings.TrimSpace(text)
	return other
}

// sharedBinary returns a copy of this test binary that every user may run.
func sharedBinary(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	content, err := os.ReadFile(self)
	require.NoError(t, err)
	path := sharedDir(t) + "/owner.test"
	require.NoError(t, os.WriteFile(path, content, 0o755))
	return path
}

// sharedDir returns a short folder that every user may use.
func sharedDir(t *testing.T) string {
	t.Helper()
	dir := shortTempDir(t)
	require.NoError(t, os.Chmod(dir, 0o777))
	return dir
}
