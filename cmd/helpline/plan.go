package main

import (
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/plan"
)

// planCmd plans rounds of visits. Without a subcommand it runs the night plan.
type planCmd struct {
	Night planNightCmd `cmd:"" default:"withargs" help:"Plan now which student makes which visit, as every night."`
	Solve planSolveCmd `cmd:"" help:"Solve a planning problem in VROOM's format, as a measure of the planner."`
}

// Help is shown below the commands.
func (planCmd) Help() string {
	return `"night" may be left out.

Example:
  helpline plan --programme antwerpen --dry-run
  helpline plan solve --vroom problem.json --out plan.json --limit 10s --seed 1`
}

// planBar is the meter of planning.
type planBar struct{ output.Meter }

func newPlanBar(t *terminal.Terminal) *planBar { return &planBar{output.NewMeter(t.Err, t.Now)} }

// progress draws the bar, if it is due.
func (b *planBar) progress(p plan.Progress) {
	if b.Due() {
		b.Show(
			fmt.Sprintf("\r%s %3.0f %%, %d visits without a round ", b.Bar(p.Done), 100*p.Done, p.Unserved),
			fmt.Sprintf("%.0f %% done; %d visits without a round so far", 100*p.Done, p.Unserved),
		)
	}
}
