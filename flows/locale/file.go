package locale

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/language"

	"github.com/click-call-connect/helpline/scheduling"
)

// wordsFile is a file as a translator writes it.
type wordsFile struct {
	Language scheduling.Language `yaml:"language"`
	Words    map[string]text     `yaml:"words"`

	name string
	tag  language.Tag
}

// text is one text, or one per plural category.
type text struct {
	one   string
	forms map[string]string // nil if it is not a plural
}

// UnmarshalYAML reads a text, or a map of plural categories to texts.
func (t *text) UnmarshalYAML(unmarshal func(any) error) error {
	var value any
	if err := unmarshal(&value); err != nil {
		return err
	}
	switch value := value.(type) {
	case string:
		t.one = value
		return nil
	case map[string]any:
		return unmarshal(&t.forms)
	}
	return errors.New(`a text is missing; write it in quotes, or a plural as {one: "…", other: "…"}`)
}

// readFiles reads the files of all languages, Dutch first. A file that cannot be read is
// left out, and added to wrong.
func readFiles(folder fs.FS, wrong *problems) []wordsFile {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		wrong.add("words", "", "%v", err)
	}
	if !slices.Contains(names, dutchFile) {
		wrong.add(dutchFile, "", "is missing; every other language is compared with it")
	}
	var files []wordsFile
	for _, name := range names {
		file, err := readFile(folder, name)
		if err != nil {
			wrong.add(name, "", "%v", err)
			continue
		}
		files = append(files, file)
	}
	return files
}

func readFile(folder fs.FS, name string) (wordsFile, error) {
	source, err := fs.ReadFile(folder, name)
	if err != nil {
		return wordsFile{}, err
	}
	return parseFile(name, source)
}

func parseFile(name string, source []byte) (wordsFile, error) {
	file := wordsFile{name: name}
	// Strict: an unknown field or a key that is there twice is an error.
	if err := yaml.UnmarshalWithOptions(source, &file, yaml.Strict()); err != nil {
		return file, errors.New(strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	if want := strings.TrimSuffix(path.Base(name), ".yaml"); string(file.Language) != want {
		return file, fmt.Errorf("begins with language: %s; write language: %s, as the file is called", file.Language, want)
	}
	tag, err := language.Parse(string(file.Language))
	if err != nil {
		return file, fmt.Errorf("%s is not a language code; call the file by an ISO 639-1 code such as nl.yaml", file.Language)
	}
	file.tag = tag
	return file, nil
}

// isRightToLeft reports whether a language is written from right to left.
func isRightToLeft(tag language.Tag) bool {
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo":
		return true
	}
	return false
}
