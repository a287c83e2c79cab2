package people

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/privacy"
)

// privacyExportCmd exports one person.
type privacyExportCmd struct {
	personFlags
	Out  string `default:"-" placeholder:"FILE" help:"File to write, which only you can read; - writes it here."`
	JSON bool   `name:"json" help:"Only the JSON, without the readable part."`
}

// Help is shown below the flags.
func (privacyExportCmd) Help() string {
	return `The file has two parts: a list to read, and the same as JSON. Voicemails are in it by their address at the carrier.
That it was written is noted in the person's history. Hand it to the person only, and delete the file.

Example:
  helpline privacy export 234567 --out persoon.txt`
}

// dossier is the JSON of one person.
type dossier struct {
	Programme string                       `json:"programme"`
	At        *string                      `json:"at"`
	Kept      map[string][]json.RawMessage `json:"kept"` // by table
}

// Run implements kong's command.
func (c *privacyExportCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	sections, err := at.sections(ctx)
	if err != nil {
		return err
	}
	if err := at.Store.NoteExported(ctx, at.person, at.now); err != nil {
		return err
	}
	err = output.File{Name: c.Out, Here: term.Out}.Write(func(w io.Writer) error { return c.write(w, at, sections) })
	if err == nil && c.Out != "-" {
		fmt.Fprintf(term.Out, "All that %s keeps about this person is in %s.\n", at.programme.Name, c.Out)
	}
	return err
}

// sections returns what the database and the spool hold.
func (a *personAtHand) sections(ctx context.Context) ([]privacy.Section, error) {
	sections, err := a.Store.Dossier(ctx, a.person)
	if err != nil {
		return nil, err
	}
	waiting, err := a.files.Callbacks()
	if err != nil {
		return nil, err
	}
	spooled := privacy.Section{Table: "spool"}
	for _, callback := range waiting {
		if !a.isTheirs(callback) {
			continue
		}
		text, err := json.Marshal(callback)
		if err != nil {
			return nil, err
		}
		spooled.Rows = append(spooled.Rows, text)
	}
	if len(spooled.Rows) > 0 {
		sections = append(sections, spooled)
	}
	return sections, nil
}

func (c *privacyExportCmd) write(w io.Writer, at *personAtHand, sections []privacy.Section) error {
	all := dossier{Programme: at.programme.Name, At: output.Timestamp(at.now, at.programme.Zone), Kept: map[string][]json.RawMessage{}}
	for _, section := range sections {
		all.Kept[section.Table] = section.Rows
	}
	if !c.JSON {
		fmt.Fprintf(w, "Everything that %s keeps about one person, on %s.\n", at.programme.Name, output.Instant(at.now, at.programme.Zone))
		for _, section := range sections {
			if err := writeSection(w, section, at.programme.Zone); err != nil {
				return err
			}
		}
		fmt.Fprint(w, "\nThe same, for programs:\n\n")
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(all)
}

// writeSection writes the rows of a table as a list of what is filled in.
func writeSection(w io.Writer, section privacy.Section, zone *time.Location) error {
	fmt.Fprintf(w, "\n%s\n", strings.ToUpper(strings.ReplaceAll(section.Table, "_", " ")))
	for _, row := range section.Rows {
		var fields map[string]any
		decoder := json.NewDecoder(bytes.NewReader(row))
		decoder.UseNumber()
		if err := decoder.Decode(&fields); err != nil {
			return err
		}
		names := make([]string, 0, len(fields))
		for name := range fields {
			names = append(names, name)
		}
		slices.Sort(names)
		var parts []string
		for _, name := range names {
			if text := readable(fields[name], zone); text != "" {
				parts = append(parts, name+": "+text)
			}
		}
		fmt.Fprintln(w, "- "+strings.Join(parts, "\n  "))
	}
	return nil
}

// readable returns a value as a person reads it; nothing for an empty one.
func readable(value any, zone *time.Location) string {
	switch value := value.(type) {
	case nil:
		return ""
	case string:
		if at, err := time.Parse(time.RFC3339Nano, value); err == nil {
			return output.Instant(at, zone)
		}
		return value
	case []any, map[string]any:
		text, err := json.Marshal(value)
		if err != nil || len(text) <= len("{}") {
			return ""
		}
		return string(text)
	}
	return fmt.Sprint(value)
}
