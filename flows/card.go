package flows

import (
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// Card is the text of a printed card to keep beside a telephone: the menus of a first
// call, up to the choice that says what the caller wants, and the keys that work at any
// time.
type Card struct {
	Menus  []CardMenu
	Always []CardLine
}

// CardMenu is one menu of a card.
type CardMenu struct {
	State   StateName
	Options []CardLine // by key
}

// CardLine is a key, and the words beside it.
type CardLine struct {
	Key string
	Line
}

// The keys that mean the same in every menu.
const (
	humanKey  = "0"
	repeatKey = "*"
)

// CardOf returns the card of a dialogue in a language. It walks the dialogue as a first
// caller who chooses that language does, so that the card cannot differ from the line.
// Menus whose options all lead to the same state are passed; the first menu that does not
// is the last on the card.
func CardOf(d *Dialogue, p *scheduling.Programme, language scheduling.Language) Card {
	var card Card
	c := &Conversation{Programme: p, Session: &Session{Programme: p.Name, Channel: scheduling.Voice, Language: p.Languages[0].Code}}
	name := d.Start
	for range len(d.States) {
		state := d.States[name]
		switch {
		case state == nil:
			return card
		case state.Do != nil:
			name = state.Do.Next[OK]
			continue
		case state.Menu == nil:
			return card
		}
		options := state.Menu.Options(c)
		card.Menus = append(card.Menus, CardMenu{name, c.cardLines(state.Menu, options)})
		chosen, parts := passing(options, language)
		if parts {
			card.Always = c.cardHints(state.Menu)
			return card
		}
		options[chosen].Choose(c.Session)
		name = options[chosen].Next
	}
	return card
}

// passing returns the option that a caller with a language takes. parts reports whether
// the options lead to different states.
func passing(options []Option, language scheduling.Language) (chosen int, parts bool) {
	for i, option := range options {
		if option.Next != options[0].Next {
			return 0, true
		}
		if option.Spoken == language {
			chosen = i
		}
	}
	return chosen, len(options) == 0
}

func (c *Conversation) cardLines(menu *Menu, options []Option) []CardLine {
	c.Lines = nil
	c.sayLanguages(menu, len(options))
	for i, option := range options {
		c.sayOption(KeyAt(options, i), option)
	}
	lines := make([]CardLine, len(c.Lines))
	for i, line := range c.Lines {
		lines[i] = CardLine{line.Args[string(FactKey)], line}
	}
	return lines
}

func (c *Conversation) cardHints(menu *Menu) []CardLine {
	if !menu.Hints {
		return nil
	}
	line := func(key, words string) CardLine {
		return CardLine{key, Line{Language: c.Session.Language, Message: locale.Message{Key: words}}}
	}
	return []CardLine{line(humanKey, "menu.human"), line(repeatKey, "menu.repeat")}
}
