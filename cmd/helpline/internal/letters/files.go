package letters

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/invitations"
)

// Mailing is the input of the letters of one wave.
type Mailing struct {
	Programme *scheduling.Programme
	Catalogue *locale.Catalogue
}

// Translations returns the languages that the back of a letter can have: the
// programme's other languages that have words.
func (m *Mailing) Translations() []string {
	var others []string
	for _, rule := range m.Programme.Languages[1:] {
		if slices.Contains(m.Catalogue.Languages(), rule.Code) {
			others = append(others, string(rule.Code))
		}
	}
	return others
}

// WriteFiles writes the pages and the list of a wave into a folder, and returns the
// names of both files. Existing files of these names are replaced: they are the same
// wave's. With a translation, each letter has a back. step is called after each letter.
func (m *Mailing) WriteFiles(
	folder string, wave int, translation scheduling.Language, letters []invitations.Letter, step func(),
) (html, csv string, err error) {
	html = filepath.Join(folder, "wave-"+strconv.Itoa(wave)+".html")
	csv = strings.TrimSuffix(html, ".html") + ".csv"
	languages := []scheduling.Language{m.Programme.Languages[0].Code}
	if translation != "" {
		languages = append(languages, translation)
	}
	err = output.WriteFile(html, true, func(file io.Writer) error {
		return m.WritePages(file, wave, languages, letters, step)
	})
	if err != nil {
		return "", "", err
	}
	return html, csv, output.WriteFile(csv, true, func(file io.Writer) error {
		return m.writeList(file, languages, letters)
	})
}

// UsableFolder makes the folder if there is none, and returns an error if no file can
// be written in it.
func UsableFolder(folder string) error {
	err := os.MkdirAll(folder, 0o700)
	if err == nil {
		var file *os.File
		if file, err = os.CreateTemp(folder, ".helpline-*"); err == nil {
			err = errors.Join(file.Close(), os.Remove(file.Name()))
		}
	}
	if err != nil {
		return exit.Misused(fmt.Errorf("--out: nothing can be written in %s; choose another folder, or make this one yours: %w", folder, err))
	}
	return nil
}
