package scheduling

// Wish is one time to offer, with every student who could keep it, best first.
type Wish []Slot
