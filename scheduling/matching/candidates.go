package matching

import "github.com/click-call-connect/helpline/scheduling"

// Candidates is one time with the students who could keep it, the lowest cost first.
type Candidates []scheduling.Slot
