package understand

import (
	"strings"
	"sync"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// offered is what a whole text asks for beside visits.
type offered struct {
	means    Meaning
	language scheduling.Language // of its words; empty if they fit several
}

// offerOf returns what the whole text asks for beside visits: "VRIJWILLIGER", "cursus aub".
func offerOf(words []textWord) offered {
	return offerWords()[strings.ReplaceAll(withoutCourtesies(words), " ", "_")]
}

// offerWords is the texts of all lexicons. It is built when the first text is read.
var offerWords = sync.OnceValue(func() map[string]offered {
	all := map[string]offered{}
	for _, l := range lexicon.Lexicons() {
		for means, words := range map[Meaning]lexicon.WordList{
			MeaningVolunteer: l.Volunteering, MeaningCourse: l.Courses, MeaningRefer: l.Referring,
		} {
			for word := range strings.FieldsSeq(string(words)) {
				if _, twice := all[word]; twice {
					all[word] = offered{means: means}
					continue
				}
				all[word] = offered{means, l.Language}
			}
		}
	}
	return all
})
