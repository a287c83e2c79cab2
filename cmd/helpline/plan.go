package main

// planCmd plans rounds of visits. Planning the books will be its command without a
// word more, as listing is that of visits: a field with default:"withargs".
type planCmd struct {
	Solve planSolveCmd `cmd:"" help:"Solve a planning problem in VROOM's format."`
}

// Help is shown below the commands.
func (planCmd) Help() string {
	return `Example:
  helpline plan solve --vroom problem.json --out plan.json --limit 10s`
}
