package students

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/students/when"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// Schedule answers what students ask. [dispatch.Students] and [dispatch.Calendars]
// implement it together.
type Schedule interface {
	// Student returns the student with a number, as [dispatch.Students.Student] does.
	Student(ctx context.Context, p *scheduling.Programme, phone string) (scheduling.Student, error)
	// Asked reports whether the student has a question to answer, as
	// [dispatch.Students.Asked] does.
	Asked(ctx context.Context, s *scheduling.Student) (bool, error)
	// Visits returns the student's visits, as [dispatch.Students.Visits] does.
	Visits(ctx context.Context, s *scheduling.Student) ([]dispatch.UpcomingVisit, error)
	// CalendarOf returns the address of the student's calendar, as
	// [dispatch.Calendars.CalendarOf] does.
	CalendarOf(ctx context.Context, s *scheduling.Student, renew bool) (string, error)
}

// Reports takes what students report, or ask to be sent. [dispatch.Students] implements
// it. Every method may be called twice for one text, and changes things once.
type Reports interface {
	// Answer takes a yes or a no, as [dispatch.Students.Answer] does.
	Answer(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, yes bool, textID string) (dispatch.Answered, error)
	// Absent records an absence, as [dispatch.Students.Absent] does.
	Absent(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, away []calendar.Exception) (dispatch.Absence, error)
	// Extra records extra hours, as [dispatch.Students.Extra] does.
	Extra(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, extra []calendar.Exception) error
	// Arrived records that the student is at a visit, as [dispatch.Students.Arrived]
	// does.
	Arrived(ctx context.Context, s *scheduling.Student) (scheduling.Visit, error)
	// Done records that a visit took place, as [dispatch.Students.Done] does.
	Done(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, took time.Duration) (scheduling.Visit, error)
	// Address texts the address of a visit, as [dispatch.Students.Address] does.
	Address(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, textID string) error
	// Help has a human call the student, as [dispatch.Students.Help] does.
	Help(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, note, textID string) error
	// Danger has a human call the student at once, as [dispatch.Students.Danger] does.
	Danger(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, note, textID string) error
	// Late tells the resident that the student comes later, as [dispatch.Students.Late]
	// does.
	Late(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, note, textID string) error
	// Waits tells the resident that the student is at their door, as
	// [dispatch.Students.Waits] does.
	Waits(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, textID string) (bool, error)
}

// Handler answers the texts of students. Each text stands alone: what it is about is
// looked up in the database, not kept from a conversation.
type Handler struct {
	Schedule Schedule
	Reports  Reports
	Outcomes Outcomes     // nil: students are not asked what became of a visit
	Memory   flows.Memory // of the answers; nil: a text that comes twice is handled twice
}

// Handle answers a text if its number is that of a student of the programme. Otherwise it
// returns false, and nothing happens.
func (s *Handler) Handle(ctx context.Context, in flows.Input) (flows.Reply, bool, error) {
	student, err := s.Schedule.Student(ctx, in.Programme, in.Caller)
	switch {
	case errors.Is(err, scheduling.ErrNotFound):
		return flows.Reply{}, false, nil
	case err != nil:
		return flows.Reply{}, false, err
	}
	if before, again := s.recallReply(ctx, in.ID); again {
		return before, true, nil
	}
	asked, err := s.Schedule.Asked(ctx, &student)
	if err != nil {
		return flows.Reply{}, true, err
	}
	zone := in.Programme.Zone
	now := when.Moment{Today: calendar.DayOf(in.At, zone), Clock: calendar.ClockOf(in.At, zone)}
	t := &turn{
		Schedule: s.Schedule, Reports: s.Reports, memory: s.Memory, in: in, student: &student, today: now.Today, asked: asked,
	}
	t.outcomes, t.language = s.Outcomes, student.Reads()
	err = t.read(ctx, moment{now, asked, t.wasAskedHowLong(ctx), student.Reads()})
	reply := flows.Reply{Lines: t.lines, Expect: flows.Expect{Kind: flows.ExpectNothing}}
	if err == nil {
		s.rememberReply(ctx, in.ID, &reply)
	}
	return reply, true, err
}

// read reads the text: as the answer about a visit that is over, or by the rules.
func (t *turn) read(ctx context.Context, at moment) error {
	if !at.measured {
		if taken, err := t.takeSolved(ctx); taken || err != nil {
			return err
		}
	}
	said := understandStudent(t.in.Text, at)
	t.language = said.language
	return t.follow(ctx, said)
}

// Knows reports whether a number is that of a student of the programme. It returns false if
// that cannot be found out.
func (s *Handler) Knows(ctx context.Context, p *scheduling.Programme, number string) bool {
	_, err := s.Schedule.Student(ctx, p, number)
	return err == nil
}

// answerKept is how long the answer to a text is kept for the case that the carrier
// delivers the text again.
const answerKept = 24 * time.Hour

// recallReply returns the answer that the same text got before. If the memory fails, the
// text is handled again, which changes nothing a second time in most cases.
func (s *Handler) recallReply(ctx context.Context, textID string) (flows.Reply, bool) {
	if s.Memory == nil {
		return flows.Reply{}, false
	}
	kept, err := s.Memory.Recall(ctx, "student-text:"+textID)
	if err != nil || kept == "" {
		return flows.Reply{}, false
	}
	var reply flows.Reply
	return reply, json.Unmarshal([]byte(kept), &reply) == nil
}

func (s *Handler) rememberReply(ctx context.Context, textID string, reply *flows.Reply) {
	if s.Memory == nil {
		return
	}
	if kept, err := json.Marshal(reply); err == nil {
		_ = s.Memory.Remember(ctx, "student-text:"+textID, string(kept), answerKept) // if this fails, a repeated text is handled twice
	}
}

// turn is a text and the answer that is being made.
type turn struct {
	Schedule
	Reports
	outcomes Outcomes
	memory   flows.Memory
	in       flows.Input
	student  *scheduling.Student
	today    calendar.Day
	asked    bool // the student was asked to do a visit, and has not answered yet
	language scheduling.Language
	lines    []flows.Line
}

// say adds a sentence. args are alternating names and values.
func (t *turn) say(key string, args ...string) {
	line := flows.Line{Language: t.language}
	line.Key = "sms.student." + key
	for i := 0; i+1 < len(args); i += 2 {
		if line.Args == nil {
			line.Args = map[string]string{}
		}
		line.Args[args[i]] = args[i+1]
	}
	t.lines = append(t.lines, line)
}

// notUnderstood asks for other words; a human reads the second text in a row.
func (t *turn) notUnderstood(ctx context.Context, _ message) error {
	if t.isUnclearAgain(ctx) {
		return t.needsHelp(ctx, message{})
	}
	if t.asked {
		t.say("unclear_ask")
	} else {
		t.say("unclear")
	}
	t.lines[len(t.lines)-1].Kind = flows.ReplyUnclear
	return nil
}

// takeYesOrNo takes a yes or a no for the answer to what was asked last.
func (t *turn) takeYesOrNo(ctx context.Context, said message) error {
	yes := said.means == studentYes
	if answered, err := t.takePresence(ctx, yes); answered || err != nil {
		return err
	}
	return t.takeAnswer(ctx, yes)
}

func (t *turn) canAlso(ctx context.Context, said message) error {
	t.sayNoted("extra", said.on)
	return t.Extra(ctx, t.in.Programme, t.student, exceptions(said.on, true))
}

func (t *turn) isComing(context.Context, message) error {
	t.say("coming")
	return nil
}

// isBusy says how to close a visit that goes on.
func (t *turn) isBusy(context.Context, message) error {
	t.say("arrived")
	return nil
}

func (t *turn) sendCalendar(ctx context.Context, said message) error {
	link, err := t.CalendarOf(ctx, t.student, said.means == studentNewCalendar)
	t.say("calendar", "link", link)
	return err
}

// sendAddresses has the addresses sent: the texts themselves are the answer.
func (t *turn) sendAddresses(ctx context.Context, _ message) error {
	err := t.Address(ctx, t.in.Programme, t.student, t.in.ID)
	if errors.Is(err, scheduling.ErrNotFound) {
		t.say("no_address")
		return nil
	}
	return err
}

func (t *turn) needsHelp(ctx context.Context, _ message) error {
	t.say("help")
	note := flows.TextNote(t.in.Text)
	if t.in.Pictures > 0 {
		note = flows.JoinNotes(scheduling.NotePicture.With(), note)
	}
	return t.Help(ctx, t.in.Programme, t.student, note, t.in.ID)
}

// isInDanger says what to do at once, and has a human call now.
func (t *turn) isInDanger(ctx context.Context, _ message) error {
	t.say("danger")
	if understand.SignsOf(t.in.Text)&lexicon.SignDespair != 0 {
		t.say("despair")
	}
	return t.Danger(ctx, t.in.Programme, t.student, flows.TextNote(t.in.Text), t.in.ID)
}

// mayBeInDanger is isInDanger for a text that may be about something else.
func (t *turn) mayBeInDanger(ctx context.Context, _ message) error {
	t.say("doubt")
	return t.Danger(ctx, t.in.Programme, t.student, flows.TextNote(t.in.Text), t.in.ID)
}

// isLate has the resident told.
func (t *turn) isLate(ctx context.Context, _ message) error {
	err := t.Late(ctx, t.in.Programme, t.student, flows.TextNote(t.in.Text), t.in.ID)
	if errors.Is(err, scheduling.ErrNotFound) { // there is no visit soon: a human finds out which is meant
		return t.needsHelp(ctx, message{})
	}
	t.say("late_told")
	return err
}

// findsNobody has the resident told that the student is at their door, and a human call,
// because nobody opens.
func (t *turn) findsNobody(ctx context.Context, _ message) error {
	told, err := t.Waits(ctx, t.in.Programme, t.student, t.in.ID)
	if told {
		t.say("no_one_told")
	} else {
		t.say("no_one")
	}
	return errors.Join(err, t.Help(ctx, t.in.Programme, t.student, flows.TextNote(t.in.Text), t.in.ID))
}

// answersAndCalls says a sentence, and has a human call with the student's words. Nothing
// else is done.
func answersAndCalls(key string) func(*turn, context.Context, message) error {
	return func(t *turn, ctx context.Context, _ message) error {
		t.say(key)
		return t.Help(ctx, t.in.Programme, t.student, flows.TextNote(t.in.Text), t.in.ID)
	}
}

// isGrave has a human call at once.
func (t *turn) isGrave(ctx context.Context, _ message) error {
	t.say("grave")
	return t.Danger(ctx, t.in.Programme, t.student, flows.TextNote(t.in.Text), t.in.ID)
}

// asksHowLong asks how long a visit took.
func (t *turn) asksHowLong(ctx context.Context, _ message) error {
	if t.sayDoneBefore(ctx) {
		return nil
	}
	t.say("how_long")
	if t.memory != nil {
		_ = t.memory.Remember(ctx, t.howLongName(), "1", howLongWindow) // if this fails, a bare number is no length
	}
	return nil
}

// howLongWindow is how long after the question how long a visit took a bare number is the
// answer to it.
const howLongWindow = 12 * time.Hour

func (t *turn) howLongName() string { return "student-minutes:" + strconv.FormatInt(t.student.ID, 10) }

func (t *turn) wasAskedHowLong(ctx context.Context) bool {
	if t.memory == nil || t.asked {
		return false
	}
	asked, err := t.memory.Recall(ctx, t.howLongName())
	return err == nil && asked != ""
}

// isIgnored answers nothing: a machine wrote the text.
func (t *turn) isIgnored(context.Context, message) error { return nil }

// tellRest has a human read what a text says beside what was done.
func (t *turn) tellRest(ctx context.Context, said message) error {
	if !said.rest {
		return nil
	}
	return t.Help(ctx, t.in.Programme, t.student, flows.TextNote(t.in.Text), t.in.ID)
}

// isUnclearAgain counts the texts of a student that are not understood, and reports
// whether this is the second within an hour.
func (t *turn) isUnclearAgain(ctx context.Context) bool {
	if t.memory == nil {
		return false
	}
	count, err := t.memory.Count(ctx, "student-unclear:"+strconv.FormatInt(t.student.ID, 10), time.Hour)
	return err == nil && count == flows.MaxTextMistakes
}

// takeAnswer handles a yes or a no. A yes that comes too late gets a friendly no.
func (t *turn) takeAnswer(ctx context.Context, yes bool) error {
	answered, err := t.Answer(ctx, t.in.Programme, t.student, yes, t.in.ID)
	if err != nil {
		return err
	}
	ask := answered.Ask
	switch {
	case ask.ID == 0:
		t.say("nothing_asked")
		if err := t.sayVisits(ctx, message{}); err != nil || yes || len(t.lines) < 3 {
			return err
		}
		t.say("give_back") // by its day, because a "2" may be about another visit
		return nil
	case ask.Status == dispatch.AskYes && addressFollows(ask.Start, t.in):
		t.say("yes_soon", "start", flows.FormatInstant(ask.Start))
		return t.firstLink(ctx)
	case ask.Status == dispatch.AskYes:
		t.say("yes", "start", flows.FormatInstant(ask.Start))
		return t.firstLink(ctx)
	case ask.Status == dispatch.AskLate, yes && ask.Status == dispatch.AskNo:
		t.say("late")
	case ask.Status == dispatch.AskWithdrawn:
		t.say("gone")
	default:
		t.say("no")
	}
	return nil
}

// takePresence handles a yes or a no while a visit should have begun. If the student has
// no question to answer, it is about whether they are there, which they were asked last.
func (t *turn) takePresence(ctx context.Context, yes bool) (answered bool, err error) {
	if t.asked {
		return false, nil
	}
	visits, err := t.Visits(ctx, t.student)
	if err != nil {
		return false, err
	}
	begun := func(u dispatch.UpcomingVisit) bool {
		return u.Status == scheduling.Accepted && !t.in.At.Before(u.Start) && t.in.At.Before(u.End)
	}
	switch {
	case !slices.ContainsFunc(visits, begun):
		return false, nil
	case yes && t.saidComing(ctx): // they were asked whether they still come
		t.say("coming")
	case yes:
		return true, t.isHere(ctx, message{})
	default:
		t.say("not_there")
		t.noteAbsent(ctx)
	}
	return true, nil
}

// comingWindow is how long after a student said that they are not there a yes is about
// whether they are coming.
const comingWindow = 30 * time.Minute

func (t *turn) comingName() string {
	return "student-coming:" + strconv.FormatInt(t.student.ID, 10)
}

func (t *turn) noteAbsent(ctx context.Context) {
	if t.memory != nil {
		_ = t.memory.Remember(ctx, t.comingName(), "1", comingWindow) // if this fails, a yes means that they are there
	}
}

func (t *turn) saidComing(ctx context.Context) bool {
	if t.memory == nil {
		return false
	}
	asked, err := t.memory.Recall(ctx, t.comingName())
	return err == nil && asked != ""
}

func (t *turn) isHere(ctx context.Context, _ message) error {
	_, err := t.Arrived(ctx, t.student)
	if errors.Is(err, scheduling.ErrTooEarly) {
		t.say("coming")
		return nil
	}
	return t.sayFound(err, "arrived")
}

// calendarLinkKept is how long a student is expected to keep the address of their
// calendar.
const calendarLinkKept = 90 * 24 * time.Hour

// firstLink adds the address of the calendar to the answer to a yes, once every
// calendarLinkKept. A student who wants it sooner can ask for it.
func (t *turn) firstLink(ctx context.Context) error {
	name := "student-linked:" + strconv.FormatInt(t.student.ID, 10)
	if t.memory == nil {
		return nil
	}
	if before, err := t.memory.Recall(ctx, name); err != nil || before != "" {
		return nil //nolint:nilerr // the yes counts without the address
	}
	link, err := t.CalendarOf(ctx, t.student, false)
	if err != nil || link == "" {
		return err
	}
	t.say("calendar", "link", link)
	_ = t.memory.Remember(ctx, name, "1", calendarLinkKept) // if this fails, the student gets it twice
	return nil
}

// addressFollows reports whether the address follows at once, because it is the evening
// before the visit or later.
func addressFollows(start time.Time, in flows.Input) bool {
	return !in.At.Before(dispatch.AddressAt(in.Programme, start))
}

// maxVisitsListed is how many visits fit in a text.
const maxVisitsListed = 6

func (t *turn) sayVisits(ctx context.Context, _ message) error {
	visits, err := t.Visits(ctx, t.student)
	if err != nil {
		return err
	}
	count := 0
	for _, v := range visits {
		if v.Status != scheduling.Accepted && v.Status != scheduling.Underway || count == maxVisitsListed {
			continue
		}
		if count++; count == 1 {
			t.say("visits")
		}
		t.say("visit", "start", flows.FormatInstant(v.Start), "postcode", v.Postcode)
	}
	if count == 0 {
		t.say("no_visits")
	}
	return nil
}

func (t *turn) isAway(ctx context.Context, said message) error {
	today := said.means == studentSick && len(said.on) == 1 && said.on[0].Day == t.today
	if today {
		t.say("sick")
	} else {
		t.sayNoted("away", said.on)
	}
	absence, err := t.Absent(ctx, t.in.Programme, t.student, exceptions(said.on, false))
	if absence.Known > 0 {
		t.say("replaced")
	}
	if err != nil || !today || absence.Known > 0 {
		return err
	}
	return t.mentionTomorrow(ctx)
}

// mentionTomorrow adds how to give back a visit of the next day: a student who is ill in
// the evening may still be ill in the morning.
func (t *turn) mentionTomorrow(ctx context.Context) error {
	visits, err := t.Visits(ctx, t.student)
	for i := range visits {
		if calendar.DayOf(visits[i].Start, t.in.Programme.Zone) == t.today.Add(1) {
			t.say("sick_tomorrow")
			break
		}
	}
	return err
}

// sameVisitWindow is how long a second "done" is about the same visit.
const sameVisitWindow = 15 * time.Minute

func (t *turn) isDone(ctx context.Context, said message) error {
	if t.sayDoneBefore(ctx) {
		return nil
	}
	visit, err := t.Done(ctx, t.in.Programme, t.student, said.took)
	took := said.took
	if took == 0 {
		took = visit.End.Sub(visit.Start)
	}
	minutes := strconv.Itoa(int(took / time.Minute))
	if t.memory != nil && err == nil {
		_ = t.memory.Remember(ctx, t.doneName(), minutes, sameVisitWindow) // if this fails, a second "done" may count for another visit
	}
	if failed := t.sayFound(err, "done", "minutes", minutes); err != nil || failed != nil {
		return failed
	}
	return t.askSolved(ctx, &visit)
}

func (t *turn) doneName() string { return "student-done:" + strconv.FormatInt(t.student.ID, 10) }

// sayDoneBefore answers a second "done" about the same visit.
func (t *turn) sayDoneBefore(ctx context.Context) bool {
	if t.memory == nil {
		return false
	}
	before, err := t.memory.Recall(ctx, t.doneName())
	if err != nil || before == "" {
		return false
	}
	t.say("done", "minutes", before)
	return true
}

// sayFound adds the sentence with a key, or that there is no visit now if err is not nil.
// It returns err unless it is a refusal.
func (t *turn) sayFound(err error, key string, args ...string) error {
	if err == nil {
		t.say(key, args...)
		return nil
	}
	t.say("no_visit_now")
	if scheduling.IsRefusal(err) {
		return nil
	}
	return err
}
