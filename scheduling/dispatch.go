package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// DispatchRule says when a student hears of a visit (DOMAIN feature 4: "studenten
// op afspraak"). A student is chosen late: until they are asked, the planner may
// give the visit to another.
type DispatchRule struct {
	Ask     time.Duration // so long before a visit its student is asked, or at once if sooner
	Answer  time.Duration // so long they may think; then the next best is asked
	Address Clock         // local time, on the evening before: name and address are texted
	Late    time.Duration // after the start: nobody arrived, a human looks into it
}

// DefaultDispatch is the rule of a programme that names none.
func DefaultDispatch() DispatchRule {
	return DispatchRule{Ask: 72 * time.Hour, Answer: 6 * time.Hour, Address: 18 * 60, Late: 20 * time.Minute}
}

const (
	// shortNotice: a visit within it is asked about at any hour, quiet ones too.
	shortNotice = 14 * time.Hour
	// lastAnswer is how long before a visit the last answer helps: somebody else
	// still has to get there.
	lastAnswer = 2 * time.Hour
	// leastAnswer is how long a student may think at the least.
	leastAnswer = 20 * time.Minute
	// morning is how long after the quiet hours an answer may still come.
	morning = time.Hour
)

// The texts of flows/locale for a student, and for a resident whose student fails.
const (
	AskKey       = "sms.student.ask"
	WithdrawnKey = "sms.student.withdrawn"
	AddressKey   = "sms.student.address"
	WordKey      = "sms.student.word"
	ArrivedKey   = "sms.student.are_you_there"
	NobodyKey    = "sms.nobody_yet"
	FoundKey     = "sms.found"
	LateKey      = "sms.student_late"
)

// The callbacks of visits whose student fails.
const (
	ReasonNoStudent CallbackReason = "no_student" // nobody can come any more
	ReasonNoArrival CallbackReason = "no_arrival" // nobody came
	ReasonStudent   CallbackReason = "student"    // a student asks for help
)

// Ask is a student who was asked to do a visit.
type Ask struct {
	ID        int64
	Programme string
	Visit     Visit
	StudentID int64
	Start     time.Time // UTC, of the visit when it was asked
	Status    AskStatus
	AskedAt   time.Time
	AnswerBy  time.Time
}

// AskStatus is what came of an ask.
type AskStatus string

// The statuses of an ask.
const (
	AskOpen      AskStatus = "open"
	AskYes       AskStatus = "yes"
	AskNo        AskStatus = "no"
	AskLate      AskStatus = "late"      // no answer in time: somebody else was asked
	AskWithdrawn AskStatus = "withdrawn" // the visit is not theirs any more
)

// Undispatched is a visit that comes near, with everybody who was asked to do it
// at the time it has, and the student whose it is.
type Undispatched struct {
	Visit
	Student Student
	Contact string   // of the resident; empty: nobody can be reached
	Alone   bool     // nobody can come, as it was last looked at
	Gone    bool     // the student takes no visits any more
	Asks    []Ask    // oldest first
	Busy    bool     // the student has an open ask, about this visit or another
	Told    []string // what was said of it already, by Once
}

// open is the ask that waits for an answer, if one does.
func (u *Undispatched) open() (Ask, bool) {
	at := slices.IndexFunc(u.Asks, func(a Ask) bool { return a.Status == AskOpen && a.StudentID == u.StudentID })
	if at < 0 {
		return Ask{}, false
	}
	return u.Asks[at], true
}

// refused are the students who will not do it.
func (u *Undispatched) refused() []int64 {
	var ids []int64
	for _, a := range u.Asks {
		if a.Status == AskNo || a.Status == AskLate || a.Status == AskWithdrawn {
			ids = append(ids, a.StudentID)
		}
	}
	return ids
}

// Dispatch brings visits to students, by text. Look finds what is due by looking
// at visits as they are, so that one that was moved, cancelled or given to
// somebody else by whatever way needs nothing done to its texts. Any number of
// them may run: the store lets one of them ask.
type Dispatch struct {
	Store      DispatchStore
	Desk       *Desk
	Programmes Programmes
	// Calendar is the public address of a student's calendar.
	Calendar func(token string) string
}

// Look does what is due in every programme. What fails in one does not keep the
// others waiting.
func (d *Dispatch) Look(ctx context.Context) error {
	var failed error
	for _, p := range d.Programmes {
		if err := d.look(ctx, p); err != nil {
			failed = errors.Join(failed, fmt.Errorf("dispatching for %s: %w", p.Name, err))
		}
	}
	return failed
}

func (d *Dispatch) look(ctx context.Context, p *Programme) error {
	now := d.Desk.Now()
	if err := d.withdraw(ctx, p, now); err != nil {
		return err
	}
	visits, err := d.Store.Undispatched(ctx, p.Name, now.Add(-p.Visit.Length), now.Add(p.Dispatch.Ask))
	if err != nil {
		return err
	}
	busy := map[int64]bool{}
	for i := range visits {
		busy[visits[i].StudentID] = busy[visits[i].StudentID] || visits[i].Busy
	}
	for i := range visits {
		if err := d.lookAt(ctx, p, &visits[i], busy, now); err != nil {
			return err
		}
	}
	return nil
}

// withdraw tells students that a visit is not theirs any more: it was cancelled,
// moved, or given to somebody else.
func (d *Dispatch) withdraw(ctx context.Context, p *Programme, now time.Time) error {
	asks, err := d.Store.StaleAsks(ctx, p.Name)
	for _, ask := range asks {
		var notice *Message
		if ask.Start.After(now) {
			student, failed := d.Store.Student(ctx, ask.StudentID)
			if failed != nil {
				return failed
			}
			notice = d.toStudent(p, &student, WithdrawnKey, ask.Visit.ID, fmt.Sprint("withdrawn:", ask.ID), ask.Start, now)
		}
		if failed := d.Store.CloseAsk(ctx, ask.ID, AskWithdrawn, notice, now); failed != nil {
			return failed
		}
	}
	return err
}

func (d *Dispatch) lookAt(ctx context.Context, p *Programme, u *Undispatched, busy map[int64]bool, now time.Time) error {
	open, asked := u.open()
	switch {
	case !u.Start.After(now):
		return d.nobodyCame(ctx, p, u, now)
	case u.Alone || u.Gone: // perhaps somebody can by now
		return d.replace(ctx, p, u, AskWithdrawn, now)
	case u.Status == Booked:
		return d.ask(ctx, p, u, busy, now)
	case u.Status == Assigned && (!asked || !open.AnswerBy.After(now)):
		return d.replace(ctx, p, u, AskLate, now)
	case u.Status == Accepted && !now.Before(p.AddressAt(u.Start)):
		return d.brief(ctx, p, u, now)
	}
	return nil
}

// ask asks the planned student, one visit at a time: "1" answers one question. In
// the quiet hours only about what cannot wait.
func (d *Dispatch) ask(ctx context.Context, p *Programme, u *Undispatched, busy map[int64]bool, now time.Time) error {
	if busy[u.StudentID] || !p.MayDisturb(now) && u.Start.Sub(now) > shortNotice {
		return nil
	}
	if out, err := d.Store.OptedOut(ctx, p.Name, u.Student.Phone); err != nil || out {
		if err != nil {
			return err
		}
		return d.replace(ctx, p, u, AskNo, now) // they cannot be asked
	}
	busy[u.StudentID] = true
	message := d.toStudent(p, &u.Student, AskKey, u.ID, "", u.Start, now)
	message.Args["topic"], message.Args["minutes"] = string(u.Topic), minutes(u.End.Sub(u.Start))
	message.Args["postcode"], message.Args["city"] = u.Postcode, p.City
	return d.Store.Ask(ctx, AskRequest{
		VisitID: u.ID, StudentID: u.StudentID, Start: u.Start, AnswerBy: p.answerBy(u.Start, now), Message: *message, Now: now,
	})
}

func minutes(d time.Duration) string { return fmt.Sprint(int(d / time.Minute)) }

// toStudent is a text about a visit, in a language of theirs.
func (d *Dispatch) toStudent(p *Programme, s *Student, key string, visit int64, once string, start, now time.Time) *Message {
	return &Message{
		Once: once, Programme: p.Name, VisitID: visit, To: s.Phone, Channel: SMS, Kind: Assignment, Key: key,
		Args: map[string]string{"start": start.UTC().Format(time.RFC3339)}, Language: s.Reads(), RunAt: now, Until: start,
	}
}

// answerBy is until when an answer counts: not in the night, and early enough for
// somebody else to go.
func (p *Programme) answerBy(start, now time.Time) time.Time {
	by := now.Add(p.Dispatch.Answer)
	if !p.MayDisturb(by) && start.Sub(now) > shortNotice {
		by = p.NextDisturb(by).Add(morning)
	}
	return laterOf(earlierOf(by, start.Add(-lastAnswer)), earlierOf(now.Add(leastAnswer), start))
}

// AddressAt is when the student of a visit hears the address: the evening before.
func (p *Programme) AddressAt(start time.Time) time.Time {
	return DayOf(start, p.Zone).Add(-1).At(p.Dispatch.Address, p.Zone)
}

// brief texts the address, and in a message of its own the word for the door.
// Name and street are filled in when it is sent: no message keeps them.
func (d *Dispatch) brief(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	name := fmt.Sprintf("%d:%d:%d", u.ID, u.StudentID, u.Start.Unix())
	if slices.Contains(u.Told, "address:"+name) {
		return nil
	}
	if out, err := d.Store.OptedOut(ctx, p.Name, u.Student.Phone); err != nil || out {
		if err != nil {
			return err
		}
		return d.replace(ctx, p, u, AskNo, now) // they cannot hear where
	}
	address := d.toStudent(p, &u.Student, AddressKey, u.ID, "address:"+name, u.Start, now)
	address.Args["postcode"] = u.Postcode
	if err := d.Store.SaveMessage(ctx, *address, now); err != nil {
		return err
	}
	word := d.toStudent(p, &u.Student, WordKey, u.ID, "word:"+name, u.Start, now)
	word.Args = map[string]string{"word": u.Word}
	return d.Store.SaveMessage(ctx, *word, now)
}

// nobodyCame tells a human and the resident, once: nobody arrived, or nobody was
// ever found.
func (d *Dispatch) nobodyCame(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	name := fmt.Sprintf("late:%d:%d", u.ID, u.Start.Unix())
	if now.Sub(u.Start) < p.Dispatch.Late || slices.Contains(u.Told, name) || !u.End.After(now) {
		return nil
	}
	_, err := d.Store.SaveCallback(ctx, Callback{
		Key: name, Programme: p.Name, Reason: ReasonNoArrival, Status: CallbackOpen, Phone: u.Contact,
		ResidentID: u.ResidentID, Due: now, CreatedAt: now, Note: "visit " + u.Reference,
	})
	if err != nil {
		return err
	}
	if u.Status == Accepted {
		question := d.toStudent(p, &u.Student, ArrivedKey, u.ID, "there:"+name, u.Start, now)
		question.Until = u.End
		if err := d.Store.SaveMessage(ctx, *question, now); err != nil {
			return err
		}
	}
	return d.tellResident(ctx, p, u, LateKey, name, u.End, now)
}

// tellResident texts whoever is reached about the visit. A landline is called by
// the human who has the callback.
func (d *Dispatch) tellResident(ctx context.Context, p *Programme, u *Undispatched, key, once string, until, now time.Time) error {
	to := u.Contact
	if to == "" || d.Desk.Mobile == nil || !d.Desk.Mobile(to) {
		to = ""
	} else if out, err := d.Store.OptedOut(ctx, p.Name, to); err != nil || out {
		if err != nil {
			return err
		}
		to = ""
	}
	if to == "" {
		return nil
	}
	return d.Store.SaveMessage(ctx, Message{
		Once: once, Programme: p.Name, VisitID: u.ID, To: to, Channel: SMS, Kind: Confirmation, Key: key,
		Args:     map[string]string{"start": u.Start.UTC().Format(time.RFC3339), "phone": p.Numbers.Voice, "title": p.Title},
		Language: u.Language, RunAt: now, Until: until,
	}, now)
}
