package letters

import (
	"bufio"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
	"golang.org/x/text/language"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/invitations"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

//go:embed letters_page.tmpl
var pageTemplate string

// side is a side of a letter: the Dutch front, or the back, a translation from the same
// keys. The key of Words is what follows letter_page. in a key of the catalogue.
type side struct {
	Lang, Dir   string
	Translation string // what the back is marked as; empty: the front
	Words       map[string]string
	Topics      string
	Phone       string
	Card        []cardPart
	Always      cardPart
	greeting    func(name string) string
}

// WritePages writes a document with one page for each letter, or two with a translation.
func (m *Mailing) WritePages(
	w io.Writer, wave int, languages []scheduling.Language, letters []invitations.Letter, step func(),
) error {
	page, err := template.New("letters").Option("missingkey=error").Parse(pageTemplate)
	if err != nil {
		return err
	}
	sides := make([]side, len(languages))
	for i, language := range languages {
		sides[i] = m.wordSide(language, languages[0])
	}
	out := bufio.NewWriter(w)
	top := map[string]any{"Lang": sides[0].Lang, "Title": fmt.Sprintf("%s, %d", m.Programme.Title, wave)}
	if err := page.ExecuteTemplate(out, "top", top); err != nil {
		return err
	}
	for i := range letters {
		resident := &letters[i].Resident
		for _, side := range sides {
			data := map[string]any{
				"Side": side, "Greeting": side.greeting(resident.Name), "To": resident, "Place": m.place(resident.Postcode),
				"Code": grouped(resident.LetterCode),
			}
			if err := page.ExecuteTemplate(out, "letter", data); err != nil {
				return err
			}
		}
		step()
	}
	if err := page.ExecuteTemplate(out, "bottom", nil); err != nil {
		return err
	}
	return out.Flush()
}

const keyPrefix = "letter_page."

// wordSide words a side. The card of keys is read from the dialogue.
func (m *Mailing) wordSide(spoken, front scheduling.Language) side {
	p := m.Programme
	args := map[string]string{
		"title": p.Title, "city": p.CityIn(spoken), "sms": writtenNumber(p.Numbers.SMS),
		"word": m.say(spoken, keyPrefix+"text_word", nil),
	}
	side := side{
		Lang: p.Language(spoken).Tag, Dir: direction(spoken), Words: map[string]string{},
		Topics: m.topics(spoken), Phone: writtenNumber(p.Numbers.Voice),
		greeting: func(name string) string {
			return m.say(spoken, keyPrefix+"greeting", map[string]string{"name": name})
		},
	}
	for _, key := range m.Catalogue.Keys() {
		if name, ok := strings.CutPrefix(key, keyPrefix); ok && name != "greeting" {
			side.Words[name] = keptTogether(m.say(spoken, key, args))
		}
	}
	if p.Numbers.SMS == "" {
		side.Words["text"] = ""
	}
	if spoken != front {
		side.Translation = m.say(front, keyPrefix+"translation", nil) + " / " + side.Words["translation"]
	}
	side.Card, side.Always = m.card(offers.Helpline(), spoken)
	return side
}

// say returns a sentence as the programme says it; in Dutch, if it is not translated.
func (m *Mailing) say(language scheduling.Language, key string, args map[string]string) string {
	return m.Catalogue.Render(language, m.Programme.Zone, locale.Message{Key: key, Args: args}.In(language, m.Programme))
}

// topics returns what students help with, without "another question".
func (m *Mailing) topics(spoken scheduling.Language) string {
	var names []string
	for _, topic := range m.Programme.Topics {
		if topic != scheduling.TopicOther {
			names = append(names, m.say(spoken, "topic."+string(topic), nil))
		}
	}
	comma := ", "
	if direction(spoken) == rightToLeft {
		comma = "، "
	}
	return strings.Join(names, comma)
}

// These are the values of HTML's dir.
const (
	leftToRight = "ltr"
	rightToLeft = "rtl"
)

func direction(code scheduling.Language) string {
	script, _ := language.Make(string(code)).Script()
	if slices.Contains([]string{"Arab", "Hebr", "Nkoo", "Syrc", "Thaa"}, script.String()) {
		return rightToLeft
	}
	return leftToRight
}

const noBreak = "\u00a0"

// keptTogether keeps French punctuation, which follows a space, from beginning a line.
func keptTogether(text string) string {
	return strings.NewReplacer(" :", noBreak+":", " ?", noBreak+"?", " !", noBreak+"!").Replace(text)
}

// writtenNumber returns a telephone number as people write it. Its groups stay together,
// and in order if the text runs from right to left.
func writtenNumber(e164 string) string {
	number, err := phonenumbers.Parse(e164, "BE")
	if err != nil {
		return e164
	}
	return strings.ReplaceAll(phonenumbers.Format(number, phonenumbers.NATIONAL), " ", noBreak)
}

// grouped returns a code in its groups: many digits in a row are hard to copy. A line is never
// broken inside it.
func grouped(code string) string { return strings.Join(lettercode.Groups(code), noBreak) }

// place returns the town of a postcode as an address has it: the city's own name for
// its middle, since Antwerpen-Centrum is no address.
func (m *Mailing) place(postcode string) string {
	name := m.Programme.Area[postcode].Name
	if strings.HasPrefix(name, m.Programme.City+"-") {
		return m.Programme.City
	}
	return name
}
