package flows

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Schedule is what students ask to know; *scheduling.Dispatch is one.
type Schedule interface {
	// Student: see scheduling.Dispatch.Student.
	Student(ctx context.Context, p *scheduling.Programme, phone string) (scheduling.Student, error)
	// Asked: see scheduling.Dispatch.Asked.
	Asked(ctx context.Context, s *scheduling.Student) (bool, error)
	// Visits: see scheduling.Dispatch.Visits.
	Visits(ctx context.Context, s *scheduling.Student) ([]scheduling.Undispatched, error)
	// CalendarOf: see scheduling.Dispatch.CalendarOf.
	CalendarOf(ctx context.Context, s *scheduling.Student, renew bool) (string, error)
}

// Reports is what students tell us, or ask to be sent; *scheduling.Dispatch is one. Every
// method may be called twice for one text, and changes things once.
type Reports interface {
	// Answer: see scheduling.Dispatch.Answer.
	Answer(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, yes bool, textID string) (scheduling.Answered, error)
	// Absent: see scheduling.Dispatch.Absent.
	Absent(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, away []scheduling.Exception) (scheduling.Absence, error)
	// Extra: see scheduling.Dispatch.Extra.
	Extra(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, extra []scheduling.Exception) error
	// Arrived: see scheduling.Dispatch.Arrived.
	Arrived(ctx context.Context, s *scheduling.Student) (scheduling.Visit, error)
	// Done: see scheduling.Dispatch.Done.
	Done(ctx context.Context, s *scheduling.Student, took time.Duration) (scheduling.Visit, error)
	// Address: see scheduling.Dispatch.Address.
	Address(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, textID string) error
	// Help: see scheduling.Dispatch.Help.
	Help(ctx context.Context, p *scheduling.Programme, s *scheduling.Student, note, textID string) error
}

// Students answers the texts of students. Each text stands alone: what it is about
// is in the books, not in a conversation.
type Students struct {
	Schedule Schedule
	Reports  Reports
	Memory   Memory // of what was answered; nil: a text that comes twice is read twice
}

// Handle answers a text, if its number is a student's of the programme; false: it
// is not, and nothing happened.
func (s *Students) Handle(ctx context.Context, in Input) (Reply, bool, error) {
	student, err := s.Schedule.Student(ctx, in.Programme, in.Caller)
	switch {
	case errors.Is(err, scheduling.ErrNotFound):
		return Reply{}, false, nil
	case err != nil:
		return Reply{}, false, err
	}
	if before, again := s.before(ctx, in.ID); again {
		return before, true, nil
	}
	asked, err := s.Schedule.Asked(ctx, &student)
	if err != nil {
		return Reply{}, true, err
	}
	zone := in.Programme.Zone
	now := whenMoment{today: scheduling.DayOf(in.At, zone), clock: scheduling.ClockOf(in.At, zone)}
	t := &studentTurn{
		Schedule: s.Schedule, Reports: s.Reports, memory: s.Memory, in: in, student: &student, today: now.today, asked: asked,
	}
	said := understandStudent(in.Text, studentMoment{now, asked, student.Reads()})
	t.language = said.language
	err = t.do(ctx, said)
	reply := Reply{Lines: t.lines, Expect: Expect{Kind: ExpectNothing}}
	if err == nil {
		s.after(ctx, in.ID, &reply)
	}
	return reply, true, err
}

// answeredFor is how long the answer to a text is kept, in case the carrier brings
// the text once more.
const answeredFor = 24 * time.Hour

// before is what the same text was answered. Where that cannot be told, it is read
// once more: most of what it asks for is done once all the same.
func (s *Students) before(ctx context.Context, textID string) (Reply, bool) {
	if s.Memory == nil {
		return Reply{}, false
	}
	kept, err := s.Memory.Recall(ctx, "student-text:"+textID)
	if err != nil || kept == "" {
		return Reply{}, false
	}
	var reply Reply
	return reply, json.Unmarshal([]byte(kept), &reply) == nil
}

func (s *Students) after(ctx context.Context, textID string, reply *Reply) {
	if s.Memory == nil {
		return
	}
	if kept, err := json.Marshal(reply); err == nil {
		_ = s.Memory.Remember(ctx, "student-text:"+textID, string(kept), answeredFor) // then it is read twice
	}
}

// studentTurn is one text in the making of its answer.
type studentTurn struct {
	Schedule
	Reports
	memory   Memory
	in       Input
	student  *scheduling.Student
	today    scheduling.Day
	asked    bool // whether they can do a visit, and not answered yet
	language scheduling.Language
	lines    []Line
}

// say adds a sentence; args are names and values by turns.
func (t *studentTurn) say(key string, args ...string) {
	line := Line{Language: t.language}
	line.Key = "sms.student." + key
	for i := 0; i+1 < len(args); i += 2 {
		if line.Args == nil {
			line.Args = map[string]string{}
		}
		line.Args[args[i]] = args[i+1]
	}
	t.lines = append(t.lines, line)
}

func (t *studentTurn) do(ctx context.Context, said studentText) error {
	switch said.means {
	case studentYes, studentNo:
		if answered, err := t.answersWhere(ctx, said.means == studentYes); answered || err != nil {
			return err
		}
		return t.answers(ctx, said.means == studentYes)
	case studentVisits:
		return t.lists(ctx)
	case studentSick, studentAway:
		return t.isAway(ctx, said)
	case studentExtra:
		t.notes("extra", said.on)
		return t.Extra(ctx, t.in.Programme, t.student, exceptions(said.on, true))
	case studentComing:
		t.say("coming")
		return nil
	case studentHere:
		return t.isHere(ctx)
	case studentDone:
		return t.isDone(ctx, said)
	case studentCalendar, studentNewCalendar:
		link, err := t.CalendarOf(ctx, t.student, said.means == studentNewCalendar)
		t.say("calendar", "link", link)
		return err
	case studentAddress:
		err := t.Address(ctx, t.in.Programme, t.student, t.in.ID)
		if errors.Is(err, scheduling.ErrNotFound) {
			t.say("no_address")
			return nil
		}
		return err // the texts themselves are the answer
	case studentHelp:
		return t.needsHelp(ctx)
	}
	if t.oftenUnclear(ctx) { // a human reads the second
		return t.needsHelp(ctx)
	}
	t.say("unclear")
	t.lines[len(t.lines)-1].Kind = ReplyUnclear
	return nil
}

func (t *studentTurn) needsHelp(ctx context.Context) error {
	t.say("help")
	return t.Help(ctx, t.in.Programme, t.student, TextNote(t.in.Text), t.in.ID)
}

// oftenUnclear counts texts of a student that are not understood: the second in an
// hour is for a human.
func (t *studentTurn) oftenUnclear(ctx context.Context) bool {
	if t.memory == nil {
		return false
	}
	count, err := t.memory.Count(ctx, "student-unclear:"+strconv.FormatInt(t.student.ID, 10), time.Hour)
	return err == nil && count == textMistakes
}

// answers takes a yes or a no. A late yes gets a friendly no.
func (t *studentTurn) answers(ctx context.Context, yes bool) error {
	answered, err := t.Answer(ctx, t.in.Programme, t.student, yes, t.in.ID)
	if err != nil {
		return err
	}
	ask := answered.Ask
	switch {
	case ask.ID == 0:
		t.say("nothing_asked")
		if err := t.lists(ctx); err != nil || yes || len(t.lines) < 3 {
			return err
		}
		t.say("give_back") // a visit goes to somebody else by its day, not by a "2" that may mean another
		return nil
	case ask.Status == scheduling.AskYes && soon(ask.Start, t.in):
		t.say("yes_soon", "start", instant(ask.Start))
		return t.firstLink(ctx)
	case ask.Status == scheduling.AskYes:
		t.say("yes", "start", instant(ask.Start))
		return t.firstLink(ctx)
	case ask.Status == scheduling.AskLate, yes && ask.Status == scheduling.AskNo:
		t.say("late")
	case ask.Status == scheduling.AskWithdrawn:
		t.say("gone")
	default:
		t.say("no")
	}
	return nil
}

// answersWhere takes a yes or a no, while a visit should have begun, for the answer to
// whether they are there: that is what they were asked last.
func (t *studentTurn) answersWhere(ctx context.Context, yes bool) (answered bool, err error) {
	if t.asked {
		return false, nil
	}
	visits, err := t.Visits(ctx, t.student)
	if err != nil {
		return false, err
	}
	begun := func(u scheduling.Undispatched) bool {
		return u.Status == scheduling.Accepted && !t.in.At.Before(u.Start) && t.in.At.Before(u.End)
	}
	switch {
	case !slices.ContainsFunc(visits, begun):
		return false, nil
	case yes && t.onTheirWay(ctx): // they were asked whether they still come
		t.say("coming")
	case yes:
		return true, t.isHere(ctx)
	default:
		t.say("not_there")
		t.notThere(ctx)
	}
	return true, nil
}

// whileComing is how long a yes is about coming, after a student said that they were not
// there.
const whileComing = 30 * time.Minute

func (t *studentTurn) comingName() string {
	return "student-coming:" + strconv.FormatInt(t.student.ID, 10)
}

func (t *studentTurn) notThere(ctx context.Context) {
	if t.memory != nil {
		_ = t.memory.Remember(ctx, t.comingName(), "1", whileComing) // then a yes is for being there
	}
}

func (t *studentTurn) onTheirWay(ctx context.Context) bool {
	if t.memory == nil {
		return false
	}
	asked, err := t.memory.Recall(ctx, t.comingName())
	return err == nil && asked != ""
}

func (t *studentTurn) isHere(ctx context.Context) error {
	_, err := t.Arrived(ctx, t.student)
	if errors.Is(err, scheduling.ErrTooEarly) {
		t.say("coming")
		return nil
	}
	return t.found(err, "arrived")
}

// linked is how long a student is taken to have the address of their calendar.
const linked = 90 * 24 * time.Hour

// firstLink tells who says yes where their calendar is, once in a while: whoever
// wants it sooner asks for it.
func (t *studentTurn) firstLink(ctx context.Context) error {
	name := "student-linked:" + strconv.FormatInt(t.student.ID, 10)
	if t.memory == nil {
		return nil
	}
	if before, err := t.memory.Recall(ctx, name); err != nil || before != "" {
		return nil //nolint:nilerr // the yes counts, with or without
	}
	link, err := t.CalendarOf(ctx, t.student, false)
	if err != nil || link == "" {
		return err
	}
	t.say("calendar", "link", link)
	_ = t.memory.Remember(ctx, name, "1", linked) // then they hear it twice
	return nil
}

// soon: the address follows at once, because the evening before has begun.
func soon(start time.Time, in Input) bool {
	return !in.At.Before(scheduling.AddressAt(in.Programme, start))
}

// mostListed is how many visits fit a text.
const mostListed = 6

func (t *studentTurn) lists(ctx context.Context) error {
	visits, err := t.Visits(ctx, t.student)
	if err != nil {
		return err
	}
	count := 0
	for _, v := range visits {
		if v.Status != scheduling.Accepted && v.Status != scheduling.Underway || count == mostListed {
			continue
		}
		if count++; count == 1 {
			t.say("visits")
		}
		t.say("visit", "start", instant(v.Start), "postcode", v.Postcode)
	}
	if count == 0 {
		t.say("no_visits")
	}
	return nil
}

func (t *studentTurn) isAway(ctx context.Context, said studentText) error {
	today := said.means == studentSick && len(said.on) == 1 && said.on[0].day == t.today
	if today {
		t.say("sick")
	} else {
		t.notes("away", said.on)
	}
	absence, err := t.Absent(ctx, t.in.Programme, t.student, exceptions(said.on, false))
	if absence.Known > 0 {
		t.say("replaced")
	}
	if err != nil || !today || absence.Known > 0 {
		return err
	}
	return t.andTomorrow(ctx)
}

// andTomorrow: who is ill in the evening may mean the next morning.
func (t *studentTurn) andTomorrow(ctx context.Context) error {
	visits, err := t.Visits(ctx, t.student)
	for i := range visits {
		if scheduling.DayOf(visits[i].Start, t.in.Programme.Zone) == t.today.Add(1) {
			t.say("sick_tomorrow")
			break
		}
	}
	return err
}

// sameDone is how long "done" once more means the same visit.
const sameDone = 15 * time.Minute

func (t *studentTurn) isDone(ctx context.Context, said studentText) error {
	name := "student-done:" + strconv.FormatInt(t.student.ID, 10)
	if t.memory != nil {
		if before, err := t.memory.Recall(ctx, name); err == nil && before != "" {
			t.say("done", "minutes", before)
			return nil
		}
	}
	visit, err := t.Done(ctx, t.student, said.took)
	took := said.took
	if took == 0 {
		took = visit.End.Sub(visit.Start)
	}
	minutes := strconv.Itoa(int(took / time.Minute))
	if t.memory != nil && err == nil {
		_ = t.memory.Remember(ctx, name, minutes, sameDone) // then it may be another visit's
	}
	return t.found(err, "done", "minutes", minutes)
}

// found says key, or that there is no visit to speak of.
func (t *studentTurn) found(err error, key string, args ...string) error {
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
