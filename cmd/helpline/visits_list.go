package main

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// visitsListCmd lists visits.
type visitsListCmd struct {
	listFlags
	Held bool `help:"Also times held for callers, and times given back."`
}

// Help is shown below the flags.
func (visitsListCmd) Help() string {
	return "Example:\n  helpline visits --programme antwerpen\n  helpline visits --json | jq '.[].start'"
}

// visitJSON is the public contract of one visit.
type visitJSON struct {
	ID            int64               `json:"id"`
	Reference     string              `json:"reference"`
	Programme     string              `json:"programme"`
	Status        scheduling.Status   `json:"status"`
	Start         *string             `json:"start"`
	End           *string             `json:"end"`
	Student       string              `json:"student"`
	StudentPhone  string              `json:"student_phone"`
	Resident      string              `json:"resident"`
	ResidentPhone string              `json:"resident_phone"`
	Postcode      string              `json:"postcode"`
	Topic         scheduling.Topic    `json:"topic"`
	Language      scheduling.Language `json:"language"`
	Channel       scheduling.Channel  `json:"channel"`
	Lapsed        bool                `json:"lapsed"` // asked for, and not confirmed in time
}

// Run implements kong's command.
func (c *visitsListCmd) Run(ctx context.Context, term *terminal) error {
	where, all, _, err := c.list(ctx, term)
	if err != nil {
		return err
	}
	defer where.Close()
	filter := lists.VisitFilter{Programme: c.Programme, Limit: c.Limit}
	if c.Held {
		filter.Statuses = scheduling.Statuses()
	}
	visits, err := where.Store.Visits(ctx, filter)
	if err != nil {
		return err
	}
	now := c.Clock(ctx, term.now)
	toJSON := func(v lists.VisitRow) visitJSON {
		zone := settings.ZoneOf(all, v.Programme)
		return visitJSON{
			v.ID, v.Reference, v.Programme, v.Status, output.Timestamp(v.Start, zone), output.Timestamp(v.End, zone), v.Student,
			v.StudentPhone, v.Resident, v.ResidentPhone, v.Postcode, v.Topic, v.Language, v.Channel, v.Lapsed(now),
		}
	}
	heading := []string{"REFERENCE", "PROGRAMME", "STATUS", "START", "POSTCODE", "TOPIC", "LANGUAGE", "RESIDENT", "STUDENT"}
	return output.ListAs(term.out, c.format(), visits, toJSON, heading, func(v lists.VisitRow) []string {
		return []string{
			output.OrDash(v.Reference), v.Programme, statusOf(&v, now), output.Instant(v.Start, settings.ZoneOf(all, v.Programme)),
			v.Postcode, string(v.Topic), output.OrDash(string(v.Language)), output.OrDash(v.Resident), v.Student,
		}
	})
}

// statusOf returns a visit's status; a request that was not confirmed in time is
// marked as lapsed.
func statusOf(v *lists.VisitRow, now time.Time) string {
	if v.Lapsed(now) {
		return string(scheduling.Requested) + " (lapsed)"
	}
	return string(v.Status)
}
