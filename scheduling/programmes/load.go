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

// extension is how the name of a programme file ends.
const extension = ".yaml"

//go:embed *.yaml
var shipped embed.FS

// Shipped returns the programmes inside the binary, by name: antwerpen, gent,
// hasselt. known is as for Parse.
func Shipped(known ...scheduling.Language) (scheduling.Programmes, error) {
	return load(shipped, "", known)
}

// ShippedFile returns the text of a shipped programme, for a city to begin
// with. It is scheduling.ErrNotFound where there is none of this name.
func ShippedFile(name string) ([]byte, error) {
	text, err := shipped.ReadFile(name + extension)
	if err != nil {
		return nil, fmt.Errorf("shipped programme %q: %w", name, scheduling.ErrNotFound)
	}
	return text, nil
}

// Load reads every *.yaml of a folder, by name. A folder that cannot be read or
// holds none is an error, and so is every Problem in any of them, and a
// telephone number that two of them share (the desk's apart): the number
// dialled chooses the programme. known is as for Parse.
func Load(dir string, known ...scheduling.Language) (scheduling.Programmes, error) {
	return load(os.DirFS(dir), dir, known)
}

// LoadOrShipped reads a folder, or the shipped programmes where dir is empty.
func LoadOrShipped(dir string, known ...scheduling.Language) (scheduling.Programmes, error) {
	if dir == "" {
		return Shipped(known...)
	}
	return Load(dir, known...)
}

// load reads the programmes of a folder; dir is what errors call it.
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
	refuseSharedNumbers(all)
	for _, read := range all {
		problems = append(problems, read.doc.problems...)
	}
	if err := join(problems); err != nil {
		return nil, err
	}
	return programmes, nil
}

// files lists the programme files of a folder. A file that was meant as one
// and would be passed over is a problem.
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

// refuseSharedNumbers notes every number of a later programme that an earlier
// one has, and every desk that is another programme's line. Two programmes may
// share a desk: one counter can answer for both.
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
		desk := read.programme.Numbers.Desk
		if owner, taken := owners[desk]; taken && desk != "" && owner.doc != read.doc {
			read.desk.failAsOwn(fmt.Sprintf("is also in %s:%d", owner.doc.file, owner.line))
		}
	}
}
