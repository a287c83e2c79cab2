//go:build browser

package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// TestBrowser plays the resident and the student on the web phone of a demo, in
// a real browser. The parts share the demo, in order; each has a page of its own.
func TestBrowser(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	for _, variable := range []string{"DATABASE_URL", "REDIS_URL", "HELPLINE_CARRIER_URL", "HELPLINE_PUBLIC_URL", "TWILIO_AUTH_TOKEN"} {
		t.Setenv(variable, "")
	}
	d := startDemo(t, "--now", "2027-03-26T09:00:00+01:00")
	require.Contains(t, d.said, "Open "+d.url+"/phone")
	b := newBrowser(t, d.url)
	for _, part := range []struct {
		name string
		play func(*web)
	}{
		{"book by clicking", bookByClicking},
		{"book with the keyboard", bookWithKeyboard},
		{"lines have their language", linesHaveTheirLanguage},
		{"speaks aloud", speaksAloud},
		{"speak after the tone", speakAfterTheTone},
		{"text the line", textTheLine},
		{"choose who calls", chooseWhoCalls},
		{"narrow", narrow},
		{"in sight of a call", inSightOfACall},
		{"the clock in sight", clockInSight},
		{"read from the first", readFromTheFirst},
		{"answer who asked", answerWhoAsked},
		{"accessible", accessible},
		{"the clock moves", clockMoves},
	} {
		t.Run(part.name, func(t *testing.T) { part.play(b.open(t, "")) })
	}
	t.Run("the demo ends while a page is open", func(t *testing.T) {
		w := b.open(t, "")
		w.click("#green")
		w.hears("Voor Nederlands")
		d.ends()
		w.is(`document.getElementById('clock-said').textContent.startsWith('De lijn antwoordt niet')`)
		w.expected("ERR_CONNECTION_REFUSED")
	})
}

// book makes an appointment for the resident with this letter; press does one key.
func (w *web) book(code string, press func(sign string)) {
	w.t.Helper()
	choose := func(option string) {
		key := w.keyFor(option)
		w.listens()
		press(key)
	}
	choose("Voor Nederlands")
	choose("Om een afspraak te maken")
	w.hears("Hebt u uw brief bij de hand?")
	choose("Ja")
	w.hears("6 cijfers van uw code")
	for _, digit := range code {
		press(string(digit))
	}
	choose("bankieren")
	choose(`Voor [a-z]+ \d+ [a-z]+, om`)
	choose("Is dat goed")
	w.hears("Uw afspraak staat vast")
}

func bookByClicking(w *web) {
	w.click("#green")
	w.book(letterCode, func(sign string) { w.click(`[data-key="` + sign + `"]`) })
	w.is(`document.querySelectorAll('#log .caller').length >= 6`)
	w.click("#red")
	w.hears("U hebt opgehangen")

	// The confirmation is on the resident's screen, and no visit word is in it.
	w.is(`[...document.querySelectorAll('#resident .got')].some((p) => / \d+\/\d+ /.test(p.textContent))`)
	w.is(`document.querySelector('#resident .got time').dateTime.startsWith('2027-03-26T')`)
}

// bookWithKeyboard touches no mouse: Tab, Enter and the digits.
func bookWithKeyboard(w *web) {
	w.tabTo("green")
	w.is(`document.activeElement.matches(':focus-visible') && getComputedStyle(document.activeElement).outlineStyle === 'solid'`)
	w.types(kb.Enter)
	w.hears("Voor Nederlands")
	w.types("1")
	w.hears("Om een afspraak te maken")
	w.types("*")
	w.is(`document.querySelectorAll('#log .caller').length === 2`)
	w.tabTo("silent")
	w.types(kb.Enter)
	w.is(`[...document.querySelectorAll('#log .caller')].at(-1).textContent === 'U zwijgt'`)
	w.tabTo("red")
	w.types(" ")
	w.hears("U hebt opgehangen")
	w.tabTo("green")
	w.types(kb.Enter)
	w.book(anotherCode, func(sign string) { w.types(sign) })
}

func linesHaveTheirLanguage(w *web) {
	w.click("#green")
	w.hears("appuyez sur le deux")
	w.is(`[...document.querySelectorAll('#log .line')].map((p) => p.lang.slice(0, 2)).join(' ').startsWith('nl nl fr en')`)
	w.click(`[data-key="2"]`)
	w.hears("Pour")
	w.settled()
	w.is(`(() => {
		const after = [...document.querySelectorAll('#log .caller')].at(-1);
		const lines = [...document.querySelectorAll('#log .line')].filter((p) => after.compareDocumentPosition(p) & 4);
		const others = { 'Nederlands: acht.': 'nl', 'English: eight.': 'en' }; // a way back, in its own language
		return lines.length > 3 && lines.every((p) => p.lang.startsWith(others[p.textContent] ?? 'fr') && p.dir === 'ltr') &&
			Object.keys(others).every((other) => lines.some((p) => p.textContent === other));
	})()`)
	w.is(`document.getElementById('log').role === 'log' && document.getElementById('log').ariaLive === 'polite'`)
	w.goes("?lang=en")
	w.is(`document.documentElement.lang === 'en' && document.title === 'Trial telephone'`)
	w.goes("?lang=xx")
	w.is(`document.documentElement.lang === 'nl'`)
}

// speechStub replaces the browser's voices, and keeps what is spoken. It can make the
// line speak slowly.
const speechStub = `window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', { value: {
	speak: (u) => said.push(u), cancel: () => said.push('hush'),
} });
const json = Response.prototype.json;
Response.prototype.json = async function () {
	const answer = await json.call(this);
	for (const line of window.slowly ? answer.lines ?? [] : []) line.rate = 75;
	return answer;
};`

func speaksAloud(w *web) {
	tell(w, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: speechStub})
	w.goes("")
	w.is(`!document.getElementById('aloud').checked`)
	w.click("#green")
	w.hears("Voor Nederlands")
	w.settled()
	w.is(`said.every((u) => u === 'hush')`)
	w.click("#aloud")
	w.click(`[data-key="2"]`)
	w.hears("Pour")
	w.settled()
	w.is(`(() => {
		const spoken = said.slice(said.lastIndexOf('hush') + 1);
		const after = [...document.querySelectorAll('#log .caller')].at(-1);
		const written = [...document.querySelectorAll('#log .line')].filter((p) => after.compareDocumentPosition(p) & 4);
		return spoken.length > 1 && spoken.length === written.length && spoken[0].lang.startsWith('fr') &&
			spoken.every((u, i) => u.lang === written[i].lang && u.rate === 1 && u.text === written[i].textContent);
	})()`)
	w.is(`(window.slowly = true)`)
	w.click("#silent")
	w.is(`said.at(-1).rate === 0.75 && said.at(-1).text === [...document.querySelectorAll('#log .line')].at(-1).textContent`)
	w.goes("")
	w.is(`document.getElementById('aloud').checked`) // remembered
	w.click("#aloud")
	w.goes("")
	w.is(`!document.getElementById('aloud').checked`)
}

func speakAfterTheTone(w *web) {
	w.selects("#desk", "nobody")
	w.click("#green")
	w.hears("Voor Nederlands")
	w.click(`[data-key="1"]`)
	w.hears("Om een afspraak te maken")
	w.is(`document.getElementById('speak').ariaDisabled === 'true'`)
	w.click(`[data-key="0"]`)
	w.is(`document.getElementById('speak').ariaDisabled === 'false'`)
	w.click("#speak")
	w.is(`document.getElementById('log').textContent.includes('U spreekt 5 seconden in')`)
}

func textTheLine(w *web) {
	w.do(chromedp.SendKeys(chromedp.CSS("#resident-body"), "hallo"+kb.Enter))
	w.is(`[...document.querySelectorAll('#resident .sent .body')].some((p) => p.textContent === 'hallo')`)
	w.is(`document.querySelector('#resident-body').value === ''`)
	w.do(chromedp.SendKeys(chromedp.CSS("#resident-body"), kb.Enter))
	w.is(`document.querySelector('#resident .said').textContent.startsWith('Schrijf eerst')`)
	w.selects("#student-number", "other")
	w.do(chromedp.SendKeys(chromedp.CSS("#student-typed"), "0470 99 99 99"+kb.Tab),
		chromedp.SendKeys(chromedp.CSS("#student-body"), "dag 123"), chromedp.Click(chromedp.CSS("#student .write button")))
	w.is(`document.querySelector('#student .sent .body')?.textContent === 'dag 123'`)
	w.is(`document.querySelectorAll('#log p').length === 0`) // digits in a field are no keys
}

func chooseWhoCalls(w *web) {
	w.selects("#programme", "gent")
	w.is(`document.getElementById('codes').textContent.includes('345678')`)
	w.selects("#from", "other")
	w.click("#green")
	w.is(`document.activeElement.id === 'from-typed' && document.activeElement.ariaInvalid === 'true'`)
	w.is(`document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent.startsWith('Dat is geen telefoonnummer')`)
	w.do(chromedp.SendKeys(chromedp.CSS("#from-typed"), "0470 12 34 56"))
	w.is(`!document.activeElement.hasAttribute('aria-invalid') && document.getElementById('from-problem').hidden`)
	w.click("#green")
	w.hears("Gent")
	w.is(`document.querySelector('#log p').textContent === 'U belt 0800 12 002'`)
}

func narrow(w *web) {
	tell(w, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: 320, Height: 640, DeviceScaleFactor: 2, Mobile: true,
	})
	fits := `document.documentElement.scrollWidth <= 320 && [...document.querySelectorAll('main *, header *')].every((e) => ` +
		`e.closest('.hidden, .skip') || e.getBoundingClientRect().right <= 320.5)`
	for _, language := range []string{"?lang=nl", "?lang=en"} {
		w.goes(language)
		w.is(`document.getElementById('now').textContent !== '…'`)
		w.is(fits)
		w.click("#green")
		w.hears("Voor Nederlands")
		w.settled()
		w.is(fits)
	}
}

func clockMoves(w *web) {
	w.is(`document.getElementById('now').textContent.includes('26 maart 2027')`)
	w.click(`[data-clock="day"]`)
	w.is(`document.getElementById('now').textContent.includes('zaterdag 27 maart 2027')`)
	w.is(`document.getElementById('clock-said').textContent.startsWith('Het is nu zaterdag')`)
	w.click(`[data-clock="morning"]`) // over the night clocks go forward
	w.is(`/zondag 28 maart 2027.* 09:00$/.test(document.getElementById('now').textContent)`)
	w.is(`document.getElementById('clock-said').textContent.startsWith('Het is nu zondag 28 maart 2027')`)
	w.click(`[data-clock="hour"]`)
	w.is(`/ 10:0\d$/.test(document.getElementById('now').textContent)`)
}

// keyFor is the key of an option, once it is heard.
func (w *web) keyFor(option string) string {
	w.t.Helper()
	find := regexp.MustCompile(option + `[^:\n]*: druk (\pL+)`)
	var found []string
	w.eventually("the option "+option, func() bool {
		found = find.FindStringSubmatch(w.latest())
		return found != nil && w.holds(settled)
	})
	key := slices.Index(keyWords, found[1])
	require.NotEqual(w.t, -1, key, found[0])
	return strconv.Itoa(key)
}

// keyWords are the keys as they are spoken, from 0 to 9.
var keyWords = strings.Fields("nul één twee drie vier vijf zes zeven acht negen")
