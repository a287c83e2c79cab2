package matching

import "github.com/click-call-connect/helpline/scheduling"

// Candidates is one time, with the students who could keep it, best first.
type Candidates []scheduling.Slot
