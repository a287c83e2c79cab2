package residents

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// maxFound is how many residents a search reads before the best are chosen.
const maxFound = 200

// Find returns the residents who match words that somebody at the office typed: of a
// name, of a street, a postcode, a house number, a telephone number, a letter code, or
// the reference of a visit, in any order. Accents are forgiven, and typing errors in
// names and streets. The nearest come first. More reports whether some were left out.
func (s *Service) Find(ctx context.Context, programme, words string, limit int) (found []Record, more bool, err error) {
	search := ParseSearch(programme, words)
	if search.empty() {
		return nil, false, nil
	}
	search.Limit = maxFound
	all, err := s.Store.SearchResidents(ctx, search)
	if err != nil {
		return nil, false, err
	}
	if len(search.Terms) > 0 && len(all) < limit {
		search.Mistyped = true
		mistyped, err := s.Store.SearchResidents(ctx, search)
		if err != nil {
			return nil, false, err
		}
		all = append(all, mistyped...)
	}
	all = nearest(all, search.Terms)
	return all[:min(limit, len(all))], len(all) > limit, nil
}

func (s *Search) empty() bool {
	return len(s.Terms) == 0 && s.Postcode == "" && s.Phone == "" && s.Code == "" && s.Reference == ""
}

// nearest sorts residents by how far they are from the terms, and leaves out those that
// are alike only by their keys, and those that are there twice.
func nearest(all []Record, terms []Term) []Record {
	far := map[int64]int{}
	all = slices.DeleteFunc(all, func(r Record) bool {
		if _, twice := far[r.ID]; twice {
			return true
		}
		forms := Forms(r.Name, r.Street)
		for _, term := range terms {
			far[r.ID] += term.Distance(forms)
		}
		return far[r.ID] >= unlike
	})
	slices.SortStableFunc(all, func(a, b Record) int {
		return cmp.Or(far[a.ID]-far[b.ID], strings.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// ParseSearch returns what words ask for. A number is read by its form: five digits from
// 1 to 9 as a reference, six to nine as a letter code, four as a postcode, fewer as a
// house number, and what can be dialled as a telephone number.
func ParseSearch(programme, words string) Search {
	search := Search{Programme: programme}
	if search.Phone = dialled(words); search.Phone != "" {
		return search
	}
	if code := lettercode.Plain(words); lettercode.IsCode(code) {
		search.Code = code
		return search
	}
	for _, word := range strings.Fields(words) {
		if word = strings.Trim(word, ",;."); word == "" || word[0] < '0' || word[0] > '9' {
			continue
		}
		switch {
		case dialled(word) != "":
			search.Phone = dialled(word)
		case lettercode.IsCode(word):
			search.Code = word
		case isReference(word):
			search.Reference = word
		case len(word) == 4 && strings.Trim(word, "0123456789") == "":
			search.Postcode = word
		default:
			search.HouseNumber = word
		}
	}
	search.Terms = Terms(words)
	return search
}

func isReference(word string) bool { return len(word) == 5 && strings.Trim(word, "123456789") == "" }

// dialled returns a number in E.164 if words are one as people write it.
func dialled(words string) string {
	if strings.Trim(words, "+0123456789 ()./-") != "" || !strings.HasPrefix(words, "0") && !strings.HasPrefix(words, "+") {
		return ""
	}
	number, err := phonenumbers.Parse(words, "BE")
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return ""
	}
	return phonenumbers.Format(number, phonenumbers.E164)
}

// Ways returns what a text may name somebody by, the likeliest first: a letter code, a
// telephone number, an id. It returns none if it is none of them.
func Ways(person string) []Person {
	person = strings.TrimSpace(person)
	var ways []Person
	if code := lettercode.Plain(person); lettercode.IsCode(code) {
		ways = append(ways, Person{Code: code})
	}
	if phone := dialled(person); phone != "" {
		ways = append(ways, Person{Phone: phone})
	}
	if id, err := strconv.ParseInt(person, 10, 64); err == nil && id > 0 {
		ways = append(ways, Person{ID: id})
	}
	return ways
}

// Named returns the residents that a letter code, a telephone number or an id names. A
// number of six to nine digits is a code first. It returns ErrNotFound if there is none,
// and several only if they share a telephone number.
func (s *Service) Named(ctx context.Context, programme, person string) ([]Record, error) {
	for _, way := range Ways(person) {
		found, err := s.Store.ResidentsBy(ctx, programme, way)
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, scheduling.ErrNotFound
}

// Recognise returns those of a programme who may be the same person as somebody who
// called without a letter, or whom the office is about to add: one with the same number
// and a name like theirs, or at the same address with a name like theirs. A name that is
// not known yet is like any. Surely reports whether the first is: name, postcode and
// house number are the same.
func (s *Service) Recognise(ctx context.Context, about *scheduling.Resident) (alike []Record, surely bool, err error) {
	all, err := s.Store.MayBe(ctx, about.Programme, *about, maxFound)
	if err != nil {
		return nil, false, err
	}
	rank := func(r *Record) int {
		if SameAddress(AddressOf(&r.Resident), AddressOf(about)) {
			return 0
		}
		return 1
	}
	for _, r := range all {
		likeName := about.Name == "" || SameName(about.Name, r.Name)
		samePhone := about.Phone != "" && r.Phone == about.Phone
		if r.ID != about.ID && likeName && (samePhone || rank(&r) == 0) {
			alike = append(alike, r)
		}
	}
	slices.SortStableFunc(alike, func(a, b Record) int { return rank(&a) - rank(&b) })
	surely = about.Name != "" && len(alike) == 1 && rank(&alike[0]) == 0 && slices.Equal(Forms(about.Name), Forms(alike[0].Name))
	return alike, surely, nil
}
