package screen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/ivr/carrier"
)

// Exchange sends one text and shows the answer.
func Exchange(ctx context.Context, out io.Writer, handset *carrier.Handset, to, body string) error {
	fmt.Fprintf(out, "» %s\n", body)
	replies, err := handset.Text(ctx, to, body)
	var nobody *net.OpError
	switch {
	case errors.As(err, &nobody):
		return exit.Unreachable(fmt.Errorf("nobody answers at %s: is the line running? (helpline demo starts one)", handset.Line.TextURL))
	case err != nil:
		return exit.Unreachable(fmt.Errorf("the line did not answer as it should: %w", err))
	case len(replies) == 0:
		fmt.Fprintln(out, "  (no answer)")
		return nil
	}
	for i, reply := range replies {
		if i > 0 { // another message
			fmt.Fprintln(out)
		}
		fmt.Fprintf(out, "  %s\n", strings.ReplaceAll(reply, "\n", "\n  "))
	}
	return nil
}
