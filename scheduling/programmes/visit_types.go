package programmes

import (
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// maxVisitTypes is how many visit types a programme has: the office has to tell them apart.
const maxVisitTypes = 8

// dayOf returns how long the part of a day is in which visits can be.
func dayOf(rule *scheduling.VisitRule) time.Duration {
	return time.Duration(rule.To-rule.From) * time.Minute
}

// readVisitTypes reads the visits that take another time than the usual one.
func readVisitTypes(v value, p *scheduling.Programme) []scheduling.VisitType {
	items := v.items()
	if len(items) == 0 {
		return nil
	}
	types, codes := make([]scheduling.VisitType, len(items)), make([]string, len(items))
	for i, item := range items {
		types[i] = readVisitType(item, p)
		codes[i] = types[i].Code
		if before := slices.IndexFunc(types[:i], func(t scheduling.VisitType) bool { return covers(&t, &types[i]) }); before >= 0 {
			item.fail(fmt.Sprintf("never counts: %s stands before it, and fits wherever it does", types[before].Code),
				"put it first, or leave it out")
		}
	}
	distinct(items, codes)
	if len(items) > maxVisitTypes {
		v.fail(fmt.Sprintf("%d types of visits are more than anybody tells apart", len(items)), fmt.Sprintf("keep at most %d", maxVisitTypes))
	}
	return types
}

func readVisitType(item value, p *scheduling.Programme) scheduling.VisitType {
	f := item.fields()
	t := scheduling.VisitType{
		Code: f["code"].word(groundShape), Title: f["title"].word(textShape),
		Length: f["length"].duration(10*time.Minute, scheduling.MaxVisitLength),
	}
	for _, topic := range f["topics"].items() {
		text, ok := topic.text()
		if ok && !slices.Contains(p.Topics, scheduling.Topic(text)) {
			topic.fail(fmt.Sprintf("%q is no topic of this programme", text), "use one of "+listed(p.Topics))
		}
		t.Topics = append(t.Topics, scheduling.Topic(text))
	}
	if f["first"].present() {
		t.First = f["first"].boolean()
	}
	switch day := dayOf(&p.Visit); {
	case t.Length%time.Minute != 0:
		f["length"].fail("is not in whole minutes", "")
	case day > 0 && t.Length > day:
		f["length"].fail("a visit of "+short(t.Length)+" does not fit in visit.between", "write a shorter one")
	}
	if len(t.Topics) == 0 && !t.First && item.present() {
		item.fail("fits every visit", "add the topics it is for, or first: true; or change visit.length")
	}
	return t
}

// covers reports whether a type fits wherever another does.
func covers(before, t *scheduling.VisitType) bool {
	if before.First && !t.First {
		return false
	}
	outside := func(topic scheduling.Topic) bool { return !slices.Contains(before.Topics, topic) }
	return len(before.Topics) == 0 || len(t.Topics) > 0 && !slices.ContainsFunc(t.Topics, outside)
}
