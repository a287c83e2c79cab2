package desk

import (
	"context"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// studentsAbsentCmd records an absence, and reassigns the student's visits in it.
type studentsAbsentCmd struct {
	studentFlags
	Day  string `placeholder:"DATE" help:"Day, as in 2027-03-26; without it: today."`
	From string `default:"00:00" placeholder:"TIME" help:"Start of the absence, as in 13:00."`
	To   string `default:"24:00" placeholder:"TIME" help:"End of the absence, as in 17:00."`
}

// Help is shown below the flags.
func (studentsAbsentCmd) Help() string {
	return `Each visit in that time goes to the next best student, who is asked by text; the resident's time stays. Only if
nobody else can come, the resident is informed, and a callback lists the visit. It is the same as when the student
texts "ziek".

Example:
  helpline students absent +32470123456 --day 2027-03-26 --from 13:00`
}

// Run implements kong's command.
func (c *studentsAbsentCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	from, err := calendar.ParseClock(c.From)
	if err != nil {
		return exit.Misused(fmt.Errorf("--from: %w", err))
	}
	to, err := calendar.ParseClock(c.To)
	if err != nil {
		return exit.Misused(fmt.Errorf("--to: %w", err))
	}
	if to <= from {
		return exit.Misused(fmt.Errorf("--to: %s is not after %s", c.To, c.From))
	}
	t, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer t.Close()
	today := calendar.DayOf(t.now, t.programme.Zone)
	day := today
	if c.Day != "" {
		if day, err = calendar.ParseDay(c.Day); err != nil {
			return exit.Misused(fmt.Errorf("--day: %w", err))
		}
		if day.Before(today) {
			return exit.Misused(fmt.Errorf("--day: %s is over; give today or a later day", day))
		}
	}
	absence, err := t.roster.Absent(ctx, t.programme, &t.student, []calendar.Exception{{Day: day, From: from, To: to}})
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "Noted: away on %s, %s-%s. %s\n", day, from, to, replaced(absence.Visits))
	return nil
}

func replaced(count int) string {
	switch count {
	case 0:
		return "The student had no visits then."
	case 1:
		return "One visit went to somebody else, or is on the list of callbacks."
	}
	return fmt.Sprintf("%d visits went to others, or are on the list of callbacks.", count)
}
