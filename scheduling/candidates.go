package scheduling

// Wish is one time, with the students who could keep it, best first.
type Wish []Slot
