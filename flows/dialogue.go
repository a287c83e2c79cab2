package flows

// StateName names a place in a dialogue.
type StateName string
