package letters

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
)

// cardPart is a menu on the card, or the keys that work in every menu.
type cardPart struct {
	Title string
	Rows  []cardRow
}

// cardRow is a key and its option, worded.
type cardRow struct{ Key, Text, Lang, Dir string }

// card words the menus of a dialogue.
func (m *Mailing) card(d *flows.Dialogue, spoken scheduling.Language) (menus []cardPart, always cardPart) {
	title := func(name string) string { return keptTogether(m.say(spoken, keyPrefix+name, nil)) }
	card := flows.CardOf(d, m.Programme, spoken)
	for _, menu := range card.Menus {
		name := "card_choose"
		if menu.State == resident.StateLanguage {
			name = "card_language"
		}
		menus = append(menus, cardPart{title(name), m.cardRows(menu.Options)})
	}
	return menus, cardPart{title("card_always"), m.cardRows(card.Always)}
}

// cardRows words the options of a menu as they are spoken. A language that has
// recordings and no words is on the card by its own name.
func (m *Mailing) cardRows(lines []flows.CardLine) []cardRow {
	rows := make([]cardRow, len(lines))
	for i, line := range lines {
		rule := m.Programme.Language(line.Language)
		text := m.Catalogue.Render(line.Language, m.Programme.Zone, line.Message.In(line.Language, m.Programme))
		if !slices.Contains(m.Catalogue.Languages(), line.Language) {
			text = display.Self.Name(language.Make(rule.Tag))
		}
		if last := strings.LastIndex(text, " "); last >= 0 { // no line break before the key
			text = text[:last] + noBreak + text[last+1:]
		}
		rows[i] = cardRow{line.Key, keptTogether(text), rule.Tag, direction(line.Language)}
	}
	return rows
}
