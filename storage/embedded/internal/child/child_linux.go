package child

import "syscall"

// Identity is the user a child runs as. The zero Identity is ours.
type Identity struct {
	// Inside, when not 0, is the user id the child sees for itself in a user
	// namespace of its own; outside it stays us. Files it makes are ours.
	Inside int
	// UID and GID, when not 0, are another user. Only root can do this.
	UID, GID uint32
}

// attributes gives the child a process group of its own, so that Ctrl-C in our
// terminal reaches it through us, and has the kernel stop it when we die.
func attributes(spec Spec) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true, Pdeathsig: spec.Stop}
	switch {
	case spec.As.Inside != 0:
		attr.Cloneflags = syscall.CLONE_NEWUSER
		attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: spec.As.Inside, HostID: 0, Size: 1}}
		attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: spec.As.Inside, HostID: 0, Size: 1}}
	case spec.As.UID != 0:
		attr.Credential = &syscall.Credential{Uid: spec.As.UID, Gid: spec.As.GID}
	}
	return attr
}
