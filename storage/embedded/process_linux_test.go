package embedded_test

import (
	"database/sql/driver"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
)

// withoutNamespaces is the environment variable that makes the other process disable
// user namespaces for itself.
const withoutNamespaces = "HELPLINE_TEST_WITHOUT_NAMESPACES"

func forbidNamespaces() error {
	if os.Getenv(withoutNamespaces) == "" {
		return nil
	}
	return os.WriteFile("/proc/sys/user/max_user_namespaces", []byte("0"), 0)
}

// asUser is a way to run a process that can be used here.
type asUser struct {
	name string
	attr *syscall.SysProcAttr
	env  []string
}

// users returns the identities that can be tested; only root can use others.
func users(t *testing.T) []asUser {
	t.Helper()
	self := asUser{name: "ourselves"}
	if os.Geteuid() != 0 {
		return []asUser{self}
	}
	all := []syscall.SysProcIDMap{{ContainerID: 0, HostID: 0, Size: 65536}}
	return []asUser{
		self,
		{name: "nobody", attr: &syscall.SysProcAttr{Credential: nobody(t)}},
		{name: "root without namespaces", env: []string{withoutNamespaces + "=1"}, attr: &syscall.SysProcAttr{
			Cloneflags: syscall.CLONE_NEWUSER, UidMappings: all, GidMappings: all, GidMappingsEnableSetgroups: true,
		}},
	}
}

func nobody(t *testing.T) *syscall.Credential {
	t.Helper()
	account, err := user.Lookup("nobody")
	require.NoError(t, err)
	uid, err := strconv.ParseUint(account.Uid, 10, 32)
	require.NoError(t, err)
	gid, err := strconv.ParseUint(account.Gid, 10, 32)
	require.NoError(t, err)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func TestAServerEndsWithAProcessThatIsKilled(t *testing.T) {
	for _, as := range users(t) {
		t.Run(as.name, func(t *testing.T) {
			dir := filepath.Join(sharedDir(t), "data")
			other := startOther(t, dir, as.attr, as.env...)
			execute(t, other.url, "CREATE TABLE visit (word text)", "INSERT INTO visit VALUES ('brug')")

			waits := endOfSession(t, other.url)
			require.NoError(t, other.cmd.Process.Kill())
			require.ErrorIs(t, <-waits, driver.ErrBadConn, "the server ended, and its sessions with it")
			_, _ = other.cmd.Process.Wait() // what is left of the owner keeps the folder locked

			reopened := open(t, embedded.Options{Dir: dir})
			require.Equal(t, "brug", value(t, reopened.URL("postgres"), "SELECT word FROM visit"))
		})
	}
}

func TestADataFolderKeepsItsOwner(t *testing.T) {
	for _, as := range users(t) {
		t.Run(as.name, func(t *testing.T) {
			dir := filepath.Join(sharedDir(t), "data")
			startOther(t, dir, as.attr, as.env...).end()
			before := ownerOfData(t, dir)

			require.NoError(t, open(t, embedded.Options{Dir: dir}).Close())
			require.Equal(t, before, ownerOfData(t, dir))
			startOther(t, dir, as.attr, as.env...).end()
		})
	}
}

func ownerOfData(t *testing.T, dir string) uint32 {
	t.Helper()
	info, err := os.Stat(filepath.Join(dir, "pgdata", "PG_VERSION"))
	require.NoError(t, err)
	return info.Sys().(*syscall.Stat_t).Uid
}
