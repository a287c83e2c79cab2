//go:build browser

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/letters"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/invitations"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/scheduling/sample"
)

// mailingFor returns the mailing of a shipped programme.
func mailingFor(t *testing.T, programme string) *letters.Mailing {
	t.Helper()
	words, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	p, err := all.Named(programme)
	require.NoError(t, err)
	return &letters.Mailing{Programme: p, Catalogue: words}
}

// Every letter fits one sheet, in every programme and language and with a long name.
func TestBrowserPrintsALetterASheet(t *testing.T) {
	browser, yes := newBrowser(t, ""), true
	for _, programme := range []string{"antwerpen", "gent", "hasselt"} {
		m := mailingFor(t, programme)
		var letters []invitations.Letter
		for _, resident := range sample.Residents(m.Programme)[:2] {
			letters = append(letters, invitations.Letter{Resident: resident})
		}
		letters[0].Resident.Name = "Mevrouw Maria-Magdalena Vandenbroucke-Vanderstraeten"
		letters[0].Resident.Street = "Burgemeester Ernest Claesstraat"
		for _, rule := range m.Programme.Languages[1:] {
			file := filepath.Join(t.TempDir(), "wave.html")
			var out bytes.Buffer
			require.NoError(t, m.WritePages(&out, 1, []scheduling.Language{"nl", rule.Code}, letters, func() {}))
			require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
			ctx, closePage := chromedp.NewContext(browser.ctx)
			require.NoError(t, chromedp.Do(ctx, chromedp.Navigate("file://"+file)))
			over, err := chromedp.Run(ctx, chromedp.Evaluate[int](overTheEdge))
			require.NoError(t, err)
			pdf, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes})
			require.NoError(t, err)
			closePage()
			require.Zero(t, over, "%s, %s", programme, rule.Code)
			require.Len(t, regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(pdf.Data, -1), 4, "%s, %s", programme, rule.Code)
		}
	}
}

// overTheEdge counts the pages on which something comes nearer than 7 mm to the
// lower edge, where printers do not print, or goes over the side.
const overTheEdge = `[...document.querySelectorAll('.page')].filter((page) =>
	page.querySelector('.body').getBoundingClientRect().bottom > page.getBoundingClientRect().top + page.offsetHeight * 290 / 297 ||
	page.scrollWidth > page.offsetWidth).length`
