//go:build !linux

package embedded

import (
	"context"
	"errors"
	"os"

	"github.com/click-call-connect/helpline/storage/embedded/internal/child"
)

// identity returns the current user, or an error if it is root, which Postgres refuses.
func identity(context.Context, string, string) (child.Identity, error) {
	if os.Geteuid() == 0 {
		return child.Identity{}, errors.New("Postgres refuses root: run this as another user, or set DATABASE_URL")
	}
	return child.Identity{}, nil
}
