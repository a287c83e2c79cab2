package settings

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// Folder is everything that a folder of programmes holds.
type Folder struct {
	Programmes scheduling.Programmes
	Catalogue  *locale.Catalogue
	Gaps       []*programmes.Problem // texts of its languages that are said in Dutch, because they are not translated
}

// ReadFolder reads and checks the programmes of a folder, with their languages, lexicons and
// sentences; of no folder, those that are shipped. The error joins everything that is wrong, in
// whichever file.
func ReadFolder(dir string) (Folder, error) {
	builtIn, err := locale.Load()
	if err != nil {
		return Folder{}, err
	}
	if dir == "" {
		all, err := programmes.Shipped(builtIn.Languages()...)
		return Folder{Programmes: all, Catalogue: builtIn}, err
	}
	return read(builtIn, dir, func(known ...scheduling.Language) (scheduling.Programmes, error) {
		return programmes.Load(dir, known...)
	})
}

// ReadFile reads and checks one programme as ReadFolder does, with the languages and lexicons
// that lie beside it.
func ReadFile(file string) (Folder, error) {
	builtIn, err := locale.Load()
	if err != nil {
		return Folder{}, err
	}
	return read(builtIn, filepath.Dir(file), func(known ...scheduling.Language) (scheduling.Programmes, error) {
		return programmes.LoadFile(file, known...)
	})
}

// read reads the languages of a folder, and the programmes that load returns.
func read(builtIn *locale.Catalogue, dir string, load func(known ...scheduling.Language) (scheduling.Programmes, error)) (Folder, error) {
	words, gaps, wrong := builtIn.WithLanguages(os.DirFS(dir), dir)
	if words == nil {
		return Folder{}, wrong
	}
	all, err := load(words.Languages()...)
	if err != nil && len(programmes.Problems(err)) == 0 {
		return Folder{}, err
	}
	problems := slices.Concat(programmes.Problems(wrong), programmes.Problems(err), needless(all))
	catalogue, err := words.Of(all) // of none, if the programmes cannot be read
	if err != nil && len(programmes.Problems(err)) == 0 {
		return Folder{}, err
	}
	if err := programmes.Join(append(problems, programmes.Problems(err)...)); err != nil {
		return Folder{Gaps: gaps}, err
	}
	return Folder{Programmes: all, Catalogue: catalogue, Gaps: gaps}, nil
}

// needless returns a problem for each lexicon in a language that the line reads by itself.
func needless(all scheduling.Programmes) []*programmes.Problem {
	var problems []*programmes.Problem
	named := map[string]bool{}
	for _, p := range all {
		for language := range p.Lexicons {
			file := fmt.Sprintf("%s/%s.yaml", programmes.LexiconFolder, language)
			if lexicon.Reads(language) && !named[file] {
				named[file] = true
				problems = append(problems, &programmes.Problem{
					File: file, Reason: "the line reads texts in " + string(language) + " by itself; take the file out",
				})
			}
		}
	}
	return problems
}
