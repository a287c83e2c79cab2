package scheduling

import (
	"fmt"
)

// LateName names the callback of a visit to which nobody came at its time.
func (v *Visit) LateName() string { return fmt.Sprintf("late:%d:%d", v.ID, v.Start.Unix()) }

// DoneName names what asks whether a visit is over: a text, and then a callback.
func (v *Visit) DoneName() string { return fmt.Sprintf("done:%d:%d", v.ID, v.Start.Unix()) }

// DeniedName names the callback of a visit whose student says that they came, and
// whose resident says that nobody did.
func (v *Visit) DeniedName() string { return "denied:" + v.LateName() }

// InvitationOnce names the invitation of a resident: it is sent once.
func InvitationOnce(programme string, wave int, residentID int64) string {
	return fmt.Sprintf("invitation:%s:%d:%d", programme, wave, residentID)
}

// AloneNames is what the names of all such stretches of a visit begin with.
func AloneNames(visitID int64) string { return fmt.Sprintf("no_student:%d:", visitID) }
