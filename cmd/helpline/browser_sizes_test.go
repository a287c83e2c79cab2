//go:build browser

package main

import (
	"fmt"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/sample"
)

// sized makes the window this large; a small one is a telephone's.
func (w *web) sized(width, height int64) {
	w.t.Helper()
	tell(w, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 600,
	})
	w.is(fmt.Sprintf(`innerWidth === %d`, width))
}

// inSight requires that all of these are in the window, and none is cut.
func (w *web) inSight(selectors string) {
	w.t.Helper()
	w.is(fmt.Sprintf(`[...document.querySelectorAll(%q)].length > 0 && [...document.querySelectorAll(%q)].every((e) => {
		const box = e.getBoundingClientRect();
		return box.height > 0 && box.top >= -1.5 && box.bottom <= innerHeight + 1.5;
	})`, selectors, selectors))
}

const callControls = "#heard-title, #aloud, .display, .keypad button, .controls button"

// inSightOfACall books a visit on a small screen: calling and a call need no
// scrolling, no key moves while a code is typed, and what is said is read from
// its beginning, also when the call is over.
func inSightOfACall(w *web) {
	w.sized(1280, 900)
	w.inSight("#green, #resident-body, [data-clock]")
	w.sized(360, 740)
	w.goes("")
	w.inSight("#green")
	w.is(`(() => { // the number to call is not cut
		const list = document.getElementById('programme'), style = getComputedStyle(list);
		const pen = document.createElement('canvas').getContext('2d');
		pen.font = style.font;
		const shown = list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 18;
		return pen.measureText(list.selectedOptions[0].textContent.match(/^[\d ]+/)[0]).width <= shown;
	})()`)
	w.click("#green")
	w.hears("Voor Nederlands")
	w.settled()
	w.inSight(callControls)
	heights := map[string]bool{}
	press := func(sign string) {
		w.click(`[data-key="` + sign + `"]`)
		place, err := value[string](w, `String(Math.round(document.querySelector('.keypad').getBoundingClientRect().top))`)
		require.NoError(w.t, err)
		heights[place] = true
	}
	w.book(sample.Residents(mailingFor(w.t, "antwerpen").Programme)[2].LetterCode, press)
	require.Len(w.t, heights, 1, "the keys stay where they are")
	w.settled()
	w.inSight(callControls)
	booked := `(() => {
		const line = [...document.querySelectorAll('#log .line')].find((p) => p.textContent.startsWith('Uw afspraak staat vast'));
		const box = line.getBoundingClientRect(), log = document.getElementById('log').getBoundingClientRect();
		return box.top >= log.top - 1 && box.bottom <= log.bottom + 1 && log.height > 300;
	})()`
	w.is(booked)
	w.sized(420, 740)
	w.is(booked)
	w.sized(360, 740)

	w.is(`(() => {
		const news = document.getElementById('news-said');
		window.announced = [];
		new MutationObserver(() => {
			for (const said of news.children) window.announced.push(said.textContent);
		}).observe(news, { childList: true });
		return true;
	})()`)
	w.click("#red")
	w.hears("U hebt opgehangen")
	w.settled()
	w.is(booked)

	// The confirmation arrives after the call, out of sight: it is announced, not read out.
	// So is one to a student that comes with it: neither takes the other's place.
	w.is(`window.announced.includes('Nieuw bericht voor de bewoner')`)
	w.is(`document.querySelector('#resident .texts').ariaLive === 'off'`)
	w.inSight(".bar .news a")
	w.is(booked)
	w.click(`.bar .news a[href="#resident"]`)
	w.is(`document.activeElement.id === 'resident' && document.querySelectorAll('.news a[href="#resident"]').length === 0`)
	w.inSight("[data-clock], #resident-title")
	w.is(`document.querySelector('#resident .got:last-child .body').lang === 'nl'`)
	w.is(`document.getElementById('resident-body').offsetWidth === document.querySelector('#resident .write').offsetWidth`)
}

// clockInSight moves the clock while somebody looks at the mobiles, wherever
// they are: it is there, it stays under the finger, and so do they.
func clockInSight(w *web) {
	for _, size := range [][2]int64{{1280, 900}, {900, 900}, {360, 740}} {
		w.sized(size[0], size[1])
		w.goes("")
		w.is(`document.querySelectorAll('#resident .got').length > 0`)
		w.is(`(document.getElementById('resident-body').scrollIntoView({ block: 'end' }), true)`)
		w.is(`document.getElementById('now').textContent.includes('2027')`) // until then the buttons stand where the time will
		w.inSight("[data-clock], #resident-body")
		place := `document.querySelector('[data-clock]').getBoundingClientRect().top`
		before, err := value[float64](w, place)
		require.NoError(w.t, err)
		w.click(`[data-clock="hour"]`)
		w.is(`document.getElementById('clock-said').textContent.startsWith('Het is nu')`)
		w.is(fmt.Sprintf(`Math.abs(%s - %f) < 2`, place, before))
		w.inSight("[data-clock]")
		w.is(`document.getElementById('resident-body').getBoundingClientRect().top < innerHeight + 60`) // below a notice, if one came
	}
}

// textsStub delivers texts, and returns who was texted last.
const textsStub = `window.come = []; window.looks = 0;
const json = Response.prototype.json;
Response.prototype.json = async function () {
	const answer = await json.call(this);
	if (answer.texts) {
		looks++;
		for (const texts of Object.values(answer.texts)) texts.splice(0, Infinity, ...come); // nothing else
		answer.latest = window.latest ?? answer.latest;
	}
	return answer;
};
window.texted = (from, to) => {
	for (let n = from; n <= to; n++) {
		come.push({ id: 'made' + n, body: 'Tekst ' + n + ' van het loket. '.repeat(4), at: document.getElementById('now').dateTime });
	}
	return true;
};`

// readFromTheFirst gets several texts at once: the first that is new is where
// one reads, however wide the window becomes.
func readFromTheFirst(w *web) {
	tell(w, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: textsStub})
	atTheTop := func(text string) {
		w.t.Helper()
		w.is(fmt.Sprintf(`(() => {
			const list = document.querySelector('#resident .texts');
			const text = [...list.querySelectorAll('.got')].find((p) => p.textContent.startsWith(%q));
			return list.offsetHeight >= 250 && Math.abs(text.getBoundingClientRect().top - list.getBoundingClientRect().top) < 12;
		})()`, text))
	}
	for _, size := range [][2]int64{{360, 740}, {1280, 900}} {
		w.sized(size[0], size[1])
		w.goes("")
		w.is(`looks > 0 && texted(1, 8)`)
		atTheTop("Tekst 1 ")
		w.is(`/nieuwe berichten voor de (bewoner|student)/.test(document.querySelector('.clock .news').textContent)`)
		w.is(`document.querySelector('#resident .got:last-child').textContent.includes('Nieuw')`)
		w.sized(700, 900)
		atTheTop("Tekst 1 ")
		w.is(`(() => {
			const list = document.querySelector('#resident .texts');
			const fifth = [...document.querySelectorAll('#resident .got')].at(-5);
			list.addEventListener('scroll', () => { window.scrolled = true; }, { once: true });
			list.scrollTop += fifth.getBoundingClientRect().top - list.getBoundingClientRect().top - 4;
			return true;
		})()`)
		w.is(`window.scrolled === true`) // the page has the text before the window changes
		w.sized(360, 740)
		atTheTop("Tekst 4 ")
	}
}

// answerWhoAsked requires that the screen stays at the student who is being answered
// while another one is texted.
func answerWhoAsked(w *web) {
	tell(w, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: textsStub})
	w.goes("")
	w.is(`(window.who = JSON.parse(document.body.dataset.setup).programmes[0].students, true)`)
	follows := func(n int) string {
		return fmt.Sprintf(`document.querySelector('#student-number option').textContent.endsWith(who[%d].label)`, n)
	}
	w.is(`(window.latest = [who[0].number], true)`)
	w.is(follows(0))
	w.do(chromedp.SendKeys(chromedp.CSS("#student-body"), "1"))
	w.is(`(window.latest = [who[1].number], window.since = looks, true)`)
	w.is(`looks > since + 1`)
	require.True(w.t, w.holds(follows(0)), "it is answered whom the text came from")
	w.do(chromedp.SendKeys(chromedp.CSS("#student-body"), kb.Backspace))
	w.is(`(document.activeElement.blur(), true)`)
	w.is(follows(1))
}
