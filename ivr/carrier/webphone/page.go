package webphone

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/nyaruka/phonenumbers"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
)

// words are the texts of the page, by key.
type words map[string]string

// languages returns the languages of the page itself; the first is the default. The line
// has more languages.
func languages() []string { return []string{"nl", "en"} }

func loadWords(language string) (words, error) {
	text, err := files.ReadFile("words/" + language + ".json")
	if err != nil {
		return nil, err
	}
	var w words
	if err := json.Unmarshal(text, &w); err != nil {
		return nil, fmt.Errorf("words/%s.json: %w", language, err)
	}
	return w, nil
}

// pageData is the data of the template.
type pageData struct {
	Language   string
	Words      words
	Programmes []programmeJSON
	Mobiles    bool
	Mobile     []string // ids of the mobiles, by owner
	Keys       []key
	Zone       string
	Setup      string // for the script: words and programmes, as JSON
}

// key is one key of the telephone, with the letters on it.
type key struct{ Sign, Letters, Name string }

func keys(w words) []key {
	return []key{
		{"1", "", ""},
		{"2", "abc", ""},
		{"3", "def", ""},
		{"4", "ghi", ""},
		{"5", "jkl", ""},
		{"6", "mno", ""},
		{"7", "pqrs", ""},
		{"8", "tuv", ""},
		{"9", "wxyz", ""},
		{"*", "", w["key.star"]},
		{"0", "", ""},
		{"#", "", w["key.hash"]},
	}
}

// programmeJSON is a programme as the script needs it.
type programmeJSON struct {
	Name     string       `json:"name"`
	Title    string       `json:"title"`
	Number   string       `json:"number"`
	Texts    string       `json:"texts"`
	Callers  []personJSON `json:"callers"`
	Students []personJSON `json:"students"`
	Codes    []string     `json:"codes"`
}

type personJSON struct {
	Number string `json:"number"`
	Label  string `json:"label"`
	Mobile bool   `json:"mobile"`
}

// showPage serves the page in the requested language.
func (h *Handler) showPage(w http.ResponseWriter, r *http.Request) {
	language := r.URL.Query().Get("lang")
	said, known := h.words[language]
	if !known {
		language = languages()[0]
		said = h.words[language]
	}
	data := pageData{
		Language: language, Words: said, Mobiles: h.config.Texts != nil, Mobile: []string{"resident", "student"}, Keys: keys(said),
		Zone: h.config.Zone.String(),
	}
	for _, p := range h.config.Programmes {
		data.Programmes = append(data.Programmes, programmeJSON{
			Name: p.Name, Title: p.Title, Number: readable(p.Voice), Texts: readable(p.SMS), Codes: p.Codes,
			Callers: people(p.Callers, said), Students: people(p.Students, said),
		})
	}
	setup, err := json.Marshal(map[string]any{"words": said, "programmes": data.Programmes, "zone": data.Zone})
	if err != nil {
		refuse(w, http.StatusInternalServerError, "line")
		return
	}
	data.Setup = string(setup)
	var page bytes.Buffer
	if err := h.page.Execute(&page, data); err != nil {
		refuse(w, http.StatusInternalServerError, "line")
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", language)
	_, _ = w.Write(page.Bytes()) // an error means that the client left
}

// people returns persons with their number and what is known of them.
func people(list []Person, w words) []personJSON {
	shown := []personJSON{}
	for _, person := range list {
		label := readable(person.Number)
		mobile := phonenumber.IsMobile(person.Number)
		switch {
		case person.Number == carrier.Anonymous:
			label = w["from.withheld"]
		case person.Name != "":
			label = person.Name + ", " + label
		case mobile:
			label = w["from.mobile"] + " " + label
		default:
			label = w["from.landline"] + " " + label
		}
		shown = append(shown, personJSON{Number: person.Number, Label: label, Mobile: mobile})
	}
	return shown
}

// readable returns a number as it is dialled in Belgium.
func readable(number string) string {
	parsed, err := phonenumbers.Parse(number, "BE")
	if err != nil {
		return number
	}
	if phonenumbers.GetRegionCodeForNumber(parsed) == "BE" {
		return phonenumbers.Format(parsed, phonenumbers.NATIONAL)
	}
	return phonenumbers.Format(parsed, phonenumbers.INTERNATIONAL)
}
