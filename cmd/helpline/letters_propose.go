package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/invitations"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// proposalJSON is the public contract of a proposal.
type proposalJSON struct {
	Programme  string  `json:"programme"`
	Wave       int     `json:"wave"`
	Letters    int     `json:"letters"`
	FreeVisits int     `json:"free_visits"`
	Expected   int     `json:"expected"`
	Rate       float64 `json:"rate"`
	Left       int     `json:"left"`
}

// propose prints how many letters fit the hours that students have.
func (c *lettersCmd) propose(ctx context.Context, term *terminal.Terminal, where *settings.Database, p *scheduling.Programme) error {
	now := c.Clock(ctx, term.Now)
	waves, err := where.Store.Responses(ctx, p.Name)
	if err != nil {
		return err
	}
	next := 1
	for _, w := range waves {
		next = max(next, w.Wave+1)
	}
	none, err := where.Store.Wave(ctx, invitations.WaveRequest{ // of size 0: it only counts
		Programme: p.Name, Wave: next, Postcodes: slices.Sorted(maps.Keys(p.Area)), Now: now,
	})
	if err != nil {
		return err
	}
	members, err := where.Store.Team(ctx, p.Name, matching.HistoryStart(p, now))
	if err != nil {
		return err
	}
	var students []invitations.Availability
	for i := range members {
		if members[i].Active {
			students = append(students, invitations.Availability{Student: members[i].Student, Visits: members[i].Visits})
		}
	}
	diaries := &matching.Diaries{Store: where.Store, Mobile: phonenumber.IsHomeMobile}
	plan := invitations.Propose(invitations.FreeVisits(diaries.Rules(p, now), students), none.Left, waves, now)
	if c.JSON {
		return output.JSON(term.Out, []proposalJSON{{p.Name, next, plan.Letters, plan.Free, plan.Expected, plan.Rate, plan.Left}})
	}
	fmt.Fprintf(term.Out, "%s: send %s this week.\n", p.Name, output.Count(plan.Letters, "letter"))
	fmt.Fprintf(term.Out, "Students can still make %s in two weeks. The letters of before will bring about %d. "+
		"About %.0f %% of letters lead to a visit.\n", output.Count(plan.Free, "visit"), plan.Expected, plan.Rate*100)
	switch {
	case plan.Letters > 0:
		fmt.Fprintf(term.Out, "Write them: helpline letters --programme %s --wave %d --size %d\n", p.Name, next, plan.Letters)
	case plan.Left == 0:
		fmt.Fprintln(term.Out, "Everybody on the list got one.")
	default:
		fmt.Fprintln(term.Out, "Look again next week, or find more students.")
	}
	return nil
}
