package main

// planCmd plans rounds of visits. A plan of the books will be its command without
// a word more, as a list is that of visits: a field with default:"withargs".
type planCmd struct {
	Solve planSolveCmd `cmd:"" help:"Solve a planning problem in VROOM's format, as a measure of the planner."`
}
