package pages

import "github.com/click-call-connect/helpline/flows"

// Size is how many items are spoken before "something else".
const Size = 2

// MaxOptions is how many options one menu has, besides a human (DOMAIN.md).
const MaxOptions = 3

// Of offers items: all of them if one menu holds them, and else a page of them and an
// option for more.
func Of[T any](items []T, page int, option func(T) flows.Option, more flows.Option) []flows.Option {
	if len(items) <= MaxOptions {
		page = 0
	}
	count := max(1, (len(items)+Size-1)/Size)
	rest := len(items) > MaxOptions
	items = items[page%count*Size:]
	if rest {
		items = items[:min(Size, len(items))]
	}
	options := make([]flows.Option, 0, MaxOptions)
	for i, item := range items {
		offered := option(item)
		offered.Key = i + 1
		options = append(options, offered)
	}
	if rest {
		if page%count == count-1 { // there are no others: it begins again
			more.Say.Key = "option.list_again"
		}
		options = append(options, more)
	}
	return options
}
