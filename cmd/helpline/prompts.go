package main

import (
	"errors"
	"io"
	"os"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
)

// promptsCmd exports words for translators, and imports them again.
type promptsCmd struct {
	Export promptsExportCmd `cmd:"" help:"Give a translator the words as a PO file."`
	Import promptsImportCmd `cmd:"" help:"Take a translator's PO file back as a file of words."`
}

// deliver writes to a file, or to standard output if the name is empty.
func deliver(here io.Writer, name string, content []byte) error {
	if name == "" {
		_, err := here.Write(content)
		return err
	}
	const readable = 0o644 // these are no secrets
	if err := os.WriteFile(name, content, readable); err != nil {
		return errors.Join(exit.Misused(errors.New("--out cannot be written")), err)
	}
	return nil
}
