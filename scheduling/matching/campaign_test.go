package matching

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// rush is a campaign: residents who ask for a visit one after another, each with the
// spans that suit them, and the students.
type rush struct {
	programme *scheduling.Programme
	travel    travel.Estimator
	students  []scheduling.Student
	asks      []ask
}

// ask is one request. Its visit begins within one of the spans.
type ask struct {
	scheduling.Need
	length time.Duration
	times  []calendar.Span
}

// span returns the index of the span that contains an instant.
func (a *ask) span(at time.Time) int {
	return slices.IndexFunc(a.times, func(w calendar.Span) bool { return !at.Before(w.From) && at.Before(w.To) })
}

// newRush returns a rush without people: two weeks from Monday 8 March 2027, booked the
// week before.
func newRush(t testing.TB, travel travel.Estimator) *rush {
	t.Helper()
	p := schedulingtest.Town(t)
	p.Visit = scheduling.VisitRule{
		Grid: 30 * time.Minute, Notice: 24 * time.Hour, Horizon: 28 * 24 * time.Hour, To: 24 * 60,
	}
	p.Caps, p.Dispatch.Ask = scheduling.Caps{}, 72*time.Hour
	return &rush{programme: p, travel: travel}
}

var (
	rushMonday = calendar.Day{Year: 2027, Month: 3, Day: 8}
	rushNow    = time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
)

// onMap is travel by bicycle between points; a point's postcode is its index.
type onMap [][2]float64 // km

func (m onMap) Between(from, to string, _ travel.Means) (time.Duration, bool) {
	a, b := m[index(from)], m[index(to)]
	if a == b {
		return 0, true
	}
	took := time.Duration(math.Hypot(a[0]-b[0], a[1]-b[1]) / 12 * float64(time.Hour))
	return (took + time.Minute - 1).Truncate(time.Minute) + 2*time.Minute, true
}

func index(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// drawRush draws a campaign for a town of five quarters: students with short shifts on
// some days, and about as many visits as they can make.
func drawRush(t testing.TB, students, asks int, seed uint64) *rush {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 7))
	var places onMap
	point := func() string {
		angle, spread := float64(random.IntN(5))*2*math.Pi/5, 1.5
		places = append(places, [2]float64{
			4*math.Cos(angle) + spread*random.NormFloat64(), 4*math.Sin(angle) + spread*random.NormFloat64(),
		})
		return strconv.Itoa(len(places) - 1)
	}
	r := newRush(t, nil)
	for id := range int64(students) {
		s := scheduling.Student{ID: id + 1, Postcode: point(), Languages: []scheduling.Language{"nl"}}
		for _, language := range []scheduling.Language{"fr", "en", "tr", "ar"} {
			if random.IntN(4) == 0 {
				s.Languages = append(s.Languages, language)
			}
		}
		for _, topic := range random.Perm(6)[:3+random.IntN(3)] {
			s.Topics = append(s.Topics, scheduling.Topics()[topic])
		}
		for day := range 14 {
			if random.IntN(7) < 3 {
				from := calendar.Clock(9*60 + 60*random.IntN(6))
				s.Exceptions = append(s.Exceptions, calendar.Exception{
					Day: rushMonday.Add(day), Extra: true, From: from, To: from + calendar.Clock(150+30*random.IntN(6)),
				})
			}
		}
		r.students = append(r.students, s)
	}
	for range asks {
		r.asks = append(r.asks, drawAsk(random, point(), r.programme.Zone))
	}
	r.travel = places
	return r
}

func drawAsk(random *rand.Rand, place string, zone *time.Location) ask {
	languages := []scheduling.Language{"nl", "nl", "nl", "nl", "nl", "nl", "nl", "fr", "en", "tr"}
	a := ask{
		Need:   scheduling.Need{Postcode: place, Topic: scheduling.Topics()[random.IntN(6)], Language: languages[random.IntN(len(languages))]},
		length: time.Duration([]int{60, 60, 90, 120}[random.IntN(4)]) * time.Minute,
	}
	for _, day := range random.Perm(14)[:2+random.IntN(3)] {
		from := rushMonday.Add(day).At(calendar.Clock(9*60+60*random.IntN(6)), zone).UTC()
		a.times = append(a.times, calendar.Span{From: from, To: from.Add(3 * time.Hour)})
	}
	return a
}

// problem is the JSON of a VROOM problem.
type problem struct {
	Vehicles []struct {
		Description string // the student
		Start       int    `json:"start_index"`
		Skills      []int
		Window      [2]int `json:"time_window"`
	}
	Jobs []struct {
		Place   int `json:"location_index"`
		Service int
		Skills  []int
		Windows [][2]int `json:"time_windows"`
	}
	Matrices map[string]struct{ Durations durations }
}

// durations is a matrix of travel times in seconds.
type durations [][]int

func (d durations) Between(from, to string, _ travel.Means) (time.Duration, bool) {
	return time.Duration(d[index(from)][index(to)]) * time.Second, true
}

// readRush reads a campaign from a VROOM problem whose skills from 10 on are languages
// and from 20 on topics.
func readRush(t testing.TB, path string) *rush {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	var in problem
	require.NoError(t, json.Unmarshal(data, &in))
	r := newRush(t, nil)
	for _, matrix := range in.Matrices {
		r.travel = matrix.Durations
	}
	at := map[string]int{}
	for _, v := range in.Vehicles {
		if _, ok := at[v.Description]; !ok {
			at[v.Description] = len(r.students)
			need, topics := skilled(v.Skills)
			r.students = append(r.students, scheduling.Student{
				ID: int64(len(r.students) + 1), Postcode: strconv.Itoa(v.Start), Languages: need, Topics: topics,
			})
		}
		s := &r.students[at[v.Description]]
		s.Exceptions = append(s.Exceptions, calendar.Exception{
			Day: rushMonday.Add(v.Window[0] / 86400), Extra: true,
			From: calendar.Clock(v.Window[0] % 86400 / 60), To: calendar.Clock(v.Window[1] % 86400 / 60),
		})
	}
	for _, j := range in.Jobs {
		languages, topics := skilled(j.Skills)
		a := ask{Need: scheduling.Need{Postcode: strconv.Itoa(j.Place), Topic: topics[0], Language: languages[0]}, length: time.Duration(j.Service) * time.Second}
		for _, w := range j.Windows {
			from := rushMonday.Add(w[0]/86400).At(calendar.Clock(w[0]%86400/60), r.programme.Zone).UTC()
			a.times = append(a.times, calendar.Span{From: from, To: from.Add(time.Duration(w[1]-w[0]+1) * time.Second)})
		}
		r.asks = append(r.asks, a)
	}
	return r
}

func skilled(skills []int) (languages []scheduling.Language, topics []scheduling.Topic) {
	for _, skill := range skills {
		if skill < 20 {
			languages = append(languages, scheduling.Language(strconv.Itoa(skill)))
		} else {
			topics = append(topics, scheduling.Topic(strconv.Itoa(skill)))
		}
	}
	return languages, topics
}

// way finds a time for a request. It reports false if there is none.
type way func(d *Diary, s Search, a *ask) (scheduling.Slot, bool)

// firstFit returns the first time of the first span that any student can keep, and the
// first such student.
func firstFit(d *Diary, s Search, a *ask) (scheduling.Slot, bool) {
	for _, span := range a.times {
		s.Within = []calendar.Span{span}
		if starts := d.startsOn(calendar.DayOf(span.From, s.Rules.Programme.Zone), &s); len(starts) > 0 {
			return starts[0].slots[0], true
		}
	}
	return scheduling.Slot{}, false
}

// proposing offers one time, in the first three spans if possible.
func proposing(moves int) way {
	return func(d *Diary, s Search, a *ask) (scheduling.Slot, bool) {
		s.Moves, s.Count = moves, 1
		for _, times := range [][]calendar.Span{a.times[:min(3, len(a.times))], a.times} {
			s.Within = times
			if found := d.Find(s); len(found) > 0 {
				return found[0][0], true
			}
		}
		return scheduling.Slot{}, false
	}
}

// choosing offers three times, of which the resident takes that of the most preferred
// span.
func choosing(moves int) way {
	return func(d *Diary, s Search, a *ask) (scheduling.Slot, bool) {
		s.Moves, s.Count, s.Within = moves, 3, a.times
		found := d.Find(s)
		if len(found) == 0 {
			return scheduling.Slot{}, false
		}
		slices.SortStableFunc(found, func(x, y Candidates) int { return a.span(x[0].Start) - a.span(y[0].Start) })
		return found[0][0], true
	}
}

// outcome is the result of a rush.
type outcome struct {
	served int
	early  int // at one of the first three wishes
	moved  int // visits that went to another student
	visits map[int64]scheduling.Visit
}

func (o *outcome) add(other outcome) {
	o.served, o.early, o.moved = o.served+other.served, o.early+other.early, o.moved+other.moved
}

// play books for everybody of a rush in turn; during wraps each search.
func (r *rush) play(t testing.TB, find way, during func(search func())) outcome {
	t.Helper()
	d := NewDiary(r.programme, fixed{changes: DiaryChanges{Students: r.students, Mark: 1}})
	require.NoError(t, d.Refresh(t.Context(), rushNow))
	o := outcome{visits: map[int64]scheduling.Visit{}}
	for i := range r.asks {
		a, p := &r.asks[i], *r.programme
		p.Visit.Length = a.length
		search := Search{Need: a.Need, Rules: Rules{Programme: &p, Travel: r.travel, Now: rushNow}}
		var slot scheduling.Slot
		var found bool
		during(func() { slot, found = find(d, search, a) })
		if found {
			o.book(d, int64(i+1), a, slot)
		}
	}
	return o
}

// book does what the store would do.
func (o *outcome) book(d *Diary, id int64, a *ask, slot scheduling.Slot) {
	o.served++
	o.moved += len(slot.Chain)
	if a.span(slot.Start) < 3 {
		o.early++
	}
	var changes DiaryChanges
	for _, t := range slot.Chain {
		v := o.visits[t.VisitID]
		v.StudentID = t.To
		o.visits[v.ID] = v
		changes.Visits = append(changes.Visits, v)
	}
	v := scheduling.Visit{
		ID: id, Status: scheduling.Booked, StudentID: slot.StudentID, Start: slot.Start, End: slot.End,
		Postcode: a.Postcode, Topic: a.Topic, Language: a.Language,
	}
	o.visits[id] = v
	changes.Visits = append(changes.Visits, v)
	d.apply(changes)
}

// After a campaign, everybody who was promised a time has it, in one of their spans,
// with a student who can come.
func TestACampaignServesMoreWithChainsThanFirstFit(t *testing.T) {
	var first, without, with outcome
	for seed := range uint64(4) {
		r := drawRush(t, 30, 260, seed)
		for sum, find := range map[*outcome]way{&first: firstFit, &without: proposing(0), &with: proposing(MaxChain)} {
			o := r.play(t, find, func(search func()) { search() })
			requireFeasible(t, r, o)
			sum.add(o)
		}
	}
	t.Log(fmt.Sprint("of 1040: first-fit ", first.served, ", by cost ", without.served, ", with chains ", with.served))
	require.Greater(t, without.served, first.served)
	require.Greater(t, with.served, without.served)
	require.Greater(t, with.early, first.early)
	require.Positive(t, with.moved)
}

func requireFeasible(t testing.TB, r *rush, o outcome) {
	t.Helper()
	var visits []scheduling.Visit
	for id, v := range o.visits {
		require.GreaterOrEqual(t, r.asks[id-1].span(v.Start), 0, "a time that was promised stays")
		require.Equal(t, r.asks[id-1].length, v.End.Sub(v.Start))
		visits = append(visits, v)
	}
	require.Len(t, visits, o.served)
	require.Empty(t, wrongs(r.programme, r.travel, rushNow, r.students, visits))
}
