package settings

import (
	"fmt"
	"os"
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
	words, gaps, wrong := builtIn.WithLanguages(os.DirFS(dir), dir)
	if words == nil {
		return Folder{}, wrong
	}
	all, err := programmes.Load(dir, words.Languages()...)
	if err != nil && len(programmes.Problems(err)) == 0 {
		return Folder{}, err
	}
	problems := slices.Concat(programmes.Problems(wrong), programmes.Problems(err), needless(all))
	catalogue, err := words.Of(all) // of none, if the programmes cannot be read
	if err != nil && len(programmes.Problems(err)) == 0 {
		return Folder{}, err
	}
	if err := programmes.Join(append(problems, programmes.Problems(err)...)); err != nil {
		return Folder{}, err
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
