//go:build !linux

package child

import "syscall"

// Identity is the user a child runs as. The zero Identity is ours.
type Identity struct {
	Inside   int    // unused: user namespaces are Linux's
	UID, GID uint32 // when not 0, another user. Only root can do this.
}

// attributes gives the child a process group of its own, so that Ctrl-C in our
// terminal reaches it through us.
func attributes(spec Spec) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true}
	if spec.As.UID != 0 {
		attr.Credential = &syscall.Credential{Uid: spec.As.UID, Gid: spec.As.GID}
	}
	return attr
}
