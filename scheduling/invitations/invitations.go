package invitations

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// InvitationKey is the key in flows/locale of the text that accompanies a letter.
const InvitationKey = "sms.invitation"

// Store keeps the waves and their residents.
type Store interface {
	// Wave returns the residents of a wave, in the order in which they were added. If
	// there are fewer than request.Size, it first adds the next residents of the
	// programme who have a letter code, live in the service area, and are in no wave
	// yet. The same request returns the same residents.
	Wave(ctx context.Context, request WaveRequest) (Wave, error)
	// Responses returns, by wave, how many residents booked after a letter.
	Responses(ctx context.Context, programme string) ([]Response, error)
}

// WaveRequest is the input of Store.Wave.
type WaveRequest struct {
	Programme string
	Wave      int // from 1
	Size      int // number of residents wanted; if the wave has as many already, it is unchanged
	Postcodes []string
	Now       time.Time
}

// Wave is a wave of letters.
type Wave struct {
	Letters []Letter
	Added   int // number of letters added by this request
	Left    int // number of residents available for later waves
	// Invited is when the programme's last pending invitation by text is due; zero:
	// none is pending.
	Invited time.Time
}

// Letter is one letter of a wave.
type Letter struct {
	Resident scheduling.Resident
	At       time.Time // when the resident was added to the wave
	Newer    bool      // the code was replaced since the letter was last printed
	Invited  bool      // a text was put in the outbox
	OptedOut bool      // the number opted out of texts
	Booked   bool      // the resident booked a visit since
}

// Response is the number of residents of a wave who booked.
type Response struct {
	Wave    int
	At      time.Time // when its first letter was added
	Letters int
	Booked  int // residents, not visits
}

// invitationPace is the time between two invitations, so that those who respond find a
// free line.
const invitationPace = time.Minute

// Messages returns the texts that accompany a wave, one a minute within contact hours,
// to each mobile number once. Residents who opted out, were invited before or have
// booked get none.
func Messages(p *scheduling.Programme, number int, w *Wave, mobile func(e164 string) bool, now time.Time) []scheduling.Message {
	invited := map[string]bool{"": true}
	for i := range w.Letters {
		if l := &w.Letters[i]; l.Invited {
			invited[l.Resident.Phone] = true
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
		if invited[phone] || l.OptedOut || l.Booked || !mobile(phone) {
			continue
		}
		invited[phone] = true
		messages = append(messages, invitation(p, number, l, next))
		next = contact.NextContactTime(p, next.Add(invitationPace))
	}
	return messages
}

// invitation returns the text in Dutch, because a resident's language is not stored.
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
