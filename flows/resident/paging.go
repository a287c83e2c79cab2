package resident

import "github.com/click-call-connect/helpline/flows"

const (
	pageSize   = 2 // items that are spoken before "something else"
	maxOptions = 3 // of one menu (DOMAIN.md)
)

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

// paged offers items: all of them if one menu holds them, and else a page of them and an
// option for more.
func paged[T any](items []T, page int, option func(T) flows.Option, more flows.Option) []flows.Option {
	if len(items) <= maxOptions {
		page = 0
	}
	pages := max(1, (len(items)+pageSize-1)/pageSize)
	rest := len(items) > maxOptions
	items = items[page%pages*pageSize:]
	if rest {
		items = items[:min(pageSize, len(items))]
	}
	options := make([]flows.Option, 0, maxOptions)
	for i, item := range items {
		offered := option(item)
		offered.Key = i + 1
		options = append(options, offered)
	}
	if rest {
		if page%pages == pages-1 { // there are no others: it begins again
			more.Say.Key = "option.list_again"
		}
		options = append(options, more)
	}
	return options
}
