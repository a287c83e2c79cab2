package main

import (
	"cmp"
	"fmt"
	"io"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
)

// promptsCmd exports words for translators, and imports them again.
type promptsCmd struct {
	Export promptsExportCmd `cmd:"" help:"Give a translator the words as a PO file."`
	Import promptsImportCmd `cmd:"" help:"Take a translator's PO file back as a file of words."`
}

// deliver writes to a file, or to standard output if the name is empty.
func deliver(here io.Writer, name string, content []byte) error {
	file := output.File{Name: cmp.Or(name, "-"), Here: here, Mode: output.Public}
	err := file.Write(func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
	if err != nil {
		return fmt.Errorf("--out: %w", err)
	}
	return nil
}
