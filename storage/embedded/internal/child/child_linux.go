package child

import "syscall"

// Identity is the user a child runs as. The zero Identity is the current user.
type Identity struct {
	// Inside, if not 0, is the user id that the child has in a user namespace of its
	// own. Outside the namespace, and for the files it creates, it is the current user.
	Inside int
	// UID and GID, if not 0, are another user. Only root can set them.
	UID, GID uint32
}

// attributes gives the child its own process group, so that Ctrl-C in the terminal
// reaches it only through this process, and makes the kernel stop it when this process
// dies.
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
