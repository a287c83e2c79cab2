package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// costJSON is the public contract of what one programme sent.
type costJSON struct {
	Programme string      `json:"programme"`
	Texts     int         `json:"texts"`
	Segments  int         `json:"segments"`
	Calls     int         `json:"calls"`
	Unpriced  int         `json:"without_price"`
	Prices    []priceJSON `json:"prices"` // one a currency
}

type priceJSON struct {
	Amount   string `json:"amount"` // decimal
	Currency string `json:"currency"`
}

// costs is what the carrier asks to be paid for, a line a programme.
func (c *messagesCmd) costs(ctx context.Context, term *terminal.Terminal, where *settings.Database) error {
	costs, err := where.Store.Costs(ctx, c.Programme)
	if err != nil {
		return err
	}
	if c.JSON || c.CSV {
		rows := make([]costJSON, len(costs))
		for i, cost := range costs {
			rows[i] = costJSON{cost.Programme, cost.Texts, cost.Segments, cost.Calls, cost.Unpriced, []priceJSON{}}
			for _, price := range cost.Prices {
				rows[i].Prices = append(rows[i].Prices, priceJSON{amount(price.Amount), price.Currency})
			}
		}
		if c.CSV {
			return output.CSV(term.Out, rows)
		}
		return output.JSON(term.Out, rows)
	}
	for _, cost := range costs {
		fmt.Fprintln(term.Out, costLine(cost))
	}
	return nil
}

func costLine(cost lists.Cost) string {
	line := fmt.Sprintf("%s: %s of %s in all, %s", cost.Programme,
		output.Count(cost.Texts, "text"), output.Count(cost.Segments, "segment"), output.Count(cost.Calls, "call"))
	for _, price := range cost.Prices {
		line += ", " + money(price)
	}
	if cost.Unpriced > 0 {
		line += fmt.Sprintf(", %d without a price", cost.Unpriced)
	}
	return line
}

func money(price scheduling.Price) string { return amount(price.Amount) + " " + price.Currency }

// amount has at least the cents, for people and for programs: 1.5 is 1.50.
func amount(decimal string) string {
	if decimal == "" { // not known
		return ""
	}
	whole, cents, _ := strings.Cut(decimal, ".")
	return whole + "." + cents + strings.Repeat("0", max(0, 2-len(cents)))
}

// orNone is a text for JSON; nil for none.
func orNone(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
