package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// mailing is what letters are made from.
type mailing struct {
	programme *scheduling.Programme
	catalogue *locale.Catalogue
}

// translations are the languages in which the back of a letter can be: the
// programme's others that have words.
func (m *mailing) translations() []string {
	var others []string
	for _, rule := range m.programme.Languages[1:] {
		if slices.Contains(m.catalogue.Languages(), rule.Code) {
			others = append(others, string(rule.Code))
		}
	}
	return others
}

// writeFiles writes the pages and the list of a wave into a folder, and returns the
// names of both files. What was there under their names is replaced: it was the same
// wave. With a translation, each letter has a back; step is called after each.
func (m *mailing) writeFiles(
	folder string, wave int, translation scheduling.Language, letters []scheduling.Letter, step func(),
) (html, csv string, err error) {
	html = filepath.Join(folder, "wave-"+strconv.Itoa(wave)+".html")
	csv = strings.TrimSuffix(html, ".html") + ".csv"
	languages := []scheduling.Language{m.programme.Languages[0].Code}
	if translation != "" {
		languages = append(languages, translation)
	}
	err = writeFile(html, true, func(file *os.File) error {
		return m.writePages(file, wave, languages, letters, step)
	})
	if err != nil {
		return "", "", err
	}
	return html, csv, writeFile(csv, true, func(file *os.File) error {
		return m.writeList(file, languages, letters)
	})
}

// usableFolder makes the folder where there is none, and finds out whether files
// can be written there.
func usableFolder(folder string) error {
	err := os.MkdirAll(folder, 0o700)
	if err == nil {
		var file *os.File
		if file, err = os.CreateTemp(folder, ".helpline-*"); err == nil {
			err = errors.Join(file.Close(), os.Remove(file.Name()))
		}
	}
	if err != nil {
		return misused(fmt.Errorf("--out: nothing can be written in %s; choose another folder, or make this one yours: %w", folder, err))
	}
	return nil
}
