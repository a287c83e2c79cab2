//go:build browser

package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
)

// pagePatience is how long something may take to appear on a page.
const pagePatience = 20 * time.Second

// browser is one Chromium; it opens pages.
type browser struct {
	ctx context.Context
	url string
}

func newBrowser(t *testing.T, url string) *browser {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1440, 900)}
	for _, flag := range []string{
		"headless", "no-sandbox", "disable-gpu", "no-first-run", "hide-scrollbars", "disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage",
		"no-default-browser-check", "disable-default-apps",
	} {
		options = append(options, chromedp.Flag(flag, true))
	}
	allocator, stop := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	require.NoError(t, chromedp.Do(ctx), "a Chromium is needed: apt-get install chromium")
	return &browser{ctx: ctx, url: url}
}

// web is one page, with an empty profile.
type web struct {
	t       *testing.T
	ctx     context.Context
	url     string
	mu      sync.Mutex
	asked   []string // every address that was asked for
	trouble []string // errors of scripts, and what the browser refused
	ignored string   // expected messages
}

// open opens the web phone. At the end of the test, the page must have made no request
// to another host, and must have had no errors.
func (b *browser) open(t *testing.T, query string) *web {
	t.Helper()
	w := &web{t: t, url: b.url}
	var closePage context.CancelFunc
	w.ctx, closePage = chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(w.note))
	require.NoError(t, chromedp.Do(w.ctx))
	w.goes(query)
	t.Cleanup(func() {
		closePage()
		w.mu.Lock()
		defer w.mu.Unlock()
		require.NotEmpty(t, w.asked)
		for _, address := range w.asked {
			require.True(t, strings.HasPrefix(address, b.url+"/phone"), "asked %s", address)
		}
		for _, trouble := range w.trouble {
			require.True(t, w.ignored != "" && strings.Contains(trouble, w.ignored), trouble)
		}
	})
	return w
}

func (w *web) note(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch event := event.(type) {
	case *network.EventRequestWillBeSent:
		w.asked = append(w.asked, event.Request.URL)
	case *network.EventWebSocketCreated:
		w.asked = append(w.asked, event.URL)
	case *runtime.EventExceptionThrown:
		w.trouble = append(w.trouble, fmt.Sprint(event.ExceptionDetails.Text, " ", event.ExceptionDetails.URL))
	case *log.EventEntryAdded:
		// An answer that refuses what was typed is logged as well; the page shows it.
		if event.Entry.Level == log.EntryLevelError && !strings.Contains(event.Entry.Text, "status of 422") {
			w.trouble = append(w.trouble, event.Entry.Text)
		}
	}
}

// expected ignores a kind of trouble that the test causes itself.
func (w *web) expected(trouble string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ignored = trouble
}

func (w *web) do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, pagePatience)
	defer cancel()
	require.NoError(w.t, chromedp.Do(ctx, steps...))
}

// tell sends the browser a command.
func tell[P, R any](w *web, command cdp.Command[P, R], params P) {
	w.t.Helper()
	w.do(chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		_, err := cdp.Call(ctx, page, command, params)
		return err
	}))
}

// value evaluates an expression in the page.
func value[T any](w *web, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(w.ctx, pagePatience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// goes opens the page anew, and waits until it can be used.
func (w *web) goes(query string) {
	w.t.Helper()
	w.do(chromedp.Navigate(w.url + "/phone" + query))
	w.is(`document.getElementById('from').options.length > 0`)
}

// holds evaluates an expression in the page; an error is false.
func (w *web) holds(expression string) bool {
	result, err := value[bool](w, expression)
	return err == nil && result
}

// is waits until an expression holds.
func (w *web) is(expression string) {
	w.t.Helper()
	w.eventually(expression, func() bool { return w.holds(expression) })
}

func (w *web) eventually(what string, holds func() bool) {
	w.t.Helper()
	if !assert.Eventually(w.t, holds, pagePatience, 20*time.Millisecond) {
		require.Fail(w.t, "did not become true: "+what, "heard: %s", w.latest())
	}
}

// latest is what was heard since the caller last did something.
func (w *web) latest() string {
	heard, _ := value[string](w, `(() => {
		const lines = [...document.querySelectorAll('#log p')];
		const last = lines.findLastIndex((p) => p.className === 'caller');
		return lines.slice(last + 1).map((p) => p.textContent).join('\n');
	})()`) // none: nothing was heard
	return heard
}

func (w *web) hears(words string) {
	w.t.Helper()
	w.eventually("heard "+words, func() bool { return strings.Contains(w.latest(), words) })
}

// settled waits until no request is in flight.
const settled = `!/…$/.test(document.getElementById('state').textContent)`

func (w *web) settled() { w.t.Helper(); w.is(settled) }

// listens lets the demo's clock pass what a person listens before the next key: the same
// key sooner is a bounce.
func (w *web) listens() {
	w.t.Helper()
	answer, err := http.Post(w.url+"/demo/clock?advance="+flows.BounceTime.String(), "", nil)
	require.NoError(w.t, err)
	require.NoError(w.t, answer.Body.Close())
	require.Equal(w.t, http.StatusOK, answer.StatusCode)
}

func (w *web) click(selector string) {
	w.t.Helper()
	w.do(chromedp.Click(chromedp.CSS(selector)))
}

func (w *web) types(keys string) {
	w.t.Helper()
	w.do(chromedp.KeyEvent(keys))
}

// tabTo presses Tab until something has the focus.
func (w *web) tabTo(id string) {
	w.t.Helper()
	for range 80 {
		if w.holds(`document.activeElement.id === '` + id + `'`) {
			return
		}
		w.types("\t")
	}
	require.Fail(w.t, "Tab does not lead to "+id)
}

// selects chooses in a list, as a person does.
func (w *web) selects(selector, value string) {
	w.t.Helper()
	w.is(fmt.Sprintf(`(() => {
		const list = document.querySelector(%q);
		list.value = %q;
		list.dispatchEvent(new Event('change', { bubbles: true }));
		return list.value === %q;
	})()`, selector, value, value))
}

// accessible runs axe on the page in both languages and both colour schemes,
// before a call and in the middle of one.
func accessible(w *web) {
	axe := string(npmFile(w.t, axePackage, axeIntegrity, "axe.min.js"))
	for _, language := range []string{"nl", "en"} {
		for _, scheme := range []string{"light", "dark"} {
			w.scheme(scheme)
			w.goes("?lang=" + language)
			w.is(`document.querySelectorAll('#resident .got').length > 0`)
			w.do(chromedp.Evaluate[chromedp.Void](axe))
			w.violatesNothing(language + " " + scheme)
			w.click("#green")
			w.hears("Voor Nederlands")
			w.settled()
			w.violatesNothing(language + " " + scheme + " in a call")
		}
	}
}

// scheme is what the visitor's system is set to: light or dark.
func (w *web) scheme(name string) {
	w.t.Helper()
	tell(w, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
	})
}

func (w *web) violatesNothing(where string) {
	w.t.Helper()
	type found struct {
		Passes     int
		Violations []string
	}
	report, err := value[found](w, `axe.run(document).then(({ passes, violations }) => ({
		passes: passes.length,
		violations: violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html + ' ' + n.failureSummary).join('; ')),
	}))`)
	require.NoError(w.t, err, where)
	require.Empty(w.t, report.Violations, where)
	require.Greater(w.t, report.Passes, 20, "axe looked at the page")
}

// axe-core, the accessibility checker: dist.integrity of the npm registry.
const (
	axePackage   = "axe-core@4.14.1"
	axeIntegrity = "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
)
