package embedded

import (
	"context"
	"fmt"
	"os"
	"os/user"
	"strconv"

	"github.com/click-call-connect/helpline/storage/embedded/internal/child"
	"github.com/click-call-connect/helpline/storage/embedded/programs"
)

// identity chooses the user that runs a cluster, since Postgres refuses root. If this
// process is not root, it is the same user. If it is root, it is root mapped to another
// id in a user namespace, so that the files stay root's or, if the kernel forbids that,
// the user postgres or nobody. An existing cluster keeps its owner.
func identity(ctx context.Context, bin, data string) (child.Identity, error) {
	if os.Geteuid() != 0 {
		return child.Identity{}, nil
	}
	uid, gid := uint32(0), uint32(0)
	info, err := os.Stat(data)
	if err == nil {
		uid, gid, err = owner(info)
	}
	if ignoreNotExist(err) != nil {
		return child.Identity{}, err
	}
	if uid != 0 {
		return child.Identity{UID: uid, GID: gid}, nil
	}
	inside := child.Identity{Inside: insideID()}
	err = child.Run(ctx, child.Spec{Path: programs.Path(bin, "postgres"), Args: []string{"--version"}, As: inside, Stop: fastShutdown})
	if err == nil {
		return inside, nil
	}
	if info != nil {
		return child.Identity{}, fmt.Errorf("root owns it, Postgres refuses root, and there are no user namespaces (chown -R postgres it): %w",
			err)
	}
	return otherUser()
}

// serviceUsers returns the users to try in turn; one of them exists on every common
// system.
func serviceUsers() []string { return []string{"postgres", "nobody", "daemon"} }

// insideID returns the id of a user that has a name, because initdb looks itself up.
func insideID() int {
	if found, err := otherUser(); err == nil {
		return int(found.UID)
	}
	return 1000
}

func otherUser() (child.Identity, error) {
	for _, name := range serviceUsers() {
		account, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.ParseUint(account.Uid, 10, 32)
		gid, gidErr := strconv.ParseUint(account.Gid, 10, 32)
		if uidErr == nil && gidErr == nil && uid != 0 {
			return child.Identity{UID: uint32(uid), GID: uint32(gid)}, nil
		}
	}
	return child.Identity{}, fmt.Errorf("Postgres refuses root, and there is no user %v to run it as", serviceUsers())
}
