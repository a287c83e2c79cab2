package letters

import (
	"errors"
	"fmt"
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

// Mailing is what letters are made from.
type Mailing struct {
	Programme *scheduling.Programme
	Catalogue *locale.Catalogue
}

// Translations are the languages in which the back of a letter can be: the
// programme's others that have words.
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
// names of both files. What was there under their names is replaced: it was the same
// wave. With a translation, each letter has a back; step is called after each.
func (m *Mailing) WriteFiles(
	folder string, wave int, translation scheduling.Language, letters []invitations.Letter, step func(),
) (html, csv string, err error) {
	html = filepath.Join(folder, "wave-"+strconv.Itoa(wave)+".html")
	csv = strings.TrimSuffix(html, ".html") + ".csv"
	languages := []scheduling.Language{m.Programme.Languages[0].Code}
	if translation != "" {
		languages = append(languages, translation)
	}
	err = output.WriteFile(html, true, func(file *os.File) error {
		return m.WritePages(file, wave, languages, letters, step)
	})
	if err != nil {
		return "", "", err
	}
	return html, csv, output.WriteFile(csv, true, func(file *os.File) error {
		return m.writeList(file, languages, letters)
	})
}

// UsableFolder makes the folder where there is none, and finds out whether files
// can be written there.
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
