package terminal

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
)

// YesFlag is of commands that cannot be undone.
type YesFlag struct {
	Yes bool `help:"Do not ask first."`
}

// Sure asks on a terminal whether to do what cannot be undone. Anything but yes ends the
// command, and so does a terminal that cannot be asked.
func (f YesFlag) Sure(t *Terminal, question string) error {
	if f.Yes {
		return nil
	}
	if in, ok := t.In.(*os.File); !ok || !term.IsTerminal(int(in.Fd())) {
		return exit.Misused(fmt.Errorf("%s This cannot be undone: add --yes", question))
	}
	fmt.Fprint(t.Err, question+" This cannot be undone. [y/N] ")
	answer, _ := bufio.NewReader(t.In).ReadString('\n')
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "j", "ja", "o", "oui":
		return nil
	}
	return exit.Misused(fmt.Errorf("nothing was changed"))
}
