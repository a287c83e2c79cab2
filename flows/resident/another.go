package resident

import "github.com/click-call-connect/helpline/flows"

// maxPages limits how many pages of topics or visits are turned before a human helps: the
// caller finds none that they mean, or does not follow.
const maxPages = 8

// another is the option that turns the page. After maxPages, it leads to a human.
func another(key string, again flows.StateName, page int, turn func(*flows.Session)) flows.Option {
	if page >= maxPages {
		again = StateHuman
	}
	return flows.Option{Say: flows.Say{Key: key}, Next: again, Pick: turn}
}
