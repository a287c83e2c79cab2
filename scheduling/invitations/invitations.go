package invitations

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// InvitationKey is the text of flows/locale that goes with a letter.
const InvitationKey = "sms.invitation"

// Store remembers who was written to, and in which wave.
type Store interface {
	// Wave returns the residents of a wave, in the order in which they came into it.
	// When there are fewer than request.Size, the next residents of the programme
	// who have a letter code, live where it is served, and are in no wave yet come
	// into it first. The same request again returns the same residents.
	Wave(ctx context.Context, request WaveRequest) (Wave, error)
	// Responses counts, by wave, who booked after a letter.
	Responses(ctx context.Context, programme string) ([]Response, error)
}

// WaveRequest asks for a wave of letters.
type WaveRequest struct {
	Programme string
	Wave      int // from 1
	Size      int // residents it should have; 0, or fewer than it has: as it is
	Postcodes []string
	Now       time.Time
}

// Wave is who gets a letter.
type Wave struct {
	Letters []Letter
	Added   int // of them, those who came into it with this request
	Left    int // residents who could come into a later wave
	// Invited is when the programme's last invitation by text is due; zero: none
	// is waiting.
	Invited time.Time
}

// Letter is one of a wave.
type Letter struct {
	Resident scheduling.Resident
	At       time.Time // when the resident came into the wave
	Newer    bool      // the code was replaced since it was printed last
	Invited  bool      // a text was put in the outbox
	OptedOut bool      // wants no texts
	Booked   bool      // a visit, since
}

// Response is what came of a wave.
type Response struct {
	Wave    int
	At      time.Time // of its first letter
	Letters int
	Booked  int // residents, not visits
}

// invitationPace is the time between two invitations: whoever answers should find
// a free line.
const invitationPace = time.Minute

// Messages are the texts that go with a wave: to each mobile number once, one a
// minute, when the programme may disturb people. Whoever wants no texts, was
// invited or has booked gets none.
func Messages(p *scheduling.Programme, number int, w *Wave, mobile func(e164 string) bool, now time.Time) []scheduling.Message {
	told := map[string]bool{"": true}
	for i := range w.Letters {
		if l := &w.Letters[i]; l.Invited {
			told[l.Resident.Phone] = true
		}
	}
	var messages []scheduling.Message
	next := contact.NextContactTime(p, now)
	if after := w.Invited.Add(invitationPace); !w.Invited.IsZero() && after.After(next) {
		next = contact.NextContactTime(p, after)
	}
	for i := range w.Letters {
		l := &w.Letters[i]
		phone := l.Resident.Phone
		if told[phone] || l.OptedOut || l.Booked || !mobile(phone) {
			continue
		}
		told[phone] = true
		messages = append(messages, invitation(p, number, l, next))
		next = contact.NextContactTime(p, next.Add(invitationPace))
	}
	return messages
}

// invitation is in Dutch: nobody's language is kept.
func invitation(p *scheduling.Programme, wave int, l *Letter, at time.Time) scheduling.Message {
	m := scheduling.Message{
		DedupKey: scheduling.InvitationDedupKey(p.Name, wave, l.Resident.ID), Programme: p.Name, To: l.Resident.Phone, Channel: scheduling.SMS,
		Kind: scheduling.Invitation, Key: InvitationKey, Language: p.Languages[0].Code, Status: scheduling.MessagePending, RunAt: at,
		Args: map[string]string{"title": p.Title, "phone": p.Numbers.Voice},
	}
	if last := p.Window.LastDay; !last.IsZero() {
		m.Until = last.Add(1).At(0, p.Zone).UTC()
	}
	return m
}
