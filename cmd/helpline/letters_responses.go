package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/invitations"
)

// minGroup is the smallest group that is counted (DOMAIN.md): a smaller one could be
// somebody.
const minGroup = 5

// responseJSON is the public contract of a wave's responses; null: fewer than 5.
type responseJSON struct {
	Programme string   `json:"programme"`
	Wave      int      `json:"wave"`
	At        *string  `json:"at"`
	Letters   *int     `json:"letters"`
	Booked    *int     `json:"booked"`
	Share     *float64 `json:"share"`
}

func (c *lettersCmd) responses(ctx context.Context, term *terminal.Terminal, where *settings.Database, p *scheduling.Programme) error {
	waves, err := where.Store.Responses(ctx, p.Name)
	if err != nil {
		return err
	}
	toJSON := func(w invitations.Response) responseJSON {
		row := responseJSON{
			Programme: p.Name, Wave: w.Wave, At: output.Timestamp(w.At, p.Zone), Letters: atLeast(w.Letters), Booked: atLeast(w.Booked),
		}
		if row.Letters != nil && row.Booked != nil {
			share := float64(w.Booked) / float64(w.Letters)
			row.Share = &share
		}
		return row
	}
	heading := []string{"WAVE", "SINCE", "LETTERS", "BOOKED", "SHARE"}
	return output.List(term.Out, c.JSON, waves, toJSON, heading, func(w invitations.Response) []string {
		row, share := toJSON(w), "-"
		if row.Share != nil {
			share = fmt.Sprintf("%.0f %%", *row.Share*100)
		}
		return []string{strconv.Itoa(w.Wave), output.Instant(w.At, p.Zone), orFew(row.Letters), orFew(row.Booked), share}
	})
}

// atLeast is a count, or nil for a group that is too small to be counted.
func atLeast(n int) *int {
	if n < minGroup {
		return nil
	}
	return &n
}

func orFew(n *int) string {
	if n == nil {
		return "<" + strconv.Itoa(minGroup)
	}
	return strconv.Itoa(*n)
}
