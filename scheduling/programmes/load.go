package programmes

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// extension is the extension of programme files.
const extension = ".yaml"

//go:embed *.yaml
var shipped embed.FS

// Shipped returns the embedded programmes, sorted by name: antwerpen, gent, hasselt.
// See Parse for known.
func Shipped(known ...scheduling.Language) (scheduling.Programmes, error) {
	return load(shipped, "", known)
}

// ShippedFile returns the text of an embedded programme, as a template for a city. It
// returns an error that wraps scheduling.ErrNotFound if there is none with this name.
func ShippedFile(name string) ([]byte, error) {
	text, err := shipped.ReadFile(name + extension)
	if err != nil {
		return nil, fmt.Errorf("shipped programme %q: %w", name, scheduling.ErrNotFound)
	}
	return text, nil
}

// Load reads every *.yaml of a folder, sorted by name. It returns an error if the
// folder cannot be read or has no such file, if any file has a Problem, or if two
// programmes share a telephone number other than the desk's, because the dialled number
// selects the programme. See Parse for known.
func Load(dir string, known ...scheduling.Language) (scheduling.Programmes, error) {
	return load(os.DirFS(dir), dir, known)
}

// LoadFile reads one programme, with the lexicons of its folder. See Parse for known.
func LoadFile(file string, known ...scheduling.Language) (scheduling.Programmes, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read programme: %w", err)
	}
	lexicons, problems, err := loadLexicons(os.DirFS(filepath.Dir(file)), filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	read := parse(file, data, known)
	if err := join(append(problems, read.doc.problems...)); err != nil {
		return nil, err
	}
	all := scheduling.Programmes{read.programme}
	give(all, lexicons)
	return all, nil
}

// LoadFS reads a folder as Load does. Errors call it dir.
func LoadFS(folder fs.FS, dir string, known ...scheduling.Language) (scheduling.Programmes, error) {
	return load(folder, dir, known)
}

// LoadOrShipped reads a folder, or the embedded programmes if dir is empty. See Parse
// for known.
func LoadOrShipped(dir string, known ...scheduling.Language) (scheduling.Programmes, error) {
	if dir == "" {
		return Shipped(known...)
	}
	return Load(dir, known...)
}

// load reads the programmes of a folder. Errors call it dir.
func load(folder fs.FS, dir string, known []scheduling.Language) (scheduling.Programmes, error) {
	names, problems, err := files(folder, dir)
	if err != nil {
		return nil, err
	}
	var all []parsed
	var programmes scheduling.Programmes
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("read programme: %w", err)
		}
		read := parse(filepath.Join(dir, name), data, known)
		all, programmes = append(all, read), append(programmes, read.programme)
	}
	lexicons, wrong, err := loadLexicons(folder, dir)
	if err != nil {
		return nil, err
	}
	problems = append(problems, wrong...)
	give(programmes, lexicons)
	refuseSharedNumbers(all)
	for _, read := range all {
		problems = append(problems, read.doc.problems...)
	}
	if err := join(problems); err != nil {
		return nil, err
	}
	return programmes, nil
}

// give gives each programme the lexicons of its languages.
func give(programmes scheduling.Programmes, lexicons map[scheduling.Language]*scheduling.Lexicon) {
	for _, p := range programmes {
		for _, rule := range p.Languages {
			if lexicon, ok := lexicons[rule.Code]; ok {
				if p.Lexicons == nil {
					p.Lexicons = map[scheduling.Language]*scheduling.Lexicon{}
				}
				p.Lexicons[rule.Code] = lexicon
			}
		}
	}
}

// files returns the programme files of a folder. A file that looks like one but would
// be ignored is a problem.
func files(folder fs.FS, dir string) (names []string, problems []*Problem, err error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, nil, fmt.Errorf("read the folder of programmes %s: %w; "+
			"name a folder that holds <programme>.yaml, or none to use the shipped programmes", dir, err)
	}
	for _, entry := range entries {
		switch name := entry.Name(); {
		case entry.IsDir() || strings.HasPrefix(name, "."):
		case filepath.Ext(name) == extension:
			names = append(names, name)
		case strings.EqualFold(filepath.Ext(name), ".yml") || strings.EqualFold(filepath.Ext(name), extension):
			problems = append(problems, &Problem{File: filepath.Join(dir, name), Reason: "is passed over; rename it to end in " + extension})
		}
	}
	if len(names) == 0 && len(problems) == 0 {
		return nil, nil, fmt.Errorf("%w: the folder of programmes %s holds no *%s; "+
			"put a <programme>%s there (copy a shipped one), or name no folder to use the shipped ones",
			scheduling.ErrInvalid, dir, extension, extension)
	}
	return names, problems, nil
}

// refuseSharedNumbers records every number of a programme that an earlier one has, and
// every number of a human that is another programme's line. Two programmes may share a
// desk, since one office can answer for both.
func refuseSharedNumbers(all []parsed) {
	owners := map[string]value{}
	for _, read := range all {
		for number, at := range read.numbers {
			if owner, taken := owners[number]; taken && number != "" {
				at.fail(fmt.Sprintf("%q is also in %s:%d", number, owner.doc.file, owner.line), "give each programme its own numbers")
			}
		}
		for number, at := range read.numbers {
			owners[number] = at
		}
	}
	for _, read := range all {
		for _, h := range read.answered {
			if owner, taken := owners[h.number]; taken && h.number != "" && owner.doc != read.doc {
				h.at.failAsOwn(fmt.Sprintf("is also in %s:%d", owner.doc.file, owner.line))
			}
		}
	}
}
