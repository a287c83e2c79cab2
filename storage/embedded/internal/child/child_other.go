//go:build !linux

package child

import "syscall"

// Identity is the user a child runs as. The zero Identity is the current user.
type Identity struct {
	Inside   int    // unused: only Linux has user namespaces
	UID, GID uint32 // if not 0, another user; only root can set them
}

// attributes gives the child its own process group, so that Ctrl-C in the terminal
// reaches it only through this process.
func attributes(spec Spec) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true}
	if spec.As.UID != 0 {
		attr.Credential = &syscall.Credential{Uid: spec.As.UID, Gid: spec.As.GID}
	}
	return attr
}
