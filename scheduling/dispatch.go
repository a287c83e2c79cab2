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
	// A visit within these is asked about on days off, and early and late on any day.
	holidayNotice = 48 * time.Hour
	shortNotice   = 14 * time.Hour
	// lastAnswer is how long before a visit the last answer helps: somebody else
	// still has to get there.
	lastAnswer = 2 * time.Hour
	// leastAnswer is how long a student may think at the least.
	leastAnswer = 20 * time.Minute
	// morning is how long after the quiet hours an answer may still come.
	morning = time.Hour
	// unfinished is how far back visits are looked at that began and were never said
	// to be done.
	unfinished = 4 * 24 * time.Hour
	// A visit that is not said to be done so long after its end is asked about, and
	// then is for a human.
	doneAsked = 30 * time.Minute
	doneLate  = 24 * time.Hour
)

// The texts of flows/locale for a student, and for a resident whose student fails.
const (
	AskKey         = "sms.student.ask"
	WithdrawnKey   = "sms.student.withdrawn"
	AddressKey     = "sms.student.address"
	WordKey        = "sms.student.word"
	ArrivedKey     = "sms.student.are_you_there"
	IsItDoneKey    = "sms.student.is_it_done"
	NobodyKey      = "sms.nobody_yet"
	NobodyComesKey = "sms.nobody_comes"
	FoundKey       = "sms.found"
	LateKey        = "sms.student_late"
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
	Student    Student
	Contact    string    // of the resident; empty: nobody can be reached
	AloneSince time.Time // nobody has said yes since somebody failed; zero: that is not so
	Gone       bool      // the student takes no visits any more
	Asks       []Ask     // oldest first
	BusyUntil  time.Time // the student has a question to answer until then; zero: none
	Told       []string  // what was said of it already, by Once
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

func (u *Undispatched) told(once string) bool { return slices.Contains(u.Told, once) }

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
	failed := d.withdraw(ctx, p, now)
	visits, err := d.Store.Undispatched(ctx, p.Name, now.Add(-unfinished), now.Add(p.Dispatch.Ask))
	busy := map[int64]time.Time{}
	for i := range visits {
		busy[visits[i].StudentID] = laterOf(busy[visits[i].StudentID], visits[i].BusyUntil)
	}
	for i := range visits { // what fails with one keeps none of the others
		if err := d.lookAt(ctx, p, &visits[i], busy, now); err != nil {
			failed = errors.Join(failed, fmt.Errorf("visit %d: %w", visits[i].ID, err))
		}
	}
	return errors.Join(failed, err)
}

// withdraw closes what was asked about a visit that is not that student's any more,
// because it was cancelled, moved or given to somebody else, or that has begun
// without an answer. Who has still to go nowhere hears it.
func (d *Dispatch) withdraw(ctx context.Context, p *Programme, now time.Time) error {
	asks, err := d.Store.StaleAsks(ctx, p.Name, now)
	for _, ask := range asks {
		status, notice := AskLate, (*Message)(nil)
		if ask.Start.After(now) {
			student, failed := d.Store.Student(ctx, ask.StudentID)
			if failed != nil {
				return failed
			}
			status = AskWithdrawn
			notice = d.toStudent(p, &student, WithdrawnKey, ask.Visit.ID, fmt.Sprint("withdrawn:", ask.ID), ask.Start, now)
			notice.RunAt = p.tellAt(ask.Start, now)
		}
		if failed := d.Store.CloseAsk(ctx, ask.ID, status, notice, now); failed != nil {
			return failed
		}
	}
	return err
}

func (d *Dispatch) lookAt(ctx context.Context, p *Programme, u *Undispatched, busy map[int64]time.Time, now time.Time) error {
	open, asked := u.open()
	switch {
	case u.Status == Underway:
		return d.isItDone(ctx, p, u, now)
	case !u.Start.After(now):
		return d.nobodyCame(ctx, p, u, now)
	case u.Gone || u.Status == Booked && slices.Contains(u.refused(), u.StudentID): // perhaps somebody can by now
		return errors.Join(d.nobodyComes(ctx, p, u, now), d.replace(ctx, p, u, AskWithdrawn, now))
	case u.Status == Booked:
		return d.ask(ctx, p, u, busy, now)
	case u.Status == Assigned && (!asked || !open.AnswerBy.After(now)):
		return d.replace(ctx, p, u, AskLate, now)
	case u.Status == Accepted && !u.AloneSince.IsZero():
		return d.found(ctx, p, u, now)
	case u.Status == Accepted && !now.Before(p.AddressAt(u.Start)):
		return d.brief(ctx, p, u, now)
	}
	return nil
}

// ask asks the planned student, one visit at a time: "1" answers one question. Who
// has another question to answer for so long that nobody else could go any more is
// passed over; so is who wants no texts.
func (d *Dispatch) ask(ctx context.Context, p *Programme, u *Undispatched, busy map[int64]time.Time, now time.Time) error {
	if until := busy[u.StudentID]; until.After(now) {
		if until.After(u.Start.Add(-lastAnswer)) {
			return d.replace(ctx, p, u, AskNo, now)
		}
		return nil
	}
	if !p.mayAsk(u.Start, now) {
		return nil
	}
	if out, err := d.Store.OptedOut(ctx, p.Name, u.Student.Phone); err != nil || out {
		if err != nil {
			return err
		}
		return d.replace(ctx, p, u, AskNo, now) // they cannot be asked
	}
	by := p.answerBy(u.Start, now)
	busy[u.StudentID] = by
	message := d.toStudent(p, &u.Student, AskKey, u.ID, "", u.Start, now)
	message.Args["topic"], message.Args["minutes"] = string(u.Topic), minutes(u.End.Sub(u.Start))
	message.Args["postcode"], message.Args["city"] = u.Postcode, p.City
	return d.Store.Ask(ctx, AskRequest{
		VisitID: u.ID, StudentID: u.StudentID, Start: u.Start, AnswerBy: by, Message: *message, Now: now,
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

// waking is the stretch of the day in which a student can be asked about what
// cannot wait, and in which they can be expected to answer.
const (
	wakes  = Clock(7 * 60)
	sleeps = Clock(22 * 60)
)

// mayAsk reports whether a student may be asked at this hour. On a Sunday or a
// holiday only about a visit of the next two days; in the early morning and the
// late evening only about one of the next hours; in the night never.
func (p *Programme) mayAsk(start, now time.Time) bool {
	clock, left := ClockOf(now, p.Zone), start.Sub(now)
	switch {
	case p.MayDisturb(now):
		return true
	case p.Quiet.From <= clock && clock < p.Quiet.To:
		return left <= holidayNotice
	}
	return wakes <= clock && clock < sleeps && left <= shortNotice
}

// answerBy is until when an answer counts: not in the night, and early enough for
// somebody else to go.
func (p *Programme) answerBy(start, now time.Time) time.Time {
	by := now.Add(p.Dispatch.Answer)
	if clock := ClockOf(by, p.Zone); clock < p.Quiet.From || clock >= p.Quiet.To {
		day := DayOf(by, p.Zone)
		if clock >= p.Quiet.To {
			day = day.Add(1)
		}
		by = day.At(p.Quiet.From, p.Zone).Add(morning)
	}
	return laterOf(earlierOf(by, start.Add(-lastAnswer)), earlierOf(now.Add(leastAnswer), start))
}

// tellAt is when somebody hears what is no answer of theirs: not in the quiet
// hours, unless that would be too late.
func (p *Programme) tellAt(start, now time.Time) time.Time {
	at := p.NextDisturb(now)
	if start.After(now) && !at.Before(start.Add(-lastAnswer)) {
		return now
	}
	return at
}

// AddressAt is when the student of a visit hears the address: the evening before.
func (p *Programme) AddressAt(start time.Time) time.Time {
	return DayOf(start, p.Zone).Add(-1).At(p.Dispatch.Address, p.Zone)
}

// brief texts the address, and in a message of its own the word for the door, with
// its hour and no day. Name, street and word are filled in when it is sent: no
// message keeps them.
func (d *Dispatch) brief(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	name := fmt.Sprintf("%d:%d:%d", u.ID, u.StudentID, u.Start.Unix())
	if u.told("address:" + name) {
		return nil
	}
	if out, err := d.Store.OptedOut(ctx, p.Name, u.Student.Phone); err != nil || out {
		if err != nil {
			return err
		}
		return d.replace(ctx, p, u, AskNo, now) // they cannot hear where
	}
	return d.address(ctx, p, u, name, now)
}

// address puts both in the outbox, the address first: texts of the same moment go in
// the order in which they came there.
func (d *Dispatch) address(ctx context.Context, p *Programme, u *Undispatched, name string, now time.Time) error {
	address := d.toStudent(p, &u.Student, AddressKey, u.ID, "address:"+name, u.Start, now)
	address.Args["postcode"], address.Args["name"], address.Args["street"] = u.Postcode, "…", "…"
	word := d.toStudent(p, &u.Student, WordKey, u.ID, "word:"+name, u.Start, now)
	word.Args = map[string]string{"word": "…", "hour": ClockOf(u.Start, p.Zone).String()}
	for _, m := range []*Message{address, word} {
		m.Until = u.End
		if err := d.Store.SaveMessage(ctx, *m, now); err != nil {
			return err
		}
	}
	return nil
}

// isItDone asks, once, whether a visit is over, and then has a human ask.
func (d *Dispatch) isItDone(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	name := fmt.Sprintf("done:%d:%d", u.ID, u.Start.Unix())
	over := now.Sub(u.End)
	switch {
	case over >= doneLate:
		_, err := d.Store.SaveCallback(ctx, Callback{
			Key: name, Programme: p.Name, Reason: ReasonStudent, Status: CallbackOpen, Phone: u.Student.Phone,
			Due: p.CallbackDue(now), CreatedAt: now, Note: "visit " + u.Reference + ": did it take place, and how long did it take?",
		})
		return err
	case over >= doneAsked && !u.told(name):
		question := d.toStudent(p, &u.Student, IsItDoneKey, u.ID, name, u.Start, now)
		question.RunAt, question.Until = p.tellAt(time.Time{}, now), u.End.Add(doneLate)
		return d.Store.SaveMessage(ctx, *question, now)
	}
	return nil
}

// nobodyCame tells a human and the resident, once: nobody arrived, or nobody was
// ever found.
func (d *Dispatch) nobodyCame(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	name := fmt.Sprintf("late:%d:%d", u.ID, u.Start.Unix())
	if now.Sub(u.Start) < p.Dispatch.Late || u.told(name) || !u.End.After(now) {
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
	if !u.AloneSince.IsZero() { // they know that nobody comes
		return nil
	}
	return d.tellResident(ctx, p, u, LateKey, name, u.End, now)
}

// nobodyComes says firmly, and in time, that nobody comes to a visit that still has
// nobody.
func (d *Dispatch) nobodyComes(ctx context.Context, p *Programme, u *Undispatched, now time.Time) error {
	name := fmt.Sprintf("nobody_comes:%d:%d", u.ID, u.Start.Unix())
	if u.AloneSince.IsZero() || u.Start.Sub(now) > lastAnswer || u.told(name) {
		return nil
	}
	return d.tellResident(ctx, p, u, NobodyComesKey, name, u.End, now)
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
		Language: u.Language, RunAt: p.tellAt(u.Start, now), Until: until,
	}, now)
}
